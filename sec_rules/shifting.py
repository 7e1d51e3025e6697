"""Formulas of a User that has so much more of a count: what a formula says once its counts are moved."""

from __future__ import annotations

from collections.abc import Mapping

from sec_rules.atoms import All, Any, Bound, Formula, Literal
from sec_rules.lang import Count


def shifted(of: Formula, by: Mapping[Count, int]) -> Formula:
    """The formula, of the facts as they are, that says of the counts moved by so much what this one says of them.

    The ranges of the counts are not moved with them.
    """
    match of:
        case Literal(Bound(terms, at_least), holds):
            moved = sum(weight * by.get(count, 0) for count, weight in terms)
            return Literal(Bound(terms, at_least - moved), holds)
        case Literal():
            return of
        case All(parts):
            return All(tuple(shifted(part, by) for part in parts))
        case Any(parts):
            return Any(tuple(shifted(part, by) for part in parts))
