"""From whole numbers of premises to places in a drawing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import hypot
from typing import Final

from attrs import frozen

from sec_rules.analysis.plane.geometry import Point, Rectangle
from sec_rules.analysis.plane.impact import SMALLEST, Mark
from sec_rules.analysis.plane.plane import Shape, View

# A label of figures is so wide for each of its signs, and so high; the letters of regions and the numbers of examples
# stand in circles of these sizes.
_SIGN, _LINE, _APART = 7.2, 13, 4
_LETTER, _NUMBER = 12.5, 9
# Where the number of an example may stand beside its place: the nearest that is free is taken.
_BESIDE: Final = tuple(
    (right * across, up) for up in (-15, -30, 15, -45, -60) for across in (15, 30, 45, 60) for right in (-1, 1)
)
# An area of fewer units of the drawing than this needs a stroke to be seen.
_THIN = 60


@frozen
class Circle:
    """A letter or a number in a circle: of which place it speaks, and where it stands."""

    text: str
    at_x: float
    at_y: float
    x: float
    y: float
    radius: float

    @property
    def is_letter(self) -> bool:
        """Whether it is the letter of a region, not the number of an example."""
        return self.radius == _LETTER


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

    def across(self, values: Iterable[int]) -> tuple[tuple[int, float, int], ...]:
        """Figures across with their places, and the row of each below the drawing, 0 the upper: those that would run
        into each other stand in different rows.
        """
        ends: list[float] = []
        found: list[tuple[int, float, int]] = []
        for value in sorted(values):
            place, half = self.x(value), len(f"{value:,}") * _SIGN / 2
            row = next((i for i, end in enumerate(ends) if end + _APART <= place - half), len(ends))
            ends[row : row + 1] = [place + half]
            found.append((value, place, row))
        return tuple(found)

    def up(self, values: Iterable[int]) -> tuple[tuple[int, float, float], ...]:
        """Figures up with their places, and where the label of each stands: none over that of another."""
        found: list[tuple[int, float, float]] = []
        free = float("inf")
        for value in sorted(values):
            place = self.y(value)
            label = min(place, free)
            free = label - _LINE
            found.append((value, place, label))
        return tuple(found)

    def circles(self, view: View, marks: Iterable[Mark]) -> tuple[Circle, ...]:
        """The letters of the regions and the numbers of the examples, those that are drawn later beside the others."""
        found = [Circle(s.region.letter, *self._at(s.label), *self._at(s.label), _LETTER) for s in view.shapes]
        for mark in marks:
            if mark.label != SMALLEST:
                at = self._at(mark.point)
                beside = [Circle(mark.label, *at, at[0] + dx, at[1] + dy, _NUMBER) for dx, dy in _BESIDE]
                found.append(next((circle for circle in beside if self._free(circle, found)), beside[0]))
        return tuple(found)

    def _at(self, point: Point) -> tuple[float, float]:
        return self.x(point[0]), self.y(point[1])

    def _free(self, circle: Circle, others: Iterable[Circle]) -> bool:
        """Whether a circle lies within the drawing and over no other."""
        within = self.left < circle.x < self.left + self.width and self.top - _LINE < circle.y < self.bottom - _NUMBER
        return within and all(
            hypot(circle.x - other.x, circle.y - other.y) >= circle.radius + other.radius for other in others
        )

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
