"""The first sheet of an Excel workbook as rows of texts."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from sec_rules.errors import PortfolioError
from sec_rules.page.workbook import first_sheet

xlsxwriter = pytest.importorskip("xlsxwriter", reason="xlsxwriter is not installed")


def workbook(rows: Sequence[Sequence[object]], **options: Any) -> bytes:
    """A workbook with those rows on its first sheet, and others on a second one."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, **options}) as book:
        sheet, dated = book.add_worksheet("Users"), book.add_format({"num_format": "dd/mm/yyyy"})
        book.add_worksheet("Other").write(0, 0, "elsewhere")
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(at, column, value, dated)
                elif value is not None:
                    sheet.write(at, column, value)
    return out.getvalue()


def read(data: bytes) -> list[list[str]]:
    return list(first_sheet(data, "users.xlsx"))


def test_numbers_texts_truths_and_dates_are_as_the_sheet_shows_them() -> None:
    rows = [["name", "a", "b"], ["One & <Two>", 250_000, True], [" x ", 1.5, False], ["d", date(2017, 5, 1), -3]]
    assert read(workbook(rows)) == [
        ["name", "a", "b"],
        ["One & <Two>", "250000", "true"],
        [" x ", "1.5", "false"],
        ["d", "2017-05-01", "-3"],
    ]


@pytest.mark.parametrize("later", [False, True])
def test_a_date_is_the_same_in_either_calendar(later: bool) -> None:
    assert read(workbook([["d"], [date(2018, 12, 31)]], date_1904=later)) == [["d"], ["2018-12-31"]]


def test_cells_and_rows_left_out_keep_their_place() -> None:
    assert read(workbook([["a", None, "c"], [None], [None, 2]])) == [["a", "", "c"], [], ["", "2"]]


def test_a_formula_is_what_it_came_to_and_an_error_is_refused() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_formula(0, 0, "=1+1", None, 2)
        sheet.write_formula(0, 1, '="a"&"b"', None, "ab")
    assert read(out.getvalue()) == [["2", "ab"]]
    broken = io.BytesIO()
    with xlsxwriter.Workbook(broken, {"in_memory": True}) as book:
        book.add_worksheet().write_formula(2, 1, "=1/0", None, "#DIV/0!")
    with pytest.raises(PortfolioError, match=r"users\.xlsx shows the error #DIV/0! in cell B3"):
        read(broken.getvalue())


def test_texts_of_several_runs_are_one() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        bold = book.add_format({"bold": True})
        book.add_worksheet().write_rich_string(0, 0, "domestic_", bold, "premises")
    assert read(out.getvalue()) == [["domestic_premises"]]


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), workbook([["a"]])[:-300]]
)
def test_what_is_no_workbook_is_refused_without_a_word_of_word(data: bytes) -> None:
    with pytest.raises(PortfolioError, match=r"users\.xlsx cannot be read as an Excel workbook") as refused:
        read(data)
    assert "Word" not in str(refused.value)


def test_a_word_file_is_no_workbook() -> None:
    from pathlib import Path

    word = Path(__file__).resolve().parents[2] / "legal_text" / "drafts" / "secmp0059.docx"
    with pytest.raises(PortfolioError, match="is no Excel workbook"):
        read(word.read_bytes())
