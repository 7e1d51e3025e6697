"""How many signs a file holds in each view, for files whose signs were counted by hand."""

from __future__ import annotations

import pytest

from sec_rules.documents.counting import UNKNOWN, Counts, signs_of_text, signs_of_word
from tests.documents.word.conftest import Make
from tests.documents.word.conftest import make as make
from tests.documents.word.test_page import ANN, box, cell, choice, code, holding, par, row, run, sum_of, table


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("", (0, 0, 0)),
        ("# One  two\n\tthree", (12, 12, 12)),
        ("\ufeffone", (3, 3, 3)),
        ("a{++bc++}d", (2, 4, 4)),
        ("a{--bc--}d", (4, 4, 2)),
        ("a{~~bcd~>ef~~}", (4, 6, 3)),
        ("a{~~bcd~~}e {~~f~>g~~}", (6, 7, 3)),
        ("a{==bc==}{>>note<<}", (7, 7, 7)),
        ("a <!-- two words --> b", (10, 10, 10)),
        ("a <!-- never closed", (16, 16, 16)),
        ("{++a\n\nb++} {c}", (3, 5, 5)),
        ("{{++a++}", (1, 2, 2)),
        ("{++ never closed", (14, 14, 14)),
        ("| a | b |\n|---|---|", (14, 14, 14)),
    ],
)
def test_signs_of_a_text_are_all_but_white_space_and_the_brackets_of_changes(text: str, counts: Counts) -> None:
    assert signs_of_text(text) == counts


def inserted(inside: str) -> str:
    return f"<w:ins {ANN}>{inside}</w:ins>"


def deleted(inside: str) -> str:
    return f"<w:del {ANN}>{inside}</w:del>"


@pytest.mark.parametrize(
    ("inside", "counts"),
    [
        (par(run("one two")), (6, 6, 6)),
        (par(run("a"), inserted(run("bc")), deleted(run("def"))), (4, 6, 3)),
        (par(inserted(deleted(run("ab")))), (0, 2, 0)),
        (table(row(cell(par(run("ab"))), properties=f"<w:del {ANN}/>")), (2, 2, 0)),
        (table(row(cell(par(run("ab")), properties=f"<w:cellIns {ANN}/>"))), (0, 2, 2)),
        (par(code(" REF x ", run("shown"))), (5, 5, 5)),
        (par(code(" MACROBUTTON x press ")), (0, 0, 0)),
        (par(run("a"), holding("<w:noBreakHyphen/><w:tab/><w:sym w:font='x' w:char='F0B7'/>")), (3, 3, 3)),
        (par(run("a"), holding(box(par(run("in it"))))), (5, 5, 5)),
        (par(choice(run("one"), run("other"))), (3, 3, 3)),
        (par(choice(run("one"), run("other"), "future")), (5, 5, 5)),
        (par(sum_of("x", "+", "y")), (3, 3, 3)),
        (par(run("ab", "<w:vanish/>")), (2, 2, 2)),
    ],
)
def test_signs_of_a_word_file_are_those_of_its_text(inside: str, counts: Counts, make: Make) -> None:
    assert signs_of_word(make(inside)) == counts


def test_what_cannot_be_opened_is_not_counted() -> None:
    assert signs_of_word(b"no archive") == UNKNOWN
