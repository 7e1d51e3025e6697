"""Cells put in the fewest sentences: each says of whom and in which years, and together they say it of all.

A sentence is made of conditions of one cell, as few of them as can be, and of all the years in which nobody else
meets them. Of the sentences that can be made, the fewest that reach everybody are taken; of as few, the most precise.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import Final

from attrs import frozen

from sec_rules.analysis.atlas import Cell, Region, regions
from sec_rules.engine.decision_tree import Literals, Witness, position, smallest
from sec_rules.engine.english.years import EVERY_YEAR, Years, split_years
from sec_rules.engine.solver import Solver

# Beyond these nothing is lost but the promise that no fewer sentences would do.
MOST_CONDITIONS: Final = 7
MOST_CANDIDATES: Final = 400
MOST_SENTENCES: Final = 4


@frozen
class Group:
    """Cells of which the same is said: the parts in which it is said, and whether no fewer parts would do.

    `members` are the numbers of the cells; a part may reach over several of them.
    """

    members: tuple[int, ...]
    parts: tuple[Part, ...]
    fewest: bool


@frozen
class Part:
    """One sentence's worth: the literals that say who, the years, and the smallest case."""

    literals: Literals
    years: Years
    witness: Witness


def groups(cells: Sequence[Cell], solver: Solver, key: Callable[[Cell], Hashable]) -> tuple[Group, ...]:
    """Cells in groups of one key, each put in the fewest parts, in the order of their smallest cases."""
    by_key: dict[Hashable, list[int]] = {}
    for number, cell in enumerate(cells):
        by_key.setdefault(key(cell), []).append(number)
    split = [split_years(cell.literals) for cell in cells]
    found = [_group(members, cells, split, solver) for members in by_key.values()]
    return tuple(sorted(found, key=lambda group: position(group.parts[0].witness, solver)))


_Split = Sequence[tuple[Literals, Years]]


def _group(members: Sequence[int], cells: Sequence[Cell], split: _Split, solver: Solver) -> Group:
    chosen = _fewest(members, split, solver)
    joined = regions([cells[number].literals for number in members], solver)
    if chosen is None or len(chosen) > len(joined):
        return Group(
            tuple(members), _parts(((r.literals, r.years) for r in joined), joined, cells, members, solver), False
        )
    parts = sorted((_part(*one, cells, members, solver) for one in chosen), key=lambda p: position(p.witness, solver))
    return Group(tuple(members), tuple(parts), True)


def _parts(
    chosen: Iterable[tuple[Literals, Years]],
    joined: Sequence[Region],
    cells: Sequence[Cell],
    members: Sequence[int],
    solver: Solver,
) -> tuple[Part, ...]:
    found = []
    for (literals, years), one in zip(chosen, joined, strict=True):
        least = min((cells[members[n]].witness for n in one.members), key=lambda w: position(w, solver))
        found.append(Part(literals, years, least))
    return tuple(sorted(found, key=lambda part: position(part.witness, solver)))


def _part(literals: Literals, years: Years, cells: Sequence[Cell], members: Sequence[int], solver: Solver) -> Part:
    """A part with the smallest case of it: that of one of the cells with its conditions put in."""
    within = (
        smallest((*literals, *cells[n].literals), solver)
        for n in members
        if solver.satisfiable(*literals, *cells[n].literals) and split_years(cells[n].literals)[1].mask & years.mask
    )
    return Part(literals, years, min(within, key=lambda w: position(w, solver)))


_Candidate = tuple[Literals, Years]


def _fewest(members: Sequence[int], split: _Split, solver: Solver) -> tuple[_Candidate, ...] | None:
    """The fewest candidates that reach every cell of a group; None where there are too many to be sure."""
    if any(len(split[n][0]) > MOST_CONDITIONS for n in members):
        return None
    candidates = list(_candidates(members, split, solver))
    if len(candidates) > MOST_CANDIDATES:
        return None
    # One element for each kind of User and its years; a candidate reaches those whose conditions imply its own.
    wanted = _wanted(members, split)
    reaches = [
        {
            n: years.mask & mask
            for n, (who, mask) in enumerate(wanted)
            if all(solver.implies((*solver.granted, *who), m) for m in literals)
        }
        for literals, years in candidates
    ]
    for size in range(1, MOST_SENTENCES + 1):
        for chosen in combinations(range(len(candidates)), size):
            if _covers(wanted, [reaches[n] for n in chosen]):
                return tuple(candidates[n] for n in chosen)
    return None


def _wanted(members: Sequence[int], split: _Split) -> list[tuple[Literals, int]]:
    found: dict[frozenset[object], tuple[Literals, int]] = {}
    for number in members:
        who, years = split[number]
        before = found.get(frozenset(who), (who, 0))
        found[frozenset(who)] = (before[0], before[1] | years.mask)
    return list(found.values())


def _covers(wanted: Sequence[tuple[Literals, int]], reached: Sequence[dict[int, int]]) -> bool:
    for number, (_, mask) in enumerate(wanted):
        got = 0
        for one in reached:
            got |= one.get(number, 0)
        if got & mask != mask:
            return False
    return True


def _candidates(members: Sequence[int], split: _Split, solver: Solver) -> Iterator[_Candidate]:
    """Conditions of a cell, most of them first, with the years in which nobody outside the group meets them."""
    others = _wanted([n for n in range(len(split)) if n not in set(members)], split)
    seen: set[frozenset[object]] = set()
    mine = list(dict.fromkeys(split[number][0] for number in members))
    most = max(len(who) for who in mine)
    for size in range(most, -1, -1):
        for who in mine:
            for literals in combinations(who, size) if size <= len(who) else ():
                if frozenset(literals) in seen:
                    continue
                seen.add(frozenset(literals))
                taken = 0
                for other, mask in others:
                    if mask & ~taken and solver.satisfiable(*solver.granted, *literals, *other):
                        taken |= mask
                left = EVERY_YEAR.mask & ~taken
                if left:
                    yield literals, Years(left)
