"""Years since the initial assessment, counted by calendar years."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from sec_rules.errors import FactError


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


def next_of_its_kind(years: int) -> str:
    """A coming year by its place in the three: "the next first year's assessment" for 1, 4, 7."""
    return f"the next {('first', 'second', 'third')[(years - 1) % 3]} year's assessment"
