"""G8.41: a Supplier Party above the threshold is assessed in full every year.

D is the number of Domestic Premises, N that of Non-Domestic Premises.
"""

from datetime import date

import pytest

from sec_rules.clauses.g8.g8_41 import CLAUSE
from sec_rules.errors import DayError
from sec_rules.lang import Mark, Standing
from sec_rules.rulebook.outcomes import FULL, VERIFICATION

LAST_WITH_SHARED, SECMP0044 = date(2018, 11, 28), date(2018, 11, 29)
LAST_BEFORE, SECMP0059 = date(2019, 2, 27), date(2019, 2, 28)
SMALL, LARGE = ("G8.42(a)",), ("G8.41",)


def suppliers(ask, on, d, n=0, **more):
    return ask(on, supplier_party=True, domestic_premises=d, non_domestic_premises=n, **more)


SINCE_SECMP0059 = [
    # "250,000": below, at, above.
    ("exceeds 250,000", 249_999, 0, SMALL, VERIFICATION),
    ("exceeds 250,000", 250_000, 0, SMALL, VERIFICATION),
    ("exceeds 250,000", 250_001, 0, LARGE, FULL),
    # "five": below, at, above, with no other premises.
    ("five times the number of Non-Domestic Premises", 0, 49_999, SMALL, VERIFICATION),
    ("five times the number of Non-Domestic Premises", 0, 50_000, SMALL, VERIFICATION),
    ("five times the number of Non-Domestic Premises", 0, 50_001, LARGE, FULL),
    # The two together.
    ("the sum of the number of Domestic Premises and five times", 100_000, 29_999, SMALL, VERIFICATION),
    ("the sum of the number of Domestic Premises and five times", 100_000, 30_000, SMALL, VERIFICATION),
    ("the sum of the number of Domestic Premises and five times", 100_000, 30_001, LARGE, FULL),
    ("the sum of the number of Domestic Premises and five times", 249_999, 1, LARGE, FULL),
    ("the sum of the number of Domestic Premises and five times", 249_995, 1, SMALL, VERIFICATION),
    # Each part is under its own threshold, and the sum is not.
    ("the sum of the number of Domestic Premises and five times", 200_000, 40_000, LARGE, FULL),
    # The ends of what can be said.
    ("exceeds 250,000", 0, 0, SMALL, VERIFICATION),
    ("exceeds 250,000", 1_000_000_000, 1_000_000_000, LARGE, FULL),
]


@pytest.mark.parametrize(("words", "d", "n", "because", "outcome"), SINCE_SECMP0059)
def test_since_secmp0059_the_weighted_sum_is_compared(ask, quoted, words, d, n, because, outcome):
    assert quoted("G8.41", SECMP0059, words)
    found = suppliers(ask, SECMP0059, d, n)
    assert (found.because, found.outcome, found.doubts) == (because, outcome, ())


BEFORE_SECMP0059 = [
    ("exceeds 250,000", 249_999, 0, SMALL, VERIFICATION),
    ("exceeds 250,000", 250_000, 0, SMALL, VERIFICATION),
    ("exceeds 250,000", 250_001, 0, LARGE, FULL),
    # Non-Domestic Premises are not in the words, however many.
    ("the number of Domestic Premises supplied", 250_000, 1, SMALL, VERIFICATION),
    ("the number of Domestic Premises supplied", 250_000, 1_000_000_000, SMALL, VERIFICATION),
    ("the number of Domestic Premises supplied", 250_001, 1_000_000_000, LARGE, FULL),
]


@pytest.mark.parametrize("on", [date(2017, 1, 1), LAST_WITH_SHARED, SECMP0044, LAST_BEFORE], ids=str)
@pytest.mark.parametrize(("words", "d", "n", "because", "outcome"), BEFORE_SECMP0059)
def test_before_secmp0059_domestic_premises_alone_are_compared(ask, quoted, on, words, d, n, because, outcome):
    assert quoted("G8.41", on, words)
    found = suppliers(ask, on, d, n)
    assert (found.because, found.outcome, found.doubts) == (because, outcome, ())


@pytest.mark.parametrize("on", [LAST_BEFORE, SECMP0059], ids=str)
@pytest.mark.parametrize("year", [1, 2, 3, 4, 5, 6, 7, 1_000])
def test_a_full_assessment_falls_due_every_year(ask, quoted, on, year):
    assert quoted("G8.41", on, "a Full User Security Assessment in each year after the year of its initial")
    found = suppliers(ask, on, 250_001, years_since_initial=year)
    assert (found.because, found.outcome) == (LARGE, FULL)


# The day before, and the day.
COMMENCEMENT = [
    (0, 50_001, SMALL, LARGE),
    (200_000, 40_000, SMALL, LARGE),
    (250_001, 0, LARGE, LARGE),
    (100_000, 30_000, SMALL, SMALL),
]


@pytest.mark.parametrize(("d", "n", "before", "after"), COMMENCEMENT)
def test_non_domestic_premises_count_from_28_february_2019(ask, quoted, d, n, before, after):
    assert not quoted("G8.41", LAST_BEFORE, "Non-Domestic Premises")
    assert quoted("G8.41", SECMP0059, "Non-Domestic Premises")
    assert suppliers(ask, LAST_BEFORE, d, n).because == before
    assert suppliers(ask, SECMP0059, d, n).because == after


def test_the_clause_is_held_from_the_first_day_of_2017(ask):
    assert suppliers(ask, date(2017, 1, 1), 250_001).because == LARGE
    with pytest.raises(DayError, match=r"The Code is held from 2017-01-01, by convention; 2016-12-31 is earlier\."):
        suppliers(ask, date(2016, 12, 31), 250_001)


# Premises on Shared Resources count for the words "the number of Domestic Premises" until SECMP0044 (see G8.43).
SHARED = [(200_000, 49_999, SMALL), (200_000, 50_000, SMALL), (200_000, 50_001, LARGE), (0, 250_001, LARGE)]


@pytest.mark.parametrize(("d", "shared", "because"), SHARED)
def test_shared_premises_count_on_the_last_day_before_secmp0044(ask, d, shared, because):
    assert suppliers(ask, LAST_WITH_SHARED, d, shared_supplier_premises=shared).because == because


@pytest.mark.parametrize("on", [SECMP0044, LAST_BEFORE, SECMP0059], ids=str)
@pytest.mark.parametrize(("d", "shared", "because"), SHARED)
def test_shared_premises_count_no_more_from_secmp0044_on(ask, on, d, shared, because):
    assert suppliers(ask, on, d, shared_supplier_premises=shared).because == SMALL


@pytest.mark.parametrize("who", [{"network_party": True}, {}], ids=["a Network Party", "neither"])
@pytest.mark.parametrize("on", [LAST_BEFORE, SECMP0059], ids=str)
def test_it_is_about_supplier_parties_only(ask, quoted, on, who):
    assert quoted("G8.41", on, "Where a User is a Supplier Party and")
    assert "G8.41" not in ask(on, domestic_premises=1_000_000, non_domestic_premises=1_000_000, **who).because


# Doubts: those that must be there, and those that must not.


def test_without_domestic_premises_of_its_own_the_old_words_are_in_doubt(ask):
    found = suppliers(ask, LAST_WITH_SHARED, 0, shared_supplier_premises=250_001)
    (clause, unsure) = found.doubts[0]
    assert (found.because, found.outcome, len(found.doubts)) == (LARGE, FULL, 1)
    assert clause == "G8.41"
    assert "did not clearly reach a supplier with no Domestic Premises" in unsure


@pytest.mark.parametrize(
    ("on", "facts"),
    [
        (LAST_WITH_SHARED, {"domestic_premises": 1, "shared_supplier_premises": 250_001}),
        (LAST_BEFORE, {"domestic_premises": 250_001, "shared_supplier_premises": 1_000_000}),
        (SECMP0059, {"non_domestic_premises": 50_001}),
        (SECMP0059, {"domestic_premises": 250_001, "shared_supplier_premises": 1_000_000}),
    ],
)
def test_no_other_answer_of_the_clause_is_in_doubt(ask, on, facts):
    found = ask(on, supplier_party=True, **facts)
    assert (found.because, found.doubts) == (LARGE, ())


# What an answer says it rests on.


@pytest.mark.parametrize(
    ("on", "heading"), [(date(2017, 1, 1), "2017-01-01"), (LAST_BEFORE, "2017-01-01"), (SECMP0059, "2019-02-28")]
)
def test_an_answer_names_the_words_and_their_standing(ask, on, heading):
    found = suppliers(ask, on, 250_001)
    assert found.text == f"legal_text/g8/g8_41.md#{heading}"
    assert found.standing is Standing.RECONSTRUCTED


def test_the_evidence_says_which_part_of_the_formula_was_read_and_which_inferred():
    marks = {e.supports: e.mark for e in CLAUSE.versions[0].evidence}
    assert [m for s, m in marks.items() if "every year above the threshold" in s] == [Mark.PUBLISHED]
    assert [m for s, m in marks.items() if "50,000 Non-Domestic Premises" in s] == [Mark.PUBLISHED]
    assert [m for s, m in marks.items() if "times five" in s] == [Mark.INFERRED]
    assert [m for s, m in marks.items() if "compared with 250,000" in s] == [Mark.INFERRED]
    assert [m for s, m in marks.items() if "which numbers the supplier tests have" in s] == [Mark.RECOLLECTED]
