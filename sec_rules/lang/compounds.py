"""Amounts that are only compared: fractions, differences, the greater or the lesser of several, figures by bands.

No node of a rule holds them. A comparison of fractions is multiplied out, what is taken away on one side is added on
the other, and "the greater of A and B exceeds C" says that A or B does. What is left is linear over whole numbers.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, product
from typing import Final, Literal

from attrs import evolve, frozen

from sec_rules.errors import LanguageError
from sec_rules.lang.expressions import (
    ALWAYS,
    NEVER,
    Amount,
    Both,
    Comparison,
    Compound,
    Condition,
    Count,
    Either,
    Figure,
    Named,
    Place,
    Relation,
    Sum,
    Times,
)

Pick = Literal["greatest", "least"]


class _Compared(Compound):
    """An amount that is compared as `compared` does."""

    def in_comparison(self, left: Amount, relation: Relation, right: Amount) -> Condition:
        """The two sides compared, one of which is or has this amount."""
        return compared(left, relation, right, None)


@frozen
class Share(_Compared):
    """A fraction of an amount."""

    share: Fraction
    amount: Amount


@frozen
class Less(_Compared):
    """An amount with another taken away from it."""

    amount: Amount
    taken: Amount


@frozen
class Picked(_Compared):
    """The greatest or the least of some amounts."""

    parts: tuple[Amount, ...]
    pick: Pick


@frozen
class Banded(_Compared):
    """A figure by the band in which an amount lies: `figures` are each with the amount from which on it counts.

    The first is from nought on, and the others follow in order.
    """

    amount: Amount
    figures: tuple[tuple[int, int], ...]

    def __attrs_post_init__(self) -> None:
        begin = [first for first, _ in self.figures]
        if begin[:1] != [0] or begin != sorted(set(begin)):
            raise LanguageError(f"bands begin at 0 and follow each other, got {', '.join(map(str, begin)) or 'none'}")


def percentage(percent: int | str, of: Amount) -> Amount:
    """So many per cent. of an amount, 20 or "12.5"; compared, never rounded."""
    return Share(Fraction(percent) / 100, of)


def greater_of(*amounts: Amount) -> Amount:
    """The greatest of some amounts."""
    return Picked(_some(amounts), "greatest")


def lesser_of(*amounts: Amount) -> Amount:
    """The least of some amounts."""
    return Picked(_some(amounts), "least")


def less(amount: Amount, taken: Amount | int) -> Amount:
    """An amount with another taken away from it; what is left may be below nought."""
    return Less(amount, taken if isinstance(taken, Amount) else Figure(taken))


def by_band(amount: Amount, *figures: tuple[int, int]) -> Amount:
    """A figure by the band in which an amount lies: `(0, 500), (1_000, 300)` is 500 below 1,000, and 300 from it on."""
    return Banded(amount, figures)


def at_least(number: int, *conditions: Condition) -> Condition:
    """So many of the conditions, or more of them. `LanguageError` for more than there are, or fewer than one."""
    if not 1 <= number <= len(conditions):
        raise LanguageError(f"{number} of {len(conditions)} conditions are none that could be met so")
    return _joined([_joined(some, all_=True) for some in combinations(conditions, number)], all_=False)


def _some(amounts: tuple[Amount, ...]) -> tuple[Amount, ...]:
    if len(amounts) < 2:
        raise LanguageError("the greater or the lesser is of two amounts, or of more")
    return amounts


def is_plain(amount: Amount) -> bool:
    """Whether the notation can hold an amount as it stands."""
    match amount:
        case Compound():
            return False
        case Sum(parts):
            return all(map(is_plain, parts))
        case Times():
            return is_plain(amount.amount)
    return True


def plain(amount: Amount) -> Amount:
    """The amount, where the notation holds it. `LanguageError` where it does not: it can only be compared."""
    if is_plain(amount):
        return amount
    raise LanguageError("a fraction, a difference or the greater of several amounts is read only where it is compared")


def with_names(amount: Amount, amounts: Mapping[str, Amount]) -> Amount:
    """The amount with what names stand for in their place, by the names in small letters; others are left."""
    match amount:
        case Named():
            return amounts.get(amount.name.casefold(), amount)
        case Sum():
            return evolve(amount, parts=tuple(with_names(part, amounts) for part in amount.parts))
        case Picked():
            return evolve(amount, parts=tuple(with_names(part, amounts) for part in amount.parts))
        case Times() | Share():
            return evolve(amount, amount=with_names(amount.amount, amounts))
        case Less():
            return Less(with_names(amount.amount, amounts), with_names(amount.taken, amounts))
    return amount


# The relation said from the other side: "250,000 is less than the number" is "the number exceeds 250,000".
TURNED: Final[Mapping[Relation, Relation]] = {
    Relation.EXCEEDS: Relation.LESS_THAN,
    Relation.LESS_THAN: Relation.EXCEEDS,
    Relation.AT_LEAST: Relation.AT_MOST,
    Relation.AT_MOST: Relation.AT_LEAST,
    Relation.EXACTLY: Relation.EXACTLY,
}
# Where one of several being so makes it so of the greatest; of the least it takes all of them.
_UPWARDS: Final = (Relation.EXCEEDS, Relation.AT_LEAST)


def compared(left: Amount, relation: Relation, right: Amount, place: Place | None) -> Condition:
    """Two amounts compared, in comparisons that the notation holds."""
    if is_plain(left) and is_plain(right):
        return Comparison(left, relation, right, place=place)
    if isinstance(left, Banded):
        return _in_bands(left, lambda figure: compared(figure, relation, right, place))
    if isinstance(right, Banded):
        return _in_bands(right, lambda figure: compared(left, relation, figure, place))
    return _of_left(_normal(left), relation, _normal(right), place, right)


def _in_bands(banded: Banded, holds: Callable[[Figure], Condition]) -> Condition:
    """What holds of the figure of the band in which an amount lies, in each of them."""
    ends = (*(first for first, _ in banded.figures[1:]), None)
    ways: list[Condition] = []
    for (first, figure), end in zip(banded.figures, ends, strict=True):
        within = [compared(banded.amount, Relation.AT_LEAST, Figure(first), None)] if first else []
        within += [compared(banded.amount, Relation.LESS_THAN, Figure(end), None)] if end is not None else []
        ways.append(_joined([*within, holds(Figure(figure))], all_=True))
    return _joined(ways, all_=False)


@frozen
class _Line:
    """A sum of amounts, each so many times, and a number."""

    weights: tuple[tuple[Amount, Fraction], ...]
    constant: Fraction

    def times(self, factor: Fraction) -> _Line:
        return _Line(tuple((amount, weight * factor) for amount, weight in self.weights), self.constant * factor)

    def plus(self, other: _Line) -> _Line:
        weights = dict(self.weights)
        for amount, weight in other.weights:
            weights[amount] = weights.get(amount, Fraction(0)) + weight
        return _Line(tuple((a, w) for a, w in weights.items() if w), self.constant + other.constant)


@frozen
class _Lines:
    """One line, or several of which the greatest or the least is meant."""

    lines: tuple[_Line, ...]
    pick: Pick | None = None

    def times(self, factor: Fraction) -> _Lines:
        pick = self.pick if factor >= 0 or self.pick is None else "least" if self.pick == "greatest" else "greatest"
        return _Lines(tuple(line.times(factor) for line in self.lines), pick)

    def plus(self, other: _Lines) -> _Lines:
        return _Lines(tuple(a.plus(b) for a, b in product(self.lines, other.lines)), _one_pick((self, other)))


def _one_pick(parts: Iterable[_Lines]) -> Pick | None:
    picks = {part.pick for part in parts if part.pick is not None}
    if len(picks) > 1:
        raise LanguageError("the greater of some amounts and the lesser of others are put together, which is not read")
    return picks.pop() if picks else None


def _normal(amount: Amount) -> _Lines:
    match amount:
        case Figure(value):
            return _Lines((_Line((), Fraction(value)),))
        case Count() | Named():
            return _Lines((_Line(((amount, Fraction(1)),), Fraction(0)),))
        case Times():
            return _normal(amount.amount).times(Fraction(amount.figure.value))
        case Share():
            return _normal(amount.amount).times(amount.share)
        case Less():
            return _normal(amount.amount).plus(_normal(amount.taken).times(Fraction(-1)))
        case Sum(parts):
            first, *rest = map(_normal, parts)
            for part in rest:
                first = first.plus(part)
            return first
        case Picked(parts):
            normal = [_normal(part) for part in parts]
            if any(part.pick not in (None, amount.pick) for part in normal):
                raise LanguageError("the greater and the lesser of amounts stand in each other, which is not read")
            return _Lines(tuple(line for part in normal for line in part.lines), amount.pick)
    raise LanguageError("an amount that was not read is put together with others")


def _of_left(left: _Lines, relation: Relation, right: _Lines, place: Place | None, said: Amount) -> Condition:
    if left.pick is None:
        return _of_right(left.lines[0], relation, right, place, said)
    if relation is Relation.EXACTLY and right.pick is not None:
        raise LanguageError("the greater or the lesser of some amounts is said to equal that of others")
    each = [_of_right(line, relation, right, place, said) for line in left.lines]
    if relation is Relation.EXACTLY:
        bound = Relation.AT_MOST if left.pick == "greatest" else Relation.AT_LEAST
        return _joined((_of_left(left, bound, right, place, said), _joined(each, all_=False)), all_=True)
    return _joined(each, all_=(left.pick == "greatest") is not (relation in _UPWARDS))


def _of_right(left: _Line, relation: Relation, right: _Lines, place: Place | None, said: Amount) -> Condition:
    if right.pick is None:
        return _line_compared(left.plus(right.lines[0].times(Fraction(-1))), relation, place, said)
    return _of_left(right, TURNED[relation], _Lines((left,)), place, said)


def _joined(conditions: Sequence[Condition], *, all_: bool) -> Condition:
    """All of the conditions, or any; those that always or never hold are left out."""
    neutral, final = (ALWAYS, NEVER) if all_ else (NEVER, ALWAYS)
    left = list(dict.fromkeys(c for c in conditions if c != neutral))
    if final in left:
        return final
    if len(left) == 1:
        return left[0]
    return Both(tuple(left)) if all_ else Either(tuple(left))


def _line_compared(line: _Line, relation: Relation, place: Place | None, said: Amount) -> Condition:
    """A line compared with nought, its negative parts on the other side and all of it in whole numbers."""
    scale = math.lcm(*(w.denominator for _, w in line.weights), line.constant.denominator)
    weights = [(amount, int(weight * scale)) for amount, weight in line.weights if weight]
    constant = int(line.constant * scale)
    if not weights:
        return ALWAYS if _HOLDS[relation](constant) else NEVER
    if all(weight < 0 for _, weight in weights):
        weights, constant, relation = [(a, -w) for a, w in weights], -constant, TURNED[relation]
    number = abs(constant)
    figure = said if isinstance(said, Figure) and said.value == number else Figure(number)
    left = [_times(a, w) for a, w in weights if w > 0] + ([figure] if constant > 0 else [])
    right = [_times(a, -w) for a, w in weights if w < 0] + ([figure] if constant < 0 else [])
    return Comparison(_added(left), relation, _added(right), place=place)


_HOLDS: Final = {
    Relation.EXCEEDS: lambda number: number > 0,
    Relation.AT_LEAST: lambda number: number >= 0,
    Relation.AT_MOST: lambda number: number <= 0,
    Relation.LESS_THAN: lambda number: number < 0,
    Relation.EXACTLY: lambda number: number == 0,
}


def _times(amount: Amount, weight: int) -> Amount:
    return amount if weight == 1 else Times(Figure(weight), amount)


def _added(parts: Sequence[Amount]) -> Amount:
    if not parts:
        return Figure(0)
    return parts[0] if len(parts) == 1 else Sum(tuple(parts))
