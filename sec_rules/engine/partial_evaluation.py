"""Formulas partially evaluated again and again, one atom at a time, as a decision tree asks.

Equal remainders are one object, each knows the atoms that it reads as bits, and what an atom leaves of it is worked out
once: the same remainders meet the same atoms in many branches of a tree.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce
from operator import or_

from attrs import define, field

from sec_rules.lang.formulas import All, Atom, Formula, Literal, folded, simplify


@define(eq=False, repr=False)
class Remainder:
    """What is left of a formula. `split` is its atom of the least rank, the first of them; None once it is decided.

    `every` tells whether every part must hold, or one; of a literal, which has no parts, whether the atom holds.
    """

    every: bool
    parts: tuple[Remainder, ...]
    split: Atom | None
    rank: int
    reads: int
    _left: dict[tuple[int, bool], Remainder] = field(factory=dict, init=False)


class Remainders:
    """The remainders of the formulas of one tree. `rank` says which atoms a tree splits on first."""

    def __init__(self, rank: Callable[[Atom], int]) -> None:
        self._rank = rank
        self._bits: dict[Atom, int] = {}
        self._literals: dict[tuple[int, bool], Remainder] = {}
        self._joined: dict[tuple[bool, tuple[Remainder, ...]], Remainder] = {}
        self._whole: dict[Formula, Remainder] = {}
        self.true, self.false = self._join(True, ()), self._join(False, ())

    def of(self, formula: Formula) -> Remainder:
        """A formula, folded already, of which nothing is known yet."""
        if isinstance(formula, Literal):
            return self._literal(formula.atom, formula.holds)
        return self._join(isinstance(formula, All), tuple(self.of(part) for part in formula.parts))

    def under(self, formula: Formula, known: Mapping[Atom, bool]) -> Remainder:
        """What is left of any formula where some atoms are known."""
        if known:
            return self.of(simplify(folded(formula), known))
        found = self._whole.get(formula)
        if found is None:
            found = self._whole[formula] = self.of(folded(formula))
        return found

    def bit(self, atom: Atom) -> int:
        """The bit of an atom in what remainders read; nought for one that none reads."""
        return self._bits.get(atom, 0)

    def after(self, of: Remainder, bit: int, holds: bool) -> Remainder:
        """What is left of a remainder once the atom of a bit is known."""
        if not of.reads & bit:
            return of
        key = (bit, holds)
        found = of._left.get(key)
        if found is None:
            found = of._left[key] = self._evaluated(of, bit, holds)
        return found

    def _evaluated(self, of: Remainder, bit: int, holds: bool) -> Remainder:
        if not of.parts:
            return self.true if holds is of.every else self.false
        decided = self.false if of.every else self.true
        parts: dict[Remainder, None] = {}
        for part in of.parts:
            left = self.after(part, bit, holds)
            if left is decided:
                return decided
            parts.update(dict.fromkeys(left.parts if self._is_of_its_kind(left, of) else (left,)))
        return next(iter(parts)) if len(parts) == 1 else self._join(of.every, tuple(parts))

    def _is_of_its_kind(self, part: Remainder, of: Remainder) -> bool:
        """Whether a part joins its parts as the whole does, so that they can stand in its place."""
        return part.every is of.every and (bool(part.parts) or part is self.true or part is self.false)

    def _literal(self, atom: Atom, holds: bool) -> Remainder:
        bit = self._bits.setdefault(atom, 1 << len(self._bits))
        key = (bit, holds)
        if key not in self._literals:
            self._literals[key] = Remainder(holds, (), atom, self._rank(atom), bit)
        return self._literals[key]

    def _join(self, every: bool, parts: tuple[Remainder, ...]) -> Remainder:
        key = (every, parts)
        if key not in self._joined:
            first = min(parts, key=lambda part: part.rank, default=None)
            split, rank = (first.split, first.rank) if first else (None, 0)
            self._joined[key] = Remainder(every, parts, split, rank, reduce(or_, (part.reads for part in parts), 0))
        return self._joined[key]
