"""English for regions of facts and for one User."""

from datetime import date

import pytest

from sec_rules.engine.decision_tree import grow
from sec_rules.engine.english.regions import case, region
from sec_rules.engine.solver import Solver
from sec_rules.lang import DAY, Count, YesNo
from sec_rules.lang.formulas import Literal, formula
from sec_rules.rulebook.assumptions import ASSUMPTIONS
from sec_rules.rulebook.facts import (
    FACTS,
    domestic_premises,
    first_year,
    neither_supplier_nor_network,
    network_party,
    network_premises,
    non_domestic_premises,
    second_year,
    supplier_party,
    years_since_initial,
)

weighted = domestic_premises + 5 * non_domestic_premises
directs = YesNo("directs", "the Panel directs otherwise", decided_by="the Panel")
stationed = YesNo("stationed", "the User is a Shared Resource Provider")


def where(*conditions):
    """The phrase for facts that meet conditions which are literals, or literals joined by "and"."""
    literals = []
    for condition in conditions:
        found = formula(condition)
        literals.extend((found,) if isinstance(found, Literal) else found.parts)
    return region(literals, Solver(assumptions=ASSUMPTIONS))


@pytest.mark.parametrize(
    ("conditions", "phrase"),
    [
        ([], "all Users"),
        ([supplier_party], "Supplier Parties"),
        ([network_party], "Network Parties"),
        ([~supplier_party], "Users that are not Supplier Parties"),
        ([~network_party], "Users that are not Network Parties"),
        ([neither_supplier_nor_network], "Users that are neither a Supplier Party nor a Network Party"),
        ([supplier_party, network_party], "Users that are both a Supplier Party and a Network Party"),
        ([first_year], "all Users, in the first year after the initial assessment"),
        ([directs], 'all Users, where "the Panel directs otherwise"'),
        ([~directs], 'all Users, unless "the Panel directs otherwise"'),
        ([~stationed], "all Users, unless the User is a Shared Resource Provider"),
        ([domestic_premises.exceeds(5)], "Users whose Domestic Premises are at least 6"),
    ],
)
def test_a_region_says_who(conditions, phrase):
    assert where(*conditions) == phrase


@pytest.mark.parametrize(
    ("condition", "phrase"),
    [
        (domestic_premises.exceeds(250_000), "exceed 250,000"),
        (domestic_premises.is_at_least(250_000), "are at least 250,000"),
        (domestic_premises.is_at_most(250_000), "are at most 250,000"),
        (domestic_premises.is_less_than(250_000), "are less than 250,000"),
        (domestic_premises.exceeds(249_999), "are at least 250,000"),
        (domestic_premises.is_at_most(249_999), "are less than 250,000"),
        (domestic_premises.is_exactly(250_000), "are exactly 250,000"),
        (domestic_premises.is_exactly(0), "are exactly 0"),
        (domestic_premises.is_at_least(1), "are at least 1"),
        (
            domestic_premises.exceeds(50_000) & domestic_premises.is_at_most(90_000),
            "exceed 50,000 and are at most 90,000",
        ),
        (
            domestic_premises.is_at_least(1) & domestic_premises.is_at_most(250_000),
            "are at least 1 and at most 250,000",
        ),
    ],
)
def test_a_bound_is_worded_with_the_rounder_figure(condition, phrase):
    assert where(condition) == f"Users whose Domestic Premises {phrase}"


def test_a_weighted_sum_is_worded_as_it_is_read_aloud():
    phrase = "Users whose Domestic Premises plus five times Non-Domestic Premises exceed 250,000"
    assert where(weighted.exceeds(250_000)) == phrase


def test_what_is_multiplied_is_worded_after_what_is_not():
    phrase = "Users whose Non-Domestic Premises plus twice Domestic Premises exceed 100"
    assert where((2 * domestic_premises + non_domestic_premises).exceeds(100)) == phrase


def test_a_multiple_alone_is_worded_by_the_count_itself():
    assert where((5 * non_domestic_premises).exceeds(250_000)) == "Users whose Non-Domestic Premises exceed 50,000"


def test_two_counts_compared_are_worded_as_a_comparison():
    assert (
        where(domestic_premises.exceeds(network_premises))
        == "Users whose Domestic Premises exceed Domestic Premises as Electricity Distributor and/or Gas Transporter"
    )
    assert where(domestic_premises.is_at_most(network_premises)).endswith(
        "are at most Domestic Premises as Electricity Distributor and/or Gas Transporter"
    )


def test_the_suppliers_that_secmp0059_reaches_are_worded_in_one_phrase():
    phrase = where(
        supplier_party,
        ~network_party,
        domestic_premises.is_at_most(250_000),
        weighted.exceeds(250_000),
        years_since_initial.turn(1, of=3),
    )
    assert phrase == (
        "Supplier Parties whose Domestic Premises are at most 250,000 and whose Domestic Premises plus five times "
        "Non-Domestic Premises exceed 250,000, in the first of each three years after the initial assessment"
    )


def test_what_the_rest_implies_is_left_out():
    # 250,001 Domestic Premises are above the weighted threshold by themselves.
    phrase = where(domestic_premises.exceeds(250_000), weighted.exceeds(250_000))
    assert phrase == "Users whose Domestic Premises exceed 250,000"
    phrase = where(domestic_premises.is_at_most(250_000), weighted.is_at_most(250_000))
    assert phrase == "Users whose Domestic Premises plus five times Non-Domestic Premises are at most 250,000"


def test_one_user_is_worded_with_the_counts_that_matter():
    facts = {"supplier_party": True, "network_party": False, "domestic_premises": 250_000, "non_domestic_premises": 0}
    facts |= {"network_premises": 0, "years_since_initial": 2}
    phrase = "a Supplier Party with 250,000 Domestic Premises, in the second year after the initial assessment"
    assert case(facts, among=FACTS) == phrase
    spoken_of = [formula(weighted.is_at_most(250_000))]
    assert case(facts, spoken_of, FACTS) == phrase.replace(" Premises,", " Premises and 0 Non-Domestic Premises,")


def test_every_cell_of_a_tree_has_a_phrase_of_its_own():
    solver = Solver(assumptions=ASSUMPTIONS)
    leaves = grow([formula(c & y) for c in (supplier_party, network_party) for y in (first_year, second_year)], solver)
    phrases = [region(leaf.literals, solver) for leaf in leaves]
    assert len(set(phrases)) == len(phrases) > 4


def test_a_day_and_a_value_with_a_name_stand_behind_what_they_are_of_and_a_number_before():
    returned = Count("returned", "", DAY, short="day of the return", at_least=1, at_most=999_999)
    level = Count("level", "", "", short="level", at_most=1, names=((date(2020, 1, 1), ("low", "high")),))
    homes = Count("homes", "", "", short="homes")
    said = case({"returned": date(2020, 3, 1).toordinal(), "level": 1, "homes": 12_000}, among=(returned, level, homes))
    assert said == "a User with day of the return 2020-03-01, level 'high' and 12,000 homes"
