"""The invariants beyond the first three, applied to a draft."""

from __future__ import annotations

import pytest

from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.engine.code import Code
from sec_rules.loading import load
from sec_rules.review.review import check
from sec_rules.rulebook.questions import assessment

SUPPLIERS = (
    "G8.41 Where a User is a Supplier Party and the number of Domestic Premises for which it is the Responsible "
    "Supplier when added to five times the number of Non-Domestic Premises for which it is the Responsible Supplier "
    "{large}, it shall be subject to a Full User Security Assessment in each year after the year of its initial Full "
    "User Security Assessment.\n\n"
    "G8.42 Where a User is a Supplier Party and the number of Domestic Premises for which it is the Responsible "
    "Supplier when added to five times the number of Non-Domestic Premises for which it is the Responsible Supplier "
    "{small}, it shall be subject:\n\n"
    "(a) in the first year after the year of its initial Full User Security Assessment, to a Verification User "
    "Security Assessment;\n\n"
    "(b) in the immediately following year, to a User Security Self-Assessment;\n\n"
    "(c) in the next following year, to a Full User Security Assessment; and\n\n"
    "(d) in each year thereafter, to a category of security assessment which repeats the annual sequence of "
    "paragraphs (a) to (c).\n"
)


@pytest.fixture(scope="module")
def code() -> Code:
    return load()


@pytest.mark.parametrize(
    ("large", "small", "reported"),
    [
        ("exceeds 250,000", "is equal to or less than 250,000", False),
        ("exceeds 300,000", "does not exceed 300,000", False),
        ("exceeds 200,000", "is 200,000 or fewer", False),
        ("is 250,000 or more", "is less than 250,000", True),
        ("is at least 300,000", "is fewer than 300,000", True),
    ],
)
def test_a_figure_may_move_but_equality_stays_on_its_side(large: str, small: str, reported: bool, code: Code) -> None:
    draft = read_markdown(SUPPLIERS.format(large=large, small=small), "draft.md")
    findings = check(draft, code, assessment).findings
    assert not [r for r in findings if r.code in ("QT702", "EX001") or r.code in ("PR001", "PR002")]
    assert bool([r for r in findings if r.code == "PR006"]) is reported
