"""The nearest change of a User's facts that changes its answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from math import lcm
from typing import Final, Literal

from sec_rules.answers.arithmetic import Facts, arithmetic_of
from sec_rules.engine.english.numerals import ordinal
from sec_rules.engine.english.regions import figure_in_words
from sec_rules.engine.linking import Branch, Ruleset
from sec_rules.engine.reasons import Nearest
from sec_rules.engine.reference import FactValue, holds
from sec_rules.lang import DAY, Count, Outcome, Turn
from sec_rules.lang.formulas import Bound, Formula, atoms, facts_in, formula
from sec_rules.lang.rulebooks import Assumption

# A cycle longer than this is not looked through for the year in which an answer would change.
LONGEST_CYCLE: Final = 12


def nearest(ruleset: Ruleset, facts: Facts) -> Iterator[Nearest]:
    """For each fact that is a number, the nearest change below and above, of this year or of a later one in the cycle.

    Exact where the other facts that bear on it are known; a threshold that depends on a missing one is left out.
    """
    formulas = [branch.when for branch in ruleset.branches]
    facts = {**facts, **implied(facts, ruleset.assumptions)}
    for name in facts:
        fact = _count_in(formulas, name)
        if fact is not None and not fact.counts_years and may_move(ruleset, fact):
            yield from _around(ruleset, formulas, facts, fact)


def may_move(ruleset: Ruleset, fact: Count) -> bool:
    """Whether headroom can be spoken of: not of what goes by names, or of days that are set by other days."""
    return not fact.names and (fact.unit != DAY or fact in ruleset.question.more_never_lighter)


def implied(facts: Facts, assumptions: Iterable[Assumption]) -> dict[str, FactValue]:
    """The missing yes/no facts that the assumptions leave no choice about: a Supplier Party is no Network Party."""
    found: dict[str, FactValue] = {}
    for assumption in assumptions:
        for name in facts_in(formula(assumption.holds)) - set(facts):
            ways = [v for v in (False, True) if holds(formula(assumption.holds), {**facts, name: v}) is not False]
            if len(ways) == 1:
                found[name] = ways[0]
    return found


def _count_in(formulas: Iterable[Formula], name: str) -> Count | None:
    bounds = (a for f in formulas for a in atoms(f) if isinstance(a, Bound))
    return next((count for bound in bounds for count, _ in bound.terms if count.name == name), None)


def _around(ruleset: Ruleset, formulas: Iterable[Formula], facts: Facts, fact: Count) -> Iterator[Nearest]:
    now = int(facts[fact.name])
    here = _over_the_years(ruleset, facts)
    turns = sorted(_turns(formulas, facts, fact))
    for way, values in (
        ("fewer", [t - 1 for t in reversed(turns) if t <= now]),
        ("more", [t for t in turns if t > now]),
    ):
        for value in values:
            if fact.at_least <= value <= fact.at_most:
                there = _over_the_years(ruleset, {**facts, fact.name: value})
                found = next(
                    (n for n, pair in enumerate(zip(here, there, strict=True)) if pair[0][0] != pair[1][0]), None
                )
                if found is not None:
                    yield _nearest_of(
                        ruleset, facts, fact, value, "fewer" if way == "fewer" else "more", found, here, there
                    )
                    break


def _turns(formulas: Iterable[Formula], facts: Facts, fact: Count) -> set[int]:
    """The least values of a count from which on an atom turns round, the other counts of it being known."""
    found: set[int] = set()
    for bound in {a for f in formulas for a in atoms(f) if isinstance(a, Bound)}:
        weight = dict(bound.terms).get(fact)
        others = [term for term in bound.terms if term[0] != fact]
        if weight is None or any(count.name not in facts for count, _ in others):
            continue
        rest = sum(w * int(facts[count.name]) for count, w in others)
        if weight > 0:
            found.add(-((rest - bound.at_least) // weight))
        else:
            found.add((rest - bound.at_least) // -weight + 1)
    return found


_InAYear = tuple[str | None, tuple[str, ...]]


def _over_the_years(ruleset: Ruleset, facts: Facts) -> list[_InAYear]:
    """What comes of the facts this year and in the years after it, as long as the cycle of the ruleset is."""
    length, years = cycle(ruleset), ruleset.years
    if length == 1 or years is None:
        return [_outcome(ruleset, facts)]
    first = int(facts.get(years.name, 1))
    last = min(first + length - 1, years.at_most)
    return [_outcome(ruleset, {**facts, years.name: y}) for y in range(first, last + 1)]


def cycle(ruleset: Ruleset) -> int:
    """In how many years the answers of a ruleset come round; 1 where there is no cycle, or one that is too long."""
    turns = {a.of for b in ruleset.branches for a in atoms(b.when) if isinstance(a, Turn)}
    length = lcm(*turns) if turns else 1
    return length if length <= LONGEST_CYCLE else 1


def _outcome(ruleset: Ruleset, facts: Facts) -> _InAYear:
    verdicts = [(branch, holds(branch.when, facts)) for branch in ruleset.branches]
    answers = [branch for branch, verdict in verdicts if verdict is not False]
    if any(verdict is None for _, verdict in verdicts) or len(answers) != 1:
        return None, tuple(dict.fromkeys(c for b in answers for c in b.cites))
    outcome = answers[0].outcome
    return (outcome.name if isinstance(outcome, Outcome) else None), answers[0].cites


def _nearest_of(
    ruleset: Ruleset,
    facts: Facts,
    fact: Count,
    value: int,
    way: Literal["fewer", "more"],
    found: int,
    here: list[_InAYear],
    there: list[_InAYear],
) -> Nearest:
    by = abs(value - int(facts[fact.name]))
    becomes, because = there[found]
    new = {**facts, fact.name: value}
    years = ruleset.years
    when = when_in_words(ruleset, facts, found)
    sums = (
        ""
        if fact.unit == DAY
        else "; ".join(dict.fromkeys(arithmetic_of(ruleset, _of(ruleset, because), _in_year(years, new, found))))
    )
    then = f"be {becomes}" if becomes else "be not settled" if because else "be stated by no provision read"
    said = f"{_step(fact, by, way, value)}{f' ({sums})' if sums else ''} and {when} would {then}"
    return Nearest(
        fact=fact.name,
        way=way,
        value=value,
        by=by,
        years_on=found,
        was=here[found][0],
        becomes=becomes,
        because=because,
        says=said,
    )


def _of(ruleset: Ruleset, because: tuple[str, ...]) -> tuple[Branch, ...]:
    return tuple(branch for branch in ruleset.branches if branch.cites == because)


def _in_year(years: Count | None, facts: Facts, on: int) -> Facts:
    if years is None or years.name not in facts:
        return facts
    return {**facts, years.name: int(facts[years.name]) + on}


def _step(fact: Count, by: int, way: str, value: int) -> str:
    if fact.unit == DAY:
        later = "earlier" if way == "fewer" else "later"
        return f"{by:,} {'day' if by == 1 else 'days'} {later} ({figure_in_words(value, fact)})"
    if fact.names:
        return f"{fact.short or fact.name} {figure_in_words(value, fact)}"
    name = fact.short or fact.name
    return f"{by:,} {_SINGULAR.sub('', name, count=1) if by == 1 and fact.unit != 'premises' else name} {way}"


# What is counted is named first: "tonnes of packaging".
_SINGULAR: Final = re.compile(r"(?<=[^\Ws])s(?= of |$)")


def when_in_words(ruleset: Ruleset, facts: Facts, on: int) -> str:
    """The answer that is spoken of: that of this year, or of one so many years on.

    A coming year is told by its place in the cycle: "the next first year's assessment".
    """
    years, length = ruleset.years, cycle(ruleset)
    due = (years.anchor.due if years is not None and years.anchor is not None else "") or ruleset.question.due
    year = None if years is None else facts.get(years.name)
    if year is None:
        return "the answer" if length == 1 else f"the {ordinal(on + 1)} year's {due}"
    return f"this year's {due}" if on == 0 else f"the next {ordinal((int(year) + on - 1) % length + 1)} year's {due}"
