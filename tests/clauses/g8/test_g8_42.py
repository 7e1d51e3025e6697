"""G8.42: a Supplier Party at or below the threshold goes through the sequence of three years.

D is the number of Domestic Premises, N that of Non-Domestic Premises.
"""

from datetime import date

import pytest

from sec_rules.clauses.g8.g8_42 import CLAUSE
from sec_rules.errors import DayError
from sec_rules.lang import Mark, Standing
from sec_rules.rulebook.outcomes import FULL, SELF, VERIFICATION

LAST_WITH_SHARED, SECMP0044 = date(2018, 11, 28), date(2018, 11, 29)
LAST_BEFORE, SECMP0059 = date(2019, 2, 27), date(2019, 2, 28)
SMALL, LARGE = ("G8.42(a)",), ("G8.41",)
UNCLEAR = "taken literally, put a supplier with no Domestic Premises at or below the threshold"
DAY_UNVERIFIED = "The day on which SECMP0044 took premises on Shared Resources out of the count is unverified"


def suppliers(ask, on, d, n=0, **more):
    return ask(on, supplier_party=True, domestic_premises=d, non_domestic_premises=n, **more)


SINCE_SECMP0059 = [
    # "250,000": below, at, above.
    ("is equal to or less than 250,000", 249_999, 0, SMALL),
    ("is equal to or less than 250,000", 250_000, 0, SMALL),
    ("is equal to or less than 250,000", 250_001, 0, LARGE),
    # "five": below, at, above, with no other premises.
    ("five times the number of Non-Domestic Premises", 0, 49_999, SMALL),
    ("five times the number of Non-Domestic Premises", 0, 50_000, SMALL),
    ("five times the number of Non-Domestic Premises", 0, 50_001, LARGE),
    # The two together.
    ("the sum of the number of Domestic Premises and five times", 100_000, 29_999, SMALL),
    ("the sum of the number of Domestic Premises and five times", 100_000, 30_000, SMALL),
    ("the sum of the number of Domestic Premises and five times", 100_000, 30_001, LARGE),
    ("the sum of the number of Domestic Premises and five times", 249_999, 1, LARGE),
    ("the sum of the number of Domestic Premises and five times", 200_000, 40_000, LARGE),
    ("is equal to or less than 250,000", 0, 0, SMALL),
]


@pytest.mark.parametrize(("words", "d", "n", "because"), SINCE_SECMP0059)
def test_since_secmp0059_the_weighted_sum_is_compared(ask, quoted, words, d, n, because):
    assert quoted("G8.42", SECMP0059, words)
    found = suppliers(ask, SECMP0059, d, n)
    assert (found.because, found.doubts) == (because, ())


BEFORE_SECMP0059 = [
    ("is equal to or less than 250,000", 249_999, 0, SMALL),
    ("is equal to or less than 250,000", 250_000, 0, SMALL),
    ("is equal to or less than 250,000", 250_001, 0, LARGE),
    ("the number of Domestic Premises supplied", 250_000, 1_000_000_000, SMALL),
    ("the number of Domestic Premises supplied", 1, 50_001, SMALL),
]


@pytest.mark.parametrize("on", [date(2017, 1, 1), LAST_WITH_SHARED, SECMP0044, LAST_BEFORE], ids=str)
@pytest.mark.parametrize(("words", "d", "n", "because"), BEFORE_SECMP0059)
def test_before_secmp0059_domestic_premises_alone_are_compared(ask, quoted, on, words, d, n, because):
    assert quoted("G8.42", on, words)
    found = suppliers(ask, on, d, n)
    assert (found.because, found.doubts) == (because, ())


A = "(a) in the first year after the year of its initial Full User Security Assessment, to a Verification User"
B = "(b) in the immediately following year, to a User Security Self-Assessment;"
C = "(c) in the next following year, to a Full User Security Assessment; and"
D = "(d) in each year thereafter, to a category of security assessment which repeats the annual sequence of "

SEQUENCE = [
    (A, 1, ("G8.42(a)",), VERIFICATION),
    (B, 2, ("G8.42(b)",), SELF),
    (C, 3, ("G8.42(c)",), FULL),
    (D, 4, ("G8.42(d)", "G8.42(a)"), VERIFICATION),
    (D, 5, ("G8.42(d)", "G8.42(b)"), SELF),
    (D, 6, ("G8.42(d)", "G8.42(c)"), FULL),
    (D, 7, ("G8.42(d)", "G8.42(a)"), VERIFICATION),
    (D, 8, ("G8.42(d)", "G8.42(b)"), SELF),
    (D, 9, ("G8.42(d)", "G8.42(c)"), FULL),
    (D, 1_000, ("G8.42(d)", "G8.42(a)"), VERIFICATION),  # 1,000 = 3 x 333 + 1
]


@pytest.mark.parametrize("on", [date(2017, 1, 1), LAST_BEFORE, SECMP0059], ids=str)
@pytest.mark.parametrize(("words", "year", "because", "outcome"), SEQUENCE)
def test_each_year_has_its_place_in_the_sequence(ask, quoted, on, words, year, because, outcome):
    assert quoted("G8.42", on, words)
    found = suppliers(ask, on, 250_000, years_since_initial=year)
    assert (found.because, found.outcome) == (because, outcome)


# The day before, and the day.


@pytest.mark.parametrize(
    ("d", "n", "then"),
    [
        (1, 49_999, SMALL),
        (1, 50_000, LARGE),
        (100_000, 30_000, SMALL),
        (100_000, 30_001, LARGE),
        (250_000, 0, SMALL),
        (250_000, 1, LARGE),
        (200_000, 40_000, LARGE),
    ],
)
def test_a_supplier_may_leave_the_clause_on_28_february_2019_by_its_non_domestic_premises(ask, quoted, d, n, then):
    assert not quoted("G8.42", LAST_BEFORE, "Non-Domestic Premises")
    assert quoted("G8.42", SECMP0059, "Non-Domestic Premises")
    assert suppliers(ask, LAST_BEFORE, d, n).because == SMALL
    assert suppliers(ask, SECMP0059, d, n).because == then


def test_the_clause_is_held_from_the_first_day_of_2017(ask):
    assert suppliers(ask, date(2017, 1, 1), 250_000).because == SMALL
    with pytest.raises(DayError, match=r"2016-12-31 is earlier"):
        suppliers(ask, date(2016, 12, 31), 250_000)


SHARED = [(200_000, 49_999, SMALL), (200_000, 50_000, SMALL), (200_000, 50_001, LARGE)]


@pytest.mark.parametrize(("d", "shared", "because"), SHARED)
def test_shared_premises_count_on_the_last_day_before_secmp0044(ask, d, shared, because):
    found = suppliers(ask, LAST_WITH_SHARED, d, shared_supplier_premises=shared)
    assert (found.because, found.doubts) == (because, ())


@pytest.mark.parametrize("on", [SECMP0044, LAST_BEFORE, SECMP0059], ids=str)
@pytest.mark.parametrize(("d", "shared", "because"), SHARED)
def test_shared_premises_count_no_more_from_secmp0044_on(ask, on, d, shared, because):
    assert suppliers(ask, on, d, shared_supplier_premises=shared).because == SMALL


@pytest.mark.parametrize("who", [{"network_party": True}, {}], ids=["a Network Party", "neither"])
@pytest.mark.parametrize("on", [LAST_BEFORE, SECMP0059], ids=str)
def test_it_is_about_supplier_parties_only(ask, quoted, on, who):
    assert quoted("G8.42", on, "Where a User is a Supplier Party and")
    assert not any("G8.42" in c for c in ask(on, domestic_premises=1, **who).because)


# Doubts: those that must be there, and those that must not.


def unsure(found):
    """The doubts of an answer, each by the sentence of ours that it holds."""
    known = (UNCLEAR, DAY_UNVERIFIED)
    return [(clause, next(sentence for sentence in known if sentence in text)) for clause, text in found.doubts]


@pytest.mark.parametrize("on", [date(2017, 1, 1), LAST_WITH_SHARED, SECMP0044, LAST_BEFORE], ids=str)
@pytest.mark.parametrize("n", [0, 50_000, 50_001])
@pytest.mark.parametrize("year", [1, 2, 3, 4])
def test_without_domestic_premises_every_answer_before_secmp0059_is_in_doubt(ask, on, n, year):
    assert unsure(suppliers(ask, on, 0, n, years_since_initial=year)) == [("G8.42", UNCLEAR)]


@pytest.mark.parametrize(("on", "d"), [(LAST_BEFORE, 1), (SECMP0059, 0), (SECMP0059, 1)], ids=str)
def test_with_one_domestic_premises_or_the_new_words_that_doubt_is_gone(ask, on, d):
    assert suppliers(ask, on, d).doubts == ()


@pytest.mark.parametrize(
    ("on", "d", "shared", "doubts"),
    [
        # Had they still counted, 250,001 would be above and 250,000 not.
        (SECMP0044, 200_000, 50_001, [("G8.42", DAY_UNVERIFIED)]),
        (SECMP0044, 200_000, 50_000, []),
        (SECMP0044, 250_000, 1, [("G8.42", DAY_UNVERIFIED)]),
        (SECMP0044, 250_001, 1, []),
        (SECMP0044, 0, 250_001, [("G8.42", UNCLEAR), ("G8.42", DAY_UNVERIFIED)]),
        # Its first day and the day before; its last day and the day after.
        (LAST_WITH_SHARED, 200_000, 50_000, []),
        (LAST_BEFORE, 200_000, 50_001, [("G8.42", DAY_UNVERIFIED)]),
        (SECMP0059, 200_000, 50_001, []),
    ],
)
def test_the_day_of_secmp0044_is_in_doubt_where_shared_premises_would_decide(ask, on, d, shared, doubts):
    assert unsure(suppliers(ask, on, d, shared_supplier_premises=shared)) == doubts
    # Non-Domestic Premises did not count then.
    if on < SECMP0059:
        assert unsure(suppliers(ask, on, d, 250_001, shared_supplier_premises=shared)) == doubts


# What an answer says it rests on.


@pytest.mark.parametrize(("on", "heading"), [(LAST_BEFORE, "2017-01-01"), (SECMP0059, "2019-02-28")], ids=str)
def test_an_answer_names_the_words_and_their_standing(ask, on, heading):
    found = suppliers(ask, on, 250_000)
    assert found.text == f"legal_text/g8/g8_42.md#{heading}"
    assert found.standing is Standing.RECONSTRUCTED


def test_the_evidence_says_that_equality_was_read_and_the_number_recollected():
    for version in CLAUSE.versions:
        marks = {e.supports: e.mark for e in version.evidence}
        assert [m for s, m in marks.items() if "equality is small" in s] == [Mark.PUBLISHED]
        assert [m for s, m in marks.items() if "the number of the clause" in s] == [Mark.RECOLLECTED]
