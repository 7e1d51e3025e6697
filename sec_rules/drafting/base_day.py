"""The day whose text a draft stands on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from sec_rules.drafting.base_text import spans_of
from sec_rules.drafting.grammar.clause_reader import ReadClause
from sec_rules.engine.code import HELD_FROM, Code, check_day
from sec_rules.engine.english.numerals import in_full
from sec_rules.errors import DayError
from sec_rules.lang.lists import joined as listed

ONE_DAY: Final = timedelta(days=1)


def base_day(before: Mapping[str, ReadClause], code: Code, on: date | None, *, redline: bool) -> tuple[date, str]:
    """The day whose text a draft stands on, and why in a sentence; `on` is that on which it would commence.

    `before` are the old words of a redline. Raises `DayError` for a day before which nothing is held.
    """
    called = code.rulebook.called
    if on is not None:
        check_day(on)
        base = on - ONE_DAY
        if base < HELD_FROM:
            raise DayError(
                f"A draft stands on {called} of the day before, which is held from {HELD_FROM}; one that commences on "
                f"{on} stands on none."
            )
        return base, f"The draft commences on {in_full(on)}, so it stands on {called} of the day before."
    newest = code.newest_day(code.rulebook.question)
    if not redline:
        return newest, "The draft shows no tracked changes, so it stands on the newest version held."
    return _matched(before, code, newest)


def _matched(before: Mapping[str, ReadClause], code: Code, newest: date) -> tuple[date, str]:
    """The last day on which every clause the redline shows stood as its old words have it."""
    spans = {label: spans_of(read, code) for label, read in before.items()}
    telling = {label: s for label, s in spans.items() if s is not None}
    if not telling:
        return newest, "The redline shows no clause that is held, so it stands on the newest version held."
    day = code.last_common_day(telling.values())
    if day == newest:
        return newest, f"The redline's old words of {listed(telling)} say what the newest version held says."
    if day is not None:
        last = f"{in_full(day)} is the last day on which {listed(telling)} stood"
        return day, f"{last} as the redline's old words have them."
    matched = {label: s for label, s in telling.items() if s}
    day = code.last_common_day(matched.values()) if matched else None
    if day is not None:
        others = ", ".join(label for label in telling if label not in matched)
        return day, (
            f"{in_full(day)} is the last day on which {listed(matched)} stood as the redline's old words have them; "
            f"those of {others} match no version held."
        )
    return (
        newest,
        f"The redline's old words match no one day of {code.rulebook.called} held, so the newest version is taken.",
    )
