"""From whole numbers of premises to places in a drawing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from attrs import frozen

from sec_rules.analysis.plane.geometry import Point, Rectangle
from sec_rules.analysis.plane.plane import Shape, View

# An area of fewer units of the drawing than this needs a stroke to be seen.
_THIN = 60


@frozen
class Scale:
    """A rectangle of the plane put into one of the drawing; places are in its units, rounded to hundredths."""

    frame: Rectangle
    left: int
    top: int
    width: int
    height: int

    @classmethod
    def of(cls, view: View, left: int, top: int, width: int, height: int) -> Scale:
        """The scale that puts a view into the rectangle of the drawing with that corner and size."""
        return cls(view.frame, left, top, width, height)

    @property
    def bottom(self) -> int:
        """The lower edge."""
        return self.top + self.height

    def x(self, value: Fraction | int) -> float:
        """The place of a figure across."""
        return _rounded(self.left + (value - self.frame.left) * self.width / (self.frame.right - self.frame.left))

    def y(self, value: Fraction | int) -> float:
        """The place of a figure up."""
        return _rounded(self.bottom - (value - self.frame.bottom) * self.height / (self.frame.top - self.frame.bottom))

    def shows(self, point: Point) -> bool:
        """Whether a point lies in the drawing."""
        return self.frame.takes_in(point)

    def thin(self, shape: Shape) -> bool:
        """Whether an area is too small to be seen by its filling alone."""
        return shape.size * self.width * self.height < _THIN * self.frame.size

    def path(self, chains: Iterable[Sequence[Point]], closed: bool = False) -> str:
        """Chains of points as the data of an SVG path."""
        drawn = ("L".join(f"{self.x(x):g} {self.y(y):g}" for x, y in chain) for chain in chains)
        return "".join(f"M{points}{'Z' if closed else ''}" for points in drawn)


def _rounded(value: Fraction) -> float:
    return round(float(value), 2)
