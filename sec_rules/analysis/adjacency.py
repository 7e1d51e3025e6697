"""Which cells lie beside each other: one more or one fewer of one thing leads from the one into the other."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from sec_rules.analysis.atlas import Cell
from sec_rules.engine.solver import Fact, Solver
from sec_rules.lang import Count, Turn, YesNo
from sec_rules.lang.formulas import FALSE, TRUE, All, Bound, Formula, Literal, facts_in, formula, over_literals


def neighbours(cells: Sequence[Cell], solver: Solver) -> tuple[tuple[int, ...], ...]:
    """For each cell the numbers of the cells beside it, in order. Raises `OutOfBudget`.

    Two cells are neighbours where some User of the one comes into the other when one count changes by one, or one
    yes/no fact to its opposite.
    """
    beside: list[set[int]] = [set() for _ in cells]
    whole = [All(cell.literals) for cell in cells]
    for fact in solver.facts:
        stepped = [step(cell, fact) for cell in whole]
        for one, here in enumerate(whole):
            for other, there in enumerate(stepped):
                if other not in beside[one] and other != one and _leads(here, there, fact, solver):
                    beside[one].add(other)
                    beside[other].add(one)
    return tuple(tuple(sorted(numbers)) for numbers in beside)


def _leads(here: Formula, there: Formula, fact: Fact, solver: Solver) -> bool:
    if fact.name not in facts_in(here) and fact.name not in facts_in(there):
        return False
    room = formula(fact.is_less_than(fact.at_most)) if isinstance(fact, Count) else TRUE
    return solver.satisfiable(here, there, room)


def step(given: Formula, fact: Fact) -> Formula:
    """When a formula holds after one more of a count, or once a yes/no fact that was not so is so."""

    def after(literal: Literal) -> Formula:
        match literal.atom:
            case YesNo() as flag if flag == fact:
                return TRUE if literal.holds else FALSE
            case Turn(count, turn, of) if count == fact:
                return Literal(Turn(count, (turn - 2) % of + 1, of), literal.holds)
            case Bound(terms, at_least) if fact in dict(terms):
                weight = next(w for count, w in terms if count == fact)
                return Literal(evolve(literal.atom, at_least=at_least - weight), literal.holds)
        return literal

    return over_literals(given, after)
