"""Generated source answers as the reference does, everywhere, and leaves to it what it cannot know."""

from collections import OrderedDict, defaultdict
from datetime import date
from types import MappingProxyType

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from sec_rules.analysis.atlas import build
from sec_rules.engine import compiled
from sec_rules.engine.compiled import generate
from sec_rules.errors import AssumptionError, FactError
from sec_rules.lang import ALWAYS, Count, Limb, YesNo
from sec_rules.loading import load
from sec_rules.rulebook.facts import domestic_premises, non_domestic_premises, supplier_party, years_since_initial
from sec_rules.rulebook.outcomes import FULL
from sec_rules.rulebook.questions import assessment
from sec_rules.testing import codes, users
from tests.beside import beside

AFTER, DRAFTED = date(2019, 2, 28), date(2019, 3, 1)
REGIMES = [date(2017, 1, 1), date(2018, 11, 28), date(2018, 11, 29), date(2019, 2, 27), AFTER, date(2020, 1, 1)]
SMALL = {
    "supplier_party": True,
    "network_party": False,
    "domestic_premises": 200_000,
    "non_domestic_premises": 10_000,
    "network_premises": 0,
    "shared_supplier_premises": 0,
    "shared_network_premises": 0,
    "years_since_initial": 5,
}


def regime(code, on):
    """The regime of a day, with its source made."""
    found = code._regime(assessment, on)
    found._generate()
    return found


def both(code, facts, on):
    """The answer of generated source and that of the reference."""
    asked = regime(code, on)
    assert asked._number(facts) is not None
    return asked.answer(facts, on), asked._by_reference(facts, on)


def drafted(label="G8.41", **changes):
    code = load()
    clause = code.clause(label)
    version = clause.on(AFTER)
    rules = tuple(evolve(rule, **changes) for rule in version.rules)
    return code.with_draft([evolve(clause, versions=(evolve(version, in_force=DRAFTED, rules=rules),))], on=DRAFTED)


# Agreement.


@pytest.mark.parametrize("on", REGIMES)
def test_both_give_the_same_finding_in_every_cell_and_beside_every_figure(on):
    asked = regime(load(), on)
    for row in (
        *(cell.witness for cell in build(load().ruleset(assessment, on)).cells),
        *beside(load().ruleset(assessment, on)),
    ):
        assert asked._number(row) is not None
        assert asked.answer(row, on) == asked._by_reference(row, on)


@settings(max_examples=100)
@given(st.data())
def test_both_give_the_same_finding_under_any_conditions(data):
    code = data.draw(codes())
    ruleset = code.ruleset(assessment, AFTER)
    asked = regime(code, AFTER)
    for facts in data.draw(st.lists(users(ruleset), min_size=3, max_size=6)):
        assert asked._number(facts) is not None
        assert asked.answer(facts, AFTER) == asked._by_reference(facts, AFTER)


def test_both_say_the_same_where_nobody_or_several_answer():
    gap = load().with_draft([], deleted=["G8.42"], on=DRAFTED)
    one, two = both(gap, SMALL, DRAFTED)
    assert one == two
    assert one.undetermined == "No clause answers for these facts."
    one, two = both(
        drafted(limbs=(Limb("(a)", years_since_initial.is_at_least(9), FULL),)),
        SMALL | {"domestic_premises": 300_000},
        DRAFTED,
    )
    assert one == two
    assert one.undetermined == "G8.41 applies, but none of its paragraphs covers this year."
    one, two = both(drafted(applies=supplier_party), SMALL, DRAFTED)
    assert one == two
    assert one.undetermined == "2 provisions answer at once: G8.41, G8.42(d) with G8.42(b)."


def test_a_doubt_is_in_the_answers_that_meet_it_and_in_no_other():
    for domestic, doubted in ((0, True), (1, False)):
        one, two = both(load(), SMALL | {"domestic_premises": domestic}, date(2019, 1, 15))
        assert one == two
        assert bool(one.doubts) is doubted


@pytest.mark.parametrize("on", [date(2018, 11, 28), date(2018, 11, 29), date(2019, 2, 27), date(2019, 2, 28)])
def test_a_day_between_two_changes_is_answered_as_the_first_of_them_but_for_the_day(on):
    for later in (on, date.fromordinal(on.toordinal() + 1)):
        one, two = both(load(), SMALL | {"shared_supplier_premises": 60_000}, later)
        assert one == two
        assert one.on == later


# Which source is made, and when.


def test_source_is_made_for_the_second_question_on_days_of_one_regime():
    code = load().as_of(date(2021, 1, 1))
    assert code.ask(assessment, SMALL, on=date(2020, 1, 1)) == load().ask(assessment, SMALL, on=date(2020, 1, 1))
    first = code._regime(assessment, date(2020, 1, 1))
    assert first._number(SMALL) is None
    code.ask(assessment, SMALL, on=date(2020, 6, 1))
    assert code._regime(assessment, date(2020, 6, 1)) is first
    assert first._number(SMALL) is not None


def test_a_tree_that_would_be_too_large_is_not_made_and_the_reference_answers(monkeypatch):
    monkeypatch.setattr(compiled, "MOST_CASES", 10)
    code = drafted(unless=~supplier_party)
    assert generate(code.ruleset(assessment, DRAFTED), code.facts(DRAFTED, assessment)) is None
    asked = regime(code, DRAFTED)
    assert asked._number(SMALL) is None
    assert asked.answer(SMALL, DRAFTED).because == ("G8.42(d)", "G8.42(b)")


def test_a_hundred_conditions_in_a_row_are_left_to_the_reference():
    condition = ALWAYS
    for figure in range(120):
        condition = condition & ~Count(f"count{figure}", "a count", "units").is_exactly(5)
    code = drafted(applies=supplier_party & condition)
    assert generate(code.ruleset(assessment, DRAFTED), code.facts(DRAFTED, assessment)) is None


def test_two_facts_of_one_name_are_left_to_the_reference():
    other = Count("domestic_premises", "the same name, another range", "premises", at_most=5)
    code = drafted(applies=supplier_party & other.exceeds(3))
    assert generate(code.ruleset(assessment, DRAFTED), code.facts(DRAFTED, assessment)) is None


@pytest.mark.parametrize("name", ["the Panel directs", "f1", "1st", "déjà", "it's", 'say "no"', "class", "a\nb", "_"])
def test_a_decision_of_any_name_can_be_asked(name):
    directs = YesNo(name, "somebody decides")
    code = drafted(applies=supplier_party & directs & (domestic_premises + 5 * non_domestic_premises).exceeds(250_000))
    for decided in (True, False):
        one, two = both(code, SMALL | {"domestic_premises": 250_001, name: decided}, DRAFTED)
        assert one == two
        assert one.because == (("G8.41",) if decided else ())


# What generated source does not know.

IMPROPER = [
    {"domestic_premises": 200_000.5},
    {"domestic_premises": True},
    {"domestic_premises": -1},
    {"domestic_premises": 1_000_000_001},
    {"domestic_premises": "5"},
    {"domestic_premises": float("inf")},
    {"supplier_party": 1},
    {"supplier_party": "perhaps"},
    {"years_since_initial": 0},
    {"years_since_initial": 1_001},
    {"shared_supplier_premises": 2**63},
    {"shared_network_premises": -1},
    {"domestic": 5},
]


@pytest.mark.parametrize("changed", IMPROPER)
def test_facts_that_cannot_be_are_refused_as_the_validation_refuses_them(changed):
    asked = regime(load(), AFTER)
    assert asked._number(SMALL | changed) is None
    with pytest.raises(FactError, match=r"should be|is no fact"):
        load().ask(assessment, SMALL | changed, on=AFTER)


def test_facts_that_break_an_assumption_are_refused_by_its_name():
    assert regime(load(), AFTER)._number(SMALL | {"network_party": True}) is None
    with pytest.raises(AssumptionError, match="party-categories-exclude-each-other"):
        load().ask(assessment, SMALL | {"network_party": True}, on=AFTER)


def test_missing_facts_are_left_to_the_reference_and_those_not_read_are_not_missed():
    asked = regime(load(), AFTER)
    for name in SMALL:
        for partly in ({n: v for n, v in SMALL.items() if n != name}, SMALL | {name: None}):
            given_without = name.startswith("shared") and name not in partly
            assert (asked._number(partly) is not None) is given_without
            assert asked.answer(partly, AFTER) == asked._by_reference(partly, AFTER)


@pytest.mark.parametrize("kind", [lambda f: defaultdict(int, f), MappingProxyType, OrderedDict])
def test_a_mapping_that_is_no_plain_dict_is_answered_and_left_as_it_was(kind):
    facts = kind({n: v for n, v in SMALL.items() if n != "shared_supplier_premises"})
    before = dict(facts)
    assert regime(load(), AFTER).answer(facts, AFTER).because == ("G8.42(d)", "G8.42(b)")
    assert dict(facts) == before


def test_the_facts_of_an_answer_are_its_own():
    facts = dict(SMALL)
    answer = regime(load(), AFTER).answer(facts, AFTER)
    facts["domestic_premises"] = 5
    assert answer.facts == SMALL
