"""Days of the calendar, as the Code counts them: months on, and by when an assessment must be done.

Inside the notation a day is a whole number (`date.toordinal`); months and years are counted out here.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from attrs import frozen

from sec_rules.engine.recollection import recollected
from sec_rules.rulebook.facts import assessment_day
from sec_rules.rulebook.outcomes import IN_TIME, LATE
from sec_rules.rulebook.questions import latest_date

if TYPE_CHECKING:
    from sec_rules.engine.code import Code

SELF_MONTHS: Final = 13
FIELDWORK_MONTHS: Final = 12
RETURN_MONTHS: Final = 6
# What `latest` may need besides, and what it is the day of: what did what.
NEEDED: Final = {
    "previous_began": ("the previous assessment", "began"),
    "fieldwork_ended": ("the fieldwork of the second year", "ended"),
}


@frozen(kw_only=True)
class Latest:
    """By when an assessment must be done: the last day in time, None where it is not known, and then what it needs.

    `because` are the provisions; `doubts` pairs of a clause and what is unsure of it, `recollected` of a clause
    and what of it is recollected and not confirmed; `says` how it was counted.
    """

    day: date | None
    because: tuple[str, ...]
    says: str
    needs: tuple[str, ...]
    doubts: tuple[tuple[str, str], ...]
    recollected: tuple[tuple[str, str], ...] = ()


def months_after(day: date, months: int) -> date:
    """The day that many months later; the last day of the month where the month has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def counted_from(
    on: date,
    *,
    previous_began: date | None = None,
    fieldwork_ended: date | None = None,
    last_return: date | None = None,
) -> dict[str, object]:
    """The days that questions are asked with, counted from the days that people know, by the name of the fact."""
    facts: dict[str, object] = {"last_day_of_year": date(on.year, 12, 31)}
    if previous_began is not None:
        facts["thirteen_months_on"] = months_after(previous_began, SELF_MONTHS)
    if fieldwork_ended is not None:
        facts["twelve_months_on"] = months_after(fieldwork_ended, FIELDWORK_MONTHS)
    if last_return is not None:
        facts["six_months_on"] = months_after(last_return, RETURN_MONTHS)
    return facts


def latest(
    code: Code,
    category: str,
    years: int,
    *,
    on: date,
    previous_began: date | None = None,
    fieldwork_ended: date | None = None,
) -> Latest:
    """The last day on which an assessment of that category (SELF, VERIFICATION, FULL) is in time.

    `years` counts from the year of the initial assessment; the year of `on` is taken as the one in which it is due.
    `previous_began` is the day on which the previous assessment began, `fieldwork_ended` the last day of the
    fieldwork of the second year. Raises as `Code.ask` does.
    """
    facts: dict[str, object] = {"category": category, "years_since_initial": years}
    facts |= counted_from(on, previous_began=previous_began, fieldwork_ended=fieldwork_ended)
    needs = _needed(code, on, facts)
    day = next((d for d in _days(facts) if _is_last(d, code, on, facts)), None)
    if day is None or needs:
        return Latest(day=None, because=(), says="", needs=needs, doubts=())
    answer = code.ask(latest_date, facts | {assessment_day.name: day}, on=on)
    return Latest(
        day=day,
        because=answer.because,
        says=_says(facts, day),
        needs=(),
        doubts=answer.doubts,
        recollected=recollected(code, answer),
    )


_DAYS: Final = {"thirteen_months_on": "previous_began", "twelve_months_on": "fieldwork_ended"}


def _days(facts: dict[str, object]) -> Iterator[date]:
    yield from (value for value in facts.values() if isinstance(value, date))


def _is_last(day: date, code: Code, on: date, facts: dict[str, object]) -> bool:
    """Whether a day is in time and the next is not; an invariant says that there is no more than one such day."""
    found = (
        code.ask(latest_date, facts | {assessment_day.name: d}, on=on).outcome for d in (day, day + timedelta(days=1))
    )
    return tuple(found) == (IN_TIME, LATE)


def says_by_when(code: Code) -> bool:
    """Whether the rulebook of a Code says by when what falls due must be done."""
    return latest_date.name in code.questions


def counted_by(code: Code) -> frozenset[str]:
    """The labels of the clauses that say by when an assessment must be done."""
    return frozenset(clause.label for clause in code.bearing_on(latest_date))


def _needed(code: Code, on: date, facts: dict[str, object]) -> tuple[str, ...]:
    """The days that are missing and by which the latest day is counted."""
    answer = code.ask(latest_date, facts | {assessment_day.name: date(on.year, 12, 31)}, on=on)
    if answer.outcome is not None:
        return ()
    return tuple(_DAYS[name] for name in answer.needs if name in _DAYS)


def _says(facts: dict[str, object], day: date) -> str:
    if facts.get("thirteen_months_on") == day and facts["category"] == "SELF":
        return "thirteen months after the previous assessment began"
    if facts.get("twelve_months_on") == day and facts["category"] != "SELF":
        return "twelve months after the fieldwork of the second year ended"
    return "the last day of the calendar year in which it is due"
