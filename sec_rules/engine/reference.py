"""The reference: a formula over the facts that are known, in plain Python.

Exact where every fact is known. Where some are missing the answer is True or False only if it holds for
every value of what is missing (seen by the ranges of the counts), and None otherwise; None is not proof
that the missing facts matter.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sec_rules.lang import Turn, YesNo
from sec_rules.lang.formulas import All, Atom, Bound, Formula, Literal

FactValue = bool | int
Facts = Mapping[str, FactValue]


def holds(formula: Formula, facts: Facts) -> bool | None:
    """Whether the formula holds: True, False, or None where the missing facts may matter."""
    return decided(formula, lambda atom: _atom(atom, facts))


def decided(formula: Formula, truth: Callable[[Atom], bool | None]) -> bool | None:
    """Whether the formula holds where each atom does, does not, or may."""
    if isinstance(formula, Literal):
        found = truth(formula.atom)
        return found if found is None else found is formula.holds
    every = isinstance(formula, All)
    unknown = False
    for part in formula.parts:
        found = decided(part, truth)
        if found is None:
            unknown = True
        elif found is not every:
            return found
    return None if unknown else every


def _atom(atom: Atom, facts: Facts) -> bool | None:
    match atom:
        case YesNo():
            value = facts.get(atom.name)
            return None if value is None else bool(value)
        case Turn():
            value = facts.get(atom.count.name)
            return None if value is None else (value - 1) % atom.of == atom.turn - 1
        case Bound():
            return _bound(atom, facts)


def _bound(bound: Bound, facts: Facts) -> bool | None:
    low = high = 0
    for count, weight in bound.terms:
        value = facts.get(count.name)
        ends = (count.at_least, count.at_most) if value is None else (value, value)
        low += weight * ends[weight < 0]
        high += weight * ends[weight > 0]
    if low >= bound.at_least:
        return True
    return False if high < bound.at_least else None
