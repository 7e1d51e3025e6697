"""G8.43: premises on Shared Resources count for G8.41 and G8.42, until SECMP0044.

Every row is asked on the last day and on the day after it, with D Domestic Premises of the User's own and S of other
Users with which it shares Shared Resources.
"""

from datetime import date

import pytest

from sec_rules.clauses.g8.g8_43 import CLAUSE
from sec_rules.errors import DayError
from sec_rules.lang import Deems, Mark
from sec_rules.loading import load
from sec_rules.rulebook.outcomes import FULL, SELF, VERIFICATION

FIRST_DAY, LAST_DAY, CEASED = date(2017, 1, 1), date(2018, 11, 28), date(2018, 11, 29)
SMALL, LARGE = ("G8.42(a)",), ("G8.41",)


def suppliers(ask, on, d, s, **more):
    return ask(on, supplier_party=True, domestic_premises=d, shared_supplier_premises=s, **more)


INCLUDED = "that number shall be deemed to include the number of Domestic Premises supplied"
COUNTED = [
    # The 250,000 of G8.41 and G8.42: below, at, above, with one premises shared and with nearly all of them shared.
    (249_998, 1, SMALL, VERIFICATION),
    (249_999, 1, SMALL, VERIFICATION),
    (250_000, 1, LARGE, FULL),
    (1, 249_998, SMALL, VERIFICATION),
    (1, 249_999, SMALL, VERIFICATION),
    (1, 250_000, LARGE, FULL),
    # A platform's aggregate made every supplier on it large.
    (100, 1_000_000_000, LARGE, FULL),
]


@pytest.mark.parametrize("on", [FIRST_DAY, LAST_DAY], ids=str)
@pytest.mark.parametrize(("d", "s", "because", "outcome"), COUNTED)
def test_shared_premises_are_counted_while_the_clause_stands(ask, quoted, on, d, s, because, outcome):
    assert quoted("G8.43", on, INCLUDED)
    found = suppliers(ask, on, d, s)
    assert (found.because, found.outcome, found.doubts) == (because, outcome, ())


@pytest.mark.parametrize(("d", "s", "because", "outcome"), COUNTED)
def test_they_are_not_from_the_day_on_which_it_ceased(ask, d, s, because, outcome):
    found = suppliers(ask, CEASED, d, s)
    assert (found.because, found.outcome) == (SMALL, VERIFICATION)


@pytest.mark.parametrize(
    ("label", "d", "s", "because"),
    [
        ("G8.41", 200_000, 50_001, ("G8.41",)),
        ("G8.42", 200_000, 50_000, ("G8.42(b)",)),
    ],
)
def test_it_reaches_both_clauses_that_it_names(ask, quoted, label, d, s, because):
    assert quoted("G8.43", LAST_DAY, "for the purposes of Sections G8.41 and G8.42")
    assert label in because[0]
    assert suppliers(ask, LAST_DAY, d, s, years_since_initial=2).because == because


def test_it_reaches_no_network_party(ask, quoted):
    assert not quoted("G8.43", LAST_DAY, "G8.44")
    found = ask(LAST_DAY, network_party=True, network_premises=250_000, shared_supplier_premises=1_000_000_000)
    assert found.because == ("G8.45(a)",)


def test_network_premises_that_are_shared_do_not_count_for_a_supplier(ask, quoted):
    assert quoted("G8.43", LAST_DAY, "with which it shares Shared Resources is the Responsible Supplier")
    found = suppliers(ask, LAST_DAY, 250_000, 0, shared_network_premises=1_000_000_000)
    assert found.because == SMALL


def test_non_domestic_premises_are_not_deemed_in(ask, quoted):
    assert not quoted("G8.43", LAST_DAY, "Non-Domestic")
    assert suppliers(ask, LAST_DAY, 200_000, 50_000, non_domestic_premises=1_000_000_000).because == SMALL


def test_a_supplier_that_shares_is_assessed_lighter_from_the_day_it_ceased(ask):
    assert suppliers(ask, LAST_DAY, 200_000, 50_001, years_since_initial=2).outcome == FULL
    assert suppliers(ask, CEASED, 200_000, 50_001, years_since_initial=2).outcome == SELF


def test_it_stands_from_the_first_day_of_2017_to_the_day_before_secmp0044(ask):
    assert [CLAUSE.on(day) is not None for day in (FIRST_DAY, LAST_DAY, CEASED)] == [True, True, False]
    assert "G8.43" in {clause.label for clause, _ in load().standing(LAST_DAY)}
    assert "G8.43" not in {clause.label for clause, _ in load().standing(CEASED)}
    with pytest.raises(DayError):
        suppliers(ask, date(2016, 12, 31), 1, 1)


def test_it_says_that_the_day_is_unverified():
    assert str(CLAUSE.ceased_by) == "SECMP0044 (the day is unverified)"


def test_it_answers_nothing_by_itself(ask):
    assert [type(rule) for rule in CLAUSE.versions[0].rules] == [Deems]
    assert not any("G8.43" in c for c in suppliers(ask, LAST_DAY, 200_000, 50_001).because)


def test_the_evidence_says_that_the_content_was_inferred_and_the_number_recollected():
    marks = {e.supports: e.mark for e in CLAUSE.versions[0].evidence}
    assert [m for s, m in marks.items() if "aggregate made every supplier on it large" in s] == [Mark.INFERRED]
    assert [m for s, m in marks.items() if "the number of the clause" in s] == [Mark.RECOLLECTED]
