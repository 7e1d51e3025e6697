"""The Code over time: the days on which an answer may change, the regimes between them, the invariants on every day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from attrs import evolve, frozen

from sec_rules.analysis.comparison import compare
from sec_rules.analysis.invariants import Verdict, prove_all
from sec_rules.analysis.invariants.verdicts import State
from sec_rules.engine.code import HELD_FROM, HELD_TO, Code
from sec_rules.engine.english.regions import case
from sec_rules.engine.linking import Ruleset, link
from sec_rules.lang import Question

_ONE_DAY: Final = timedelta(days=1)


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
    """A regime, the verdict on each invariant on its first day, and in a sentence what changes up to its last; "" for
    nothing.
    """

    regime: Regime
    verdicts: tuple[Verdict, ...]
    drift: str = ""

    @property
    def stated(self) -> bool:
        """Whether the question is answered on its days, so that anything is proved of them."""
        first = self.regime.question.first_day
        return first is None or first <= self.regime.first

    @property
    def each(self) -> tuple[bool | None, ...]:
        """What came of each proof: of the invariants in order, then of whether nothing changes."""
        return (*(v.holds for v in self.verdicts), not self.drift) if self.stated else ()


@frozen
class History:
    """Regimes of one question after another, each proved; and of what `text`."""

    regimes: tuple[Proved, ...]
    text: str = "our restatement"

    @property
    def each(self) -> tuple[bool | None, ...]:
        """What came of each proof of each regime, in order."""
        return tuple(holds for proved in self.regimes for holds in proved.each)

    @property
    def state(self) -> State:
        """The gravest that holds of a proof."""
        return "fault" if False in self.each else "not-all-read" if None in self.each else "proved"


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
        Proved(regime, prove_all(code, question, regime.first), drift(code, regime))
        for regime in regimes(code, question)
    )


def drift(code: Code, regime: Regime) -> str:
    """How the ruleset of a regime's last day answers otherwise than that of its first, for the smallest case, or that
    its doubts are others; "" where it does not.
    """
    assumptions = code.rulebook.assumptions
    ends = (regime.first, regime.last or HELD_TO)
    first, last = (link(regime.question, day, code.standing(day), assumptions) for day in ends)
    if _doubts(first) != _doubts(last):
        return f"Not so: on {last.day} its doubts are others."
    if _alike(first, last):
        return ""
    for change in compare(first, last):
        was, becomes = (name or "no single answer" for name in (change.was, change.becomes))
        return f"Not so: for {case(change.witness, among=change.facts)}, {was} has become {becomes} on {last.day}."
    return ""


def _doubts(ruleset: Ruleset) -> list[tuple[str, str]]:
    return [(doubt.clause, doubt.doubt.unsure) for doubt in ruleset.doubts]


def _alike(one: Ruleset, two: Ruleset) -> bool:
    """Whether two rulesets are written alike, and so need no comparison."""
    return evolve(one, day=two.day) == two
