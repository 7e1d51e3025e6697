"""The decision plane as a table, not to scale: each boundary figure has a row or a column of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import Final

from attrs import frozen

from sec_rules.analysis.plane.geometry import Line, Rectangle, meets
from sec_rules.analysis.plane.regions import HALF, Counts, Edge, PlaneRegion
from sec_rules.engine.solver import Solver
from sec_rules.lang import Count

# A table of more columns or rows than this tells nobody anything.
MOST_INTERVALS: Final = 16


@frozen
class Interval:
    """Whole numbers from `first` to `last` on an axis; one that is a boundary's own figure is `exact`."""

    first: int
    last: int
    exact: bool

    def in_words(self, most: int) -> str:
        """Such as "exactly 250,000", "1 to 249,999" or "250,001 and more"."""
        if self.first == self.last:
            return f"exactly {self.first:,}" if self.exact else f"{self.first:,}"
        return f"{self.first:,} and more" if self.last >= most else f"{self.first:,} to {self.last:,}"


@frozen
class Cells:
    """The plane as a table: intervals across, intervals up (highest first), and the regions met in each cell.

    It has no cells where there are too many figures for a table.
    """

    across: tuple[Interval, ...]
    up: tuple[Interval, ...]
    regions: tuple[tuple[tuple[PlaneRegion, ...], ...], ...]


def cells(
    regions: Sequence[PlaneRegion], counts: Counts, figures: tuple[Sequence[int], Sequence[int]], solver: Solver
) -> Cells:
    """The table of regions, cut at the figures on either axis."""
    across, up = (tuple(_intervals(turning, count)) for turning, count in zip(figures, counts, strict=True))
    if max(len(across), len(up)) > MOST_INTERVALS:
        return Cells((), (), ())
    met = tuple(
        tuple(tuple(a for a in regions if _reaches(a, one, two, counts, solver)) for one in across)
        for two in reversed(up)
    )
    return Cells(across, tuple(reversed(up)), met)


def _intervals(figures: Iterable[int], count: Count) -> Iterator[Interval]:
    """An axis cut at figures, each with an interval of its own; so has nought, since many rules turn on none at all."""
    start = count.at_least
    for value in dict.fromkeys((count.at_least, *figures)):
        if start < value:
            yield Interval(start, value - 1, False)
        yield Interval(value, value, value != count.at_least)
        start = value + 1
    if start <= count.at_most:
        yield Interval(start, count.at_most, False)


def _reaches(region: PlaneRegion, across: Interval, up: Interval, counts: Counts, solver: Solver) -> bool:
    """Whether some User of a cell lies in a region."""
    corners = product((across.first, across.last), (up.first, up.last))
    if any(region.has(x, y) for x, y in corners):
        return True
    box = Rectangle(across.first - HALF, up.first - HALF, across.last + HALF, up.last + HALF)
    sides = (
        Edge(Line(1, 0, box.left), True),
        Edge(Line(1, 0, box.right), False),
        Edge(Line(0, 1, box.bottom), True),
        Edge(Line(0, 1, box.top), False),
    )
    # Where the drawing meets the cell, the solver says whether a whole number lies there.
    return any(
        meets(box, ((edge.line, edge.above) for edge in part))
        and solver.satisfiable(*(edge.literal(counts) for edge in (*part, *sides)))
        for part in region.parts
    )
