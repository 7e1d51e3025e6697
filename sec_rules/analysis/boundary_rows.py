"""Rows of facts at the boundaries of a ruleset: the last User on one side of each figure, and the first on the other.

A row stands at a boundary of a branch where it depends on that boundary alone whether the branch answers. So a table or
a program that moves a figure by one, or takes "at least" for "exceeds", answers one of the rows otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, product
from typing import Final

from attrs import frozen

from sec_rules.analysis.boundaries import Facts, facts_read, within_assumptions
from sec_rules.engine.linking import Ruleset
from sec_rules.engine.reference import decided, holds
from sec_rules.lang import Count, Turn, YesNo
from sec_rules.lang.formulas import All, Any, Atom, Bound, Formula, Literal, atoms, facts_of_atom, reach
from sec_rules.lang.rulebooks import Assumption

# Of the ways in which one branch can be met, so many are looked at.
MOST_WAYS: Final = 64

Way = tuple[Literal, ...]


@frozen
class BoundaryRow:
    """Facts at a boundary, the names of those that put them there, and whether one count alone brings the figure."""

    facts: Facts
    tied: frozenset[str]
    plain: bool


def boundary_rows(ruleset: Ruleset, facts: Mapping[str, YesNo | Count]) -> tuple[BoundaryRow, ...]:
    """The rows, each once, in the order of the clauses: each gives all of `facts` and all that the ruleset reads.

    Facts that do not matter to a row are no, or as low as they can be.
    """
    every = dict(facts) | {fact.name: fact for fact in facts_read(ruleset)}
    lowest: Facts = {name: False if isinstance(f, YesNo) else f.at_least for name, f in every.items()}
    found: dict[tuple[tuple[str, bool | int], ...], BoundaryRow] = {}
    for branch in ruleset.branches:
        for way in islice(_ways(branch.when), MOST_WAYS):
            for row in _of_way(branch.when, way, lowest, ruleset.assumptions):
                key = tuple(row.facts.items())
                if key not in found or (row.plain and not found[key].plain):
                    found[key] = row
    return tuple(found.values())


def _of_way(when: Formula, way: Way, lowest: Facts, assumptions: tuple[Assumption, ...]) -> Iterator[BoundaryRow]:
    """The rows at the boundaries of one way in which a branch is met."""
    for pivot in dict.fromkeys(literal.atom for literal in way):
        others = [literal for literal in way if literal.atom != pivot]
        for plain, sides in _sides(pivot):
            for given in sides:
                row = _met(others, lowest | given, frozenset(given))
                if row is not None and within_assumptions(row, assumptions) and _turns_on(when, pivot, row):
                    yield BoundaryRow(row, frozenset(n for a in atoms(when) for n in _names(a)), plain)


def _sides(pivot: Atom) -> Iterator[tuple[bool, list[Facts]]]:
    """Facts on either side of an atom: for a sum in each count alone, which is plain, and in all of them."""
    match pivot:
        case YesNo(name):
            yield True, [{name: False}, {name: True}]
        case Turn(count, turn, of):
            first = count.at_least + (turn - count.at_least) % of
            yield True, [{count.name: v} for v in (first, first + 1, first - 1) if count.at_least <= v <= count.at_most]
        case Bound(terms, at_least):
            totals = (at_least - 1, at_least)
            for number in range(len(terms)):
                yield number == 0, [found for total in totals for found in _alone(terms, number, total)]
            if len(terms) > 1:
                yield False, [found for total in totals for found in _together(terms, total)]


def _alone(terms: tuple[tuple[Count, int], ...], number: int, total: int) -> Iterator[Facts]:
    """The counts of a sum, one of them as large as the total needs, or nearly, and the others as low as can be."""
    count, weight = terms[number]
    others = (*terms[:number], *terms[number + 1 :])
    found: Facts = {c.name: c.at_least if w > 0 else c.at_most for c, w in others}
    value = (total - reach(others)[0]) // weight
    if others and all(w < 0 for _, w in others):
        # Two counts that are compared with each other meet anywhere: in the middle there is room on both sides.
        found = {c.name: (c.at_least + c.at_most) // 2 for c, _ in others}
        value = (total - sum(w * int(found[c.name]) for c, w in others)) // weight
    if count.at_least <= value <= count.at_most:
        yield found | {count.name: value}


def _together(terms: tuple[tuple[Count, int], ...], total: int) -> Iterator[Facts]:
    """The counts of a sum with something of the total in each, where all of them are added."""
    ordered = sorted(terms, key=lambda term: -abs(term[1]))
    if any(weight < 0 for _, weight in terms):
        return
    left, found = total, Facts()
    for count, weight in ordered[:-1]:
        found[count.name] = max(count.at_least, min(count.at_most, left // (2 * weight)))
        left -= weight * int(found[count.name])
    (count, weight) = ordered[-1]
    if left % weight == 0 and count.at_least <= left // weight <= count.at_most:
        yield found | {count.name: left // weight}


def _met(literals: Iterable[Literal], row: Facts, fixed: frozenset[str]) -> Facts | None:
    """The row, moved as little as it takes to meet literals, without touching what is fixed; None where it cannot be.

    A second pass is for those that undo each other.
    """
    wanted = tuple(literals)
    for literal in (*wanted, *wanted):
        if holds(literal, row) is False:
            row = row | dict(_moved(literal, row, fixed))
    return row if all(holds(literal, row) for literal in wanted) else None


def _moved(literal: Literal, row: Facts, fixed: frozenset[str]) -> Iterator[tuple[str, bool | int]]:
    match literal.atom:
        case YesNo(name):
            if name not in fixed:
                yield name, literal.holds
        case Turn(count, turn, of):
            if count.name not in fixed:
                ahead = (turn - int(row[count.name])) % of
                yield count.name, int(row[count.name]) + (ahead if literal.holds else 1)
        case Bound(terms, at_least):
            target = at_least if literal.holds else at_least - 1
            short = target - sum(weight * int(row[count.name]) for count, weight in terms)
            for count, weight in sorted(terms, key=lambda term: abs(term[1])):
                steps = -(-short // weight) if literal.holds else short // weight
                value = int(row[count.name]) + steps
                if count.name not in fixed and count.at_least <= value <= count.at_most:
                    yield count.name, value
                    return


def _turns_on(when: Formula, pivot: Atom, row: Facts) -> bool:
    """Whether the formula holds or not as the one atom does."""

    def holding(truth: bool) -> bool | None:
        return decided(when, lambda atom: truth if atom == pivot else holds(Literal(atom, True), row))

    return holding(False) is not holding(True)


def _names(atom: Atom) -> Iterator[str]:
    return (fact.name for fact in facts_of_atom(atom))


def _ways(of: Formula) -> Iterator[Way]:
    """The ways in which a formula can be met, each by literals that all hold."""
    match of:
        case Literal():
            yield (of,)
        case All(parts):
            for chosen in product(*(tuple(islice(_ways(part), MOST_WAYS)) for part in parts)):
                yield tuple(dict.fromkeys(literal for way in chosen for literal in way))
        case Any(parts):
            for part in parts:
                yield from _ways(part)
