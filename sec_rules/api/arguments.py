"""Arguments of the calls that are exported, refused in a sentence where they are of the wrong kind."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sec_rules.engine.code import check_code, check_day, check_question
from sec_rules.errors import wrong_kind


def check_asked(code: object, question: object, on: date) -> None:
    """Refuses what is no Code, no question, or no day on which the Code is held."""
    check_code(code)
    check_question(question)
    check_day(on)


def check_dates(**given: object) -> None:
    """Refuses with `ArgumentError` what is no date, by the names of the arguments."""
    for name, day in given.items():
        if not isinstance(day, date) or isinstance(day, datetime):
            raise wrong_kind(name, "a date", day)


def check_dates_if_given(**given: object) -> None:
    """The same of arguments that may be None."""
    check_dates(**{name: day for name, day in given.items() if day is not None})


def check_number(name: str, number: object) -> None:
    """Refuses with `ArgumentError` what is no whole number."""
    if not isinstance(number, int) or isinstance(number, bool):
        raise wrong_kind(name, "a whole number", number)


def texts(name: str, given: object) -> tuple[str, ...]:
    """Several texts as a tuple. Refuses with `ArgumentError` what is none, and one text that stands alone."""
    if isinstance(given, Iterable) and not isinstance(given, (str, bytes)):
        found = tuple(given)
        if all(isinstance(one, str) for one in found):
            return found
    raise wrong_kind(name, "several texts, such as a list of them", given)
