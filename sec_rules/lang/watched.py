"""What a rulebook looks out for as events about Users come in: the facts they tell of, and whom answers oblige."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from sec_rules.lang.expressions import Count, YesNo
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


@frozen(kw_only=True)
class Returned:
    """A return that is made again and again: the day on which it is, and that by which the next one must be."""

    day: Count
    until: Count


@frozen(kw_only=True)
class Watched:
    """The question whose answer is watched, and the facts, by name, that events tell of.

    Where there is nothing `yearly`, no `status` that is given and nothing `returned`, there are no such events.
    """

    question: Question
    told: Mapping[str, YesNo | Count] = field(eq=False)
    duties: tuple[Duty, ...] = ()
    yearly: Yearly | None = None
    status: Count | None = None
    returned: Returned | None = None

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question that is watched, each once."""
        latest = () if self.yearly is None else (self.yearly.latest,)
        return tuple(dict.fromkeys((self.question, *latest, *(duty.question for duty in self.duties))))


def answers_watched(question: Question) -> Watched:
    """What is watched where a rulebook says nothing of it: the answer to its question, by the facts of that."""
    return Watched(question=question, told={fact.name: fact for fact in question.facts})
