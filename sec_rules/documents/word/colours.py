"""The colour of text and of what lies behind it, and how large it is: whether anybody sees it on the page."""

from __future__ import annotations

from typing import Final
from xml.etree.ElementTree import Element

from sec_rules._patterns import compiled
from sec_rules.documents.word.elements import attribute, first, number, on

PAPER: Final = "ffffff"
_HEXADECIMAL: Final = compiled(r"[0-9a-f]{6}")
_LIGHT: Final = frozenset({"background1", "light1", "bg1", "lt1"})
# The markers that Word has, by ST_HighlightColor of ECMA-376.
_MARKERS: Final = {
    "black": "000000",
    "blue": "0000ff",
    "cyan": "00ffff",
    "green": "00ff00",
    "magenta": "ff00ff",
    "red": "ff0000",
    "yellow": "ffff00",
    "white": "ffffff",
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
    "darkGray": "808080",
    "lightGray": "c0c0c0",
}
_POINTS: Final = compiled(r"(\d{1,4}(?:\.\d{1,3})?)pt")
# Differences of each of red, green and blue that no eye tells apart, and half-points that none reads.
_ALIKE: Final = 16
_SMALLEST: Final = 4
# A row of an exact height, in twentieths of a point, in which no text can be read.
_LOWEST: Final = 40


def colour_of(element: Element) -> str:
    """The colour of text that an element `color` gives, "" where it is left to the reader of the file."""
    varied = attribute(element, "themeTint") or attribute(element, "themeShade")
    if attribute(element, "themeColor") in _LIGHT and not varied:
        return PAPER
    value = attribute(element, "val").casefold()
    return value if _HEXADECIMAL.fullmatch(value) else ""


def shading(element: Element | None) -> str | None:
    """The colour that an element `shd` puts behind text: None where it puts none, "" where it is not one colour."""
    pattern = attribute(element, "val")
    if pattern == "solid":
        value = attribute(element, "color").casefold()
        return value if _HEXADECIMAL.fullmatch(value) else "000000"
    if pattern not in ("", "clear", "nil"):
        return ""
    value = attribute(element, "fill").casefold()
    if _HEXADECIMAL.fullmatch(value):
        return value
    return "" if attribute(element, "themeFill") else None


def marker(name: str) -> str | None:
    """The colour that a marker of that name puts behind text: None for none, "" for one that Word does not have."""
    return None if name in ("", "none") else _MARKERS.get(name, "")


def half_points(text: str) -> int | None:
    """A size in half-points, as it is written with or without a unit; None where it is no size."""
    points = _POINTS.fullmatch(text)
    if points is not None:
        return round(float(points[1]) * 2)
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 4 else None


def unseen_because(colour: str | None, behind: str | None, size: int | None) -> str:
    """Why text of that look is not seen, as "white on white"; "" where it is seen, or that cannot be told."""
    if size is not None and size <= _SMALLEST:
        return f"{size / 2:g}-point text"
    if not colour or not behind or not _alike(colour, behind):
        return ""
    return "white on white" if _alike(colour, PAPER) else f"colour {colour.upper()} on {behind.upper()}"


def _alike(one: str, other: str) -> bool:
    return all(abs(int(one[i : i + 2], 16) - int(other[i : i + 2], 16)) <= _ALIKE for i in (0, 2, 4))


def hides_row(properties: Element | None) -> str:
    """Why a row is not seen; "" where it is."""
    if on(first(properties, "hidden")):
        return "a hidden row"
    height = first(properties, "trHeight")
    lowest = number(height) if attribute(height, "hRule") == "exact" else None
    return "a row without height" if lowest is not None and lowest <= _LOWEST else ""
