"""The facts a caller can give: the names, kinds and ranges of the contract, in its order."""

from datetime import date

import pytest

from sec_rules.engine.reference import holds
from sec_rules.lang import Count, YesNo
from sec_rules.lang.formulas import formula
from sec_rules.loading import load
from sec_rules.rulebook.facts import (
    SMALLEST_FIRST,
    domestic_premises,
    first_year,
    fourth_year_on,
    neither_supplier_nor_network,
    second_year,
    third_year,
)
from sec_rules.rulebook.questions import assessment

ON = date(2019, 2, 28)

# The table of the contract, row by row: the name, and for a count its range and unit.
CONTRACT = [
    ("supplier_party", None),
    ("network_party", None),
    ("domestic_premises", (0, 1_000_000_000, "premises")),
    ("non_domestic_premises", (0, 1_000_000_000, "premises")),
    ("network_premises", (0, 1_000_000_000, "premises")),
    ("shared_supplier_premises", (0, 1_000_000_000, "premises")),
    ("shared_network_premises", (0, 1_000_000_000, "premises")),
    ("years_since_initial", (1, 1_000, "years")),
]


def test_the_facts_are_those_of_the_contract_in_its_order():
    assert list(load().facts(ON, assessment)) == [name for name, _ in CONTRACT]


@pytest.mark.parametrize(("name", "counted"), CONTRACT)
def test_each_fact_is_of_the_kind_and_in_the_range_of_the_contract(name, counted):
    fact = load().facts(ON, assessment)[name]
    assert fact.name == name
    if counted is None:
        assert isinstance(fact, YesNo)
        assert fact.decided_by == ""
    else:
        assert isinstance(fact, Count)
        assert (fact.at_least, fact.at_most, fact.unit) == counted
        assert fact.short


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("supplier_party", "is a Supplier Party"),
        ("network_party", "is a Network Party"),
        ("domestic_premises", "Responsible Supplier (a home with both fuels is one premises)"),
        ("domestic_premises", "supplied with electricity and/or gas through one or more Smart Metering Systems"),
        ("non_domestic_premises", "Non-Domestic Premises supplied with electricity and/or gas"),
        ("network_premises", "Electricity Distributor and/or the Gas Transporter (not every connection)"),
        ("shared_supplier_premises", "as suppliers, not already counted (mattered until SECMP0044)"),
        ("shared_network_premises", "as network parties, not already counted (mattered until SECMP0044)"),
        ("years_since_initial", 'which the administrator\'s guidance calls "year 2"'),
    ],
)
def test_each_fact_says_what_is_counted_and_in_what_unit(name, words):
    assert words in load().facts(ON, assessment)[name].meaning


def test_the_smallest_case_is_the_least_by_who_then_when_then_how_many():
    assert [fact.name for fact in SMALLEST_FIRST] == [
        "supplier_party",
        "network_party",
        "years_since_initial",
        "shared_supplier_premises",
        "shared_network_premises",
        "network_premises",
        "non_domestic_premises",
        "domestic_premises",
    ]


@pytest.mark.parametrize(
    ("condition", "years"),
    [(first_year, [1]), (second_year, [2]), (third_year, [3]), (fourth_year_on, [4, 5, 6, 7, 1_000])],
)
def test_the_years_of_a_sequence_are_one_each_and_the_rest(condition, years):
    asked = [1, 2, 3, 4, 5, 6, 7, 1_000]
    assert [year for year in asked if holds(formula(condition), {"years_since_initial": year})] == years


@pytest.mark.parametrize(
    ("supplier", "network", "neither"),
    [(False, False, True), (True, False, False), (False, True, False), (True, True, False)],
)
def test_neither_is_no_supplier_and_no_network_party(supplier, network, neither):
    facts = {"supplier_party": supplier, "network_party": network}
    assert holds(formula(neither_supplier_nor_network), facts) is neither


def test_more_premises_of_every_kind_must_not_make_an_assessment_lighter():
    counted = [name for name, range_ in CONTRACT if range_ and range_[2] == "premises"]
    assert [count.name for count in assessment.more_never_lighter] == counted
    assert domestic_premises in assessment.more_never_lighter
