"""The validation: what can be no fact of any User is refused, every problem at once, before any engine sees it."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from sec_rules.engine.validation import admit
from sec_rules.errors import AssumptionError, FactError
from sec_rules.lang import Count, YesNo
from sec_rules.loading import load
from sec_rules.rulebook.assumptions import ASSUMPTIONS
from sec_rules.rulebook.questions import assessment

ON = date(2020, 1, 1)
KNOWN = load().facts(ON, assessment)
COUNTS = [name for name, fact in KNOWN.items() if isinstance(fact, Count)]
FLAGS = [name for name, fact in KNOWN.items() if isinstance(fact, YesNo)]


def refused(facts):
    with pytest.raises(FactError) as error:
        admit(facts, KNOWN)
    assert str(error.value) == " ".join(error.value.problems)
    return error.value.problems


# What is let through.


@pytest.mark.parametrize("count", COUNTS)
def test_the_ends_of_a_range_are_in_it(count):
    fact = KNOWN[count]
    for value in (fact.at_least, fact.at_least + 1, fact.at_most):
        assert admit({count: value}, KNOWN) == {count: value}


@pytest.mark.parametrize("flag", FLAGS)
@pytest.mark.parametrize("value", [True, False])
def test_yes_and_no_are_let_through(flag, value):
    assert admit({flag: value}, KNOWN)[flag] is value


def test_what_is_none_is_missing_and_neither_nought_nor_no():
    assert admit(dict.fromkeys(KNOWN), KNOWN) == {}
    assert admit({"supplier_party": None, "domestic_premises": 0}, KNOWN) == {"domestic_premises": 0}
    assert admit({}, KNOWN) == {}


def test_the_facts_given_are_left_as_they_were():
    given = {"supplier_party": True, "domestic_premises": None}
    admit(given, KNOWN)
    assert given == {"supplier_party": True, "domestic_premises": None}


# What is not.

NO_COUNT = [
    (-1, "-1"),
    (1_000_000_001, "1000000001"),
    (2**63, "9223372036854775808"),
    (2**64, "18446744073709551616"),
    (250_000.4, "250000.4"),
    (float("inf"), "inf"),
    ("250000", "'250000'"),
    ("250,000", "'250,000'"),
    ("", "''"),
    (True, "True"),
    (False, "False"),
    (Decimal("250000.5"), "Decimal('250000.5')"),
    (Fraction(1, 2), "Fraction(1, 2)"),
    ([250_000], "[250000]"),
    (b"1", "b'1'"),
]


@pytest.mark.parametrize(("value", "shown"), NO_COUNT)
@pytest.mark.parametrize("count", ["domestic_premises", "shared_network_premises"])
def test_what_is_no_count_is_refused_with_what_one_is(count, value, shown):
    assert refused({count: value}) == (f"'{count}' should be a whole number from 0 to 1,000,000,000, got {shown}.",)


@pytest.mark.parametrize("value", [0, -1, 1_001, 1.5, "1", True])
def test_years_are_counted_from_one_to_a_thousand(value):
    (message,) = refused({"years_since_initial": value})
    assert message.startswith(f"'years_since_initial' should be a whole number from 1 to 1,000, got {value!r}")
    assert ("breaks the assumption 'years-begin-at-one'" in message) is (value in (0, -1) and value is not False)


@pytest.mark.parametrize("value", [0, 1, 2, 1.0, []])
@pytest.mark.parametrize("flag", FLAGS)
def test_what_is_neither_yes_nor_no_is_refused(flag, value):
    assert refused({flag: value}) == (f"'{flag}' should be true or false, got {value!r}.",)


@pytest.mark.parametrize("value", ["maybe", "y", "1", "", "not"])
@pytest.mark.parametrize("flag", FLAGS)
def test_text_that_says_neither_yes_nor_no_is_refused_with_what_does(flag, value):
    assert refused({flag: value}) == (
        f"'{flag}' should be true or false (as text: true, yes, false, no), got {value!r}.",
    )


@pytest.mark.parametrize(("text", "value"), [("yes", True), ("TRUE", True), ("No", False), ("false", False)])
def test_text_that_says_yes_or_no_is_that(text, value):
    assert admit({"supplier_party": text}, KNOWN) == {"supplier_party": value}


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("domestic_premise", "domestic_premises"),
        ("domestic-premises", "domestic_premises"),
        ("Supplier_Party", "supplier_party"),
        ("nondomestic_premises", "non_domestic_premises"),
        ("years_since", "years_since_initial"),
    ],
)
def test_an_unknown_name_is_refused_with_the_one_that_may_be_meant(name, near):
    assert refused({name: 1}) == (f"'{name}' is no fact the Code asks for; did you mean '{near}'?",)


def test_a_name_like_none_is_refused_with_all_that_are_known():
    assert refused({"mpans": 1}) == (f"'mpans' is no fact the Code asks for; known facts are {', '.join(KNOWN)}.",)


def test_an_unknown_name_is_refused_even_where_its_value_is_missing():
    assert len(refused({"mpans": None})) == 1


def test_a_name_that_is_no_text_is_refused():
    assert refused({5: 1})[0].startswith("'5' is no fact the Code asks for")


def test_every_problem_is_reported_at_once_in_the_order_given():
    problems = refused(
        {
            "domestic_premises": -1,
            "supplier_party": 1,
            "mpans": 3,
            "non_domestic_premises": 2,
            "network_premises": "3",
            "years_since_initial": 0,
        }
    )
    assert [p.split("'")[1] for p in problems] == [
        "domestic_premises",
        "supplier_party",
        "mpans",
        "network_premises",
        "years_since_initial",
    ]


# What breaks an assumption.


def test_a_user_that_is_both_parties_breaks_the_assumption_that_nobody_is():
    with pytest.raises(AssumptionError) as error:
        admit({"supplier_party": True, "network_party": True}, KNOWN, assumptions=ASSUMPTIONS)
    assert error.value.assumption == "party-categories-exclude-each-other"
    assert str(error.value) == (
        "These facts break the assumption 'party-categories-exclude-each-other': Nobody is both a Supplier Party and a "
        "Network Party."
    )


@pytest.mark.parametrize(
    "facts",
    [
        {"supplier_party": True},
        {"network_party": True},
        {"supplier_party": True, "network_party": False},
        {"supplier_party": True, "network_party": None},
        {"supplier_party": False, "network_party": False},
    ],
)
def test_one_party_or_none_breaks_nothing(facts):
    assert admit(facts, KNOWN) == {name: value for name, value in facts.items() if value is not None}


def test_a_value_that_cannot_be_is_reported_before_an_assumption():
    assert refused({"supplier_party": True, "network_party": True, "domestic_premises": -1}) == (
        "'domestic_premises' should be a whole number from 0 to 1,000,000,000, got -1.",
    )


@pytest.mark.parametrize("engine", ["python", "durable"])
@pytest.mark.parametrize(
    "facts", [{"domestic_premises": 250_000.5}, {"mpans": 1}, {"supplier_party": True, "network_party": True}]
)
def test_every_engine_stands_behind_validation(engine, facts):
    with pytest.raises(FactError):
        load().ask(assessment, facts, on=ON, engine=engine)
