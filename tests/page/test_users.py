"""Whom the cards of a draft move, of the Users in a CSV file."""

from __future__ import annotations

from pathlib import Path

import pytest

from sec_rules.documents.readers import open_draft
from sec_rules.errors import PortfolioError
from sec_rules.loading import load
from sec_rules.page import users
from sec_rules.page.users import Moved, moved
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


def of(given: Summary, text: str) -> Moved:
    return moved(given, text.encode(), "users.csv")


def test_each_card_says_whom_it_moves(secmp0059: Summary) -> None:
    found = of(secmp0059, HEAD + ROWS)
    assert (found.rows, found.moved, found.unsettled) == (6, 2, 0)
    of_suppliers = next(card.id for card in secmp0059.cards if "G8.41" in card.provisions)
    of_others = next(card.id for card in secmp0059.cards if card.provisions and card.provisions[0].startswith("G8.47"))
    assert found.names == {of_suppliers: ["Above"], of_others: ["Other"]}
    assert found.counts == {of_suppliers: 1, of_others: 1}


def test_a_user_of_whom_too_little_is_given_is_unsettled(secmp0059: Summary) -> None:
    found = of(secmp0059, HEAD + "\nHalf,true,false,,,0,1\n")
    assert (found.rows, found.unsettled) == (1, 1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "has no column with the name of a fact"),
        ("a,b\n1,2\n", "has no column with the name of a fact"),
        (HEAD + "\nA,maybe,false,1,0,0,1\nB,true,false,-1,0,0,1\n", "Row 1: 'supplier_party' should be"),
        (HEAD + "\nA,true,false,1.5,0,0,1\n", "Row 1: 'domestic_premises' should be a whole number"),
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
