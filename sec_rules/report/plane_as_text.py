"""The decision plane drawn in characters, for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Final

from sec_rules.analysis.plane.geometry import Rectangle
from sec_rules.analysis.plane.plane import Plane, Shape
from sec_rules.analysis.plane.regions import PlaneRegion
from sec_rules.report.layout import WIDTH, wrapped

_COLUMNS: Final = 54
_ROWS: Final = 12
_MARGIN: Final = 14
# In characters.
_THIN: Final = 20
_SAME: Final = ".:#=+o"
_CHANGED: Final = "/\\%x&"
_UNSETTLED: Final = "?!"
NOW_AND_THEN: Final = ("now", "then")


def plane_in_characters(plane: Plane, sides: tuple[str, str] = NOW_AND_THEN) -> Iterator[str]:
    """The lines of a small drawing, and what each character in it stands for; within 80 columns.

    `sides` is how the two texts are told apart.
    """
    signs = dict(_signs(plane.regions))
    frame = plane.whole.frame
    thin = [shape.region for shape in plane.whole.shapes if _is_thin(shape, frame)]
    marks = {_row(figure, frame.top): figure for figure in plane.whole.up if figure}
    if plane.given:
        yield f"  With {plane.given}."
    yield f"  {_named(plane.up.short)}"
    for row in range(_ROWS):
        figure = f"{marks[row]:,}" if row in marks else ""
        places = [_place(frame, column, _ROWS - 1 - row) for column in range(_COLUMNS)]
        cells = [next((a for a in thin if a.reaches_into(place)), plane.region_of(*_middle(place))) for place in places]
        yield f"{figure:>{_MARGIN}} |" + "".join(signs[cell] if cell else " " for cell in cells)
    yield f"{'0':>{_MARGIN}} +" + "-" * _COLUMNS
    yield _foot(plane)
    for found, sign in signs.items():
        yield wrapped(_in_words(found, sides), " " * 7, f"    {sign}  ")


def _place(frame: Rectangle, column: int, row: int) -> Rectangle:
    """What one character stands for, counted from the lower left."""
    wide, high = frame.right / _COLUMNS, frame.top / _ROWS
    return Rectangle(wide * column, high * row, wide * (column + 1), high * (row + 1))


def _middle(place: Rectangle) -> tuple[int, int]:
    """The User in the middle."""
    return int((place.left + place.right) / 2), int((place.bottom + place.top) / 2)


def _is_thin(shape: Shape, frame: Rectangle) -> bool:
    """Whether a region could fall between the middles of the characters; it is then drawn wherever it reaches."""
    return shape.size * _COLUMNS * _ROWS < _THIN * frame.size


def _row(figure: int, top: Fraction) -> int:
    """The row in which a figure lies, counted from the top."""
    return _ROWS - 1 - min(_ROWS - 1, int(figure * _ROWS / top))


def _named(short: str) -> str:
    return short[:1].upper() + short[1:]


def _signs(regions: Iterable[PlaneRegion]) -> Iterator[tuple[PlaneRegion, str]]:
    """A character for each region: one of those for what stays, what changes, and what has no single answer."""
    left = {"same": iter(_SAME), "changed": iter(_CHANGED), "unsettled": iter(_UNSETTLED)}
    for found in regions:
        kind = "unsettled" if found.unsettled else "changed" if found.changes else "same"
        yield found, next(left[kind], found.letter[:1])


def _foot(plane: Plane) -> str:
    """The figures across, each under its place, and what they count."""
    line = " " * (_MARGIN + 2)
    for figure in plane.whole.across:
        said = f"{figure:,}"
        at = _MARGIN + 2 + int(figure * _COLUMNS / plane.whole.frame.right) - (len(said) // 2 if figure else 0)
        if at >= len(line.rstrip()) + 2 or not figure:
            line = f"{line[:at]:<{at}}{said}"
    name = _named(plane.across.short)
    return f"{line}  {name}" if len(line) + len(name) + 2 <= WIDTH else f"{line}\n{name:>{_MARGIN + 2 + _COLUMNS}}"


def _in_words(of: PlaneRegion, sides: tuple[str, str]) -> str:
    if not of.changes:
        return f"{of.now.in_words}, as {sides[0]}"
    return f"{sides[0]} {of.now.in_words}; {sides[1]} {of.becomes.in_words}"
