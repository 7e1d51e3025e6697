"""`sec-rules export`: what it writes, and what it refuses."""

import json
from datetime import date
from pathlib import Path

import pytest

from sec_rules.analysis.atlas import build
from sec_rules.cli import main
from sec_rules.loading import load
from sec_rules.rulebook.questions import assessment


def printed(capsys, *words):
    assert main(["export", *words]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


def refused(capsys, *words):
    assert main(["export", *words]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    return err


def test_each_form_is_written_with_its_day(capsys):
    day = ["--on", "2019-02-28"]
    assert "-- As on 2019-02-28." in printed(capsys, "--to", "sql", *day)
    assert "FROM portfolio" in printed(capsys, "--to", "sql", "--dialect", "sqlite", "--table", "portfolio", *day)
    assert printed(capsys, "--to", "dmn", *day).startswith("<?xml")
    assert json.loads(printed(capsys, "--to", "json", *day))["on"] == "2019-02-28"
    assert "As on 2019-02-28." in printed(capsys, "--to", "markdown", *day)


def test_a_draft_is_exported_with_the_code_it_stands_in(capsys):
    draft = ["--draft", "legal_text/drafts/secmp0059.md"]
    assert "5 * CAST(non_domestic_premises AS BIGINT) >= 250001" in printed(capsys, "--to", "sql", *draft)


def test_the_table_does_not_let_the_name_of_a_draft_reach_the_terminal(capsys, tmp_path):
    draft = tmp_path / "a\x1b[2J.md"
    draft.write_bytes(Path("legal_text/drafts/secmp0059.md").read_bytes())
    text = printed(capsys, "--to", "markdown", "--draft", str(draft))
    assert "\x1b" not in text
    assert "by a<U+001B>[2J.md, proposed:" in text


def test_a_file_is_written_whole(capsys, tmp_path):
    assert printed(capsys, "--to", "dmn", "--on", "2019-02-28", "--out", str(tmp_path / "rules.dmn")) == ""
    assert (tmp_path / "rules.dmn").read_bytes().rstrip().endswith(b"definitions>")


def test_the_table_has_a_row_for_each_cell_with_its_clause_its_example_and_the_doubts(capsys):
    text = printed(capsys, "--to", "markdown", "--on", "2019-02-27")
    _, _, *rows = [line for line in text.splitlines() if line.startswith("| ")]
    cells = build(load().ruleset(assessment, date(2019, 2, 27))).cells
    assert len(rows) == len(cells)
    for row, cell in zip(rows, cells, strict=True):
        parts = [part.strip() for part in row.strip("|").split(" | ")]
        assert parts[0].casefold() == cell.where.casefold()
        assert parts[1:3] == [cell.outcome.title, ", ".join(cell.because)]
    assert "- G8.41, in force from 2017-01-01 by the text held from this day by convention, reconstructed:" in text
    assert "## Doubts" in text
    assert "- G8.42: Before SECMP0059 the words, taken literally" in text


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--to", "sql"], "Of which day"),
        (["--to", "dmn", "--on", "2019-02-28", "--dialect", "spark"], "--dialect and --table go with --to sql"),
        (
            ["--to", "sql", "--on", "2019-02-28", "--dialect", "cobol"],
            "'cobol' is no dialect; known are duckdb, sqlite",
        ),
        (["--to", "excel", "--on", "2019-02-28"], "not 'excel'"),
        (["--to", "sql", "--on", "2016-01-01"], "The Code is held from 2017-01-01"),
    ],
)
def test_what_cannot_be_exported_is_refused_in_a_sentence(capsys, words, says):
    assert says in refused(capsys, *words)


def test_an_invariant_that_was_not_all_read_is_not_exported_as_if_it_were_whole(capsys, tmp_path):
    (tmp_path / "d.md").write_text("G8.47 Where a User is of good repute, it shall be left alone in years to come.\n")
    assert "not all was read: G8.47" in refused(capsys, "--to", "sql", "--draft", str(tmp_path / "d.md"))
