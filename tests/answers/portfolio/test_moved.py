"""Whom the cards of a draft move, in a portfolio: counted in every report, named only by themselves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sec_rules.answers.portfolio.moved import moved, named
from sec_rules.cli import main
from sec_rules.documents.readers import open_draft
from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.errors import PortfolioError
from sec_rules.loading import load
from sec_rules.review.moved import LatestRows, Rows
from sec_rules.review.review import check
from sec_rules.review.summary import Summary, summarised
from sec_rules.rulebook.questions import assessment

DRAFT = Path(__file__).resolve().parents[3] / "legal_text" / "drafts" / "secmp0059.md"
HEAD = "user,supplier_party,network_party,domestic_premises,non_domestic_premises,network_premises,years_since_initial"
# By hand: SECMP0059 counts Non-Domestic Premises five for one, and has other Users verified in the first year. The year
# in which a full assessment falls due anyhow changes nothing.
ROWS = """
Below,true,false,249995,1,0,1
Above,true,false,249996,1,0,1
Third,true,false,249996,1,0,3
Grid,false,true,0,0,400000,1
=Other,false,false,0,0,0,1
Later,false,false,0,0,0,2
Half,true,false,249996,,0,1
"""


@pytest.fixture(scope="module")
def secmp0059() -> Summary:
    return summarised(check(open_draft(DRAFT), load(), assessment))


@pytest.fixture
def users(tmp_path: Path) -> str:
    path = tmp_path / "users.csv"
    path.write_text(HEAD + ROWS, encoding="utf-8")
    return str(path)


def test_each_card_has_the_rows_that_it_moves(secmp0059: Summary, users: str) -> None:
    found = moved(users, secmp0059.result, secmp0059.cards)
    suppliers, others = (card.id for card in secmp0059.cards if card.changes)
    assert found.of == {suppliers: Rows(1, 1), others: Rows(1, 0)}
    assert found.rows == 7
    moves = "In users.csv the answer of 1 of 7 rows changes, and of 1 it is not known."
    assert found.says(suppliers) == f"{moves} Their latest day stays the same for 1."
    assert found.says(secmp0059.cards[-1].id) == ""
    names = [(row.provisions, row.who) for row in named(users, secmp0059.result, secmp0059.cards)]
    assert names == [(("G8.41", "G8.42"), "Above"), (("G8.47(a)",), "=Other")]


# In 2019 a User that has thirteen months from 30 November 2018 has until 30 December, and from 1 December longer than
# the year lasts. In the first year a supplier was verified, and is assessed in full by the same day.
LATEST = """
First,true,false,249996,1,0,1,2018-02-01,same
Second,true,false,249996,1,0,2,2018-11-30,later
Other,false,false,0,0,0,1,2018-12-01,earlier
Early,false,false,0,0,0,1,2018-01-31,later
Undated,false,false,0,0,0,1,,unknown
Third,true,false,249996,1,0,3,2018-11-30,
"""


def test_which_way_latest_days_move_is_counted_and_named_with_the_user(secmp0059: Summary, tmp_path: Path) -> None:
    path = tmp_path / "u.csv"
    rows = [line.split(",") for line in LATEST.split()]
    path.write_text("\n".join((f"{HEAD},previous_began", *(",".join(row[:-1]) for row in rows))), encoding="utf-8")
    found = moved(str(path), secmp0059.result, secmp0059.cards)
    suppliers, others = (card.id for card in secmp0059.cards if card.changes)
    assert found.latest == {suppliers: LatestRows(later=1, same=1), others: LatestRows(earlier=1, later=1, unknown=1)}
    assert not any("previous_began" in note for note in found.notes)
    assert found.says(others).endswith(
        "Their latest day is earlier for 1, is later for 1 and is not known to move for 1."
    )
    names = {row.who: row.latest for row in named(str(path), secmp0059.result, secmp0059.cards)}
    assert names == {row[0]: row[-1] for row in rows if row[-1]}


def test_without_the_days_which_way_is_not_known_and_the_column_is_named(secmp0059: Summary, users: str) -> None:
    found = moved(users, secmp0059.result, secmp0059.cards)
    suppliers, others = (card.id for card in secmp0059.cards if card.changes)
    assert found.latest == {suppliers: LatestRows(same=1), others: LatestRows(unknown=1)}
    assert any("a column 'previous_began' with that day would give it" in note for note in found.notes)


def test_what_is_no_day_stops_the_count_with_its_row(secmp0059: Summary, tmp_path: Path) -> None:
    path = tmp_path / "u.csv"
    path.write_text(f"{HEAD},previous_began\nA,false,false,0,0,0,1,2018-02-01\nB,false,false,0,0,0,1,31/02/2018\n")
    with pytest.raises(PortfolioError, match="Row 2: 'previous_began' should be a day such as 2018-05-01"):
        moved(str(path), secmp0059.result, secmp0059.cards)


def test_rows_without_a_column_of_names_go_by_their_number(secmp0059: Summary, tmp_path: Path) -> None:
    path = tmp_path / "u.csv"
    facts = [line.partition(",")[2] for line in (HEAD + ROWS).splitlines()]
    path.write_text("\n".join(facts) + "\n", encoding="utf-8")
    assert [row.who for row in named(str(path), secmp0059.result, secmp0059.cards)] == ["row 2", "row 5"]


def test_where_nothing_was_compared_no_row_is_counted(users: str) -> None:
    result = check(read_markdown("H1.1 Each User shall pay.\n", "h.md"), load(), assessment)
    found = moved(users, result, ())
    assert found.of == {}
    assert found.overall[0].startswith("The rows of users.csv were not counted:")


def test_names_are_printed_or_stand_in_a_file_of_their_own_and_in_no_report(
    users: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names, page = tmp_path / "names.csv", tmp_path / "page.html"
    given = ["check", str(DRAFT), "--portfolio", users]
    assert main([*given, "--names", "--names-to", str(names)]) == 0
    assert "G8.41 and G8.42: Above." in capsys.readouterr().out
    # A spreadsheet takes what begins with an equals sign for a formula.
    assert names.read_text(encoding="utf-8").splitlines()[2].endswith(",G8.47(a),'=Other,unknown")
    main([*given, "--json", "--names-to", str(names)])
    said = capsys.readouterr().out
    assert "Above" not in said
    assert [card["rows"] for card in json.loads(said)["portfolio"]["cards"]] == [1, 1]
    main([*given, "--format", "html", "--out", str(page)])
    assert "1 of 7 rows" in page.read_text(encoding="utf-8")
    assert main([*given, "--json", "--names"]) == 2
    assert main(["check", str(DRAFT), "--names"]) == 2
    assert "Give --portfolio FILE" in capsys.readouterr().err
