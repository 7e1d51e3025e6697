"""The atlas of a question: all facts there can be, in finitely many cells, each with its answer.

The cells are the leaves of a decision tree, so that only cells that somebody lies in are ever made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from attrs import evolve, field, frozen

from sec_rules._shown import Shown
from sec_rules.analysis.possible_answers import PossibleAnswers, depends_on
from sec_rules.engine.code import Code
from sec_rules.engine.decision_tree import Leaf, Literals, Witness, grow, smallest
from sec_rules.engine.english.regions import region
from sec_rules.engine.english.years import Years, split_years
from sec_rules.engine.linking import Branch, Ruleset, facts_of
from sec_rules.engine.solver import SECOND, Fact, Solver
from sec_rules.lang import Outcome, Question
from sec_rules.lang.formulas import Formula, Literal, formula
from sec_rules.lang.rulebooks import Assumption, bearing_on


def sole(answers: Sequence[Branch]) -> Outcome | None:
    """The outcome of the only branch that answers; None where none or several do, or it leaves the outcome open."""
    if len(answers) != 1 or not isinstance(answers[0].outcome, Outcome):
        return None
    return answers[0].outcome


def cited(answers: Iterable[Branch]) -> tuple[str, ...]:
    """The provisions that branches cite, each once."""
    return tuple(dict.fromkeys(label for branch in answers for label in branch.cites))


@frozen
class Cell:
    """Facts that the ruleset of a question treats alike: the literals they meet and the branches that answer.

    `breaks` are the names of the assumptions that the facts break. Where the answer depends on open words, `possible`
    are sets of branches that may answer, and `beyond` the outcomes of others that may, where these are not all.
    """

    literals: Literals
    answers: tuple[Branch, ...]
    breaks: tuple[str, ...]
    _solver: Solver = field(eq=False, repr=False)
    possible: tuple[tuple[Branch, ...], ...] = ()
    beyond: tuple[Outcome | None, ...] = ()

    @property
    def each(self) -> tuple[tuple[Branch, ...], ...]:
        """The branches that answer, by each meaning that open words can have."""
        return self.possible or (self.answers,)

    @property
    def outcomes(self) -> tuple[Outcome | None, ...]:
        """The outcomes that there may be, None where it may be no single one."""
        return tuple(dict.fromkeys((*(sole(answers) for answers in self.each), *self.beyond)))

    @property
    def depends_on(self) -> tuple[str, ...]:
        """The open places, by id, on which it depends what is answered."""
        return depends_on(self.answers)

    @property
    def outcome(self) -> Outcome | None:
        """The outcome, where exactly one branch answers and settles it."""
        return sole(self.answers)

    @property
    def because(self) -> tuple[str, ...]:
        """The provisions that answer, as an answer cites them."""
        return cited(self.answers)

    @property
    def witness(self) -> Witness:
        """The smallest facts in the cell."""
        return smallest(self.literals, self._solver)

    @property
    def where(self) -> str:
        """The facts of the cell as an English phrase."""
        return region(self.literals, self._solver)


@frozen(repr=False)
class Atlas(Shown):
    """The cells of a ruleset. `outside` are those whose facts break an assumption, kept apart from the others."""

    ruleset: Ruleset
    cells: tuple[Cell, ...]
    outside: tuple[Cell, ...]
    solver: Solver = field(eq=False, repr=False)
    assumptions: tuple[Assumption, ...] = ()

    def __repr__(self) -> str:
        return f"<Atlas of {self.ruleset.question.name} on {self.ruleset.day}: {len(self.cells)} cells>"

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts that a User has here, in the order of tables; those that a draft adds come last."""
        own = (fact for fact in self.solver.facts if not fact.name.endswith(SECOND))
        return tuple(sorted(own, key=lambda fact: fact.rank.listed))


def atlas_of(code: Code, question: Question, *, on: date) -> Atlas:
    """Every kind of User there can be on a day, in cells that exclude each other, each with its answer.

    Raises `OutOfBudget` where there are more than can be worked out within the stated budget.
    """
    return build(code.ruleset(question, on), code.facts(on, question))


def build(
    ruleset: Ruleset,
    facts: Mapping[str, Fact] | None = None,
    *,
    solver: Solver | None = None,
    assumptions: Sequence[Assumption] | None = None,
) -> Atlas:
    """The atlas of a ruleset. Raises `OutOfBudget` where the solver gives up.

    The `assumptions` are those of the ruleset where none are given. `facts` are those that a smallest case lists, else
    those of the question; others that the ruleset reads are added.
    """
    taken = ruleset.assumptions if assumptions is None else tuple(assumptions)
    assumed = bearing_on(facts_of(ruleset), taken)
    with_ranges = solver or Solver(ruleset.question.facts if facts is None else facts.values(), assumptions=assumed)
    branches = ruleset.branches
    leaves = grow((*_assumed(assumed), *(branch.when for branch in branches)), with_ranges)
    found = (
        Cell(leaf.literals, _holding(branches, leaf.truths[len(assumed) :]), _broken(leaf, assumed), with_ranges)
        for leaf in leaves
    )
    cells = tuple(found) if ruleset.unread or not ruleset.open else tuple(_taken_apart(ruleset, found, with_ranges))
    inside = tuple(cell for cell in cells if not cell.breaks)
    outside = tuple(cell for cell in cells if cell.breaks)
    return Atlas(ruleset, inside, outside, with_ranges, taken)


def _taken_apart(ruleset: Ruleset, cells: Iterable[Cell], solver: Solver) -> Iterator[Cell]:
    """The cells, those whose answer depends on open words with what may be answered there."""
    possible = PossibleAnswers(ruleset.question, solver.facts)
    for cell in cells:
        if not cell.depends_on:
            yield cell
            continue
        for part in possible.of(cell.literals, cell.answers):
            yield evolve(cell, literals=part.literals, possible=part.sets, beyond=part.beyond)


@frozen
class JointCell:
    """Facts that both of two rulesets treat alike: the literals they meet and the branches of each that answer."""

    literals: Literals
    one: tuple[Branch, ...]
    two: tuple[Branch, ...]


def refine(one: Ruleset, two: Ruleset, solver: Solver) -> tuple[JointCell, ...]:
    """The joint refinement of two rulesets: the cells, within the assumptions, with the answers of each."""
    first, second = one.branches, two.branches
    assumed = bearing_on(facts_of(one) | facts_of(two), two.assumptions)
    formulas = (*_assumed(assumed), *(branch.when for branch in (*first, *second)))
    start, middle = len(assumed), len(assumed) + len(first)
    return tuple(
        JointCell(leaf.literals, _holding(first, leaf.truths[start:middle]), _holding(second, leaf.truths[middle:]))
        for leaf in grow(formulas, solver, required=start)
    )


def _assumed(assumptions: Iterable[Assumption]) -> Iterator[Formula]:
    yield from (formula(assumption.holds) for assumption in assumptions)


def _broken(leaf: Leaf, assumptions: Iterable[Assumption]) -> tuple[str, ...]:
    return tuple(a.name for a, holds in zip(assumptions, leaf.truths, strict=False) if not holds)


def _holding(branches: tuple[Branch, ...], truths: Sequence[bool]) -> tuple[Branch, ...]:
    return tuple(branch for branch, holds in zip(branches, truths, strict=True) if holds)


@frozen
class Region:
    """Several cells put as one: the literals that say who, the years, and which of the given cells lie in it."""

    literals: Literals
    years: Years
    members: tuple[int, ...]


def regions(cells: Sequence[Literals], solver: Solver) -> tuple[Region, ...]:
    """Cells, given by their literals, joined where one phrase can tell them.

    Cells of the same facts in different years are joined; so are two that differ in one atom only, all else
    in either being implied by the other.
    """
    found = [Region(*split_years(literals), (number,)) for number, literals in enumerate(cells)]
    while True:
        joined = _over_sides(_over_years(found), solver)
        if len(joined) == len(found):
            return tuple(joined)
        found = joined


def _over_years(given: Iterable[Region]) -> list[Region]:
    found: dict[frozenset[Literal], Region] = {}
    for one in given:
        key = frozenset(one.literals)
        other = found.get(key)
        found[key] = one if other is None else Region(other.literals, other.years | one.years, _members(other, one))
    return list(found.values())


def _over_sides(given: list[Region], solver: Solver) -> list[Region]:
    found = list(given)
    for one, two in combinations(given, 2):
        if one in found and two in found:
            joined = _either_side(one, two, solver)
            if joined is not None:
                found[found.index(one)] = joined
                found.remove(two)
    return found


def _either_side(one: Region, two: Region, solver: Solver) -> Region | None:
    apart = [m for m in one.literals if Literal(m.atom, not m.holds) in two.literals]
    if one.years != two.years or len(apart) != 1:
        return None
    mine = [m for m in one.literals if m not in two.literals and m not in apart]
    theirs = [m for m in two.literals if m not in one.literals and m.atom != apart[0].atom]
    if not all(solver.implies(one.literals, m) for m in theirs):
        return None
    if not all(solver.implies(two.literals, m) for m in mine):
        return None
    both = (*(m for m in one.literals if m not in apart), *theirs)
    return Region(both, one.years, _members(one, two))


def _members(one: Region, two: Region) -> tuple[int, ...]:
    return tuple(sorted((*one.members, *two.members)))
