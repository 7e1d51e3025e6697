"""By when something must be done: the question that says so, and the days from which its days are counted."""

from __future__ import annotations

from attrs import frozen

from sec_rules.lang.expressions import Count
from sec_rules.lang.rules import Outcome, Question


@frozen(kw_only=True)
class CountedDay:
    """A day that is a fact of a question, counted so many months after one that people know.

    That one is `given` under a name, and it is the day on which `what` `did`: "the previous assessment", "began".
    `says` tells how it was counted ("thirteen months after ..."), of what falls due in one of the `kinds` by name.
    """

    fact: Count
    months: int
    given: str
    what: str
    did: str
    says: str = ""
    kinds: tuple[str, ...] = ()


@frozen(kw_only=True)
class Deadlines:
    """The question by when what falls due must be done, whose answer for a `day` is `in_time` or `late`.

    It is asked with the `kind` of what falls due, the `years`, and days: the `year_ends` is the last of the year in
    which it falls due, `year_says` how that is told; others are `counted` from what people know.
    """

    question: Question
    day: Count
    in_time: Outcome
    late: Outcome
    kind: Count
    years: Count
    year_ends: Count
    year_says: str
    counted: tuple[CountedDay, ...]

    @property
    def needed(self) -> dict[str, tuple[str, str]]:
        """The days that people may have to give, by name: what did what on it."""
        return {day.given: (day.what, day.did) for day in self.counted}
