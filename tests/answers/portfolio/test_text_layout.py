"""Files of text as Excel writes them: parted by commas, semicolons or tabs, with blank lines between Users."""

from __future__ import annotations

from pathlib import Path

import pytest

from sec_rules.answers.portfolio.text_layout import Layout, has_blank_lines, layout_of
from sec_rules.cli import main

NAMES = ("name", "supplier_party", "network_party", "domestic_premises", "years_since_initial")
ROW = ("A", "TRUE", "FALSE", "310000", "2")


def file(folder: Path, *lines: str, encoding: str = "utf-8") -> Path:
    path = folder / "users.csv"
    path.write_bytes("\r\n".join((*lines, "")).encode(encoding))
    return path


@pytest.mark.parametrize(
    ("first", "layout"),
    [
        ("a,b", Layout(",")),
        ("a;b", Layout(";")),
        ("a\tb", Layout("\t")),
        ("a;b,c", Layout(",")),
        ("a", Layout(",")),
        ("sep=;", Layout(";", 1)),
        ("sep=,", Layout(",", 1)),
    ],
)
def test_the_sign_between_columns_is_seen_from_their_names(first: str, layout: Layout, tmp_path: Path) -> None:
    for encoding in ("utf-8", "utf-8-sig"):
        assert layout_of(file(tmp_path, first, "x", encoding=encoding)) == layout


@pytest.mark.parametrize(("line", "blank"), [("", True), (",,,,", True), ("A,,,,", False), (" A", False)])
def test_a_blank_line_is_found(line: str, blank: bool, tmp_path: Path) -> None:
    assert has_blank_lines(file(tmp_path, ",".join(NAMES), line, ",".join(ROW)), ",") is blank


def assessed(path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["assess", "--on", "2020-01-01", "--portfolio", str(path)]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize(
    ("mark", "encoding", "before"),
    [(",", "utf-8", ()), (";", "utf-8-sig", ()), ("\t", "utf-8", ()), (";", "utf-8-sig", ("sep={}",))],
)
def test_a_file_of_excel_is_read_and_blank_lines_are_no_users(
    mark: str, encoding: str, before: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = (mark.join(ROW), "", mark * 4, mark.join(ROW), "", "")
    path = file(tmp_path, *(line.format(mark) for line in before), mark.join(NAMES), *rows, encoding=encoding)
    printed = assessed(path, capsys)
    assert printed.startswith("2 rows on 1 January 2020.\n\n  FULL          2\n")
    assert printed.count("Not used, since no fact is called so: name.") == 1


def test_a_row_in_which_only_the_name_stands_is_a_user(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert assessed(file(tmp_path, ",".join(NAMES), "A,,,,", ""), capsys).startswith("1 row ")


def test_days_of_initial_assessments_stand_in_a_file_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = "network_party,network_premises,initial_assessment"
    assert "VERIFICATION  1" in assessed(file(tmp_path, names, "TRUE,300000,2018-05-01"), capsys)
    wrong = file(tmp_path, names, "TRUE,300000,01/05/2018", "TRUE,300000,2020-05-01")
    assert main(["assess", "--on", "2020-01-01", "--portfolio", str(wrong)]) == 2
    said = capsys.readouterr().err
    assert "Row 1: 'initial_assessment' should be a day such as 2018-05-01, got '01/05/2018'." in said
    assert "Row 2: The initial assessment of 2020-05-01 lies in the year of 2020-01-01 or after it" in said


def test_a_file_in_utf_16_is_refused_with_how_to_save_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = file(tmp_path, "supplier_party\tdomestic_premises", "TRUE\t1", encoding="utf-16")
    assert main(["assess", "--on", "2020-01-01", "--portfolio", str(path)]) == 2
    assert "save it as 'CSV UTF-8 (Comma delimited)'" in capsys.readouterr().err


def test_a_sheet_of_excel_is_read_where_the_extra_is_and_else_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    import polars as pl

    path = tmp_path / "users.xlsx"
    monkeypatch.setitem(sys.modules, "fastexcel", None)
    path.write_bytes(b"PK\x03\x04")
    assert main(["assess", "--on", "2020-01-01", "--portfolio", str(path)]) == 2
    assert "pip install 'sec-rules[excel]'" in capsys.readouterr().err
    monkeypatch.undo()
    pytest.importorskip("fastexcel")
    pytest.importorskip("xlsxwriter")
    columns = {
        "name": ["A", None, "B"],
        "supplier_party": [True, None, True],
        "domestic_premises": [310_000.0, None, 5.0],
    }
    pl.DataFrame(columns).write_excel(path)
    assert assessed(path, capsys).startswith("2 rows on 1 January 2020.\n\n  FULL          1\n")
    assert main(["assess", "--on", "2020-01-01", "--portfolio", str(path), "--out", str(tmp_path / "out.xlsx")]) == 2
    assert "no file that a portfolio can be written to" in capsys.readouterr().err
