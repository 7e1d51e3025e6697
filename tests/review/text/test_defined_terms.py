"""Words in capitals that are no term: those that may be a term misspelt, and those that a known term heads."""

from __future__ import annotations

import pytest

from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.loading import load
from sec_rules.review.review import check
from sec_rules.review.text.defined_terms import spelled_nearly
from sec_rules.rulebook.questions import assessment


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("Verifcation User Security Assessment", "Verification User Security Assessment"),
        ("Verificaiton User Security Assessment", "Verification User Security Assessment"),
        ("Verification User Secrity Assessment", "Verification User Security Assessment"),
        ("Full User Security Assesssment", "Full User Security Assessment"),
        ("Full User Security Assessnent", "Full User Security Assessment"),
        ("Responsible Suplier", "Responsible Supplier"),
        ("Domestc Premises", "Domestic Premises"),
        ("Electricity Distribtor", "Electricity Distributor"),
        ("Fill User Security Assessment", ""),
        ("Full User Security Assessments", ""),
        ("User Security Desktop Review", ""),
        ("Verifcation User Secrity Assessment", ""),
        ("Verification User Assessment", ""),
        ("Domestic Premise", ""),
        ("Exempt Supplier", ""),
    ],
)
def test_one_slip_in_one_long_word_may_be_a_misspelling(words: str, meant: str) -> None:
    assert spelled_nearly(words) == meant


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("a User Security Desktop Review", "“User Security Desktop Review” is capitalised like a defined term"),
        ("the Desktop Review", "“Desktop Review” is capitalised like a defined term"),
        ("a Verifcation User Security Assessment", "“Verifcation User Security Assessment” may be a misspelling of"),
    ],
)
def test_an_unknown_term_is_told_whole(words: str, says: str) -> None:
    text = f"G8.60 Each Supplier Party shall undergo {words} in every third year.\n"
    found = check(read_markdown(text, "draft.md"), load(), assessment).findings
    (message,) = (f.message for f in found if f.code == "DT501")
    assert message.startswith(says)
