"""Numbers as drafters write them: 250,000; 250000; two hundred and fifty thousand; fifty thousand (50,000)."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cache
from typing import Final

from attrs import frozen

from sec_rules.errors import LanguageError
from sec_rules.lang.number_words import ORDINALS as _ORDINALS
from sec_rules.lang.number_words import TENS, UNITS

_SMALL: Final = {w: i for i, w in enumerate(UNITS)} | {"nil": 0} | {w: 10 * i for i, w in enumerate(TENS, 2)}
_SCALES: Final = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
ORDINALS: Final = {word: i for i, word in enumerate(_ORDINALS[:10], 1)}

# These patterns stand in many others, and most of what a cold start costs is to compile them: they are written short.
_GAP: Final = "[\\s\\-\u2010\u2011\u2013]+"
_AND: Final = rf"{_GAP}(?:and{_GAP})?"
_ONE_TO_NINE: Final = "(?:one|t(?:wo|hree)|f(?:our|ive)|s(?:ix|even)|eight|nine)"
_TO_99: Final = (
    rf"(?:(?:(?:twen|thir|for|fif|six|seven|eigh|nine)ty)(?:{_GAP}{_ONE_TO_NINE})?"
    r"|(?:thir|four|fif|six|seven|eigh|nine)teen|ten|eleven|twelve)"
)
_BELOW_100: Final = rf"(?:{_TO_99}|{_ONE_TO_NINE}|zero|nil)"
_BELOW_1000: Final = rf"(?:(?:an?|{_ONE_TO_NINE}){_GAP}hundred(?:{_AND}{_BELOW_100})?|{_BELOW_100})"
# "fifty thousand and five times ..." is fifty thousand, and something else five times; "between fifty thousand and
# sixty thousand" speaks of two numbers.
_LAST: Final = (
    rf"(?:{_AND}{_BELOW_1000}\b(?!(?:{_AND}{_BELOW_100})?{_GAP}(?:hundred|thousand|[mb]illion)\b)"
    rf"(?!(?:\s*\([^)]*\))?{_GAP}times\b))?"
)
_LARGE: Final = (
    rf"(?:an?|{_BELOW_1000}){_GAP}(?:[mb]illion(?:{_AND}(?:an?|{_BELOW_1000}){_GAP}thousand)?|thousand){_LAST}"
)
WORDS: Final = rf"(?:{_LARGE}|{_BELOW_1000})\b"
# Thousands are told apart by commas or by spaces, not by both: "250,000 200,000" is two numbers.
DIGITS: Final = r"\d{1,3}(?:,\d{3})+(?!\d)|\d{1,3}(?:[\u2009\u202f\u00a0 ]\d{3})+(?![\d,]\d)|\d+"
FIGURES: Final = rf"(?:{DIGITS})(?:\s+(?:hundred|thousand|million|billion)\b)?"
NUMBER: Final = rf"(?:{WORDS}(?:\s*\(\s*{FIGURES}\s*\))?|{FIGURES}(?:\s*\(\s*{WORDS}\s*\))?)"

# What every number begins with, in a few signs.
BEGINS: Final = (
    r"(?:\d|an?\W{1,4}(?:hundred|thousand|[mb]illion)|one|t(?:w|hir|hree|en)|fo(?:u|r)|fi[vf]|s(?:ix|ev)|eigh|nine"
    r"|eleven|zero|nil)"
)
# The same where a word stands behind it.
BEGINS_BEFORE_A_WORD: Final = rf"(?![\d,]+[,;:.](?:\s|$)){BEGINS}"

_TWO_WAYS: Final = re.compile(r"^(?P<one>[^(]+)\((?P<two>[^)]+)\)$", re.IGNORECASE)


@frozen
class NumberPattern:
    """A pattern with numbers in it, in whatever capitals.

    To make one takes some thirty milliseconds, so it is made when a text first has what `hint` looks for, without which
    it is nowhere found.
    """

    pattern: str
    hint: str

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Where it is found, one after the other."""
        if _made(self.hint).search(text, start, end):
            yield from _made(self.pattern).finditer(text, start, end)


@cache
def _made(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@frozen
class Number:
    """A number read: its value, and the other value where words and figures disagree."""

    value: int
    other: int | None = None


def read(text: str) -> Number:
    """A number in any of the forms that `NUMBER` matches; where words and figures disagree, the words count.

    `ValueError` for text that is no number.
    """
    both = _TWO_WAYS.match(text.strip())
    if both is None:
        return Number(_value(text))
    one, two = both["one"].strip(), both["two"].strip()
    words, figures = (two, one) if one[0].isdigit() else (one, two)
    value, other = _value(words), _value(figures)
    return Number(value, other if other != value else None)


def value(text: str) -> int:
    """A number in any of the forms that `NUMBER` matches. `LanguageError` for words that are none, or that disagree."""
    try:
        found = read(text)
    except (ValueError, AssertionError):
        raise LanguageError(f"'{text}' is no number") from None
    if found.other is not None:
        raise LanguageError(f"'{text}' says two numbers")
    return found.value


def _value(text: str) -> int:
    text = text.strip().lower()
    if text[:1].isdigit():
        digits = re.match(DIGITS, text)
        assert digits is not None
        scale = text[digits.end() :].strip()
        return int(re.sub(r"\D", "", digits.group())) * _SCALES.get(scale, 1)
    return from_words(text)


def from_words(text: str) -> int:
    """The value of a number in words; `ValueError` for anything else."""
    total = part = 0
    seen = False
    for word in re.split(_GAP, text.strip().lower()):
        if word in ("and", "a", "an", ""):
            part = part or (1 if word in ("a", "an") else 0)
            continue
        seen = True
        if word in _SMALL:
            part += _SMALL[word]
        elif word == "hundred":
            part = (part or 1) * 100
        elif word in _SCALES:
            total += (part or 1) * _SCALES[word]
            part = 0
        else:
            raise ValueError(f"'{text}' is no number in words.")
    if not seen:
        raise ValueError(f"'{text}' is no number in words.")
    return total + part
