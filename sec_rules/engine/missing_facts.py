"""Questions asked with facts missing, by the solver: decided anyway, or which facts would settle them.

`settlement` gives the same by look-ups, wherever bounds on what is known can tell; this is what it is held against.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from attrs import frozen

from sec_rules.engine.decision_tree import Literals, grow
from sec_rules.engine.linking import Ruleset, facts_of
from sec_rules.engine.ranges import NO_RANGES, Range
from sec_rules.engine.reference import FactValue, holds
from sec_rules.engine.results import Answered, Result, Settled, reason, result_of
from sec_rules.engine.solver import Fact, OutOfBudget, Solver, second
from sec_rules.lang import Count, YesNo
from sec_rules.lang.formulas import FALSE, TRUE, All, Any, Bound, Formula, Literal, facts_in, formula
from sec_rules.lang.rulebooks import bearing_on


def settle(
    ruleset: Ruleset, known: Mapping[str, FactValue], facts: Mapping[str, Fact], within: Mapping[str, Range] = NO_RANGES
) -> Settled:
    """What can be said with facts missing: the branches that answer, why there is no answer, what it needs.

    Where no value of the missing facts could change the outcome (within the assumptions), the branches that
    may answer, and no reason; where it is so that nobody or several answer, a reason and no needs. Otherwise
    no branches, the reason, and the smallest set of missing facts that settles the question whatever their
    values, in the order of `facts`. A fact `within` a range is missing, and known to lie in it.
    """
    try:
        return _settled(ruleset, known, facts, within)
    except OutOfBudget as error:
        missing = tuple(name for name in facts if name in facts_of(ruleset) and name not in known)
        return (), f"Whether the missing facts matter is not decided: {error}", missing


@frozen
class Case:
    """Some of the ways in which the missing facts may turn out: the literals they then meet, and who answers."""

    literals: Literals
    answers: Answered

    @property
    def result(self) -> Result:
        """What comes of it."""
        return result_of(self.answers)


def _settled(
    ruleset: Ruleset, known: Mapping[str, FactValue], facts: Mapping[str, Fact], within: Mapping[str, Range]
) -> Settled:
    solver = Solver(facts.values(), assumptions=ruleset.assumptions)
    given = tuple(given_by(known, facts, within))
    cases = tuple(cases_of(ruleset, known, given, solver))
    answers = tuple(branch for branch in ruleset.branches if any(branch in case.answers for case in cases))
    results = {case.result for case in cases}
    if len(results) <= 1:
        return answers, reason(results, answers), ()
    missing = [name for name in facts if name not in known]
    needs = _needs(tuple(by_result(cases, given).values()), missing, given, solver)
    return (), reason(results, (), needs, within), needs


def given_by(
    known: Mapping[str, FactValue], facts: Mapping[str, Fact], within: Mapping[str, Range] = NO_RANGES
) -> Iterator[Literal]:
    """What is known of the facts, as literals."""
    for name, value in known.items():
        fact = facts[name]
        if isinstance(fact, YesNo):
            yield Literal(fact, bool(value))
        else:
            yield from between(fact, value, value)
    for name, ends in within.items():
        fact = facts[name]
        if isinstance(fact, Count):
            yield from between(fact, ends.low, ends.high)


def between(fact: Count, low: int, high: int) -> Iterator[Literal]:
    """That a count lies from one value to another, both included."""
    if low > fact.at_least:
        yield Literal(Bound(((fact, 1),), low), True)
    if high < fact.at_most:
        yield Literal(Bound(((fact, 1),), high + 1), False)


def cases_of(ruleset: Ruleset, known: Mapping[str, FactValue], given: Literals, solver: Solver) -> Iterator[Case]:
    """The ways in which what is not known may turn out, within the assumptions, each with who answers then."""
    branches = ruleset.branches
    assumed = [formula(assumption.holds) for assumption in bearing_on(facts_of(ruleset), ruleset.assumptions)]
    formulas = [_under(known, f) for f in (*assumed, *(branch.when for branch in branches))]
    for leaf in grow(formulas, solver, given):
        met, answering = leaf.truths[: len(assumed)], leaf.truths[len(assumed) :]
        if all(met):
            answers = tuple(b for b, answers in zip(branches, answering, strict=True) if answers)
            yield Case(leaf.literals, answers)


def _under(known: Mapping[str, FactValue], given: Formula) -> Formula:
    # What the reference decides need not be put to the solver.
    truth = holds(given, known)
    return given if truth is None else (TRUE if truth else FALSE)


def by_result(cases: Iterable[Case], given: Literals) -> dict[Result, Formula]:
    """For each result, when it comes about."""
    found: dict[Result, list[Formula]] = {}
    for case in cases:
        left = tuple(literal for literal in case.literals if literal not in given)
        found.setdefault(case.result, []).append(All(left))
    return {result: Any(tuple(formulas)) for result, formulas in found.items()}


def _needs(results: Sequence[Formula], missing: Sequence[str], given: Literals, solver: Solver) -> tuple[str, ...]:
    """The smallest set of missing facts whose values always settle which of the results comes about."""
    read = frozenset().union(*(facts_in(result) for result in results))
    missing = [name for name in missing if name in read]

    def settles(names: Sequence[str]) -> bool:
        apart = frozenset(missing).difference(names)
        both = (*given, *(second(literal, apart) for literal in given))
        return not any(solver.satisfiable(*both, one, second(other, apart)) for one, other in combinations(results, 2))

    # A fact that alone can turn the result is in every set that settles it.
    core = [name for name in missing if not settles([other for other in missing if other != name])]
    others = [name for name in missing if name not in core]
    for size in range(len(others) + 1):
        for more in combinations(others, size):
            names = [name for name in missing if name in core or name in more]
            if settles(names):
                return tuple(names)
    return tuple(missing)
