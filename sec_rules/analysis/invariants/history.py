"""The Code over time: the days on which an answer may change, the regimes between them, the invariants on every day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from attrs import evolve, frozen

from sec_rules.analysis.comparison import compare
from sec_rules.analysis.invariants import Verdict, prove_all
from sec_rules.engine.code import HELD_FROM, HELD_TO, Code
from sec_rules.engine.linking import Ruleset, link
from sec_rules.lang import Question

_ONE_DAY: Final = timedelta(days=1)
# The last day looked at of what has no end.


@frozen
class Regime:
    """Days from `first` to `last` (None: it lasts) on which no clause or doubt that bears on a question changes.

    `brought_in_by` says what began or ended on the first of them, `begun` whether a clause stands that bears on it.
    """

    question: Question
    first: date
    last: date | None
    brought_in_by: tuple[str, ...]
    begun: bool = True


@frozen
class Proved:
    """A regime, the verdict on each invariant on its first day, and whether nothing changes up to its last."""

    regime: Regime
    verdicts: tuple[Verdict, ...]
    steady: bool

    @property
    def holds(self) -> bool:
        """Whether the regime is steady and every invariant that is stated on its days holds."""
        first = self.regime.question.first_day
        stated = first is None or first <= self.regime.first
        return self.steady and (not stated or all(v.holds for v in self.verdicts))


@frozen
class History:
    """Regimes of one question after another, each proved."""

    regimes: tuple[Proved, ...]

    @property
    def failing(self) -> int:
        """How many of them fail."""
        return sum(not proved.holds for proved in self.regimes)


def days_of_change(code: Code, question: Question) -> tuple[date, ...]:
    """The days, the first on which the Code is held among them, on which a clause or a doubt that bears changes."""
    days = {HELD_FROM}
    for clause in code.bearing_on(question):
        if clause.ceased is not None:
            days.add(clause.ceased)
        for version in clause.versions:
            days.add(version.in_force)
            for doubt in version.doubts:
                days.update(day for day in (doubt.first_day,) if day is not None)
                days.update(day + _ONE_DAY for day in (doubt.last_day,) if day is not None)
    return tuple(sorted(day for day in days if day >= HELD_FROM))


def regimes(code: Code, question: Question) -> tuple[Regime, ...]:
    """The regimes of a question, from the oldest to the one that lasts."""
    days = days_of_change(code, question)
    ends = (*(day - _ONE_DAY for day in days[1:]), None)
    return tuple(
        Regime(question, first, last, _brought_in(code, question, first), _begun(code, question, first))
        for first, last in zip(days, ends, strict=True)
    )


def _begun(code: Code, question: Question, day: date) -> bool:
    return any(clause.on(day) is not None for clause in code.bearing_on(question))


def _brought_in(code: Code, question: Question, day: date) -> tuple[str, ...]:
    said: dict[str, list[str]] = {}
    for clause in code.bearing_on(question):
        for version in clause.versions:
            if version.in_force == day:
                said.setdefault(str(version.brought_in_by), []).append(clause.label)
        if clause.ceased == day:
            said.setdefault(str(clause.ceased_by), []).append(f"{clause.label} ends")
    return tuple(f"{by} ({', '.join(labels)})" for by, labels in said.items())


def throughout(code: Code, question: Question) -> tuple[Proved, ...]:
    """Each regime of a question with its invariants proved; and that nothing changes on a day on which no clause does.

    The ruleset of the last day is linked afresh and held against that of the first: every outcome, in every case, and
    every doubt. Raises `OutOfBudget` where the solver gives up.
    """
    return tuple(
        Proved(regime, prove_all(code, question, regime.first), steady(code, regime))
        for regime in regimes(code, question)
    )


def steady(code: Code, regime: Regime) -> bool:
    """Whether the ruleset of a regime's last day answers as that of its first, doubts included."""
    first, last = (link(regime.question, day, code.standing(day)) for day in (regime.first, regime.last or HELD_TO))
    return _doubts(first) == _doubts(last) and (_alike(first, last) or not compare(first, last))


def _doubts(ruleset: Ruleset) -> list[tuple[str, str]]:
    return [(doubt.clause, doubt.doubt.unsure) for doubt in ruleset.doubts]


def _alike(one: Ruleset, two: Ruleset) -> bool:
    """Whether two rulesets are written alike, and so need no comparison."""
    return evolve(one, day=two.day) == two
