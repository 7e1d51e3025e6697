"""Facts tied together by comparisons: the groups of them, and the ways in which the comparisons of a group can go.

Groups share no fact, so what can become of a ruleset is what can become of each group, put together in every way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from math import lcm
from typing import Final

from attrs import evolve, field, frozen

from sec_rules.engine.elimination import eliminated
from sec_rules.lang import Count, Turn, YesNo
from sec_rules.lang.formulas import FALSE, Atom, Bound, Formula, Literal, facts_of_atom

Fact = YesNo | Count
# Whether each atom of a group holds.
Way = tuple[bool, ...]

# A cycle of more places, or a group of more ways, is no matter of a table.
LONGEST_CYCLE: Final = 1_000
MOST_WAYS: Final = 1_000


class NotSaid(Exception):
    """What is asked cannot be said by bounds on what is known."""


@frozen(eq=False)
class Group:
    """Facts that atoms tie together, and every way in which these can go."""

    facts: tuple[Fact, ...]
    atoms: tuple[Atom, ...]
    ways: tuple[Way, ...]
    place: dict[Way, int] = field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "place", {way: n for n, way in enumerate(self.ways)})

    @property
    def single(self) -> Count | None:
        """The count that the group consists of; None where it is a flag, or several."""
        return self.facts[0] if len(self.facts) == 1 and isinstance(self.facts[0], Count) else None

    def within(self) -> Callable[[int, int], int]:
        """Of a group of one count: in which ways it can go from one value to another, a bit for each."""
        return _within(self)

    def when(self, way: Way, known: Iterable[Literal], unknown: Sequence[Count]) -> Formula:
        """For which values of its other counts a group can go a way, with the unknown ones bound by what is known."""
        return _said(eliminated((*known, *self.literals(way)), unknown))

    def both(
        self, ways: tuple[Way, Way], known: Sequence[Literal], unknown: Sequence[Count], apart: Sequence[Count]
    ) -> Formula:
        """For which values a group can go two ways that differ in counts `apart` only, which are unknown too."""
        one, two = ways
        fixed = (n for n, atom in enumerate(self.atoms) if not any(count in apart for count in facts_of_atom(atom)))
        if any(one[n] is not two[n] for n in fixed):
            return FALSE
        second = {count: evolve(count, name=count.name + "'") for count in apart}
        others = [_put(literal, second) for literal in (*known, *self.literals(two))]
        return _said(eliminated((*known, *self.literals(one), *others), (*unknown, *second.values())))

    def literals(self, way: Way) -> Iterator[Literal]:
        """What holds where the group goes a way."""
        yield from (Literal(atom, holds) for atom, holds in zip(self.atoms, way, strict=True))


def _said(found: Formula | None) -> Formula:
    if found is None:
        raise NotSaid
    return found


def _put(literal: Literal, second: dict[Count, Count]) -> Literal:
    if not isinstance(literal.atom, Bound):
        return literal
    terms = tuple((second.get(count, count), weight) for count, weight in literal.atom.terms)
    return Literal(Bound(terms, literal.atom.at_least), literal.holds)


def groups_of(atoms: Iterable[Atom]) -> tuple[Group, ...]:
    """The groups in which atoms tie facts, in the order in which these come. `NotSaid` where one has no table."""
    groups: list[tuple[tuple[Fact, ...], tuple[Atom, ...]]] = []
    for atom in dict.fromkeys(atoms):
        reads = facts_of_atom(atom)
        tied = [group for group in groups if any(fact in reads for fact in group[0])]
        apart = [group for group in groups if group not in tied]
        facts = dict.fromkeys((*(fact for group in tied for fact in group[0]), *reads))
        groups = [*apart, (tuple(facts), (*(a for group in tied for a in group[1]), atom))]
    return tuple(Group(facts, tied, tuple(_ways(facts, tied))) for facts, tied in groups)


def _ways(facts: tuple[Fact, ...], atoms: tuple[Atom, ...]) -> Iterator[Way]:
    if isinstance(facts[0], YesNo):
        yield from ((True,), (False,))
    elif len(facts) == 1:
        yield from dict.fromkeys(way for way, _, _ in _stretches(facts[0], atoms))
    else:
        yield from _tied(tuple(fact for fact in facts if isinstance(fact, Count)), atoms)


def _tied(counts: tuple[Count, ...], atoms: tuple[Atom, ...]) -> list[Way]:
    """The ways in which bounds on several counts can go."""
    if not all(isinstance(atom, Bound) for atom in atoms):
        raise NotSaid
    found: list[tuple[Literal, ...]] = [()]
    for atom in atoms:
        found = [
            (*way, Literal(atom, holds))
            for way in found
            for holds in (True, False)
            if _said(eliminated((*way, Literal(atom, holds)), counts)) != FALSE
        ]
        if len(found) > MOST_WAYS:
            raise NotSaid
    return [tuple(literal.holds for literal in way) for way in found]


def _stretches(count: Count, atoms: Iterable[Atom]) -> Iterator[tuple[Way, tuple[int, int, int], int]]:
    """Every way in which atoms on one count go: from which value to which, at which place of a cycle, and how long
    that is.
    """
    atoms = tuple(atoms)
    cycle = lcm(*(atom.of for atom in atoms if isinstance(atom, Turn)))
    if cycle > LONGEST_CYCLE:
        raise NotSaid
    figures = {-(-atom.at_least // atom.terms[0][1]) for atom in atoms if isinstance(atom, Bound)}
    ends = sorted({f for f in figures if count.at_least < f <= count.at_most} | {count.at_least, count.at_most + 1})
    for first, beyond in pairwise(ends):
        for value in range(first, min(beyond, first + cycle)):
            yield tuple(_of_one(atom, value) for atom in atoms), (first, beyond - 1, value % cycle), cycle


def _of_one(atom: Atom, value: int) -> bool:
    match atom:
        case Turn(_, turn, of):
            return (value - 1) % of == turn - 1
        case Bound(terms, at_least):
            return terms[0][1] * value >= at_least
    raise TypeError(f"{atom!r} is nothing that one asks about a count.")


def _within(group: Group) -> Callable[[int, int], int]:
    count = group.single
    if count is None:
        raise TypeError("A group of several facts has no one range.")
    stretches = [(*at, cycle, 1 << group.place[way]) for way, at, cycle in _stretches(count, group.atoms)]

    def within(low: int, high: int) -> int:
        ways = 0
        for first, last, place, cycle, way in stretches:
            start = low if low > first else first
            if start + (place - start) % cycle <= (high if high < last else last):
                ways |= way
        return ways

    return within
