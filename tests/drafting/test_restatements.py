"""Notes that restate a change bear on nothing; one that says anything else, or more, stays open."""

from __future__ import annotations

import pytest

from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.drafting.draft import hold_against
from sec_rules.drafting.restatements import Change
from sec_rules.loading import load

CODE = load()
BEFORE = {"G8.41": "the sum exceeds 250,000", "G8.42": "the sum is at most 250,000", "G8.44": "it exceeds 250,000"}
AFTER = BEFORE | {"G8.41": "the sum exceeds 300,000", "G8.42": "the sum is at most 300,000"}
CHANGE = Change(BEFORE, AFTER, frozenset({"G8.45"}))

RESTATES = (
    "This draft raises the threshold in Sections G8.41 and G8.42 from 250,000 to 300,000.",
    "Note: the draft substitutes 300,000 for 250,000 wherever it occurs in Sections G8.41 and G8.42.",
    "This change moves the figure in G8.41 and G8.42 from 250,000 to 300,000. Section G8.44 is unchanged.",
    "Explanatory note: Sections G8.44 and G8.45 are not changed.",
    "250,000 in Section G8.44 is not changed by these instructions.",
    "For the avoidance of doubt, the qualifying number in paragraph G8.44 (Domestic Premises exceeding 250,000) is "
    "unchanged.",
    "The threshold of 250,000 in Section G8.44 remains unchanged.",
    "The threshold in Section G8.44 is unchanged.",
)
SAYS_MORE = (
    "This draft lowers the threshold in Sections G8.41 and G8.42 from 250,000 to 300,000.",
    "This draft raises the threshold in Sections G8.41 and G8.42 from 250,000 to 310,000.",
    "This draft raises the threshold in Sections G8.41 and G8.42 from 200,000 to 300,000.",
    "This draft raises the threshold in Section G8.41 from 250,000 to 300,000.",
    "This draft raises the threshold in Sections G8.41, G8.42 and G8.44 from 250,000 to 300,000.",
    "This draft raises the threshold from 250,000 to 300,000 for Scottish suppliers.",
    "From 2026 this draft raises the threshold in Sections G8.41 and G8.42 from 250,000 to 300,000.",
    "The threshold in Sections G8.41 and G8.42 is raised to 300,000 for one year.",
    "Section G8.41 is unchanged.",
    "Section G8.44 is unchanged for Network Parties in Wales.",
    "Section G8.99 is unchanged.",
    "250,000 in Section G8.41 is not changed by these instructions.",
    "The threshold stays at 250,000.",
    "The threshold of 300,000 in Section G8.44 remains unchanged.",
    "The threshold of 250,000 in Section G8.41 remains unchanged.",
    "The threshold in Section G8.41 is unchanged.",
    "The threshold in Section G8.44 (in Scotland 250,000) is unchanged.",
    "Note",
    "",
)


@pytest.mark.parametrize("note", RESTATES)
def test_a_note_that_says_what_the_draft_does_restates_it(note: str) -> None:
    assert CHANGE.restated_by(note)


@pytest.mark.parametrize("note", SAYS_MORE)
def test_a_note_that_says_something_else_does_not(note: str) -> None:
    assert not CHANGE.restated_by(note)


DRAFT = """
This draft raises the threshold in Sections G8.41 and G8.42 from 250,000 to {}.

In Section G8.41, for "250,000" substitute "300,000".

In Section G8.42, for "250,000" substitute "300,000".
"""


@pytest.mark.parametrize(("figure", "many"), [("300,000", 0), ("310,000", 1)])
def test_a_note_above_the_instructions_is_held_against_what_they_do(figure: str, many: int) -> None:
    assert len(hold_against(read_markdown(DRAFT.format(figure), "draft.md"), CODE).open) == many
