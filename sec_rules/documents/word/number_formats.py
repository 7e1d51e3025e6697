"""How Word writes the number of a list: the formats of ECMA-376, section 17.18.59.

A format that is not known is written as a decimal, which the caller notes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_ONES: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS: Final = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS: Final = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip
_CHICAGO: Final = "*\u2020\u2021\u00a7"
_CIRCLED: Final = "\u24ea" + "".join(chr(0x2460 + i) for i in range(20))
BULLETS: Final = frozenset({"bullet", "image"})


def written(value: int, form: str) -> str | None:
    """A number in one of Word's formats; None where the format is not known."""
    if form == "none":
        return ""
    write = _FORMATS.get(form)
    return None if write is None else write(value)


def roman(value: int) -> str:
    """A number in small Roman letters; Word writes nought as nothing."""
    if not 0 < value < 32768:
        return "" if value <= 0 else str(value)
    letters = ""
    for amount, sign in _ROMAN:
        count, value = divmod(value, amount)
        letters += sign * count
    return letters


def letter(value: int) -> str:
    """a to z, then aa, bb, ... zz, aaa: the letter repeated, as Word does."""
    if value <= 0:
        return ""
    times, place = divmod(value - 1, 26)
    return chr(ord("a") + place) * min(times + 1, 30)


def cardinal(value: int) -> str:
    """A number in words: "twenty-one"."""
    if value < 0 or value >= 1_000_000:
        return str(value)
    if value < 20:
        return _ONES[value]
    if value < 100:
        tens, ones = divmod(value, 10)
        return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")
    large, word = (1000, "thousand") if value >= 1000 else (100, "hundred")
    count, rest = divmod(value, large)
    return f"{cardinal(count)} {word}" + (f" {cardinal(rest)}" if rest else "")


def ordinal(value: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th."""
    ending = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


def ordinal_text(value: int) -> str:
    """First, second, twenty-first, in small letters."""
    words = cardinal(value)
    head, joint, last = words.rpartition("-") if "-" in words.rpartition(" ")[2] else words.rpartition(" ")
    if last in _ORDINALS:
        return head + joint + _ORDINALS[last]
    return head + joint + (last[:-1] + "ieth" if last.endswith("y") else last + "th")


def _padded(width: int) -> Callable[[int], str]:
    return lambda value: f"{value:0{width}d}"


def _capital(write: Callable[[int], str]) -> Callable[[int], str]:
    return lambda value: write(value)[:1].upper() + write(value)[1:]


def _chicago(value: int) -> str:
    if value <= 0:
        return ""
    times, place = divmod(value - 1, len(_CHICAGO))
    return _CHICAGO[place] * min(times + 1, 30)


def _circled(value: int) -> str:
    return _CIRCLED[value] if 0 <= value < len(_CIRCLED) else str(value)


_FORMATS: Final[dict[str, Callable[[int], str]]] = {
    "decimal": str,
    "lowerLetter": letter,
    "upperLetter": lambda value: letter(value).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda value: roman(value).upper(),
    "decimalZero": _padded(2),
    "ordinal": ordinal,
    "cardinalText": _capital(cardinal),
    "ordinalText": _capital(ordinal_text),
    "hex": lambda value: f"{value:X}",
    "chicago": _chicago,
    "numberInDash": lambda value: f"- {value} -",
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedParen": lambda value: f"({value})",
    "decimalEnclosedFullstop": lambda value: f"{value}.",
    "bullet": lambda value: "",
    "01, 02, 03, ...": _padded(2),
    "001, 002, 003, ...": _padded(3),
    "0001, 0002, 0003, ...": _padded(4),
    "00001, 00002, 00003, ...": _padded(5),
}
