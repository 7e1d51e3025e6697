"""The atlas as a table: a row a cell, and the same in the fewest sentences, ready to be rendered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from attrs import frozen

from sec_rules.analysis.adjacency import neighbours
from sec_rules.analysis.atlas import Atlas, Cell
from sec_rules.analysis.minimal_cover import Group, groups
from sec_rules.engine.decision_tree import Witness
from sec_rules.engine.english.regions import region
from sec_rules.engine.linking import Branch
from sec_rules.lang import Outcome, Turn, Undetermined, YesNo
from sec_rules.lang.formulas import Bound, Literal

# Each pair of cells is looked at, so an atlas with more cells is given without their neighbours.
MOST_WITH_NEIGHBOURS: Final = 250


@frozen(kw_only=True)
class Row:
    """A cell: its number from 1, of whom it is in words, its conditions, what is answered, the smallest case.

    `outcome` is None where no single provision settles one. `neighbours` are numbers of rows, None where they were not
    looked for.
    """

    number: int
    where: str
    conditions: tuple[str, ...]
    outcome: str | None
    because: tuple[str, ...]
    sentence: str
    witness: Witness
    neighbours: tuple[int, ...] | None


@frozen
class Sentence:
    """A sentence that says what several cells say, and the numbers of their rows."""

    text: str
    rows: tuple[int, ...]


@frozen(kw_only=True)
class Table:
    """An atlas in rows and in sentences. `ranges` are the facts that a User may have, each with its range.

    `notes` say what was left out and why.
    """

    question: str
    on: date
    rows: tuple[Row, ...]
    sentences: tuple[Sentence, ...]
    ranges: tuple[tuple[str, str], ...]
    assumptions: tuple[str, ...]
    notes: tuple[str, ...]


def table(atlas: Atlas) -> Table:
    """The table of an atlas. Raises `OutOfBudget`."""
    with_neighbours = len(atlas.cells) <= MOST_WITH_NEIGHBOURS
    beside = neighbours(atlas.cells, atlas.solver) if with_neighbours else ()
    rows = tuple(
        _row(atlas, number, cell, tuple(n + 1 for n in beside[number]) if with_neighbours else None)
        for number, cell in enumerate(atlas.cells)
    )
    merged = groups(atlas.cells, atlas.solver, _said)
    return Table(
        question=atlas.ruleset.question.name,
        on=atlas.ruleset.day,
        rows=rows,
        sentences=tuple(s for group in merged for s in _sentences(atlas, group)),
        ranges=tuple((fact.name, _range(fact)) for fact in atlas.facts),
        assumptions=tuple(a.name for a in atlas.assumptions),
        notes=tuple(_notes(merged, with_neighbours=with_neighbours)),
    )


def _notes(merged: tuple[Group, ...], *, with_neighbours: bool) -> Iterable[str]:
    if not with_neighbours:
        yield f"Neighbours were not looked for: there are more than {MOST_WITH_NEIGHBOURS} cells."
    if not all(group.fewest for group in merged):
        yield "Whether fewer sentences would do was not worked out for all of them."


def _row(atlas: Atlas, number: int, cell: Cell, beside: tuple[int, ...] | None) -> Row:
    where = region(cell.literals, atlas.solver)
    return Row(
        number=number + 1,
        where=where,
        conditions=tuple(condition(literal) for literal in cell.literals),
        outcome=None if cell.outcome is None else cell.outcome.name,
        because=cell.because,
        sentence=sentence(where, cell.answers),
        witness=cell.witness,
        neighbours=beside,
    )


def condition(literal: Literal) -> str:
    """A literal over the names of facts, as exact as the table is: "domestic_premises + 5*x >= 250001"."""
    match literal.atom:
        case YesNo(name):
            return name if literal.holds else f"not {name}"
        case Turn(count, turn, of):
            return f"({count.name} - {turn}) mod {of} {'=' if literal.holds else '!='} 0"
        case Bound(terms, at_least):
            said = " + ".join(c.name if w == 1 else f"{w}*{c.name}" for c, w in terms).replace("+ -", "- ")
            return f"{said} >= {at_least}" if literal.holds else f"{said} <= {at_least - 1}"


def sentence(where: str, answers: tuple[Branch, ...]) -> str:
    """Of whom, what is answered, and by which provision, as a sentence."""
    who = where[:1].upper() + where[1:]
    if not answers:
        return f"{who}: no provision answers."
    by = ", ".join(dict.fromkeys(label for branch in answers for label in branch.cites))
    if len(answers) > 1:
        return f"{who}: several provisions answer ({by})."
    return f"{who}: {_outcome(answers[0].outcome)} ({by})."


def _outcome(outcome: Outcome | Undetermined) -> str:
    return outcome.title if isinstance(outcome, Outcome) else f"not settled: {outcome.why.rstrip('.')}"


def _said(cell: Cell) -> tuple[object, ...]:
    """What makes two cells say the same: the outcomes, and the clauses that give them."""
    return tuple((branch.clause, branch.outcome) for branch in cell.answers)


def _sentences(atlas: Atlas, group: Group) -> Iterable[Sentence]:
    cells = [atlas.cells[number] for number in group.members]
    for part in group.parts:
        within = [
            (number, cell)
            for number, cell in zip(group.members, cells, strict=True)
            if atlas.solver.satisfiable(*part.literals, *cell.literals)
        ]
        answers = within[0][1].answers
        where = region(part.literals, atlas.solver, part.years)
        clauses = {branch.clause: branch for branch in answers}
        if len(answers) == 1:
            text = f"{where[:1].upper()}{where[1:]}: {_outcome(answers[0].outcome)} ({', '.join(clauses)})."
        else:
            text = sentence(where, answers)
        yield Sentence(text, tuple(number + 1 for number, _ in within))


def _range(fact: object) -> str:
    return (
        "no or yes"
        if isinstance(fact, YesNo)
        else f"{getattr(fact, 'at_least', 0):,} to {getattr(fact, 'at_most', 0):,}"
    )
