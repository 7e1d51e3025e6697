"""By when an assessment must be done, and the days that are counted from others that people know."""

from __future__ import annotations

from typing import Final

from sec_rules.lang.deadlines import CountedDay, Deadlines
from sec_rules.rulebook import facts, outcomes, questions

_BEGAN: Final = CountedDay(
    fact=facts.thirteen_months_on,
    months=13,
    given="previous_began",
    what="the previous assessment",
    did="began",
    says="thirteen months after the previous assessment began",
    kinds=("SELF",),
)
_FIELDWORK: Final = CountedDay(
    fact=facts.twelve_months_on,
    months=12,
    given="fieldwork_ended",
    what="the fieldwork of the second year",
    did="ended",
    says="twelve months after the fieldwork of the second year ended",
    kinds=("VERIFICATION", "FULL"),
)
_RETURN: Final = CountedDay(
    fact=facts.six_months_on, months=6, given="last_return", what="the last return", did="was made"
)

COUNTED_DAYS: Final = (_BEGAN, _FIELDWORK, _RETURN)
DEADLINES: Final = Deadlines(
    question=questions.latest_date,
    day=facts.assessment_day,
    in_time=outcomes.IN_TIME,
    late=outcomes.LATE,
    kind=facts.category,
    years=facts.years_since_initial,
    year_ends=facts.last_day_of_year,
    year_says="the last day of the calendar year in which it is due",
    counted=(_BEGAN, _FIELDWORK),
)
