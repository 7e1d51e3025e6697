"""The ranges of a count that decide: held against every value, one by one, on a ruleset with small figures."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from sec_rules.analysis.invariants import answers_at
from sec_rules.answers.decisive_ranges import ranges_that_decide
from sec_rules.engine.code import Code
from sec_rules.engine.ranges import Range
from sec_rules.engine.reasons import Decides
from sec_rules.engine.validation import admit
from sec_rules.loading import load
from sec_rules.rulebook.questions import assessment
from tests.small import LARGEST, SMALL_DAY, small_code

FACTS = [
    {"supplier_party": True, "domestic_premises": 7},
    {"supplier_party": True, "domestic_premises": 7, "years_since_initial": 1},
    {"supplier_party": True, "domestic_premises": 10, "years_since_initial": 2},
    {"supplier_party": True, "years_since_initial": 1},
    {"supplier_party": True, "years_since_initial": 3},
    {"supplier_party": True, "domestic_premises": Range(3, 9), "non_domestic_premises": Range(0, 1)},
    {"supplier_party": True, "domestic_premises": Range(3, 9), "years_since_initial": 4},
    {"network_party": True, "years_since_initial": 2},
    {"supplier_party": False, "years_since_initial": 2},
]
COUNTS = ("domestic_premises", "non_domestic_premises", "network_premises")


def decided(code: Code, facts: dict[str, object]) -> tuple[Decides, ...]:
    known = code.facts(SMALL_DAY, assessment)
    within = {name: value for name, value in facts.items() if isinstance(value, Range)}
    return ranges_that_decide(code.ruleset(assessment, SMALL_DAY), admit(facts, known), known, within)


def values(facts: dict[str, object], name: str) -> list[int]:
    """The values that a count may have; beyond `LARGEST` nothing changes in a ruleset of small figures."""
    given = facts.get(name)
    if isinstance(given, Range):
        return list(range(given.low, given.high + 1))
    return [given] if isinstance(given, int) else list(range(LARGEST + 1))


@pytest.mark.parametrize("facts", FACTS)
def test_a_value_is_in_a_range_where_and_only_where_nothing_else_can_change_the_outcome(
    facts: dict[str, object],
) -> None:
    code = small_code()
    ruleset = code.ruleset(assessment, SMALL_DAY)
    claimed = decided(code, facts)
    flags = [
        (s, n)
        for s, n in product((False, True), repeat=2)
        if not (s and n) and facts.get("supplier_party", s) is s and facts.get("network_party", n) is n
    ]
    years = [facts["years_since_initial"]] if "years_since_initial" in facts else range(1, 8)
    outcomes: dict[tuple[str, int], set[str]] = {}
    for (s, n), year, *counts in product(flags, years, *(values(facts, c) for c in COUNTS)):
        case = dict(zip(COUNTS, counts, strict=True))
        (answer,) = answers_at(ruleset, {"supplier_party": s, "network_party": n, "years_since_initial": year} | case)
        for name in COUNTS:
            outcomes.setdefault((name, case[name]), set()).add(str(answer.outcome))
    undecided = len({o for found in outcomes.values() for o in found}) > 1
    for name in COUNTS:
        if not isinstance(facts.get(name), int):
            for value in values(facts, name):
                found = outcomes[name, value]
                ranges = [d for d in claimed if d.fact.name == name and d.low <= value <= d.high]
                assert bool(ranges) is (len(found) == 1 and undecided), (name, value)
                assert not ranges or {ranges[0].outcome.name} == found


def test_what_is_decided_anyway_has_no_ranges() -> None:
    facts = {"supplier_party": True, "domestic_premises": 300_000}
    known = load().facts(date(2020, 1, 1), assessment)
    assert ranges_that_decide(load().ruleset(assessment, date(2020, 1, 1)), admit(facts, known), known) == ()


def test_the_range_that_the_thresholds_of_the_code_leave_open() -> None:
    on = date(2020, 1, 1)
    known = load().facts(on, assessment)
    facts = {"supplier_party": True, "domestic_premises": 200_000, "years_since_initial": 1}
    found = ranges_that_decide(load().ruleset(assessment, on), admit(facts, known), known)
    assert [(d.fact.name, d.low, d.high, d.outcome.name) for d in found] == [
        ("non_domestic_premises", 0, 10_000, "VERIFICATION"),
        ("non_domestic_premises", 10_001, 1_000_000_000, "FULL"),
    ]
