"""A term that is defined and used nowhere: written in a sentence as sentences are."""

from __future__ import annotations

import pytest

from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.loading import load
from sec_rules.review.review import check
from sec_rules.review.selection import Selection
from sec_rules.rulebook.questions import assessment


def unused(term: str, use: str) -> list[str]:
    text = f"H1.1 \u201c{term}\u201d means the document that the Parties signed.\n\nH1.2 Each Party shall {use}.\n"
    review = check(read_markdown(text, "draft.md"), load(), assessment, selection=Selection(select=("DT502",)))
    assert not review.faults
    return [f.snippet for f in review.findings]


@pytest.mark.parametrize(
    ("term", "use"),
    [
        ("This Agreement", "comply with this Agreement"),
        ("These Terms", "keep these  Terms"),
        ("The Scheme", "apply the Scheme"),
        ("the Scheme", "tell the Panel. The Scheme says how"),
        ("A Breach Notice", "give a Breach Notice"),
        ("Their Group", "tell their Group"),
    ],
)
def test_a_term_that_points_is_used_where_a_sentence_writes_its_first_word_small(term: str, use: str) -> None:
    assert unused(term, use) == []


@pytest.mark.parametrize(
    ("term", "use"),
    [
        ("This Agreement", "comply with the agreement"),
        ("This Deed", "keep the other Deed"),
        ("The Scheme", "join the Schemes Register"),
        ("Own Scheme", "keep its own Scheme"),
        ("This", "keep this"),
    ],
)
def test_other_words_are_no_use_of_it(term: str, use: str) -> None:
    assert len(unused(term, use)) == 1
