"""What a rulebook looks out for as events about Users come in: the facts they tell of, and whom answers oblige."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from sec_rules.lang.expressions import DAY, Count, YesNo, years_among
from sec_rules.lang.rules import Outcome, Question


@frozen
class Duty:
    """A rule that fires when the answer to a question comes to be one of the outcomes that oblige, and what it says.

    One that is owed again and again is due `until` a day that is a fact, and then too `late`, another of the outcomes.
    """

    rule: str
    says: str
    question: Question
    obliging: tuple[Outcome, ...]
    until: Count | None = field(default=None, kw_only=True)
    late: tuple[Outcome, ...] = field(default=(), kw_only=True)


@frozen(kw_only=True)
class Yearly:
    """How something falls due year by year: its count of years, and the question by when.

    `kinds` are those of which an event may tell that one was held, the `initial` is that from which years are counted,
    and one `outside` them is never the one that is due.
    """

    years: Count
    latest: Question
    kinds: tuple[str, ...]
    initial: str
    outside: str


@frozen
class FromDay:
    """The count of years that is counted as days pass, and the day of its anchor, of which events tell."""

    years: Count
    day: Count


@frozen(kw_only=True)
class Returned:
    """A return that is made again and again: the day on which it is, and that by which the next one must be."""

    day: Count
    until: Count


@frozen(kw_only=True)
class Watched:
    """The question whose answer is watched, and the facts, by name, that events tell of.

    Where there is nothing `yearly`, no `status` that is given and nothing `returned`, there are no such events; years
    may still be counted, `from_day`.
    """

    question: Question
    told: Mapping[str, YesNo | Count] = field(eq=False)
    duties: tuple[Duty, ...] = ()
    yearly: Yearly | None = None
    status: Count | None = None
    returned: Returned | None = None
    from_day: FromDay | None = None

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question that is watched, each once."""
        latest = () if self.yearly is None else (self.yearly.latest,)
        return tuple(dict.fromkeys((self.question, *latest, *(duty.question for duty in self.duties))))


def answers_watched(question: Question) -> Watched:
    """What is watched where a rulebook says nothing of it: the answer to its question, by the facts of that.

    Years are counted from the day of their anchor, which is told in their place.
    """
    years = years_among(question.facts)
    told = {fact.name: fact for fact in question.facts if fact is not years}
    if years is None or years.anchor is None:
        return Watched(question=question, told=told)
    day = Count(years.anchor.given, f"the day of {years.anchor.what}", DAY)
    return Watched(question=question, told={**told, day.name: day}, from_day=FromDay(years, day))
