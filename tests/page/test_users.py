"""Whom the cards of a draft move, of the Users in a CSV file."""

from __future__ import annotations

import io
from pathlib import Path
from random import Random

import pytest
from attrs import evolve

from sec_rules.documents.readers import open_draft
from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.errors import PortfolioError
from sec_rules.loading import load
from sec_rules.page import users
from sec_rules.page.asking import form
from sec_rules.page.users import Counted, moved
from sec_rules.review.moved import Rows
from sec_rules.review.review import check
from sec_rules.review.summary import Summary, summarised
from sec_rules.rulebook.questions import assessment

DRAFT = Path(__file__).resolve().parents[2] / "legal_text" / "drafts" / "secmp0059.md"
HEAD = "name,supplier_party,network_party,domestic_premises,non_domestic_premises,network_premises,years_since_initial"
# Counted by hand: SECMP0059 counts Non-Domestic Premises five for one, and has other Users verified in the first year.
ROWS = """
Below,true,false,249995,1,0,1
Above,true,false,249996,1,0,1
Third,true,false,249996,1,0,3
Grid,false,true,0,0,400000,1
Other,false,false,0,0,0,1
Later,FALSE,false,0,0,0,2
"""


@pytest.fixture(scope="module")
def secmp0059() -> Summary:
    return summarised(check(open_draft(DRAFT), load(), assessment))


@pytest.fixture(scope="module")
def gap() -> Summary:
    """SECMP0059 with another figure in one of two twins, so that nobody answers those between."""
    text = DRAFT.read_text(encoding="utf-8").replace("exceeds 250,000", "exceeds 300,000", 1)
    return summarised(check(read_markdown(text, "gap.md"), load(), assessment))


def of(given: Summary, text: str) -> Counted:
    return moved(given, text.encode(), "users.csv")


def test_each_card_says_whom_it_moves(secmp0059: Summary) -> None:
    found = of(secmp0059, HEAD + ROWS)
    assert (found.moved.rows, found.moved.undetermined) == (6, 0)
    of_suppliers = next(card.id for card in secmp0059.cards if "G8.41" in card.provisions)
    of_others = next(card.id for card in secmp0059.cards if card.provisions and card.provisions[0].startswith("G8.47"))
    assert found.names == {of_suppliers: ["Above"], of_others: ["Other"]}
    assert found.moved.of == {of_suppliers: Rows(1, 0), of_others: Rows(1, 0)}


def test_those_left_without_an_answer_are_told_from_those_who_get_another(gap: Summary) -> None:
    # 250,001 to 300,000 is nobody's; 249,996 + 5 is too. 400,000 is answered as before, and Half is not known.
    rows = (
        "Lost,true,false,260000,0,0,1\nSum,true,false,249996,1,0,1\nKept,true,false,400000,0,0,1\n"
        "Other,false,false,0,0,0,1\nHalf,true,false,,,0,1\n"
    )
    found = of(gap, f"{HEAD}\n{rows}").moved
    assert (found.without, found.undetermined) == (2, 3)
    assert found.overall == (
        "Of 5 rows in users.csv 1 would get another answer and 2 would be left with no answer, or with more than one.",
        "Of 1 other no answer is known under the draft.",
    )


def test_a_user_of_whom_too_little_is_given_is_unsettled(secmp0059: Summary) -> None:
    found = of(secmp0059, HEAD + "\nHalf,true,false,,,0,1\n").moved
    assert (found.rows, found.undetermined) == (1, 1)
    assert [rows.undecided for rows in found.of.values()] == [1, 0]


def test_rows_are_counted_as_the_command_counts_them(secmp0059: Summary, gap: Summary, tmp_path: Path) -> None:
    pytest.importorskip("polars", reason="polars is not installed")
    from sec_rules.answers.portfolio import moved as by_columns

    draws, facts = Random(20), HEAD.split(",")[1:]
    # Nobody is both a Supplier Party and a Network Party.
    parties = (("true", "false"), ("false", "true"), ("false", "false"), ("", "false"), ("true", ""), ("", ""))
    counts = [("", "0", "1", "249996", "250001", "50000")] * 3
    kinds = (*counts, ("1", "2", "3", ""))
    rows = [",".join((f"User {n}", *draws.choice(parties), *map(draws.choice, kinds))) for n in range(250)]
    text = "\n".join([",".join(("user", *facts)), *rows]) + "\n"
    path = tmp_path / "users.csv"
    path.write_text(text, encoding="utf-8")
    for given in (secmp0059, gap):
        command = by_columns.moved(str(path), given.result, given.cards)
        assert evolve(command, notes=(), latest={}) == of(given, text).moved
    assert of(gap, text).moved.without > 2
    page = of(secmp0059, text)
    assert sum(each.rows for each in page.moved.of.values()) > 5
    found = [(each.card, each.who) for each in by_columns.named(str(path), secmp0059.result, secmp0059.cards)]
    assert sorted(found) == sorted((card, who) for card, names in page.names.items() for who in names)


@pytest.mark.parametrize(("sign", "before"), [(";", ""), ("\t", ""), (";", "sep=;\r\n")])
def test_columns_are_parted_as_excel_parts_them_in_each_country(secmp0059: Summary, sign: str, before: str) -> None:
    assert of(secmp0059, before + (HEAD + ROWS).replace(",", sign)) == of(secmp0059, HEAD + ROWS)


def test_where_nothing_was_compared_no_row_is_counted() -> None:
    given = summarised(check(read_markdown("H1.1 Each User shall pay.\n", "h.md"), load(), assessment))
    assert of(given, HEAD + ROWS).moved.overall[0].startswith("The rows of users.csv were not counted:")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "has none of the column headings"),
        ("a,b\n1,2\n", "has none of the column headings"),
        (HEAD + "\nA,maybe,false,1,0,0,1\nB,true,false,-1,0,0,1\n", "Row 1: 'supplier_party' should be"),
        (HEAD + "\nA,true,false,1.5,0,0,1\n", "Row 1: 'domestic_premises' should be a whole number"),
        (HEAD + "\nA,true,true,1,0,0,1\n", "Row 1: These facts break the assumption"),
        (HEAD + '\n"A,true', "cannot be read as CSV in UTF-8"),
    ],
)
def test_what_is_no_portfolio_is_refused(secmp0059: Summary, text: str, said: str) -> None:
    with pytest.raises(PortfolioError) as caught:
        of(secmp0059, text)
    assert said in str(caught.value)


def test_the_number_of_rows_is_bounded(secmp0059: Summary, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(users, "MOST_ROWS", 5)
    with pytest.raises(PortfolioError, match="more than 5 rows"):
        of(secmp0059, HEAD + ROWS)


def test_a_workbook_is_counted_like_the_same_rows_in_csv(secmp0059: Summary) -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter", reason="xlsxwriter is not installed")
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for at, line in enumerate((HEAD + ROWS).splitlines()):
            for column, text in enumerate(line.split(",")):
                sheet.write(at, column, int(text) if text.isdecimal() else text)
    assert moved(secmp0059, out.getvalue(), "users.csv") == of(secmp0059, HEAD + ROWS)


def test_facts_are_known_by_their_name_or_as_people_call_them(secmp0059: Summary) -> None:
    head = (
        "Name,Supplier Party,network-party,Domestic Premises,Non-Domestic Premises,Network premises,"
        "Years since the initial assessment"
    )
    assert of(secmp0059, head + ROWS) == of(secmp0059, HEAD + ROWS)
    with pytest.raises(PortfolioError, match="two columns with the name domestic_premises"):
        of(secmp0059, "name,domestic_premises,Domestic Premises\nA,1,2\n")


def test_columns_are_taken_by_what_the_page_tells_of_each(secmp0059: Summary) -> None:
    told = {str(field["name"]): str(field["label"]) for field in form(secmp0059.result)}
    assert told.keys() >= {*HEAD.split(",")[1:]}
    head = [f'"{told.get(column, column)}"' for column in HEAD.split(",")]
    assert of(secmp0059, ",".join(head) + ROWS) == of(secmp0059, HEAD + ROWS)
    assert of(secmp0059, ",".join(head).upper() + ROWS) == of(secmp0059, HEAD + ROWS)


def test_a_column_under_no_heading_is_none_of_the_facts(secmp0059: Summary) -> None:
    rows = "".join(f"\n{line},1" for line in ROWS.split())
    assert of(secmp0059, HEAD + "," + rows) == of(secmp0059, HEAD + ROWS)


def test_the_day_of_the_initial_assessment_stands_for_the_years(secmp0059: Summary) -> None:
    head = HEAD.replace("years_since_initial", "initial_assessment")
    # The draft commences in 2019: the first, second and third year after.
    rows = "\nA,true,false,249996,1,0,2018-01-31\nB,true,false,249996,1,0,2017-05-01\nC,yes,no,249996,1,0,2016-12-31\n"
    assert sum(each.rows for each in of(secmp0059, head + rows).moved.of.values()) == 2
    with pytest.raises(PortfolioError, match="Row 1: 'initial_assessment' should be a date"):
        of(secmp0059, head + "\nA,true,false,249996,1,0,31/01/2018\n")
