"""A decision tree over atoms: formulas decided leaf by leaf, and the smallest facts in each leaf.

Every formula is kept partially evaluated under what is known so far; the first that is undecided says which atom to
split on, a solver says which of the two ways anybody can go, and a branch ends where every formula is decided. So
only leaves that somebody lies in are ever made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from attrs import field, frozen

from sec_rules.engine.partial_evaluation import Remainder, Remainders
from sec_rules.engine.solver import SECOND, OutOfBudget, Solver
from sec_rules.lang import LAST, Turn, YesNo
from sec_rules.lang.formulas import Atom, Bound, Formula, Literal

# More are no table that anybody reads.
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
    remainders: Remainders | None = None,
    without_interest: WithoutInterest | None = None,
) -> tuple[Leaf, ...]:
    """The leaves of the decision tree of formulas, below the literals given.

    The leaves exclude each other and cover all that meets what is given and the first `required` formulas. Of
    their literals, one that those before it imply is left out. Trees that have formulas in common are grown faster
    with the same `remainders`, made by `remainders_of_a_tree`. Raises `OutOfBudget` where there are more than `most`
    leaves, or the solver gives up.

    Below a place that is `without_interest` none are made: it is told which formulas hold there, each by its number as
    a bit, and of which that is open.
    """
    literals = tuple(given)
    if not solver.satisfiable(*literals):
        return ()
    known = {literal.atom: literal.holds for literal in literals}
    growing = _Growing(solver, remainders or remainders_of_a_tree(), required, most, without_interest)
    pending = list(enumerate(growing.remainders.under(formula, known) for formula in formulas))
    growing.grow(pending, frozenset(), literals)
    numbers = range(len(formulas))
    return tuple(Leaf(met, tuple(number in held for number in numbers)) for met, held in growing.leaves)


def remainders_of_a_tree() -> Remainders:
    """What formulas leave in trees, to be shared by those that have formulas in common."""
    return Remainders(_rank)


_Pending = list[tuple[int, Remainder]]
WithoutInterest = Callable[[int, int], bool]


@frozen
class _Growing:
    """A tree while it grows. `leaves` are those made: the literals of each, and the numbers of what holds there."""

    solver: Solver
    remainders: Remainders
    required: int
    most: int
    without_interest: WithoutInterest | None = None
    leaves: list[tuple[Literals, frozenset[int]]] = field(factory=list, init=False)
    # One object for each literal: those of one tree are compared with each other all the time.
    _literals: dict[Atom, tuple[Literal, Literal]] = field(factory=dict, init=False)

    def grow(self, pending: _Pending, held: frozenset[int], literals: Literals) -> None:
        """Makes the leaves below the literals given."""
        true, false = self.remainders.true, self.remainders.false
        if any(left is false for number, left in pending if number < self.required):
            return
        self.solver.spend(1 + len(pending))
        held = held.union([number for number, left in pending if left is true])
        pending = [one for one in pending if one[1].split is not None]
        if self.without_interest is not None and self.without_interest(_bits(held), _bits(n for n, _ in pending)):
            return
        if not pending:
            self._made(literals, held)
            return
        atom = pending[0][1].split
        assert atom is not None
        ways = self._ways(atom, literals)
        bit = self.remainders.bit(atom)
        for literal in ways:
            after = [
                (number, self.remainders.after(left, bit, literal.holds)) if left.reads & bit else (number, left)
                for number, left in pending
            ]
            self.grow(after, held, (*literals, literal) if len(ways) > 1 else literals)

    def _made(self, literals: Literals, held: frozenset[int]) -> None:
        if len(self.leaves) == self.most:
            raise OutOfBudget(f"There are more than {self.most:,} cells; they were not all worked out.")
        self.leaves.append((literals, held))

    def _ways(self, atom: Atom, literals: Literals) -> tuple[Literal, ...]:
        """The ways in which an atom can go, in the order in which their leaves are made."""
        yes, no = self._literals.setdefault(atom, (Literal(atom, True), Literal(atom, False)))
        ways = self.solver.ways(literals, yes, no)
        # "From the second year on" goes last, so that cells stand in the order of the years.
        return ways[::-1] if _rank(atom) == _YEARS_FROM else ways


def _bits(numbers: Iterable[int]) -> int:
    return sum(1 << number for number in numbers)


_YEARS_FROM: Final = LAST.listed + 2


def _rank(atom: Atom) -> int:
    """Who before how many, how many before when."""
    match atom:
        case YesNo():
            return atom.rank.listed
        case Bound(terms):
            return _YEARS_FROM if all(count.counts_years for count, _ in terms) else LAST.listed + 1
        case Turn():
            return LAST.listed + 3


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
