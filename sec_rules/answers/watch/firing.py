"""What fires for one User, worked out from its events alone: step by step, each by one record of before and now.

A step is an event of the User, or a day on which something comes about by time alone. What was known just before it is
what is known without the event, or on the day before; so no step depends on how far the steps were taken before.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final, Literal, Protocol

from attrs import asdict, evolve, frozen

from sec_rules.answers.schedule import falling_back
from sec_rules.answers.watch.history import Due, Happened, Reader, Situation, told
from sec_rules.answers.watch.rules import DUE, Rules, branches_due, clauses_changed, rules, years_late
from sec_rules.engine import durable
from sec_rules.engine.answer import Answer
from sec_rules.engine.code import HELD_FROM, HELD_TO, Code
from sec_rules.engine.deadlines import Latest
from sec_rules.engine.linking import Ruleset
from sec_rules.engine.reference import holds
from sec_rules.errors import EngineError
from sec_rules.lang import Question, anchor_among
from sec_rules.lang.watched import Duty

EngineName = Literal["python", "durable"]
_ONE_DAY: Final = timedelta(days=1)


@frozen(kw_only=True)
class Firing:
    """A rule that fired for a User on a day, the event that caused it, and what it rests on.

    `outcome` is the name of the answer to the `question`, None where it is not determined, and `undetermined` and
    `needs` then say why and what would settle it; `because` are the provisions, `doubts` pairs of a clause and what is
    unsure of it. Of a changed category, `was`, `was_because` and `direction` tell what it was. `year` is the calendar
    year of an assessment and `years` the count since the initial one; `latest` is the last day in time, None where it
    is not known or there is none, and then `latest_needs` says what it needs; `latest_because` are its provisions.
    `said` is what a rulebook says of a duty or, of a changed answer, what one of one's own is called; `counted` is its
    name for the count of years, "" where it counts none.
    """

    rule: str
    user: str
    on: date
    event: str
    question: str
    outcome: str | None
    undetermined: str | None
    because: tuple[str, ...]
    standing: str | None
    text: str | None
    needs: tuple[str, ...]
    doubts: tuple[tuple[str, str], ...]
    was: str | None = None
    was_because: tuple[str, ...] = ()
    direction: str | None = None
    year: int | None = None
    years: int | None = None
    latest: date | None = None
    latest_because: tuple[str, ...] = ()
    latest_says: str = ""
    latest_needs: tuple[str, ...] = ()
    said: str = ""
    counted: str = ""

    @property
    def id(self) -> str:
        """A hash of all that it says, which its cause determines."""
        # What is said of a rule, and how a number is called, is none of what came about.
        told = asdict(self, filter=lambda attribute, _: attribute.name not in ("said", "counted"))
        said = json.dumps(told, default=date.isoformat, sort_keys=True)
        return hashlib.sha256(said.encode()).hexdigest()[:24]


class Engine(Protocol):
    """Says which rules fire on a record."""

    def fired(self, rules: Rules, record: Mapping[str, bool | int], on: date) -> frozenset[str]:
        """The names of the rules that fire."""
        ...


@frozen
class ByReference:
    """The rules by the reference, in plain Python."""

    def fired(self, rules: Rules, record: Mapping[str, bool | int], on: date) -> frozenset[str]:
        """The names of the rules whose formulas hold."""
        return frozenset(name for name, formula in rules.formulas.items() if holds(formula, record))


@frozen
class ByDurable:
    """The rules in durable_rules, which fires them; what fired is held to be what the reference says as well."""

    def fired(self, rules: Rules, record: Mapping[str, bool | int], on: date) -> frozenset[str]:
        """The names of the rules that fire. `EngineError` where the reference says otherwise."""
        numbers = durable.met(rules.in_order, record, f"the rules of a watch on {on}")
        found = frozenset(name for number, name in enumerate(rules.formulas) if number in numbers)
        expected = ByReference().fired(rules, record, on)
        if found != expected:
            raise EngineError(
                f"The engines disagree on what fires on {on}: by the reference {_named(expected)}, by durable_rules "
                f"{_named(found)}."
            )
        return found


def _named(rules: Iterable[str]) -> str:
    return ", ".join(sorted(rules)) or "nothing"


@frozen
class _Step:
    """What is known just before and now, and the event that brought it about; None where time alone did."""

    before: Situation
    now: Situation
    event: Happened | None


class Watch:
    """Works out what fires by one Code and one engine, and keeps the rules that it has made."""

    def __init__(self, code: Code, engine: Engine) -> None:
        self._code, self._engine, self._watched = code, engine, code.rulebook.watched
        self._reader = Reader(code)
        self._made: dict[tuple[int, ...], tuple[tuple[Ruleset | None, ...], Rules]] = {}
        self._changes = _days_of_change(code)
        self._counted = "" if code.rulebook.years is None else code.rulebook.years.name

    def firings(
        self, user: str, history: Sequence[Happened], first: date, last: date, days: Sequence[tuple[date, str]]
    ) -> tuple[tuple[Firing, ...], date | None]:
        """What fires for a User from one day to another, and the day on which something comes about next by time.

        `days` are the events that days have come, in their order, the last of them on `last` or after it: what time
        alone brings about is caused by the first that came on its day or later.
        """
        found: list[Firing] = []
        day = max(first, HELD_FROM)
        wake = self._next(history, day - _ONE_DAY)
        events = [e for e in history if e.on >= day]
        while True:
            on = min((d for d in (wake, events[0].on if events else None) if d is not None), default=None)
            if on is None or on > last:
                return tuple(found), on
            for step in self._steps(history, on, wake):
                cause = step.event.id if step.event is not None else days[bisect_left(days, (on, ""))][1]
                found.extend(evolve(each, counted=self._counted) for each in self._fired(user, step, cause))
            events = [e for e in events if e.on > on]
            wake = self._next(history, on)

    def _steps(self, history: Sequence[Happened], on: date, wake: date | None) -> Iterator[_Step]:
        number = sum(e.on < on for e in history)
        if wake == on:
            yield self._step(history[:number], None, on)
        for event in history[number:]:
            if event.on != on:
                return
            number += 1
            yield self._step(history[:number], event, on)

    def _step(self, known: Sequence[Happened], event: Happened | None, on: date) -> _Step:
        before = known if event is None else known[:-1]
        eve = on - _ONE_DAY if event is None else on
        return _Step(
            self._reader.situation(before, eve, on.year, now=None),
            self._reader.situation(known, on, on.year, now=event),
            event,
        )

    def _next(self, history: Sequence[Happened], after: date) -> date | None:
        """The first day after one on which something comes about by time alone, by what is known on that day."""
        known = [e for e in history if e.on <= after]
        if not known:
            # What happens first is an event.
            return None
        now = self._reader.situation(known, after, after.year, now=None)
        due = (d.latest.day + _ONE_DAY for d in now.due if d.latest is not None and d.latest.day is not None)
        found = [*due, *self._changes]
        counted = self._watched.from_day
        counts = now.initial is not None or (counted is not None and counted.day.name in told(known))
        if counts and after.year < HELD_TO.year:
            found.append(date(after.year + 1, 1, 1))
        returned = self._watched.returned
        if returned is not None and returned.until.name in now.facts:
            found.append(date.fromordinal(now.facts[returned.until.name]) + _ONE_DAY)
        return min((d for d in found if after < d <= HELD_TO and d >= HELD_FROM), default=None)

    def _rules(self, before: date, on: date) -> tuple[Ruleset, Rules]:
        watched = self._watched
        asked = dict.fromkeys((watched.question, *(duty.question for duty in watched.duties)))
        pairs = {q.name: self._pair(q, before, on) for q in asked}
        held = tuple(ruleset for pair in pairs.values() for ruleset in pair)
        key = tuple(0 if ruleset is None else id(ruleset.rules) for ruleset in held)
        if key not in self._made:
            made = rules(pairs[watched.question.name], watched.duties, pairs, yearly=watched.yearly is not None)
            self._made[key] = (held, made)
        return self._code.ruleset(watched.question, on), self._made[key][1]

    def _pair(self, question: Question, before: date, on: date) -> tuple[Ruleset | None, Ruleset]:
        was = self._code.ruleset(question, before) if before >= HELD_FROM else None
        return was, self._code.ruleset(question, on)

    # What is said of the rules that fired.

    def _fired(self, user: str, step: _Step, cause: str) -> Iterator[Firing]:
        now = step.now
        ruleset, made = self._rules(step.before.day, now.day)
        fired = self._engine.fired(made, made.record(step.before, now), now.day)
        if clauses_changed(fired):
            yield from self._change(user, step, cause)
        if DUE in fired:
            yield self._due(user, step, cause, now.due[0], _cites(ruleset, branches_due(fired)))
        for back in years_late(fired):
            yield self._late(user, now, cause, now.due[back])
        for duty in self._watched.duties:
            if duty.rule in fired:
                yield self._duty(duty, user, now, cause)

    def _change(self, user: str, step: _Step, cause: str) -> Iterator[Firing]:
        """The next assessment is another, or rests on another clause, than it would have been."""
        now = step.now
        year = _next_year(now)
        before, after = (self._reader.category(s.facts, s.day, now.initial, year) for s in (step.before, now))
        if (before.outcome, before.because) == (after.outcome, after.because):
            return
        yearly = self._watched.yearly is not None
        anchor = anchor_among(self._watched.question.facts) if yearly else None
        open_now = now.due[0] if year == now.day.year else None
        was = before.outcome
        found = _of(after, self._why_changed(step), user, now.day, cause)
        yield _with_latest(
            evolve(
                found,
                was=None if was is None else was.name,
                was_because=before.because,
                direction=_direction(before, after),
                year=year,
                years=_years(now, year) if year is not None else now.facts.get(self._counted),
                doubts=(*found.doubts, *falling_back(before, after, anchor)),
                said="" if yearly else self._code.rulebook.called,
            ),
            open_now.latest if open_now is not None else None,
        )

    def _why_changed(self, step: _Step) -> str:
        if step.event is None:
            return "code_changed" if step.now.day in self._changes or not self._year_begins(step) else "year_begun"
        names = [party.name for party in self._code.rulebook.parties]
        same = all(step.before.facts.get(name) == step.now.facts.get(name) for name in names)
        return "threshold_crossed" if same else "party_changed"

    def _year_begins(self, step: _Step) -> bool:
        """Whether the years that are counted are others than just before."""
        counted = self._watched.from_day
        if counted is None:
            return False
        before, now = (each.facts.get(counted.years.name) for each in (step.before, step.now))
        return before != now

    def _due(self, user: str, step: _Step, cause: str, due: Due, cites: tuple[str, ...]) -> Firing:
        answer = due.answer
        assert answer is not None
        if answer.outcome is not None and answer.on == step.now.day and cites and cites != answer.because:
            raise EngineError(
                f"By the rules that fired on {step.now.day} an assessment is due by {_named(cites)}, by the answer to "
                f"the question by {_named(answer.because)}."
            )
        found = _of(answer, "assessment_due", user, step.now.day, cause)
        return _with_latest(evolve(found, year=due.year, years=_years(step.now, due.year)), due.latest)

    def _late(self, user: str, now: Situation, cause: str, due: Due) -> Firing:
        answer = due.answer
        assert answer is not None
        found = _of(answer, "assessment_late", user, now.day, cause)
        return _with_latest(evolve(found, year=due.year, years=_years(now, due.year)), due.latest)

    def _duty(self, duty: Duty, user: str, now: Situation, cause: str) -> Firing:
        known = {fact.name for fact in duty.question.facts}
        answer = self._code.ask(duty.question, {n: v for n, v in now.facts.items() if n in known}, on=now.day)
        found = evolve(_of(answer, duty.rule, user, now.day, cause), said=duty.says)
        returned = self._watched.returned
        latest = None if returned is None else now.facts.get(returned.until.name)
        if returned is not None and returned.day.name in known and latest is not None:
            return evolve(found, latest=date.fromordinal(latest), latest_because=answer.because)
        return found


def _days_of_change(code: Code) -> tuple[date, ...]:
    """The days on which a clause that is watched comes in, changes or ceases."""
    bearing = {c.label: c for q in code.rulebook.watched.questions for c in code.bearing_on(q)}
    days = {v.in_force for c in bearing.values() for v in c.versions}
    return tuple(sorted(days | {c.ceased for c in bearing.values() if c.ceased is not None}))


def _cites(ruleset: Ruleset, numbers: Iterable[int]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cited for n in sorted(numbers) for cited in ruleset.branches[n].cites))


def _next_year(now: Situation) -> int | None:
    """The year of the assessment that comes next; None where that is not known."""
    if now.initial is None:
        return None
    return now.day.year + (1 if now.due[0].met or not now.due[0].begun else 0)


def _years(now: Situation, year: int | None) -> int | None:
    return None if now.initial is None or year is None else year - now.initial.year


def _direction(before: Answer, after: Answer) -> str:
    if before.outcome is None or after.outcome is None:
        return "undecided" if after.outcome is None else "decided"
    moved = after.outcome.weight - before.outcome.weight
    return "heavier" if moved > 0 else "lighter" if moved < 0 else "same"


def _of(answer: Answer, rule: str, user: str, on: date, cause: str) -> Firing:
    return Firing(
        rule=rule,
        user=user,
        on=on,
        event=cause,
        question=answer.question,
        outcome=None if answer.outcome is None else answer.outcome.name,
        undetermined=answer.undetermined,
        because=answer.because,
        standing=None if answer.standing is None else answer.standing.value,
        text=answer.text,
        needs=answer.needs,
        doubts=answer.doubts,
    )


def _with_latest(firing: Firing, latest: Latest | None) -> Firing:
    if latest is None:
        return firing
    return evolve(
        firing,
        latest=latest.day,
        latest_because=latest.because,
        latest_says=latest.says,
        latest_needs=latest.needs,
        doubts=tuple(dict.fromkeys((*firing.doubts, *latest.doubts))),
    )
