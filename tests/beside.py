"""Users on either side of every figure of a ruleset: what every engine must agree on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from sec_rules.analysis.boundaries import Facts, boundaries, facts_read, within_assumptions
from sec_rules.engine.linking import Ruleset
from sec_rules.lang import Count, YesNo
from sec_rules.lang.formulas import reach
from sec_rules.rulebook.assumptions import ASSUMPTIONS
from sec_rules.rulebook.facts import BY_NAME, years_since_initial

# The sequences of the Code run over three years; these take in the second and the third round of them.
YEARS = 9


def beside(ruleset: Ruleset, facts: Mapping[str, YesNo | Count] = BY_NAME) -> Iterator[Facts]:
    """Users one below, at and one above every figure, of every party, in every year of the first `YEARS`.

    Every one of `facts` and of those that the ruleset reads is given. A sum of counts meets its figure in each count
    alone, and in all of them together.
    """
    every = dict(facts) | {fact.name: fact for fact in facts_read(ruleset)}
    lowest: Facts = {name: False if isinstance(f, YesNo) else f.at_least for name, f in every.items()}
    flags = [name for name, fact in every.items() if isinstance(fact, YesNo)]
    parties: list[Facts] = [
        dict(zip(flags, values, strict=True)) for values in product((False, True), repeat=len(flags))
    ]
    years = [{years_since_initial.name: year} for year in _years(ruleset)]
    near = list(_near(ruleset))
    for party, counts, year in product(parties, near, years):
        row = lowest | party | year | counts
        if within_assumptions(row, ASSUMPTIONS):
            yield row


def _years(ruleset: Ruleset) -> tuple[int, ...]:
    figures = (b.at_least for b in boundaries(ruleset) if [c for c, _ in b.terms] == [years_since_initial])
    beside_them = (figure + step for figure in figures for step in (-1, 0, 1))
    last = years_since_initial.at_most
    return tuple(sorted({y for y in (*range(1, YEARS + 1), *beside_them, last - 1, last) if 1 <= y <= last}))


def _near(ruleset: Ruleset) -> Iterator[Facts]:
    """Counts at every figure, and at the upper ends of their ranges."""
    counts = [f for f in facts_read(ruleset) if isinstance(f, Count) and f != years_since_initial]
    yield {}
    yield {count.name: count.at_most for count in counts}
    yield from ({count.name: count.at_most} for count in counts)
    for bound in boundaries(ruleset):
        if [c for c, _ in bound.terms] != [years_since_initial]:
            for total in (bound.at_least - 1, bound.at_least, bound.at_least + 1):
                yield from _adding_up(bound.terms, total)


def _adding_up(terms: tuple[tuple[Count, int], ...], total: int) -> Iterator[Facts]:
    """Counts of which the weighted sum comes as near to a total as one count, or all together, can bring it."""
    for number, (count, weight) in enumerate(terms):
        others = (*terms[:number], *terms[number + 1 :])
        low, _ = reach(others)
        at_lowest: Facts = {c.name: c.at_least if w > 0 else c.at_most for c, w in others}
        yield at_lowest | {count.name: _within(count, (total - low) // weight)}
    if len(terms) > 1:
        yield _shared_out(terms, total)


def _shared_out(terms: Iterable[tuple[Count, int]], total: int) -> Facts:
    """About half of what is left to each count, and all of it to the last one; the heaviest go first."""
    ordered = sorted(terms, key=lambda term: -abs(term[1]))
    left, found = total, {}
    for number, (count, weight) in enumerate(ordered):
        last = number == len(ordered) - 1
        found[count.name] = _within(count, left // weight if last else left // (2 * weight))
        left -= weight * found[count.name]
    return found


def _within(count: Count, value: int) -> int:
    return min(max(value, count.at_least), count.at_most)
