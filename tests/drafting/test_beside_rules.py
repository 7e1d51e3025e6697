"""A heading on one line with the text of its clause bears on nothing; a scope there does."""

from __future__ import annotations

import pytest

from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.drafting.draft import hold_against
from sec_rules.loading import load

CODE = load()
REGISTER = "The assessor shall keep a register of its reports."


@pytest.mark.parametrize(
    ("text", "opened"),
    [
        (f"G8.51 *Subcontracting.* {REGISTER}", []),
        (f"G8.51 (Insurance) {REGISTER}", []),
        ("G8.51 Publication: the Panel shall publish the report.", []),
        (f"G8.51 Suppliers. {REGISTER}", ["Suppliers"]),
        (f"G8.51 Until 2031. {REGISTER}", ["Until 2031"]),
        ("G8.51 (Insurance) Users are exempt.", ["(Insurance) Users are exempt"]),
        (f"G8.51 {REGISTER} Subcontracting.", ["Subcontracting"]),
    ],
)
def test_a_heading_in_a_clause_is_told_from_a_scope(text: str, opened: list[str]) -> None:
    assert [place.text for place in hold_against(read_markdown(text, "draft.md"), CODE).open] == opened


def test_a_clause_may_begin_with_a_heading_in_brackets() -> None:
    text = (
        f"After Section G8.50 insert:\n\nG8.51 (Records) {REGISTER}\n\nG8.52 (Fees) The Panel shall publish the fees."
    )
    draft = hold_against(read_markdown(text, "draft.md"), CODE)
    assert [shown.label for shown in draft.shown] == ["G8.51", "G8.52"]


def test_an_amendment_may_be_called_one_before_it_is_made() -> None:
    text = (
        'Amendment 1: In Section G8.45(b), for "User Security Self-Assessment" substitute '
        f'"Verification User Security Assessment".\n\nNew text after Section G8.50:\n\nG8.51 {REGISTER}'
    )
    draft = hold_against(read_markdown(text, "draft.md"), CODE)
    assert [(shown.label, shown.status) for shown in draft.shown] == [("G8.45", "changed"), ("G8.51", "added")]
    assert draft.open == ()
