"""Eliminates counts from bounds: for which values of the other counts can all the bounds be met.

Rows of inequalities lose one unknown after the other (Fourier and Motzkin's way). Over whole numbers that is exact
where one of the two weights that cancel is 1, or where the room between two constants is wide enough (Pugh, "The Omega
test", 1991); the last unknown is expressed by quotients. Any other case is left alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from math import gcd

from attrs import field, frozen

from sec_rules.lang import Count
from sec_rules.lang.formulas import FALSE, All, Bound, Formula, Literal, bound, folded, reach

# The weights of counts by name, and a constant: together nought or more.
_Row = tuple[dict[str, int], int]


@frozen
class Quotient(Count):
    """How often a number goes into a sum of counts and a constant, rounded down."""

    of: tuple[tuple[Count, int], ...] = field(kw_only=True, eq=False)
    more: int = field(kw_only=True, eq=False)
    by: int = field(kw_only=True, eq=False)


def eliminated(literals: Iterable[Literal], unknown: Iterable[Count]) -> Formula | None:
    """For which values of the other counts some values of the unknown ones, in their ranges, meet all the bounds.

    None where that cannot be said by bounds.
    """
    counts: dict[str, Count] = {}
    given: list[_Row] = []
    for literal in literals:
        if not isinstance(literal.atom, Bound):
            raise TypeError(f"{literal.atom!r} is no bound.")
        counts |= {count.name: count for count, _ in literal.atom.terms}
        given.append(_row(literal.atom, literal.holds))
    left = {count.name for count in unknown}
    for count in unknown:
        given += (({count.name: 1}, -count.at_least), ({count.name: -1}, count.at_most))
    rows = _tightened(given)
    while left and rows is not None:
        found = next(_eliminations(rows, left, counts), None)
        if found is None:
            return None
        name, rows = found
        left.remove(name)
    if rows is None:
        return FALSE
    parts = (bound({counts[name]: w for name, w in weights.items()}, -more, True) for weights, more in rows)
    return folded(All(tuple(parts)))


def _row(of: Bound, holds: bool) -> _Row:
    if holds:
        return {count.name: weight for count, weight in of.terms}, -of.at_least
    return {count.name: -weight for count, weight in of.terms}, of.at_least - 1


def _tightened(rows: Iterable[_Row]) -> list[_Row] | None:
    """The rows, of those alike the strictest, in whole numbers; None where one can never be met."""
    strictest: dict[frozenset[tuple[str, int]], int] = {}
    for weights, more in rows:
        kept = {name: weight for name, weight in weights.items() if weight}
        if not kept:
            if more < 0:
                return None
            continue
        factor = gcd(*kept.values())
        key = frozenset((name, weight // factor) for name, weight in kept.items())
        strictest[key] = min(more // factor, strictest.get(key, more // factor))
    return [(dict(key), more) for key, more in strictest.items()]


def _eliminations(
    rows: list[_Row], left: Collection[str], counts: dict[str, Count]
) -> Iterator[tuple[str, list[_Row] | None]]:
    """Each unknown that can be eliminated exactly, the one with fewest pairs first, with the rows that are left."""

    def pairs(name: str) -> int:
        below = sum(weights.get(name, 0) > 0 for weights, _ in rows)
        return below * sum(weights.get(name, 0) < 0 for weights, _ in rows)

    for name in sorted(left, key=lambda name: (pairs(name), name)):
        combined = _without(rows, name, counts if len(left) == 1 else None)
        if combined is not None:
            yield name, _tightened(combined)


def _without(rows: list[_Row], name: str, counts: dict[str, Count] | None) -> list[_Row] | None:
    """The rows with one count eliminated; None where that would not be exact, which with `counts` it always is."""
    found = [row for row in rows if not row[0].get(name)]
    below = [row for row in rows if row[0].get(name, 0) > 0]
    for upper in rows:
        a = -upper[0].get(name, 0)
        if a <= 0:
            continue
        for lower in below:
            b = lower[0][name]
            weights = _sum(lower[0], a, upper[0], b)
            more = a * lower[1] + b * upper[1]
            room = (a - 1) * (b - 1)
            if not room or (more >= room and not any(weights.values())):
                found.append((weights, more))
            elif counts is None:
                return None
            else:
                one, two = _quotient(lower, name, counts), _quotient(upper, name, counts)
                found.append((_sum({one: 1}, 1, {two: 1}, 1), 0))
    return found


def _quotient(row: _Row, name: str, counts: dict[str, Count]) -> str:
    """The name of how often the weight of an unknown goes into the rest of a row."""
    by = abs(row[0][name])
    terms = tuple((counts[other], weight) for other, weight in row[0].items() if other != name and weight)
    low, high = (end + row[1] for end in reach(terms))
    called = f"{' '.join(f'{weight:+}{count.name}' for count, weight in terms)} {row[1]:+} over {by}"
    counts[called] = Quotient(called, "", "", low // by, high // by, of=terms, more=row[1], by=by)
    return called


def _sum(one: Mapping[str, int], a: int, two: Mapping[str, int], b: int) -> dict[str, int]:
    found = {name: a * weight for name, weight in one.items()}
    for name, weight in two.items():
        found[name] = found.get(name, 0) + b * weight
    return found
