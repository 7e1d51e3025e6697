"""How far counts may go where some are ranges: held against every value there is, on a ruleset with small
figures.
"""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from sec_rules.analysis.invariants import answers_at
from sec_rules.answers.headroom import beyond
from sec_rules.answers.reasons import reasons
from sec_rules.engine.ranges import Range
from sec_rules.loading import load
from sec_rules.rulebook.questions import assessment
from tests.small import LARGEST, SMALL_DAY, small_code

COUNTS = ("domestic_premises", "non_domestic_premises", "network_premises")
SUPPLIERS = [
    ({"supplier_party": True, "network_party": False}, {"domestic_premises": d, "non_domestic_premises": n}, year)
    for d, n in ((Range(2, 4), 0), (Range(2, 4), 1), (Range(11, 12), Range(0, 1)), (3, Range(0, 1)), (Range(0, 12), 0))
    for year in (1, 2, 3)
]
OTHERS = [
    ({"supplier_party": False, "network_party": True}, {"network_premises": Range(3, 9)}, 1),
    ({"supplier_party": False, "network_party": False}, {"domestic_premises": Range(1, 2)}, 2),
]


def values(given: object) -> list[int]:
    return list(range(given.low, given.high + 1)) if isinstance(given, Range) else [given]


def sure(parties: dict[str, bool], counts: dict[str, object], year: int) -> list[str | None]:
    """The outcome of this year and of the two after, where every value gives the same."""
    ruleset = small_code().ruleset(assessment, SMALL_DAY)
    every = [dict(zip(counts, each, strict=True)) for each in product(*(values(v) for v in counts.values()))]
    nought = dict.fromkeys(COUNTS, 0)
    outcomes = [
        {answers_at(ruleset, {**nought, **parties, **each, "years_since_initial": y})[0].outcome.name for each in every}
        for y in (year, year + 1, year + 2)
    ]
    return [found.pop() if len(found) == 1 else None for found in outcomes]


@pytest.mark.parametrize(("parties", "counts", "year"), [*SUPPLIERS, *OTHERS])
def test_nothing_nearer_unsettles_an_answer(parties: dict[str, bool], counts: dict[str, object], year: int) -> None:
    code = small_code()
    within = {name: v for name, v in counts.items() if isinstance(v, Range)}
    exactly = {**parties, **{n: v for n, v in counts.items() if n not in within}, "years_since_initial": year}
    ruleset, facts = code.ruleset(assessment, SMALL_DAY), code.facts(SMALL_DAY, assessment)
    found = {(n.fact, n.way): n for n in beyond(ruleset, exactly, facts, within)}
    here = sure(parties, counts, year)
    for name, given in counts.items():
        ways = {"fewer": range(values(given)[0] - 1, -1, -1), "more": range(values(given)[-1] + 1, LARGEST + 1)}
        for way, others in ways.items():
            changed = None
            for value in others:
                there = sure(parties, {**counts, name: value}, year)
                changed = next((n for n in range(3) if here[n] is not None and here[n] != there[n]), None)
                if changed is not None:
                    break
            claimed = found.get((name, way))
            if changed is None:
                assert claimed is None, (name, way)
            else:
                assert claimed is not None, (name, way, value)
                stated = (claimed.value, claimed.years_on, claimed.was, claimed.becomes)
                assert stated == (value, changed, here[changed], there[changed])
                assert claimed.by == abs(value - values(given)[0 if way == "fewer" else -1])


def test_headroom_is_told_from_the_end_of_the_range() -> None:
    facts = {
        "supplier_party": True,
        "domestic_premises": Range(200_000, 210_000),
        "non_domestic_premises": 100,
        "years_since_initial": 1,
    }
    within = {"domestic_premises": Range(200_000, 210_000)}
    found = reasons(load(), load().ask(assessment, facts, on=date(2020, 1, 1)), within)
    assert {n.fact: n.says for n in found.nearest} == {
        "domestic_premises": "39,501 Domestic Premises above the range (249,501) and this year's assessment would be "
        "FULL",
        "non_domestic_premises": "7,901 Non-Domestic Premises more (8,001) and this year's assessment would no longer "
        "be sure",
    }
