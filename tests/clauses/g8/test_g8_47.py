"""G8.47: a User that is neither a Supplier Party nor a Network Party goes through a sequence of three years."""

from datetime import date

import pytest

from sec_rules.clauses.g8.g8_47 import CLAUSE
from sec_rules.errors import DayError
from sec_rules.lang import Mark, Standing
from sec_rules.rulebook.outcomes import FULL, SELF, VERIFICATION

FIRST_DAY = date(2017, 1, 1)
LAST_BEFORE, SECMP0059 = date(2019, 2, 27), date(2019, 2, 28)

A = "(a) in the first year after the year of its initial Full User Security Assessment, to a "
OLD_A = A + "User Security Self-Assessment;"
NEW_A = A + "Verification User Security Assessment;"
B = "(b) in the immediately following year, to a User Security Self-Assessment;"
C = "(c) in the next following year, to a Full User Security Assessment; and"
D = "(d) in each year thereafter, to a category of security assessment which repeats the annual sequence of "

BEFORE_SECMP0059 = [
    (OLD_A, 1, ("G8.47(a)",), SELF),
    (B, 2, ("G8.47(b)",), SELF),
    (C, 3, ("G8.47(c)",), FULL),
    (D, 4, ("G8.47(d)", "G8.47(a)"), SELF),
    (D, 5, ("G8.47(d)", "G8.47(b)"), SELF),
    (D, 6, ("G8.47(d)", "G8.47(c)"), FULL),
    (D, 7, ("G8.47(d)", "G8.47(a)"), SELF),
    (D, 1_000, ("G8.47(d)", "G8.47(a)"), SELF),  # 1,000 = 3 x 333 + 1
]
SINCE_SECMP0059 = [
    (NEW_A, 1, ("G8.47(a)",), VERIFICATION),
    (B, 2, ("G8.47(b)",), SELF),
    (C, 3, ("G8.47(c)",), FULL),
    (D, 4, ("G8.47(d)", "G8.47(a)"), VERIFICATION),
    (D, 5, ("G8.47(d)", "G8.47(b)"), SELF),
    (D, 6, ("G8.47(d)", "G8.47(c)"), FULL),
    (D, 7, ("G8.47(d)", "G8.47(a)"), VERIFICATION),
    (D, 1_000, ("G8.47(d)", "G8.47(a)"), VERIFICATION),
]


@pytest.mark.parametrize("on", [FIRST_DAY, date(2018, 11, 29), LAST_BEFORE], ids=str)
@pytest.mark.parametrize(("words", "year", "because", "outcome"), BEFORE_SECMP0059)
def test_before_secmp0059_the_sequence_begins_with_a_self_assessment(ask, quoted, on, words, year, because, outcome):
    assert quoted("G8.47", on, words)
    found = ask(on, years_since_initial=year)
    assert (found.because, found.outcome, found.doubts) == (because, outcome, ())


@pytest.mark.parametrize("on", [SECMP0059, date(2026, 1, 1)], ids=str)
@pytest.mark.parametrize(("words", "year", "because", "outcome"), SINCE_SECMP0059)
def test_since_secmp0059_it_begins_with_a_verification(ask, quoted, on, words, year, because, outcome):
    assert quoted("G8.47", on, words)
    found = ask(on, years_since_initial=year)
    assert (found.because, found.outcome, found.doubts) == (because, outcome, ())


def test_the_words_change_on_28_february_2019_and_not_the_day_before(quoted):
    assert [quoted("G8.47", on, OLD_A) for on in (LAST_BEFORE, SECMP0059)] == [True, False]
    assert [quoted("G8.47", on, NEW_A) for on in (LAST_BEFORE, SECMP0059)] == [False, True]


def test_the_clause_is_held_from_the_first_day_of_2017(ask):
    assert ask(FIRST_DAY).because == ("G8.47(a)",)
    with pytest.raises(DayError, match=r"2016-12-31 is earlier"):
        ask(date(2016, 12, 31))


@pytest.mark.parametrize("on", [LAST_BEFORE, SECMP0059], ids=str)
@pytest.mark.parametrize(
    ("who", "answers"), [({}, True), ({"supplier_party": True}, False), ({"network_party": True}, False)]
)
def test_it_is_about_users_that_are_neither(ask, quoted, on, who, answers):
    assert quoted("G8.47", on, "Where a User is neither a Supplier Party nor a Network Party")
    assert any("G8.47" in c for c in ask(on, **who).because) is answers


@pytest.mark.parametrize("on", [LAST_BEFORE, SECMP0059], ids=str)
@pytest.mark.parametrize(
    "count",
    [
        "domestic_premises",
        "non_domestic_premises",
        "network_premises",
        "shared_supplier_premises",
        "shared_network_premises",
    ],
)
def test_no_count_of_premises_matters(ask, quoted, on, count):
    assert not quoted("G8.47", on, "Premises")
    found = ask(on, years_since_initial=2, **{count: 1_000_000_000})
    assert (found.because, found.outcome, found.doubts) == (("G8.47(b)",), SELF, ())


# What an answer says it rests on.


@pytest.mark.parametrize(("on", "heading"), [(LAST_BEFORE, "2017-01-01"), (SECMP0059, "2019-02-28")], ids=str)
def test_an_answer_names_the_words_and_their_standing(ask, on, heading):
    found = ask(on)
    assert found.text == f"legal_text/g8/g8_47.md#{heading}"
    assert found.standing is Standing.RECONSTRUCTED


def test_the_evidence_says_that_the_outcomes_were_read():
    for version in CLAUSE.versions:
        outcomes = [e.mark for e in version.evidence if "the assessment of each year" in e.supports]
        assert outcomes == [Mark.PUBLISHED]
