"""An error in a text that is not held is told as one only where the text bears it out, and as a warning elsewhere."""

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


ROW = "1. The buyer pays.\n\n2. The seller delivers.\n\n{twin}\n\n3. The court hears.\n\n4. Both rest."
LIST = "1. The buyer pays:\n\n(a) the price; and\n\n(b) the tax.\n\n2. Under clause {cited} one rests.\n\n3. {other}"

SHOWN = [
    # A sentence from its beginning to its end, with one bracket too many or too few.
    ("1.1 The buyer of the goods pays the price (less tax.\n\n1.2 The seller delivers.", "TY103"),
    ("1.1 The buyer of the goods pays the price), less tax.\n\n1.2 The seller delivers.", "TY103"),
    ("1.1 The buyer (of the goods) pays the price [less tax.\n\n1.2 The seller delivers.", "TY103"),
    # A number twice in a row that goes on.
    (ROW.format(twin="2. The carrier carries."), "NU305"),
    ("1.1 One pays.\n\n1.2 One sues.\n\n1.2 One packs.\n\n1.3 One rests.", "NU305"),
    # Other references by the word find what they name, and the row is read from its first number.
    (LIST.format(cited="1(c)", other="Clause 1(a) applies."), "XR401"),
    (LIST.format(cited="1(c)", other="The court hears."), "XR401"),
    ("1.1 One pays.\n\n1.2 Clause 1.1 applies.\n\n1.3 Under clause 1.7 one rests.", "XR401"),
    # Numbers in words have their figures behind them.
    ("1.1 One pays within five (5) days of notice.\n\n1.2 One sues within thirty (45) days of notice.", "QT704"),
    ("1.1 One pays on 31 February 2019.", "QT705"),
    ("1.1 One pays on Monday 1 January 2019.", "QT705"),
    ("1.1 One pays the price by the day of the sale [TBC].", "PH201"),
    ("1.1 One pays the price [drafting note: which?].", "PH201"),
]

NOT_SHOWN = [
    # What ends as no sentence does may go on where it was not read: the title of a part on two lines.
    ("1.1 The repair of the buildings and standards is for (all\n\n1.2 The seller delivers.", "TY103"),
    ("1.1 and the buyer pays the price (less tax.\n\n1.2 The seller delivers.", "TY103"),
    ("1.1 The buyer pays 18, 29 (31, 41 of the lots, 14) and (the rest [of it.", "TY103"),
    # The same number again where nothing goes on from it, or with the same words.
    ("1.1 The buyer pays.\n\n1.1 The seller delivers.\n\n1.2 Both agree.", "NU305"),
    # Another reference of the kind leads nowhere too, or the row does not begin with its first number.
    ("1.1 One pays.\n\n1.2 Clause 1.6 applies.\n\n1.3 Under clause 1.7 one rests.", "XR401"),
    ("1.4 One pays.\n\n1.5 One packs.\n\n1.6 Under clause 1.9 one rests.", "XR401"),
    (LIST.format(cited="1(c)", other="Clauses 1(a) and 1(e) apply."), "XR401"),
    # The figures may be a note, or the number of an item.
    ("1.1 One sues within thirty (45) days of notice.", "QT704"),
    ("1.1 From 1 January 2020 to 1 January 2019 one pays.", "QT705"),
    ("1.1 One pays on 31/02/2019.", "QT705"),
    # A form has places to be filled in.
    ("1.1 One pays [insert the sum].", "PH201"),
    ("1.1 One pays the price [TBC].\n\n1.2 Signed: ________ Date: ________", "PH201"),
]


@pytest.mark.parametrize(("text", "code"), SHOWN, ids=[code for _, code in SHOWN])
def test_an_error_that_the_text_bears_out_is_one(text: str, code: str) -> None:
    assert {(f.code, f.severity.value) for f in found(text) if f.code == code} == {(code, "error")}


@pytest.mark.parametrize(("text", "code"), NOT_SHOWN, ids=[code for _, code in NOT_SHOWN])
def test_an_error_that_the_text_does_not_bear_out_is_a_warning(text: str, code: str) -> None:
    assert {(f.code, f.severity.value) for f in found(text) if f.code == code} == {(code, "warning")}


def test_who_wants_all_has_it_as_the_checks_say_it() -> None:
    (text, code), *_ = NOT_SHOWN
    assert {(f.code, f.severity.value) for f in found(text, strict=True) if f.code == code} == {(code, "error")}


def test_in_the_code_an_error_needs_nothing_that_bears_it_out() -> None:
    (finding,) = (f for f in found("G8.41 and each User keeps its records (of all kinds.") if f.code == "TY103")
    assert finding.severity.value == "error"
