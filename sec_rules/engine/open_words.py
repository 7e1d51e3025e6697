"""Rules with words left open: what they must answer and what they may, and what the answer then depends on.

Where words were not read the notation has an unknown. Put in the worst way each unknown makes a formula that holds
whatever the words mean, put in the best way one that holds for some meaning of them. So a branch becomes one that
answers surely, and one that may answer and settles nothing; engines read both as they read any other.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from attrs import evolve

from sec_rules.lang import Count, Open, OpenCount
from sec_rules.lang.expressions import OPEN
from sec_rules.lang.formulas import (
    FALSE,
    TRUE,
    Bound,
    Formula,
    Literal,
    bound,
    facts_of_atom,
    folded,
    linear,
    literals,
    over_literals,
)

Unknown = Open | OpenCount
_PART: Final = "#"
_BOTH: Final = "+"
_YEAR: Final = "~"


def unknown_name(ids: Iterable[str], part: str = "") -> str:
    """The name of the unknown that the open places leave, or of one `part` of it that may differ from the others."""
    return OPEN + _BOTH.join(ids) + (_PART + part if part else "")


def ids_of(unknown: Unknown) -> tuple[str, ...]:
    """The open places that leave an unknown."""
    return tuple(unknown.name.removeprefix(OPEN).partition(_PART)[0].split(_BOTH))


def another(unknown: Unknown, year: str) -> Unknown:
    """The unknown that the same open places leave in another year."""
    name, _, part = unknown.name.partition(_PART)
    return evolve(unknown, name=f"{name}{_PART}{part}{_YEAR}{year}")


def unknowns(of: Formula) -> tuple[Unknown, ...]:
    """The unknowns that a formula reads, each once."""
    found = (fact for literal in literals(of) for fact in facts_of_atom(literal.atom))
    return tuple(dict.fromkeys(fact for fact in found if isinstance(fact, (Open, OpenCount))))


def surely(of: Formula) -> Formula:
    """What holds of the facts where the formula holds whatever the open words mean."""
    return folded(over_literals(of, lambda literal: _without(literal, worst=True)))


def possibly(of: Formula) -> Formula:
    """What holds of the facts where the formula holds for some meaning of the open words, each taken by itself."""
    return folded(over_literals(of, lambda literal: _without(literal, worst=False)))


def _without(literal: Literal, *, worst: bool) -> Formula:
    match literal.atom:
        case Open():
            return FALSE if worst else TRUE
        case Bound(terms, at_least) if any(isinstance(count, OpenCount) for count, _ in terms):
            return _at_its_end(literal, dict(terms), at_least, high=literal.holds is not worst)
    return literal


def _at_its_end(literal: Literal, weights: dict[Count, int], at_least: int, *, high: bool) -> Formula:
    """The bound with each open number as high (or as low) as makes the sum so."""
    left = dict(weights)
    while (count := next((c for c in left if isinstance(c, OpenCount)), None)) is not None:
        weight = left.pop(count)
        if (weight > 0) is not high:
            at_least -= weight * count.at_least
        elif not count.narrows:
            at_least -= weight * count.at_most
        else:
            more, constant = linear(count.of)
            at_least -= weight * constant
            for other, times in more.items():
                left[other] = left.get(other, 0) + weight * times
    return bound(left, at_least, literal.holds)


def limits(of: Iterable[Formula]) -> tuple[Formula, ...]:
    """What holds of the open numbers in formulas whatever the words mean: none that narrows is above its count."""
    ahead = list(dict.fromkeys(unknown for f in of for unknown in unknowns(f)))
    found: dict[Unknown, Formula] = {}
    while ahead:
        unknown = ahead.pop(0)
        if isinstance(unknown, OpenCount) and unknown.narrows and unknown not in found:
            weights, constant = linear(unknown.of)
            weights[unknown] = weights.get(unknown, 0) - 1
            found[unknown] = bound(weights, -constant, True)
            ahead.extend(unknowns(found[unknown]))
    return tuple(found.values())
