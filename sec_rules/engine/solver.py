"""Whether anybody meets formulas, and who is the smallest that does: worked out by hand, or else by z3.

What is asked is taken apart first: parts that share no fact are checked one by one, and every answer is kept. So
"Supplier Party" and "in the third year" cost one check each, however many cells they meet in. z3 is loaded and asked
only of what `feasibility` cannot tell.

A check by z3 has a budget in z3's own count of work, never in time, so an answer does not depend on the machine.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, cached_property, reduce
from operator import or_
from typing import Any as Untyped
from typing import Final, TypeVar

from attrs import define, evolve

from sec_rules.engine.feasibility import least, possible
from sec_rules.errors import EngineError
from sec_rules.lang import LAST, Count, Turn, YesNo
from sec_rules.lang.formulas import (
    All,
    Any,
    Atom,
    Bound,
    Formula,
    Literal,
    atoms,
    facts_in,
    facts_of_atom,
    folded,
    formula,
    literals,
    negation,
    over_literals,
    simplify,
)
from sec_rules.lang.rulebooks import Assumption

Fact = YesNo | Count
F = TypeVar("F", YesNo, Count)
_Group = tuple[Formula, ...]
Literals = tuple[Literal, ...]

# Some thousand times what a check on the Code in force takes.
BUDGET: Final = 5_000_000
# What may be done in all with one solver, in steps: a part of a formula looked at is one, a check is many. The
# invariants of the Code in force take a tenth of it.
MOST_STEPS: Final = 1_000_000
# What may be done in all for one draft. A draft that changes four clauses takes a twentieth of it.
MOST_STEPS_OF_A_DRAFT: Final = 450_000
_STEPS_OF_A_CHECK: Final = 100
_STEPS_BY_HAND: Final = 10
# More ways to meet a formula are not gone through by hand.
MOST_TRIES: Final = 400
# Nor through formulas that are longer; z3 is quicker then.
MOST_LITERALS: Final = 150
# How many literals are gone through in a step.
_LITERALS_OF_A_STEP: Final = 8
SECOND: Final = "'"


class OutOfBudget(EngineError):
    """z3 gave up on a check; what was asked is neither proved nor refuted."""


@define
class _Work:
    """Steps that may still be done."""

    left: int
    most: int

    @property
    def exhausted(self) -> bool:
        """Whether more was to be done than may be."""
        return self.left < 0

    def spend(self, steps: int, whose: str) -> None:
        self.left -= steps
        if self.left < 0:
            raise OutOfBudget(f"{whose} gave up within its budget ({self.most:,} steps).")


_SHARED: Final[ContextVar[_Work | None]] = ContextVar("_SHARED", default=None)


@contextmanager
def one_budget(most_steps: int = MOST_STEPS_OF_A_DRAFT) -> Iterator[None]:
    """Lets all solvers made inside share one budget, so that many proofs are bounded as one is.

    Inside another it adds nothing: what is done there is part of the work that the outer one bounds.
    """
    if _SHARED.get() is not None:
        yield
        return
    token = _SHARED.set(_Work(most_steps, most_steps))
    try:
        yield
    finally:
        _SHARED.reset(token)


@contextmanager
def counting() -> Iterator[_Work]:
    """The budget that the solvers made inside share: the one there is, or else one that only counts."""
    shared = _SHARED.get()
    if shared is not None:
        yield shared
        return
    work = _Work(sys.maxsize, sys.maxsize)
    token = _SHARED.set(work)
    try:
        yield work
    finally:
        _SHARED.reset(token)


@cache
def _z3() -> Untyped:
    # Importing z3 takes longer than most commands, so it waits until something is to be proved.
    import z3

    return z3


class Solver:
    """z3 over facts and their ranges. Facts that a formula reads and that were not given are taken on.

    `budget` is the most work that z3 may put into one check, in its own units, and `most_steps` the most that may be
    done with the solver in all, besides what those made within `one_budget` may do together; beyond either
    `OutOfBudget` is raised. `assumptions` are those that phrases take for granted; no check does unless they are among
    what it is asked. A solver has a context of its own, so no other use of z3 in the process bears on its answers.
    """

    def __init__(
        self,
        facts: Iterable[Fact] = (),
        *,
        budget: int = BUDGET,
        most_steps: int = MOST_STEPS,
        assumptions: Iterable[Assumption] = (),
    ) -> None:
        self.granted: tuple[Formula, ...] = tuple(formula(a.holds) for a in assumptions)
        self._work, self._shared = _Work(most_steps, most_steps), _SHARED.get()
        self._budget = budget
        self._facts: dict[str, Fact] = {}
        self._in_order: tuple[Fact, ...] = ()
        self._variables: dict[str, Untyped] = {}
        self._expressions: dict[Formula | Atom, Untyped] = {}
        # Which facts a formula reads, each fact as a bit.
        self._reads: dict[Formula, int] = {}
        self._bits: dict[str, int] = {}
        self._met: dict[frozenset[Formula], bool] = {}
        self._least: dict[frozenset[Formula], dict[str, bool | int]] = {}
        for fact in facts:
            self._facts.setdefault(fact.name, fact)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts, in the order in which the smallest case is the least."""
        if len(self._in_order) != len(self._facts):
            self._in_order = tuple(sorted(self._facts.values(), key=_rank))
        return self._in_order

    def spend(self, steps: int) -> None:
        """Counts work done with this solver. Raises `OutOfBudget` once it is more than may be done."""
        self._work.spend(steps, "The solver")
        if self._shared is not None:
            self._shared.spend(steps, "The check")

    def satisfiable(self, *formulas: Formula) -> bool:
        """Whether some facts meet all the formulas."""
        return all(self._is_met(group) for group in self._groups(formulas))

    def ways(self, met: Sequence[Literal], yes: Literal, no: Literal) -> tuple[Literal, ...]:
        """Of a literal and its opposite, those that can hold where others do that some facts meet together.

        Only those that share a fact with it, or with one that does, have a say; the rest is not asked again.
        """
        self.spend(len(met) // _LITERALS_OF_A_STEP)
        reads, beside = self._read_by(yes), []
        apart = [(literal, self._read_by(literal)) for literal in met]
        while near := [one for one in apart if one[1] & reads]:
            apart = [one for one in apart if not one[1] & reads]
            for literal, read in near:
                beside.append(literal)
                reads |= read
        if not self._is_met((yes, *beside)):
            return (no,)
        return (yes, no) if self._is_met((no, *beside)) else (yes,)

    def implies(self, given: Iterable[Formula], formula: Formula) -> bool:
        """Whether the formula holds wherever all of `given` hold."""
        return not self.satisfiable(*given, negation(formula))

    def equivalent(self, one: Formula, two: Formula) -> bool:
        """Whether two formulas hold for the same facts."""
        return self.implies((one,), two) and self.implies((two,), one)

    def smallest(self, *formulas: Formula) -> dict[str, bool | int] | None:
        """The least facts that meet all the formulas; None where none do.

        Least in the order of `facts`, no before yes. Every fact has a value, listed as the contract lists
        them, decisions last; one that no formula reads is no, or as low as it can be.
        """
        groups = self._groups(formulas)
        if not all(self._is_met(group) for group in groups):
            return None
        least: dict[str, bool | int] = {}
        for group in groups:
            least |= self._least_of(group)
        return {f.name: least.get(f.name, _lowest(f)) for f in sorted(self._facts.values(), key=_place)}

    def smallest_of(self, ways: Iterable[Literals]) -> dict[str, bool | int] | None:
        """The least facts that meet all the literals of one of the ways; None where none do. As `smallest` gives it."""
        found = [least for way in ways if not _clash(way) and (least := self.smallest(*way)) is not None]
        facts = self.facts

        def position(of: dict[str, bool | int]) -> tuple[bool | int, ...]:
            return tuple(of.get(fact.name, _lowest(fact)) for fact in facts)

        first = min(found, key=position, default=None)
        if first is None:
            return None
        return {f.name: first.get(f.name, _lowest(f)) for f in sorted(self._facts.values(), key=_place)}

    def expression(self, formula: Formula) -> Untyped:
        """The formula as z3 writes it."""
        found = self._expressions.get(formula)
        if found is None:
            found = self._expressions[formula] = self._write(formula)
        return found

    def _write(self, formula: Formula) -> Untyped:
        z3 = _z3()
        if isinstance(formula, Literal):
            atom = self._atom(formula.atom)
            return atom if formula.holds else z3.Not(atom)
        parts = [self.expression(part) for part in formula.parts]
        if not parts:
            return z3.BoolVal(isinstance(formula, All), ctx=self._context)
        return z3.And(*parts) if isinstance(formula, All) else z3.Or(*parts)

    def _atom(self, atom: Atom) -> Untyped:
        match atom:
            case YesNo():
                return self._take_on(atom)
            case Turn():
                return (self._take_on(atom.count) - 1) % atom.of == atom.turn - 1
            case Bound():
                parts = [weight * self._take_on(count) for count, weight in atom.terms]
                return _z3().Sum(*parts) >= atom.at_least

    def _take_on(self, fact: Fact) -> Untyped:
        if fact.name in self._variables:
            return self._variables[fact.name]
        z3 = _z3()
        make = z3.Bool if isinstance(fact, YesNo) else z3.Int
        variable = self._variables[fact.name] = make(fact.name, ctx=self._context)
        if isinstance(fact, Count):
            self._engine.add(variable >= fact.at_least, variable <= fact.at_most)
        return variable

    def _groups(self, formulas: Iterable[Formula]) -> list[_Group]:
        """The formulas in groups that share no fact, so that each can be met on its own."""
        groups: list[tuple[int, _Group]] = []
        for part in dict.fromkeys(_conjuncts(formulas)):
            self.spend(1 + len(groups))
            reads = self._read_by(part)
            joined = [group for group in groups if group[0] & reads]
            groups = [group for group in groups if not group[0] & reads]
            parts = (*(p for _, group in joined for p in group), part)
            groups.append((reduce(or_, (r for r, _ in joined), reads), parts))
        return [parts for _, parts in groups]

    def _read_by(self, formula: Formula) -> int:
        found = self._reads.get(formula)
        if found is None:
            found = self._reads[formula] = reduce(or_, (self._bit(name) for name in facts_in(formula)), 0)
        return found

    def _bit(self, name: str) -> int:
        return self._bits.setdefault(name, 1 << len(self._bits))

    def _is_met(self, group: _Group) -> bool:
        key = frozenset(group)
        if key not in self._met:
            self._take_on_facts(group)
            found = self._told(group)
            if found is None:
                with self._asserted(group):
                    found = self._model() is not None
            self._met[key] = found
        return self._met[key]

    def _take_on_facts(self, group: _Group) -> None:
        for atom in (atom for one in group for atom in atoms(one)):
            for fact in facts_of_atom(atom):
                self._facts.setdefault(fact.name, fact)

    def _told(self, group: _Group) -> bool | None:
        """Whether some facts meet a group, where that can be told by hand."""
        if len(literals := _only_literals(group)) == len(group):
            self.spend(_STEPS_BY_HAND)
            return possible(literals)
        try:
            return next(self._meeting(group), None) is not None
        except _Lost:
            return None

    def _meeting(self, group: _Group) -> Iterator[Literals]:
        """Literals that meet a group and can be met together: all that meets it meets one of these. `_Lost` where there
        are too many to go through.
        """
        tries = 0
        if sum(1 for formula in group for _ in literals(formula)) > MOST_LITERALS:
            raise _Lost
        waiting: list[tuple[Literals, tuple[Formula, ...]]] = [((), tuple(folded(formula) for formula in group))]
        while waiting:
            tries += 1
            if tries > MOST_TRIES:
                raise _Lost
            self.spend(1)
            met, given = waiting.pop()
            sorted_out = _sorted_out(met, given)
            if sorted_out is None or not self.satisfiable(*sorted_out[0]):
                continue
            met, either = sorted_out
            if not either:
                yield met
                continue
            first, *rest = sorted(either, key=lambda one: len(one.parts))
            waiting += [(met, (part, *rest)) for part in reversed(first.parts)]

    def _least_of(self, group: _Group) -> dict[str, bool | int]:
        """The least facts that meet a group that can be met."""
        key = frozenset(group)
        if key not in self._least:
            reads = reduce(or_, (self._read_by(formula) for formula in group), 0)
            found = self._least_by_hand(group, [fact for fact in self.facts if self._bit(fact.name) & reads])
            if found is not None:
                self._least[key] = found
                return found
            lowest: dict[str, bool | int] = {}
            with self._asserted(group):
                model = self._model()
                for fact in self.facts:
                    if self._bit(fact.name) & reads:
                        lowest[fact.name], model = self._lower(fact, model)
                        self._engine.add(self._variables[fact.name] == lowest[fact.name])
            self._least[key] = lowest
        return self._least[key]

    def _least_by_hand(self, group: _Group, facts: Sequence[Fact]) -> dict[str, bool | int] | None:
        """The least values of the facts that a group reads, where they can be told by hand."""
        found: list[dict[str, bool | int]] = []
        try:
            for met in self._meeting(group):
                self.spend(_STEPS_BY_HAND)
                one = least(met, facts)
                if one is None:
                    return None
                found.append(one)
        except _Lost:
            return None
        return min(found, key=lambda one: tuple(one.values()))

    @cached_property
    def _context(self) -> Untyped:
        return _z3().Context()

    @cached_property
    def _engine(self) -> Untyped:
        engine = _z3().SolverFor("QF_LIA", ctx=self._context)
        engine.set("rlimit", self._budget)
        return engine

    @contextmanager
    def _asserted(self, group: _Group) -> Iterator[None]:
        # Ranges of facts met here for the first time must be stated before the scope is opened.
        expressions = [self.expression(formula) for formula in group]
        self._engine.push()
        try:
            self._engine.add(*expressions)
            yield
        finally:
            self._engine.pop()

    def _lower(self, fact: Fact, model: Untyped) -> tuple[bool | int, Untyped]:
        """The least value of a fact where `model` is one that meets what is asserted, and a model with it."""
        variable = self._variables[fact.name]
        if isinstance(fact, YesNo):
            if not _z3().is_true(model.eval(variable)):
                return False, model
            lower = self._model(_z3().Not(variable))
            return (True, model) if lower is None else (False, lower)
        low, high = fact.at_least, _value(model, variable)
        # z3's models lie in corners, so the lower end is often free, or the value is the least already.
        tries = [low, high - 1]
        while low < high:
            middle = tries.pop(0) if tries else (low + high) // 2
            if low <= middle < high:
                lower = self._model(variable <= middle)
                if lower is None:
                    low = middle + 1
                else:
                    high, model = _value(lower, variable), lower
        return low, model

    def _model(self, *assumed: Untyped) -> Untyped:
        self.spend(_STEPS_OF_A_CHECK)
        verdict = str(self._engine.check(*assumed))
        if verdict == "unknown":
            raise OutOfBudget(f"The solver gave up within its budget ({self._engine.reason_unknown()}).")
        return self._engine.model() if verdict == "sat" else None


class _Lost(Exception):
    """There are too many ways to meet a formula to go through them."""


def _clash(way: Literals) -> bool:
    """Whether one literal says the opposite of another."""
    holds: dict[Atom, bool] = {}
    return any(holds.setdefault(literal.atom, literal.holds) is not literal.holds for literal in way)


def _only_literals(group: _Group) -> list[Literal]:
    return [formula for formula in group if isinstance(formula, Literal)]


def _sorted_out(met: Literals, given: Iterable[Formula]) -> tuple[Literals, list[Any]] | None:
    """The literals that must hold, and of what else must hold what they leave; None where they leave nothing."""
    known = {literal.atom: literal.holds for literal in met}
    waiting, either = list(given), list[Any]()
    while waiting:
        left = simplify(waiting.pop(), known)
        match left:
            case Literal(atom, holds):
                known[atom] = holds
                waiting, either = [*waiting, *either], []
            case All(parts):
                waiting.extend(parts)
            case Any(parts):
                if not parts:
                    return None
                either.append(left)
    return tuple(Literal(atom, holds) for atom, holds in known.items()), either


def _value(model: Untyped, variable: Untyped) -> int:
    return int(model.eval(variable, model_completion=True).as_long())


def second(formula: Formula, names: Collection[str]) -> Formula:
    """The formula about a second User who may differ from the first in the facts of these names."""
    return over_literals(formula, lambda literal: Literal(_second_atom(literal.atom, names), literal.holds))


def _second_atom(atom: Atom, names: Collection[str]) -> Atom:
    match atom:
        case YesNo():
            return second_fact(atom) if atom.name in names else atom
        case Turn():
            return evolve(atom, count=second_fact(atom.count)) if atom.count.name in names else atom
        case Bound():
            terms = ((second_fact(c) if c.name in names else c, weight) for c, weight in atom.terms)
            return evolve(atom, terms=tuple(terms))


def second_fact(fact: F) -> F:
    """The same fact of a second User, which no table lists."""
    return evolve(fact, name=fact.name + SECOND, rank=evolve(fact.rank, listed=LAST.listed))


def _conjuncts(formulas: Iterable[Formula]) -> Iterator[Formula]:
    for given in formulas:
        if isinstance(given, All):
            yield from _conjuncts(given.parts)
        else:
            yield given


def _lowest(fact: Fact) -> bool | int:
    return False if isinstance(fact, YesNo) else fact.at_least


def _rank(fact: Fact) -> tuple[int, bool, int]:
    """One User after the other; flags before counts (a decision after the party flags), then what is not listed."""
    name = fact.name.rstrip(SECOND)
    return (len(fact.name) - len(name), isinstance(fact, Count), fact.rank.least)


def _place(fact: Fact) -> int:
    return fact.rank.listed
