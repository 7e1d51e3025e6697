"""Days of the calendar, as a rulebook counts them: months on, and by when what falls due must be done.

Inside the notation a day is a whole number (`date.toordinal`); months and years are counted out here.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from attrs import frozen

from sec_rules.engine.recollection import recollected
from sec_rules.errors import CodeError
from sec_rules.lang.deadlines import CountedDay, Deadlines
from sec_rules.lang.rulebooks import Rulebook

if TYPE_CHECKING:
    from sec_rules.engine.code import Code


@frozen(kw_only=True)
class Latest:
    """By when what falls due must be done: the last day in time, None where it is not known, and then what it needs.

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


def counted_from(rulebook: Rulebook, on: date, known: Mapping[str, date | None]) -> dict[str, object]:
    """The days that questions are asked with, counted from the days that people know, by the name of the fact."""
    ends = {} if rulebook.deadlines is None else {rulebook.deadlines.year_ends.name: date(on.year, 12, 31)}
    return ends | _counted(rulebook.counted_days, known)


def _counted(days: tuple[CountedDay, ...], known: Mapping[str, date | None]) -> dict[str, object]:
    found = ((day, known.get(day.given)) for day in days)
    return {day.fact.name: months_after(begins, day.months) for day, begins in found if begins is not None}


def latest(code: Code, category: str, years: int, *, on: date, known: Mapping[str, date | None]) -> Latest:
    """The last day on which what falls due in that category, given by name, is in time.

    `years` says which year it is; the year of `on` is taken as the one in which it is due. `known` are the days from
    which others are counted, by the names that the rulebook gives them. Raises as `Code.ask` does, and `CodeError`
    where the rulebook does not say by when.
    """
    by = code.rulebook.deadlines
    if by is None:
        raise CodeError(f"{code.rulebook.title} does not say by when what falls due must be done.")
    facts: dict[str, object] = {by.kind.name: category, by.years.name: years}
    facts |= counted_from(code.rulebook, on, known)
    needs = _needed(code, by, on, facts)
    day = next((d for d in _days(facts) if _is_last(d, code, by, on, facts)), None)
    if day is None or needs:
        return Latest(day=None, because=(), says="", needs=needs, doubts=())
    answer = code.ask(by.question, facts | {by.day.name: day}, on=on)
    return Latest(
        day=day,
        because=answer.because,
        says=_says(by, category, facts, day),
        needs=(),
        doubts=answer.doubts,
        recollected=recollected(code, answer),
    )


def _days(facts: Mapping[str, object]) -> Iterator[date]:
    yield from (value for value in facts.values() if isinstance(value, date))


def _is_last(day: date, code: Code, by: Deadlines, on: date, facts: dict[str, object]) -> bool:
    """Whether a day is in time and the next is not; an invariant says that there is no more than one such day."""
    days = (day, day + timedelta(days=1))
    found = (code.ask(by.question, facts | {by.day.name: d}, on=on).outcome for d in days)
    return tuple(found) == (by.in_time, by.late)


def counted_by(code: Code) -> frozenset[str]:
    """The labels of the clauses that say by when what falls due must be done."""
    by = code.rulebook.deadlines
    return frozenset(clause.label for clause in code.bearing_on(by.question)) if by is not None else frozenset()


def _needed(code: Code, by: Deadlines, on: date, facts: dict[str, object]) -> tuple[str, ...]:
    """The days that are missing and by which the latest day is counted."""
    answer = code.ask(by.question, facts | {by.day.name: date(on.year, 12, 31)}, on=on)
    if answer.outcome is not None:
        return ()
    given = {day.fact.name: day.given for day in by.counted}
    return tuple(given[name] for name in answer.needs if name in given)


def _says(by: Deadlines, category: str, facts: Mapping[str, object], day: date) -> str:
    counted = (c for c in by.counted if category in c.kinds and facts.get(c.fact.name) == day)
    return next((c.says for c in counted), by.year_says)
