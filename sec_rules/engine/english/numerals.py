"""Numbers, days and titles as English words."""

from __future__ import annotations

from datetime import date
from typing import Final

from sec_rules.lang.number_words import ORDINALS, UNITS

# Beyond twelve, figures are easier read.
_SMALL: Final = ("no", *UNITS[1:13])
_ORDINALS: Final = ORDINALS[:12]


def ordinal(number: int) -> str:
    """ "first" for 1, "21st" for 21."""
    if 1 <= number <= len(_ORDINALS):
        return _ORDINALS[number - 1]
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number:,}{ending}"


def cardinal(number: int) -> str:
    """ "three" for 3, "13" for 13."""
    return _SMALL[number] if 0 <= number < len(_SMALL) else f"{number:,}"


def times(weight: int) -> str:
    """ "five times " for 5, "twice " for 2, "" for 1."""
    return {1: "", 2: "twice "}.get(weight, f"{cardinal(weight)} times ")


def in_full(day: date) -> str:
    """A day as the Code writes it: 28 February 2019."""
    return f"{day.day} {day:%B %Y}"


def with_article(title: str) -> str:
    """A title after "a" or "an"; what is no name but a sentence, as it is."""
    if title[:1].islower():
        return title
    return f"{'an' if title[:1] in 'AEIO' else 'a'} {title}"


def plural(noun: str) -> str:
    """ "Supplier Parties" for "Supplier Party"."""
    return f"{noun.removesuffix('y')}ies" if noun.endswith("y") and noun[-2:-1] not in "aeiou" else f"{noun}s"
