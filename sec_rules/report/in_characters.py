"""The decision plane drawn in characters, for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Final

from sec_rules.plane import Area, Plane

_COLUMNS: Final = 54
_ROWS: Final = 12
_MARGIN: Final = 14
_SAME: Final = ".:#=+o"
_CHANGED: Final = "/\\%x&"
_UNSETTLED: Final = "?!"


def plane_in_characters(plane: Plane) -> Iterator[str]:
    """The lines of a small drawing, and what each character in it stands for; within 80 columns."""
    signs = dict(_signs(plane.areas))
    frame = plane.whole.frame
    marks = {_row(figure, frame.top): figure for figure in plane.whole.up if figure}
    if plane.given:
        yield f"  With {plane.given}."
    yield f"  {_named(plane.up.short)}"
    for row in range(_ROWS):
        up = _middle(frame.top, _ROWS - 1 - row, _ROWS)
        figure = f"{marks[row]:,}" if row in marks else ""
        cells = [plane.area_at((_middle(frame.right, column, _COLUMNS), up)) for column in range(_COLUMNS)]
        yield f"{figure:>{_MARGIN}} |" + "".join(signs[area] if area else " " for area in cells)
    yield f"{'0':>{_MARGIN}} +" + "-" * _COLUMNS
    yield _foot(plane)
    for area, sign in signs.items():
        yield textwrap.fill(_told(area), 80, initial_indent=f"    {sign}  ", subsequent_indent=" " * 7)


def _middle(length: Fraction, part: int, of: int) -> Fraction:
    """The whole number in the middle of one of the parts of an axis."""
    return Fraction(int(length * (2 * part + 1) / (2 * of)))


def _row(figure: int, top: Fraction) -> int:
    """The row in which a figure lies, counted from the top."""
    return _ROWS - 1 - min(_ROWS - 1, int(figure * _ROWS / top))


def _named(short: str) -> str:
    return short[:1].upper() + short[1:]


def _signs(areas: Iterable[Area]) -> Iterator[tuple[Area, str]]:
    """A character for each area: one of those for what stays, what changes, and what has no single answer."""
    left = {"same": iter(_SAME), "changed": iter(_CHANGED), "unsettled": iter(_UNSETTLED)}
    for area in areas:
        kind = "unsettled" if area.unsettled else "changed" if area.changes else "same"
        yield area, next(left[kind], area.letter[:1])


def _foot(plane: Plane) -> str:
    """The figures across, each under its place, and what they count."""
    line = " " * (_MARGIN + 2)
    for figure in plane.whole.across:
        said = f"{figure:,}"
        at = _MARGIN + 2 + int(figure * _COLUMNS / plane.whole.frame.right) - (len(said) // 2 if figure else 0)
        if at >= len(line.rstrip()) + 2 or not figure:
            line = f"{line[:at]:<{at}}{said}"
    name = _named(plane.across.short)
    return f"{line}  {name}" if len(line) + len(name) + 2 <= 80 else f"{line}\n{name:>{_MARGIN + 2 + _COLUMNS}}"


def _told(area: Area) -> str:
    if not area.changes:
        return f"{area.now.in_words}, as now"
    return f"now {area.now.in_words}; then {area.becomes.in_words}"
