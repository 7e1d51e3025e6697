"""The atlas of a question: all facts there can be, in finitely many cells, each with its answer.

A decision tree over atoms. Every formula is kept partially evaluated under what is known so far; the first
that is undecided says which atom to split on, a solver says which of the two ways anybody can go, and a
branch ends where every formula is decided. So only cells that somebody lies in are ever made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, islice
from typing import Final

from attrs import field, frozen

from sec_rules.assumptions import ASSUMPTIONS, Assumption, bearing_on
from sec_rules.atoms import FALSE, TRUE, Atom, Bound, Formula, Literal, atoms, folded, formula, simplify
from sec_rules.backends.prose import region
from sec_rules.backends.solver import SECOND, Fact, OutOfBudget, Solver
from sec_rules.backends.year_sets import Years, split_years
from sec_rules.facts import FACTS, years_since_initial
from sec_rules.lang import Outcome, Turn, YesNo
from sec_rules.linking import Branch, Law, facts_of

# A law of 150 clauses that know nothing of each other gets so far in some seven seconds.
MOST_CELLS: Final = 4_000

Literals = tuple[Literal, ...]
Witness = dict[str, bool | int]


@frozen
class Leaf:
    """Facts that agree on every formula asked about: the literals they meet, and which formulas hold of them."""

    literals: Literals
    truths: tuple[bool, ...]


def grow(
    formulas: Sequence[Formula],
    solver: Solver,
    given: Iterable[Literal] = (),
    *,
    required: int = 0,
    most: int = MOST_CELLS,
) -> tuple[Leaf, ...]:
    """The leaves of the decision tree of formulas, below the literals given.

    The leaves exclude each other and cover all that meets what is given and the first `required` formulas. Of
    their literals, one that those before it imply is left out. Raises `OutOfBudget` where there are more than `most`
    leaves, or the solver gives up.
    """
    literals = tuple(given)
    known = {literal.atom: literal.holds for literal in literals}
    pending = [(number, simplify(folded(f), known)) for number, f in enumerate(formulas)]
    found = list(islice(_leaves(pending, frozenset(), literals, solver, required), most + 1))
    if len(found) > most:
        raise OutOfBudget(f"There are more than {most:,} cells; they were not all worked out.")
    return tuple(Leaf(met, tuple(number in held for number in range(len(formulas)))) for met, held in found)


_Pending = list[tuple[int, Formula]]


def _leaves(
    pending: _Pending, held: frozenset[int], literals: Literals, solver: Solver, required: int
) -> Iterator[tuple[Literals, frozenset[int]]]:
    if any(f == FALSE for number, f in pending if number < required):
        return
    held = held.union(number for number, f in pending if f == TRUE)
    pending = [(number, f) for number, f in pending if f not in (TRUE, FALSE)]
    if not pending:
        yield literals, held
        return
    atom = min(atoms(pending[0][1]), key=_rank)
    for literal, split in _ways(atom, literals, solver):
        left = [(number, simplify(f, {atom: literal.holds})) for number, f in pending]
        yield from _leaves(left, held, (*literals, literal) if split else literals, solver, required)


def _ways(atom: Atom, literals: Literals, solver: Solver) -> list[tuple[Literal, bool]]:
    """The ways in which an atom can go, and whether there are two of them."""
    yes, no = Literal(atom, True), Literal(atom, False)
    if not solver.satisfiable(*literals, yes):
        return [(no, False)]
    if not solver.satisfiable(*literals, no):
        return [(yes, False)]
    # "From the second year on" goes last, so that cells stand in the order of the years.
    return [(no, True), (yes, True)] if _rank(atom) == _YEARS_FROM else [(yes, True), (no, True)]


_YEARS_FROM: Final = len(FACTS) + 2


def _rank(atom: Atom) -> int:
    """Who before how many, how many before when."""
    match atom:
        case YesNo():
            return FACTS.index(atom) if atom in FACTS else len(FACTS)
        case Bound(terms):
            return _YEARS_FROM if all(count == years_since_initial for count, _ in terms) else len(FACTS) + 1
        case Turn():
            return len(FACTS) + 3


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
    """Facts that the law of a question treats alike: the literals they meet and the branches that answer.

    `breaks` are the names of the assumptions that the facts break.
    """

    literals: Literals
    answers: tuple[Branch, ...]
    breaks: tuple[str, ...]
    _solver: Solver = field(eq=False, repr=False)

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


@frozen
class Atlas:
    """The cells of a law. `outside` are those whose facts break an assumption, kept apart from the others."""

    law: Law
    cells: tuple[Cell, ...]
    outside: tuple[Cell, ...]
    solver: Solver = field(eq=False, repr=False)
    assumptions: tuple[Assumption, ...] = ASSUMPTIONS

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts that a User has here, in the order of tables; those that a draft adds come last."""
        own = (fact for fact in self.solver.facts if not fact.name.endswith(SECOND))
        return tuple(sorted(own, key=lambda fact: FACTS.index(fact) if fact in FACTS else len(FACTS)))


def build(
    law: Law,
    facts: Mapping[str, Fact] | None = None,
    *,
    solver: Solver | None = None,
    assumptions: Sequence[Assumption] = ASSUMPTIONS,
) -> Atlas:
    """The atlas of a law. Raises `OutOfBudget` where the solver gives up.

    `facts` are those that a smallest case lists, else those of the question; others that the law reads are added.
    """
    assumed = bearing_on(facts_of(law), assumptions)
    with_ranges = solver or Solver(law.question.facts if facts is None else facts.values(), assumptions=assumed)
    branches = law.branches
    leaves = grow((*_assumed(assumed), *(branch.when for branch in branches)), with_ranges)
    cells = tuple(
        Cell(leaf.literals, _holding(branches, leaf.truths[len(assumed) :]), _broken(leaf, assumed), with_ranges)
        for leaf in leaves
    )
    inside = tuple(cell for cell in cells if not cell.breaks)
    outside = tuple(cell for cell in cells if cell.breaks)
    return Atlas(law, inside, outside, with_ranges, tuple(assumptions))


@frozen
class JointCell:
    """Facts that both of two laws treat alike: the literals they meet and the branches of each that answer."""

    literals: Literals
    one: tuple[Branch, ...]
    two: tuple[Branch, ...]


def refine(one: Law, two: Law, solver: Solver) -> tuple[JointCell, ...]:
    """The joint refinement of two laws: the cells, within the assumptions, with the answers of each."""
    first, second = one.branches, two.branches
    assumed = bearing_on(facts_of(one) | facts_of(two))
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


def smallest(literals: Literals, solver: Solver) -> Witness:
    """The smallest facts that meet literals that somebody meets."""
    witness = solver.smallest(*literals)
    if witness is None:
        raise ValueError("A cell is made only where somebody lies in it.")
    # What other Users' facts a proof has spoken of before is no part of this User.
    return {name: value for name, value in witness.items() if not name.endswith(SECOND)}


def position(witness: Witness, solver: Solver) -> tuple[bool | int, ...]:
    """A sort key by which smaller cases come first."""
    return tuple(witness[fact.name] for fact in solver.facts if fact.name in witness)


@frozen
class Region:
    """Several cells told as one: the literals that say who, the years, and which of the given cells lie in it."""

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
