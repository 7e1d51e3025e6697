"""A sentence of several paragraphs is judged as it would stand on one line."""

from __future__ import annotations

import pytest

from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.drafting.draft import hold_against
from sec_rules.loading import load

CODE = load()


@pytest.mark.parametrize(
    ("last", "is_open"),
    [
        ("tell the User what was lost", False),
        ("tell the User that it is exempt", True),
        ("exempt the User", True),
    ],
)
def test_every_paragraph_of_a_list_is_told_of_whom_the_list_is_told(last: str, is_open: bool) -> None:
    text = (
        "After Section G8.50 insert:\n\nG8.51 The assessor shall:\n\n(a) keep a register of its visitors;\n\n"
        f"(b) return all keys to the User; and\n\n(c) {last}."
    )
    assert bool(hold_against(read_markdown(text, "draft.md"), CODE).open) is is_open


@pytest.mark.parametrize("limbs", ["(a) ", "(a) \n\n(b) ", "(a)\u200b"])
def test_a_clause_whose_limbs_are_empty_is_held_and_says_nothing(limbs: str) -> None:
    held = hold_against(read_markdown(f"After Section G8.45 insert:\n\nG8.45A\n\n{limbs}", "draft.md"), CODE)
    assert [s.after.rules for s in held.shown if s.label == "G8.45A" and s.after is not None] == [()]
