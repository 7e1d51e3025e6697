"""Conditions reduced to what engines compare: flags, bounds on weighted counts, and turns.

Every comparison over whole numbers is a bound "at least", or its opposite: more than 250,000 is
250,001 or more. So "exceeds 250,000" and "is equal to or less than 250,000" are one atom and its
negation, however the clause puts it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from math import gcd

from attrs import frozen

from sec_rules.errors import CodeError
from sec_rules.lang.expressions import (
    Amount,
    Both,
    Comparison,
    Compound,
    Condition,
    Count,
    Either,
    Figure,
    Named,
    Not,
    Relation,
    Sum,
    Times,
    Turn,
    YesNo,
)


@frozen(cache_hash=True)
class Bound:
    """The weighted counts add up to `at_least` or more. The first weight is positive; no common factor."""

    terms: tuple[tuple[Count, int], ...]
    at_least: int


Atom = YesNo | Bound | Turn


@frozen(cache_hash=True)
class Literal:
    """An atom that holds, or one that does not."""

    atom: Atom
    holds: bool


@frozen(cache_hash=True)
class All:
    """Every part holds."""

    parts: tuple[Formula, ...]


@frozen(cache_hash=True)
class Any:
    """At least one part holds."""

    parts: tuple[Formula, ...]


Formula = Literal | All | Any

TRUE = All(())

FALSE = Any(())


def linear(amount: Amount) -> tuple[dict[Count, int], int]:
    """An amount as weights of counts and a constant. `CodeError` for a name that nothing defines."""
    match amount:
        case Figure():
            return {}, amount.value
        case Count():
            return {amount: 1}, 0
        case Times():
            weights, constant = linear(amount.amount)
            factor = amount.figure.value
            return {c: w * factor for c, w in weights.items()}, constant * factor
        case Sum():
            total: dict[Count, int] = {}
            constant = 0
            for part in amount.parts:
                weights, more = linear(part)
                constant += more
                for count, weight in weights.items():
                    total[count] = total.get(count, 0) + weight
            return total, constant
        case Named():
            raise CodeError(f"Nothing in force defines '{amount.name}', so the amount cannot be worked out.")
        case Compound():
            raise CodeError("A fraction, a difference, the greater of several or a figure by bands is only compared.")
    raise CodeError(f"{amount!r} is no amount this version knows.")


def formula(condition: Condition, *, holds: bool = True) -> Formula:
    """The condition (or, with `holds=False`, its opposite) over atoms, with what is always so folded away."""
    match condition:
        case YesNo():
            return Literal(condition, holds)
        case Not():
            return formula(condition.condition, holds=not holds)
        case Both():
            parts = (formula(c, holds=holds) for c in condition.conditions)
            return _all(parts) if holds else _any(parts)
        case Either():
            parts = (formula(c, holds=holds) for c in condition.conditions)
            return _any(parts) if holds else _all(parts)
        case Turn():
            return Literal(condition, holds) if condition.of > 1 else (TRUE if holds else FALSE)
        case Comparison():
            return _comparison(condition, holds)
    raise CodeError(f"{condition!r} is no condition this version knows.")


def _comparison(comparison: Comparison, holds: bool) -> Formula:
    weights, constant = linear(comparison.left)
    right, more = linear(comparison.right)
    for count, weight in right.items():
        weights[count] = weights.get(count, 0) - weight
    target = more - constant
    match comparison.relation:
        case Relation.AT_LEAST:
            return bound(weights, target, holds)
        case Relation.EXCEEDS:
            return bound(weights, target + 1, holds)
        case Relation.LESS_THAN:
            return bound(weights, target, not holds)
        case Relation.AT_MOST:
            return bound(weights, target + 1, not holds)
        case Relation.EXACTLY:
            ends = (bound(weights, target, holds), bound(weights, target + 1, not holds))
            return _all(ends) if holds else _any(ends)


def bound(weights: Mapping[Count, int], target: int, holds: bool) -> Formula:
    """That weighted counts add up to `target` or more (or, with `holds` false, that they do not)."""
    terms = sorted(((c, w) for c, w in weights.items() if w), key=lambda t: t[0].name)
    if not terms:
        return TRUE if (target <= 0) is holds else FALSE
    if terms[0][1] < 0:
        # "-x is at least t" is "x is not at least 1 - t".
        terms = [(c, -w) for c, w in terms]
        target, holds = 1 - target, not holds
    factor = gcd(*(w for _, w in terms))
    least = Bound(tuple((c, w // factor) for c, w in terms), -(-target // factor))
    low, high = reach(least.terms)
    if low >= least.at_least:
        return TRUE if holds else FALSE
    if high < least.at_least:
        return FALSE if holds else TRUE
    return Literal(least, holds)


def ahead(count: Count, of: int) -> int:
    """What is added to a count so that its remainder by `of` is its place in the cycle, and it is never below nought.

    Engines differ in what the remainder of a number below nought is.
    """
    return -1 + max(0, -((count.at_least - 1) // of)) * of


def reach(terms: Iterable[tuple[Count, int]]) -> tuple[int, int]:
    """The least and the greatest value that weighted counts can add up to."""
    low = high = 0
    for count, weight in terms:
        ends = (weight * count.at_least, weight * count.at_most)
        low += min(ends)
        high += max(ends)
    return low, high


def _all(parts: Iterable[Formula]) -> Formula:
    kept: list[Formula] = []
    for part in parts:
        if part is FALSE or part == FALSE:
            return FALSE
        kept.extend(part.parts if isinstance(part, All) else (part,))
    return kept[0] if len(kept) == 1 else All(tuple(dict.fromkeys(kept)))


def _any(parts: Iterable[Formula]) -> Formula:
    kept: list[Formula] = []
    for part in parts:
        if part is TRUE or part == TRUE:
            return TRUE
        kept.extend(part.parts if isinstance(part, Any) else (part,))
    return kept[0] if len(kept) == 1 else Any(tuple(dict.fromkeys(kept)))


def literals(of: Formula) -> Iterator[Literal]:
    """The literals of a formula, in the order in which it has them, repeats included."""
    if isinstance(of, Literal):
        yield of
        return
    for part in of.parts:
        yield from literals(part)


def atoms(of: Formula) -> Iterator[Atom]:
    """The atoms of a formula, in the order in which it names them, repeats included."""
    return (literal.atom for literal in literals(of))


def over_literals(of: Formula, change: Callable[[Literal], Formula]) -> Formula:
    """The formula with `change` of each literal in its place; the very same object where nothing changes."""
    if isinstance(of, Literal):
        return change(of)
    parts = tuple(over_literals(part, change) for part in of.parts)
    return of if all(new is old for new, old in zip(parts, of.parts, strict=True)) else type(of)(parts)


def negation(of: Formula) -> Formula:
    """The opposite of a formula."""
    match of:
        case Literal():
            return Literal(of.atom, not of.holds)
        case All():
            return Any(tuple(negation(p) for p in of.parts))
        case Any():
            return All(tuple(negation(p) for p in of.parts))


def folded(of: Formula) -> Formula:
    """The formula with what is always so folded away, and parts of one kind put together."""
    match of:
        case Literal():
            return of
        case All(parts):
            return _all(folded(part) for part in parts)
        case Any(parts):
            return _any(folded(part) for part in parts)


def simplify(of: Formula, known: Mapping[Atom, bool]) -> Formula:
    """What is left of a formula, folded already, once some of its atoms are known."""
    if isinstance(of, Literal):
        truth = known.get(of.atom)
        return of if truth is None else (TRUE if truth is of.holds else FALSE)
    every = isinstance(of, All)
    decided = FALSE if every else TRUE
    parts: list[Formula] = []
    for part in of.parts:
        left = simplify(part, known)
        if left is decided:
            return decided
        parts.append(left)
    # Most parts read nothing of what is known; a formula none of whose parts changes is kept as it is.
    if all(left is part for left, part in zip(parts, of.parts, strict=True)):
        return of
    return _all(parts) if every else _any(parts)


def facts_in(of: Formula) -> frozenset[str]:
    """The names of the facts a formula reads."""
    names: set[str] = set()
    for atom in atoms(of):
        match atom:
            case YesNo():
                names.add(atom.name)
            case Turn():
                names.add(atom.count.name)
            case Bound():
                names.update(count.name for count, _ in atom.terms)
    return frozenset(names)


def facts_of_atom(atom: Atom) -> tuple[YesNo | Count, ...]:
    """The facts that an atom reads."""
    match atom:
        case YesNo():
            return (atom,)
        case Turn(count):
            return (count,)
        case Bound(terms):
            return tuple(count for count, _ in terms)


def shifted(of: Formula, by: Mapping[Count, int]) -> Formula:
    """The formula, of the facts as they are, that says of the counts moved by so much what this one says of them.

    The ranges of the counts are not moved with them.
    """

    def moved(literal: Literal) -> Formula:
        match literal.atom:
            case Bound(terms, at_least):
                more = sum(weight * by.get(count, 0) for count, weight in terms)
                return Literal(Bound(terms, at_least - more), literal.holds)
        return literal

    return over_literals(of, moved)
