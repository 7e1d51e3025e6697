"""Regions of the decision plane: Users with the same two programmes, between the lines at which an answer turns."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from attrs import field, frozen

from sec_rules.analysis.plane.geometry import Line, Point, Rectangle, meets
from sec_rules.analysis.programmes import Programme
from sec_rules.lang import Count
from sec_rules.lang.formulas import Bound, Literal

HALF: Final = Fraction(1, 2)
Counts = tuple[Count, Count]


@frozen
class Edge:
    """A line at which an answer turns, and on which side of it a User lies."""

    line: Line
    above: bool
    _least: int = field(init=False, eq=False, repr=False)

    @_least.default
    def _first_above(self) -> int:
        return int(self.line.at + HALF)

    def takes_in(self, point: Point) -> bool:
        """Whether a point lies on this side."""
        return (self.line.side(point) > 0) is self.above

    def has(self, across: int, up: int) -> bool:
        """Whether a User lies on this side."""
        return (self.line.x * across + self.line.y * up >= self._least) is self.above

    def literal(self, counts: Counts) -> Literal:
        """The side as a condition on the counts across and up."""
        terms = tuple((c, w) for c, w in zip(counts, (self.line.x, self.line.y), strict=True) if w)
        return Literal(Bound(terms, self._least), self.above)


@frozen
class PlaneRegion:
    """Users in the plane with the same two programmes: its letter, the programmes, and the parts that make it up."""

    letter: str
    now: Programme
    becomes: Programme
    parts: tuple[tuple[Edge, ...], ...]

    @property
    def changes(self) -> bool:
        """Whether anything else falls due here."""
        return self.now != self.becomes

    @property
    def unsettled(self) -> bool:
        """Whether in some year there is no single answer as proposed."""
        return any(due.outcome is None for due in (*self.becomes.first, *self.becomes.cycle))

    def has(self, across: int, up: int) -> bool:
        """Whether a User lies in the region."""
        return any(all(edge.has(across, up) for edge in part) for part in self.parts)

    def takes_in(self, point: Point) -> bool:
        """Whether a point lies in the region."""
        return any(all(edge.takes_in(point) for edge in part) for part in self.parts)

    def reaches_into(self, rectangle: Rectangle) -> bool:
        """Whether some of a rectangle lies in the region."""
        return any(meets(rectangle, ((edge.line, edge.above) for edge in part)) for part in self.parts)
