"""How many Users there can be in a cell: counted exactly, or not at all.

A User is a point: a value for each fact, within its range. Facts that no weighted sum joins are counted apart and
multiplied. Facts that one sum joins are counted by how often its weights fit; where several sums share one fact, by
summing over that fact, piece by piece. What is of neither kind is not counted: the answer is None, never a guess.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise, product
from math import comb, floor, lcm, prod
from typing import Final

from attrs import frozen

from sec_rules.lang import Count, Turn, YesNo
from sec_rules.lang.formulas import Bound, Literal

Fact = YesNo | Count
_Terms = tuple[tuple[Count, int], ...]
_Ends = dict[_Terms, tuple[int | None, int | None]]

# Beyond so many remainders or pieces counting would take longer than the proof it illustrates.
MOST_REMAINDERS: Final = 20_000


def points(literals: Iterable[Literal], facts: Sequence[Fact]) -> int | None:
    """How many points of `facts`, within their ranges, meet all literals; None where that is not countable here."""
    flags, ends, turns = _sorted_out(literals)
    total = 1
    for fact in facts:
        if isinstance(fact, YesNo):
            total *= 2 if fact not in flags else len(flags[fact]) % 2
    groups = _groups([f for f in facts if isinstance(f, Count)], ends)
    for counts, forms in groups:
        found = _count(counts, forms, {c: turns[c] for c in counts if c in turns})
        if found is None:
            return None
        total *= found
    return total


def _sorted_out(
    literals: Iterable[Literal],
) -> tuple[dict[YesNo, set[bool]], _Ends, dict[Count, list[tuple[Turn, bool]]]]:
    flags: dict[YesNo, set[bool]] = {}
    ends: _Ends = {}
    turns: dict[Count, list[tuple[Turn, bool]]] = {}
    for literal in literals:
        match literal.atom:
            case YesNo() as flag:
                flags.setdefault(flag, set()).add(literal.holds)
            case Turn() as turn:
                turns.setdefault(turn.count, []).append((turn, literal.holds))
            case Bound(terms, at_least):
                low, high = ends.get(terms, (None, None))
                if literal.holds:
                    low = at_least if low is None else max(low, at_least)
                else:
                    high = at_least - 1 if high is None else min(high, at_least - 1)
                ends[terms] = (low, high)
    return flags, ends, turns


def _groups(counts: Sequence[Count], ends: _Ends) -> list[tuple[tuple[Count, ...], _Ends]]:
    """The counts in groups that no sum joins, each with the sums in it."""
    groups: list[set[Count]] = [{count} for count in counts]
    for terms in ends:
        joined = [g for g in groups if any(count in g for count, _ in terms)]
        groups = [g for g in groups if g not in joined]
        groups.append(set().union(*joined))
    return [
        (tuple(c for c in counts if c in g), {t: e for t, e in ends.items() if any(c in g for c, _ in t)})
        for g in groups
    ]


_Turns = Mapping[Count, list[tuple[Turn, bool]]]


def _count(counts: tuple[Count, ...], forms: _Ends, turns: _Turns) -> int | None:
    alone = {terms[0]: e for terms, e in forms.items() if len(terms) == 1}
    ranges = {count: _range(count, alone) for count in counts}
    if any(low > high for low, high in ranges.values()) or any(_empty(*ends) for ends in forms.values()):
        return 0
    sums = {terms: e for terms, e in forms.items() if len(terms) > 1}
    if not sums:
        return prod(_single(*ranges[count], turns.get(count, [])) for count in counts)
    if len(sums) == 1 and not turns:
        ((terms, (low, high)),) = sums.items()
        return _one_sum(terms, low, high, ranges)
    return _by_hub(counts, sums, ranges, turns)


def _empty(low: int | None, high: int | None) -> bool:
    return low is not None and high is not None and low > high


def _range(count: Count, alone: Mapping[tuple[Count, int], tuple[int | None, int | None]]) -> tuple[int, int]:
    low, high = count.at_least, count.at_most
    for (of, weight), (least, most) in alone.items():
        # A lone count has the weight 1: a common factor is taken out of every sum.
        if of == count and weight == 1:
            low = low if least is None else max(low, least)
            high = high if most is None else min(high, most)
    return low, high


def _single(low: int, high: int, turns: Sequence[tuple[Turn, bool]]) -> int:
    """How many values from `low` to `high` are in, or out of, the turns."""
    period = lcm(*(turn.of for turn, _ in turns))
    whole, rest = divmod(high - low + 1, period)
    first = [_in_turn(low + n, turns) for n in range(period)]
    return whole * sum(first) + sum(first[:rest])


def _in_turn(value: int, turns: Iterable[tuple[Turn, bool]]) -> bool:
    return all(((value - 1) % turn.of == turn.turn - 1) is holds for turn, holds in turns)


# One sum of any number of counts.


def _one_sum(terms: _Terms, low: int | None, high: int | None, ranges: Mapping[Count, tuple[int, int]]) -> int | None:
    """The points with the sum from `low` to `high`, each count within its range."""
    weights = [abs(weight) for _, weight in terms]
    widths = [ranges[count][1] - ranges[count][0] for count, _ in terms]
    # Each count is measured from the end from which the sum grows.
    base = sum(weight * ranges[count][0 if weight > 0 else 1] for count, weight in terms)
    if prod(lcm(*weights) // weight for weight in weights) > MOST_REMAINDERS:
        return None
    greatest = sum(weight * width for weight, width in zip(weights, widths, strict=True))
    most = _at_most(weights, widths, greatest if high is None else high - base)
    return most - (0 if low is None else _at_most(weights, widths, low - 1 - base))


def _at_most(weights: Sequence[int], widths: Sequence[int], total: int) -> int:
    """How many whole numbers from 0 to their widths weigh at most `total` together."""
    found = 0
    for over in product((False, True), repeat=len(weights)):
        taken = sum(w * (width + 1) for w, width, beyond in zip(weights, widths, over, strict=True) if beyond)
        found += (-1) ** sum(over) * _unbounded(weights, total - taken)
    return found


def _unbounded(weights: Sequence[int], total: int) -> int:
    """How many whole numbers from 0 on weigh at most `total`: for each remainder, a choice with repetition."""
    if total < 0:
        return 0
    whole = lcm(*weights)
    found = 0
    for remainders in product(*(range(whole // weight) for weight in weights)):
        left = (total - sum(w * r for w, r in zip(weights, remainders, strict=True))) // whole
        found += comb(left + len(weights), len(weights)) if left >= 0 else 0
    return found


# Several sums that all share one count.


@frozen
class _Line:
    """A bound on one count in terms of the hub: (constant + slope * hub) / by, with `by` positive."""

    constant: int
    slope: int
    by: int

    def at(self, hub: int) -> Fraction:
        return Fraction(self.constant + self.slope * hub, self.by)

    def meets(self, other: _Line) -> Fraction | None:
        rise = Fraction(self.slope, self.by) - Fraction(other.slope, other.by)
        return None if not rise else (Fraction(other.constant, other.by) - Fraction(self.constant, self.by)) / rise


@frozen
class _Spoke:
    """A count besides the hub, between the greatest of its lower lines and the least of its upper lines."""

    lower: tuple[_Line, ...]
    upper: tuple[_Line, ...]

    def length(self, hub: int) -> int:
        low = max(-floor(-line.at(hub)) for line in self.lower)
        high = min(floor(line.at(hub)) for line in self.upper)
        return max(0, high - low + 1)

    def cuts(self) -> Iterator[int]:
        lines = (*self.lower, *self.upper)
        for number, one in enumerate(lines):
            for other in lines[:number]:
                met = one.meets(other)
                if met is not None:
                    yield from (floor(met), floor(met) + 1)

    @property
    def period(self) -> int:
        return lcm(*(line.by for line in (*self.lower, *self.upper)))


def _by_hub(
    counts: tuple[Count, ...], sums: _Ends, ranges: Mapping[Count, tuple[int, int]], turns: _Turns
) -> int | None:
    for hub in counts:
        others = [count for count in counts if count != hub]
        if any(len(terms) != 2 or hub not in dict(terms) for terms in sums) or any(c in turns for c in others):
            continue
        spokes = [_spoke(hub, count, sums, ranges[count]) for count in others]
        return _summed(ranges[hub], spokes, turns.get(hub, []))
    return None


def _spoke(hub: Count, count: Count, sums: _Ends, within: tuple[int, int]) -> _Spoke:
    lower, upper = [_Line(within[0], 0, 1)], [_Line(within[1], 0, 1)]
    for terms, (low, high) in sums.items():
        weights = dict(terms)
        if count in weights:
            weight, by = weights[hub], weights[count]
            for end, is_lower in ((low, by > 0), (high, by < 0)):
                if end is not None:
                    sign = 1 if by > 0 else -1
                    (lower if is_lower else upper).append(_Line(sign * end, -sign * weight, abs(by)))
    return _Spoke(tuple(lower), tuple(upper))


def _summed(within: tuple[int, int], spokes: Sequence[_Spoke], turns: Sequence[tuple[Turn, bool]]) -> int | None:
    """The product of the lengths of all spokes, summed over the hub."""
    period = lcm(*(s.period for s in spokes), *(turn.of for turn, _ in turns))
    if period * (len(spokes) + 2) > MOST_REMAINDERS:
        return None
    low, high = within
    cuts = sorted({low, high + 1, *(cut for s in spokes for cut in s.cuts() if low < cut <= high)})
    total = 0
    for start, end in pairwise(cuts):
        for first in range(start, min(start + period, end)):
            if _in_turn(first, turns):
                total += _progression(spokes, first, period, (end - 1 - first) // period + 1)
    return total


def _progression(spokes: Sequence[_Spoke], first: int, step: int, many: int) -> int:
    """The product summed over `many` values of the hub, so many apart: a polynomial, by its differences."""
    values = [prod(s.length(first + step * n) for s in spokes) for n in range(min(many, len(spokes) + 1))]
    total = 0
    for order in range(len(values)):
        total += values[0] * comb(many, order + 1)
        values = [b - a for a, b in pairwise(values)]
    return total
