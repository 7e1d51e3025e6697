"""G8.45: a Network Party at or below the threshold goes through its sequence of three years."""

from datetime import date

import pytest

from sec_rules.clauses.g8.g8_45 import CLAUSE
from sec_rules.errors import DayError
from sec_rules.lang import Mark, Standing
from sec_rules.rulebook.outcomes import FULL, SELF, VERIFICATION

FIRST_DAY = date(2017, 1, 1)
LAST_WITH_SHARED, SECMP0044 = date(2018, 11, 28), date(2018, 11, 29)
LAST_BEFORE, SECMP0059 = date(2019, 2, 27), date(2019, 2, 28)
EVERY = [FIRST_DAY, LAST_WITH_SHARED, SECMP0044, LAST_BEFORE, SECMP0059]
SMALL, LARGE = ("G8.45(a)",), ("G8.44(a)",)


def networks(ask, on, premises, **more):
    return ask(on, network_party=True, network_premises=premises, **more)


FIGURE = [
    # "250,000": below, at, above, and none at all.
    ("is equal to or less than 250,000", 0, SMALL),
    ("is equal to or less than 250,000", 249_999, SMALL),
    ("is equal to or less than 250,000", 250_000, SMALL),
    ("is equal to or less than 250,000", 250_001, LARGE),
]


@pytest.mark.parametrize("on", EVERY, ids=str)
@pytest.mark.parametrize(("words", "premises", "because"), FIGURE)
def test_it_applies_at_the_figure_and_below(ask, quoted, on, words, premises, because):
    assert quoted("G8.45", on, words)
    found = networks(ask, on, premises)
    assert (found.because, found.outcome, found.doubts) == (because, VERIFICATION, ())


A = "(a) in the first year after the year of its initial Full User Security Assessment, to a Verification User"
B = "(b) in the immediately following year, to a User Security Self-Assessment;"
C = "(c) in the next following year, to a Full User Security Assessment; and"
D = "(d) in each year thereafter, to a category of security assessment which repeats the annual sequence of "

SEQUENCE = [
    (A, 1, ("G8.45(a)",), VERIFICATION),
    (B, 2, ("G8.45(b)",), SELF),
    (C, 3, ("G8.45(c)",), FULL),
    (D, 4, ("G8.45(d)", "G8.45(a)"), VERIFICATION),
    (D, 5, ("G8.45(d)", "G8.45(b)"), SELF),
    (D, 6, ("G8.45(d)", "G8.45(c)"), FULL),
    (D, 7, ("G8.45(d)", "G8.45(a)"), VERIFICATION),
    (D, 998, ("G8.45(d)", "G8.45(b)"), SELF),  # 998 = 3 x 332 + 2
]


@pytest.mark.parametrize("on", EVERY, ids=str)
@pytest.mark.parametrize(("words", "year", "because", "outcome"), SEQUENCE)
def test_each_year_has_its_place_in_the_sequence(ask, quoted, on, words, year, because, outcome):
    assert quoted("G8.45", on, words)
    found = networks(ask, on, 250_000, years_since_initial=year)
    assert (found.because, found.outcome) == (because, outcome)


def test_the_clause_is_held_from_the_first_day_of_2017(ask):
    assert networks(ask, FIRST_DAY, 250_000).because == SMALL
    with pytest.raises(DayError, match=r"2016-12-31 is earlier"):
        networks(ask, date(2016, 12, 31), 250_000)


@pytest.mark.parametrize("year", [1, 2, 3, 4])
def test_secmp0059_changed_nothing_for_network_parties(ask, year):
    before, after = (networks(ask, on, 250_000, years_since_initial=year) for on in (LAST_BEFORE, SECMP0059))
    assert (before.because, before.outcome, before.ruleset) == (after.because, after.outcome, after.ruleset)


@pytest.mark.parametrize(("shared", "because"), [(49_999, SMALL), (50_000, SMALL), (50_001, LARGE)])
def test_shared_premises_count_on_the_last_day_before_secmp0044_and_no_more_from_it_on(ask, shared, because):
    assert networks(ask, LAST_WITH_SHARED, 200_000, shared_network_premises=shared).because == because
    assert networks(ask, SECMP0044, 200_000, shared_network_premises=shared).because == SMALL


@pytest.mark.parametrize("on", EVERY, ids=str)
def test_it_counts_the_premises_of_its_network_and_no_others(ask, quoted, on):
    assert quoted("G8.45", on, "for which it is the Electricity Distributor and/or the Gas Transporter is equal to")
    others = {"domestic_premises": 1_000_000, "non_domestic_premises": 1_000_000, "shared_supplier_premises": 1_000_000}
    assert networks(ask, on, 250_000, **others).because == SMALL
    assert networks(ask, on, 250_001).because == LARGE


@pytest.mark.parametrize("who", [{"supplier_party": True}, {}], ids=["a Supplier Party", "neither"])
@pytest.mark.parametrize("on", EVERY, ids=str)
def test_it_is_about_network_parties_only(ask, quoted, on, who):
    assert quoted("G8.45", on, "Where a User is a Network Party and")
    assert not any("G8.45" in c for c in ask(on, network_premises=1, **who).because)


# Doubts: those that must be there, and those that must not.


@pytest.mark.parametrize(
    ("on", "premises", "shared", "doubted"),
    [
        # Had they still counted, 250,001 would be above and 250,000 not.
        (SECMP0044, 200_000, 50_001, True),
        (SECMP0044, 200_000, 50_000, False),
        (SECMP0044, 250_000, 1, True),
        (SECMP0044, 250_000, 0, False),
        # Its first day and the day before; its last day and the day after.
        (LAST_WITH_SHARED, 200_000, 50_000, False),
        (LAST_BEFORE, 200_000, 50_001, True),
        (SECMP0059, 200_000, 50_001, False),
    ],
)
def test_the_day_of_secmp0044_is_in_doubt_where_shared_premises_would_decide(ask, on, premises, shared, doubted):
    found = networks(ask, on, premises, shared_network_premises=shared)
    assert found.because == SMALL
    assert [clause for clause, _ in found.doubts] == (["G8.45"] if doubted else [])
    # Premises that it supplies are none that it counts as a network.
    assert networks(ask, on, premises, shared_network_premises=shared, domestic_premises=250_001).doubts == found.doubts
    assert all("The day on which SECMP0044" in unsure and "recollected" in unsure for _, unsure in found.doubts)


def test_shared_premises_of_suppliers_put_no_doubt_on_a_network_party(ask):
    assert networks(ask, SECMP0044, 250_000, shared_supplier_premises=1_000_000).doubts == ()


# What an answer says it rests on.


@pytest.mark.parametrize("on", EVERY, ids=str)
def test_an_answer_names_the_words_and_their_standing(ask, on):
    found = networks(ask, on, 250_000)
    assert found.text == "legal_text/g8/g8_45.md#2017-01-01"
    assert found.standing is Standing.RECONSTRUCTED


def test_the_evidence_says_that_the_outcomes_were_read_and_the_number_recollected():
    marks = {e.supports: e.mark for e in CLAUSE.versions[0].evidence}
    assert [m for s, m in marks.items() if "the assessment of each year" in s] == [Mark.PUBLISHED]
    assert [m for s, m in marks.items() if "the number of the clause" in s] == [Mark.RECOLLECTED]
