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
