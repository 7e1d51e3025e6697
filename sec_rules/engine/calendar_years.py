"""Years since the initial assessment, counted by calendar years from its day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from attrs import frozen

from sec_rules.engine.plain_values import day_of
from sec_rules.errors import FactError, wrong_kind
from sec_rules.lang import Count, YesNo

YEARS: Final = "years_since_initial"
# The years of a sequence of the Code, after which it begins again.
CYCLE: Final = 3


@frozen
class YearsSince:
    """The count (1 is the first year after), and a sentence that says how it was counted."""

    years: int
    says: str


def since(initial: date, on: date) -> YearsSince:
    """Calendar years from the year of the initial assessment to that of a day.

    Raises `FactError` where the day lies in the same year or earlier: the annual assessments begin in the year after.
    """
    years = on.year - initial.year
    if years < 1:
        raise FactError(
            (
                f"The initial assessment of {initial} lies in the year of {on} or after it; the annual assessments "
                "begin in the year after the initial one.",
            )
        )
    says = (
        f"counted by calendar years, {on.year} is year {years} after the initial assessment (year {years + 1} of the "
        "guidance); whether the Code means calendar years or rolling ones is not settled"
    )
    return YearsSince(years, says)


# The day of the initial assessment is given in the place of the years that are counted from it.
INITIAL_ASSESSMENT: Final = "initial_assessment"


def counted(
    facts: Mapping[str, object], known: Mapping[str, YesNo | Count], on: date
) -> tuple[Mapping[str, object], str]:
    """The facts with the years since the initial assessment in the place of its day, where that is given, and a
    sentence that says how they were counted; "" where the day is not given.

    Raises `FactError` for what is no day, for one that is not before the year of `on`, and where the years are given
    too.
    """
    if not isinstance(facts, Mapping):
        raise wrong_kind("facts", "a mapping of the names of facts to values", facts)
    if INITIAL_ASSESSMENT not in facts or YEARS not in known:
        return facts, ""
    rest = dict(facts)
    initial = rest.pop(INITIAL_ASSESSMENT)
    if initial is None:
        return rest, ""
    if isinstance(initial, str):
        initial = day_of(initial) or initial
    if not isinstance(initial, date):
        such = " such as 2018-05-01" if isinstance(initial, str) else ""
        raise FactError((f"'{INITIAL_ASSESSMENT}' should be a date{such}, got {initial!r}.",))
    if rest.get(YEARS) is not None:
        raise FactError((f"'{INITIAL_ASSESSMENT}' and '{YEARS}' say the same twice; give one of them.",))
    if isinstance(initial, datetime):
        initial = initial.date()
    found = since(initial, on)
    return {**rest, YEARS: found.years}, found.says


def next_of_its_kind(years: int) -> str:
    """A coming year by its place in the three: "the next first year's assessment" for 1, 4, 7."""
    return f"the next {('first', 'second', 'third')[(years - 1) % 3]} year's assessment"
