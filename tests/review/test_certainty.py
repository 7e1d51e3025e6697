"""What is said of a text that is not held: what a check is sure of, and the rest only where it is wanted."""

from __future__ import annotations

import pytest

from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.loading import load
from sec_rules.review.findings import Finding
from sec_rules.review.findings.conventions import Conventions
from sec_rules.review.review import check
from sec_rules.review.selection import Selection
from sec_rules.rulebook.questions import assessment


def found(text: str, *, strict: bool = False) -> tuple[Finding, ...]:
    selection = Selection(conventions=Conventions(strict=strict))
    return check(read_markdown(text, "draft.md"), load(), assessment, selection=selection).findings


FAULTS = [
    ("1.1 The buyer pays the the price.\n\n1.2 The seller delivers.", "TY102"),
    ("1.1 The buyer pays the price (less tax.\n\n1.2 The seller delivers.", "TY103"),
    ("1.1 The buyer pays the price [TBC].\n\n1.2 The seller delivers.", "PH201"),
    ("1.1 The buyer  pays the price.\n\n1.2 The seller delivers.", "TY101"),
    ("1.1 The buyer pays.\n\n1.1 The seller delivers.\n\n1.2 Both agree.", "NU305"),
    ("1.1 The buyer pays:\n\n(a) the price;\n\n(b) carriage; and\n\n(d) the tax.", "NU301"),
]


@pytest.mark.parametrize(("text", "code"), FAULTS, ids=[code for _, code in FAULTS])
def test_a_fault_that_any_text_can_have_is_found_in_any_text(text: str, code: str) -> None:
    assert [f.code for f in found(text)] == [code]


RIGHT = [
    "1.1 Record keeping. The Carrier keeps records for the Secretary of State for Trade and a court in Delaware.",
    "1.1 The rig is one within section 1 of the Mineral Workings Act 1971 (c. 61) and any tent.",
    "1.1 Each author grants (subject to the\nwork) a licence to the reader.",
    "1.1 The parties sign below.\n\nSigned: ______________ Date: ________",
    "1.1 The officer asks:\n\n\u2018Is there anything I should know?\u2019",
    "1.1 The buyer pays the\n\n1.2 The seller delivers.",
    "1.1 The sum is paid under paragraph (b)\tas it stands.",
]


@pytest.mark.parametrize("text", RIGHT)
def test_of_a_text_in_which_nothing_is_wrong_nothing_is_said(text: str) -> None:
    assert found(text) == ()


def test_spaces_that_are_a_habit_are_one_note() -> None:
    (note,) = found("1.1 The buyer pays.  The seller delivers.  Both keep records.")
    assert (note.code, note.severity.value) == ("TY101", "note")
    assert "in 2 places" in note.message


def test_what_is_not_sure_is_said_where_it_is_wanted() -> None:
    text = "1.1 The Carrier keeps records.\n\n1.2 Both the Carrier and the Shipper sign."
    assert found(text) == ()
    assert {f.code for f in found(text, strict=True)} == {"DT501"}
