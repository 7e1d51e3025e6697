"""Where a question is decided by one count alone: the ranges of it in which every value of the rest agrees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise, product
from typing import Final

from sec_rules.engine.linking import Ruleset, facts_of
from sec_rules.engine.missing_facts import between, by_result, cases_of, given_by
from sec_rules.engine.ranges import NO_RANGES, Range
from sec_rules.engine.reasons import Decides
from sec_rules.engine.reference import FactValue
from sec_rules.engine.solver import Fact, OutOfBudget, Solver
from sec_rules.lang import Count, Outcome
from sec_rules.lang.formulas import Bound, atoms

# Beyond so many places at which an answer may change, the ranges are no answer that anybody reads.
MOST_PLACES: Final = 400


def ranges_that_decide(
    ruleset: Ruleset, known: Mapping[str, FactValue], facts: Mapping[str, Fact], within: Mapping[str, Range] = NO_RANGES
) -> tuple[Decides, ...]:
    """For each count that is not known exactly, the ranges of it that decide the question, each proved.

    A count that decides nowhere is left out; so are years, which come in turns and not in ranges. Nothing where the
    solver gives up, or where the question is decided anyway.
    """
    try:
        return tuple(d for fact in _open(ruleset, known, facts) for d in _of(fact, ruleset, known, facts, within))
    except OutOfBudget:
        return ()


def _open(ruleset: Ruleset, known: Mapping[str, FactValue], facts: Mapping[str, Fact]) -> Iterator[Count]:
    reads = facts_of(ruleset)
    for name, fact in facts.items():
        if isinstance(fact, Count) and name in reads and name not in known and not fact.counts_years:
            yield fact


def _of(
    fact: Count,
    ruleset: Ruleset,
    known: Mapping[str, FactValue],
    facts: Mapping[str, Fact],
    within: Mapping[str, Range],
) -> Iterator[Decides]:
    solver = Solver(facts.values(), assumptions=ruleset.assumptions)
    given = tuple(given_by(known, facts, within))
    results = by_result(cases_of(ruleset, known, given, solver), given)
    ends = {name: ends_of(f, known, within) for name, f in facts.items() if isinstance(f, Count)}
    found_at = places(fact, ruleset, ends)
    if len(results) < 2 or len(found_at) > MOST_PLACES:
        return
    found: list[Decides] = []
    for low, after in pairwise((*found_at, ends[fact.name][1] + 1)):
        at = (*given, *between(fact, low, after - 1))
        possible = [result for result, formula in results.items() if solver.satisfiable(*at, formula)]
        if len(possible) == 1 and isinstance(possible[0], Outcome):
            _append(found, Decides(fact, low, after - 1, possible[0]))
    yield from found


def _append(found: list[Decides], more: Decides) -> None:
    last = found[-1] if found else None
    if last is not None and last.outcome == more.outcome and last.high + 1 == more.low:
        found[-1] = Decides(more.fact, last.low, more.high, more.outcome)
    else:
        found.append(more)


def ends_of(fact: Count, known: Mapping[str, FactValue], within: Mapping[str, Range]) -> tuple[int, int]:
    """The least and the greatest value that a count may have, by what is known of it."""
    if fact.name in known:
        return int(known[fact.name]), int(known[fact.name])
    found = within.get(fact.name)
    return (fact.at_least, fact.at_most) if found is None else (found.low, found.high)


def places(fact: Count, ruleset: Ruleset, ends: Mapping[str, tuple[int, int]]) -> list[int]:
    """The values of a count from which on an answer may be another, its least value first.

    They are where an atom turns round with the other counts of it at an end of their range, or at a figure that the
    ruleset compares them with. What is claimed between two of them is proved, so a place too few costs no truth.
    """
    bounds = {atom for branch in ruleset.branches for atom in atoms(branch.when) if isinstance(atom, Bound)}
    low, high = ends[fact.name]
    found = {low}
    for bound in bounds:
        weight = dict(bound.terms).get(fact)
        if weight is None:
            continue
        others = [term for term in bound.terms if term[0] != fact]
        for values in product(*(_telling(count, bounds, ends) for count, _ in others)):
            rest = sum(w * value for (_, w), value in zip(others, values, strict=True))
            place = -((rest - bound.at_least) // weight) if weight > 0 else (rest - bound.at_least) // -weight + 1
            if low < place <= high:
                found.add(place)
    return sorted(found)


def _telling(count: Count, bounds: Iterable[Bound], ends: Mapping[str, tuple[int, int]]) -> tuple[int, ...]:
    low, high = ends[count.name]
    figures = {b.at_least // b.terms[0][1] for b in bounds if len(b.terms) == 1 and b.terms[0][0] == count}
    return tuple(sorted({low, high, *(f + d for f in figures for d in (-1, 0) if low <= f + d <= high)}))
