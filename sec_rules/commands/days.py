"""Days as people type them."""

from __future__ import annotations

import argparse
import re
from datetime import date
from typing import Final

from sec_rules.errors import DayError
from sec_rules.lang.number_words import MONTHS

_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# Of a month's or a weekday's name people write so many letters at least.
_LEAST: Final = 3
# What may stand beside a day, and says nothing: "the 28th of February, 2019".
_ASIDE: Final = re.compile(r"\b(?:the|of)\b|(?<=\d)(?:st|nd|rd|th)\b|,|(?<=[a-z])\.")
# The hyphens and dashes that a word processor puts in the place of one.
_HYPHENS: Final = re.compile(r"[\u2010-\u2015\u2212]")
_BETWEEN: Final = r"\s*[-/. ]?\s*"
_WEEKDAY: Final = r"(?:(?P<weekday>[a-z]+)\s+)?"
_WRITTEN: Final = tuple(
    re.compile(written, re.ASCII)
    for written in (
        r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)",
        rf"(?P<year>\d{{4}}){_BETWEEN}(?P<name>[a-z]+){_BETWEEN}(?P<day>\d{{1,2}})",
        r"(?P<year>\d{4})\s*[-/.]\s*(?P<month>\d{1,2})\s*[-/.]\s*(?P<day>\d{1,2})",
        r"(?P<day>\d{1,2})\s*[-/. ]\s*(?P<month>\d{1,2})\s*[-/. ]\s*(?P<year>\d{4})",
        rf"{_WEEKDAY}(?P<day>\d{{1,2}}){_BETWEEN}(?P<name>[a-z]+){_BETWEEN}(?P<year>\d{{4}})",
        rf"{_WEEKDAY}(?P<name>[a-z]+)\s*(?P<day>\d{{1,2}})\s+(?P<year>\d{{4}})",
    )
)
_WITHOUT_CENTURY: Final = re.compile(r"\d{1,2}\s*[-/. ]\s*(?:\d{1,2}|[a-z]+)\s*[-/. ]\s*\d\d", re.ASCII)
_WORDS: Final = frozenset({"today", "tomorrow", "yesterday", "now"})
_LAST_MONTH: Final = 12


def day(text: str) -> date:
    """A day as it is typed: 2019-02-28, 28/02/2019, 28th February 2019, February 28, 2019 and their like.

    The day stands before the month, as people write it in Britain. Raises `ArgumentTypeError`, which says what to
    write, for what is no day.
    """
    found = _parts(text)
    if found is not None:
        try:
            written = date(int(found["year"]), _month(found), int(found["day"]))
        except ValueError:
            pass
        else:
            weekday = found.groupdict().get("weekday")
            if weekday and not _is_short_for(weekday, _WEEKDAYS[written.weekday()]):
                says = f"{written.day} {MONTHS[written.month - 1].capitalize()} {written.year}"
                right = _WEEKDAYS[written.weekday()].capitalize()
                raise argparse.ArgumentTypeError(f"'{text}' is no day: {says} is a {right}")
            return written
    raise argparse.ArgumentTypeError(f"'{text}' is no day; {_instead(text, found)}")


def held_day(text: str) -> date:
    """A day on which the Code is held, as it is typed."""
    from sec_rules.engine.code import check_day

    found = day(text)
    try:
        check_day(found)
    except DayError as error:
        raise argparse.ArgumentTypeError(str(error).rstrip(".")) from None
    return found


def is_day(text: str) -> bool:
    """Whether a text is meant as a day, whether or not there is such a day."""
    found = _parts(text)
    return found is not None and _month(found) > 0


def _parts(text: str) -> re.Match[str] | None:
    plain = " ".join(_ASIDE.sub(" ", _HYPHENS.sub("-", text).lower()).split())
    return next((found for written in _WRITTEN if (found := written.fullmatch(plain))), None)


def _month(found: re.Match[str]) -> int:
    """The number of the month; 0 where its name is none."""
    parts = found.groupdict()
    if parts.get("month"):
        return int(parts["month"])
    return next((n for n, name in enumerate(MONTHS, 1) if _is_short_for(parts["name"], name)), 0)


def _is_short_for(word: str, name: str) -> bool:
    return len(word) >= _LEAST and name.startswith(word)


def _instead(text: str, found: re.Match[str] | None) -> str:
    """What to write in place of what is no day."""
    if text.strip().lower() in _WORDS:
        return "no clock is read, so that an answer stays the same: write the day itself, as 28/02/2019"
    if found is None and _WITHOUT_CENTURY.fullmatch(text.strip().lower()):
        return "write the year in full, as 28/02/2019"
    if found is not None and int(found["day"]) <= _LAST_MONTH < _month(found):
        return "the day stands before the month: write it as 28/02/2019"
    return "write it as 2019-02-28 or 28/02/2019"
