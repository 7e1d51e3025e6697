"""Whether some facts meet literals together, and the least that do, worked out without a solver.

A flag, and a count by itself, are told at once. Bounds on several counts are told where all counts but one can be
eliminated exactly; whatever cannot be told so is left to whoever asks.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from math import lcm
from typing import Final

from attrs import evolve, field, frozen

from sec_rules.engine.elimination import eliminated
from sec_rules.lang import Count, Turn, YesNo
from sec_rules.lang.formulas import FALSE, All, Bound, Literal

Fact = YesNo | Count
# A cycle of more places is not gone through.
LONGEST_CYCLE: Final = 1_000


@frozen(eq=False)
class _Said:
    """What literals say, fact by fact: what flags are, from where to where counts go and at which places of cycles;
    and the bounds that tie counts. `clash` where two of them contradict each other about one fact.
    """

    flags: dict[YesNo, bool] = field(factory=dict)
    ranges: dict[Count, tuple[int, int]] = field(factory=dict)
    turns: dict[Count, list[tuple[Turn, bool]]] = field(factory=dict)
    tied: list[Literal] = field(factory=list)

    @classmethod
    def by(cls, literals: Iterable[Literal]) -> _Said | None:
        """What literals say; None where they contradict each other about a flag or the range of a count."""
        said = cls()
        for literal in literals:
            match literal.atom:
                case YesNo() as flag:
                    if said.flags.setdefault(flag, literal.holds) is not literal.holds:
                        return None
                case Turn(count) as turn:
                    said.turns.setdefault(count, []).append((turn, literal.holds))
                case Bound(((count, weight),), at_least):
                    low, high = said.ranges.get(count, (count.at_least, count.at_most))
                    least = -(-at_least // weight)
                    low, high = (max(low, least), high) if literal.holds else (low, min(high, least - 1))
                    if low > high:
                        return None
                    said.ranges[count] = low, high
                case Bound():
                    said.tied.append(literal)
        return said

    @property
    def ties(self) -> tuple[Count, ...]:
        """The counts that bounds tie."""
        return tuple(dict.fromkeys(c for one in self.tied if isinstance(one.atom, Bound) for c, _ in one.atom.terms))

    def range(self, count: Count) -> tuple[int, int]:
        """From where to where a count goes."""
        return self.ranges.get(count, (count.at_least, count.at_most))

    def first(self, count: Count) -> int | None:
        """The least value of a count in its range that is at the places of the cycles; None where there is none.

        Raises `OverflowError` where the cycles are too long to be gone through.
        """
        low, high = self.range(count)
        turns = self.turns.get(count, ())
        cycle = lcm(*(turn.of for turn, _ in turns))
        if cycle > LONGEST_CYCLE:
            raise OverflowError
        for value in range(low, min(high, low + cycle - 1) + 1):
            if all(((value - 1) % turn.of == turn.turn - 1) is holds for turn, holds in turns):
                return value
        return None


def possible(literals: Collection[Literal]) -> bool | None:
    """Whether some facts in their ranges meet all the literals; None where that cannot be told here."""
    said = _Said.by(literals)
    if said is None:
        return False
    try:
        if any(said.first(count) is None for count in said.turns):
            return False
    except OverflowError:
        return None
    if not said.tied:
        return True
    ties = said.ties
    found = eliminated(said.tied, [_narrowed(count, *said.range(count)) for count in ties])
    if found == FALSE:
        return False
    return None if found is None or any(count in said.turns for count in ties) else True


def least(literals: Collection[Literal], facts: Iterable[Fact]) -> dict[str, bool | int] | None:
    """The least values of facts, in their order, that meet literals which can be met; None where it cannot be told."""
    said = _Said.by(literals)
    if said is None:
        return None
    ties = said.ties
    if any(count in said.turns for count in ties):
        return None
    found: dict[str, bool | int] = {}
    for fact in facts:
        if isinstance(fact, YesNo):
            value: bool | int | None = said.flags.get(fact, False)
        elif fact in ties:
            value = _least_of(fact, said, ties)
        else:
            value = _first(said, fact)
        if value is None:
            return None
        found[fact.name] = value
        if isinstance(fact, Count):
            said.ranges[fact] = int(value), int(value)
    return found


def _first(said: _Said, count: Count) -> int | None:
    try:
        return said.first(count)
    except OverflowError:
        return None


def _least_of(count: Count, said: _Said, ties: Sequence[Count]) -> int | None:
    """The least value of a count that bounds tie to others; None where it cannot be told by bounds on it alone."""
    others = [_narrowed(other, *said.range(other)) for other in ties if other != count]
    found = eliminated(said.tied, others)
    low, _ = said.range(count)
    for literal in found.parts if isinstance(found, All) else (found,):
        match literal:
            case Literal(Bound(((alone, weight),), at_least), holds) if alone.name == count.name:
                if holds:
                    low = max(low, -(-at_least // weight))
            case _:
                return None
    return low


def _narrowed(count: Count, low: int, high: int) -> Count:
    return evolve(count, at_least=low, at_most=high)
