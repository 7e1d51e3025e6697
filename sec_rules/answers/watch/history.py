"""What is known of a User on a day, from the events that tell of it: a pure reading of them in their order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from attrs import evolve, field, frozen

from sec_rules.answers.schedule import governed_by
from sec_rules.answers.watch.events import Data, Kind
from sec_rules.engine.answer import Answer
from sec_rules.engine.calendar_years import cycle_of
from sec_rules.engine.code import HELD_FROM, Code
from sec_rules.engine.deadlines import Latest, counted_from, latest
from sec_rules.engine.reference import FactValue
from sec_rules.engine.validation import admit
from sec_rules.errors import EventError, FactError
from sec_rules.lang.expressions import Count
from sec_rules.lang.rulebooks import Rulebook

# The year of a day, and those before it whose assessments may still be in time on it.
YEARS_OPEN: Final = 3


@frozen(order=False)
class Happened:
    """An event about a User in its place: by its day, and on one day in the order in which they came.

    A correction stands in the place of what it corrects, and goes by its id.
    """

    on: date
    place: int
    id: str
    kind: Kind
    data: Data = field(eq=False)


@frozen(kw_only=True)
class Due:
    """The assessment of one year, as it stands on a day. `settled` where the category is; `met` where one was held."""

    year: int
    begun: bool = False
    met: bool = False
    settled: bool = False
    answer: Answer | None = None
    latest: Latest | None = None


@frozen(kw_only=True)
class Situation:
    """What is known on a day: the facts by name, those that are not known left out, and the assessments due."""

    day: date
    facts: Mapping[str, FactValue]
    initial: date | None = None
    due: tuple[Due, ...] = ()


class Reader:
    """Reads histories by one Code. It keeps the latest days that it has worked out."""

    def __init__(self, code: Code) -> None:
        self.code, self.watched = code, code.rulebook.watched
        yearly = self.watched.yearly
        asked = frozenset(fact.name for fact in self.watched.question.facts)
        self._asked = asked - ({yearly.years.name} if yearly is not None else set())
        self._latest: dict[tuple[object, ...], Latest] = {}
        versions = (v for c in code.bearing_on(self.watched.question) for v in c.versions)
        self._cycle = cycle_of(code.rulebook.every_fact)
        self._transitions = tuple(v.in_force for v in versions if v.transition is not None)

    def situation(self, history: Sequence[Happened], day: date, year: int, *, now: Happened | None) -> Situation:
        """What is known on a day after events, the last of which may be what happens `now`; dues up to a year."""
        facts = told(history)
        watched, yearly = self.watched, self.watched.yearly
        if watched.returned is not None:
            facts[watched.returned.day.name] = day.toordinal()
            last_return = max((e.on for e in history if e.kind == "return"), default=None)
            counted = counted_from(self.code.rulebook, day, {"last_return": last_return})
            if isinstance(due_on := counted.get(watched.returned.until.name), date):
                facts[watched.returned.until.name] = due_on.toordinal()
        if watched.status is not None and now is not None and now.kind == "status":
            facts[watched.status.name] = _number(now.data["status"])
        if watched.from_day is not None and (held := facts.pop(watched.from_day.day.name, None)) is not None:
            _count_years(facts, watched.from_day.years, date.fromordinal(held), day.year)
        initial = _initial(history)
        if yearly is not None and initial is not None:
            _count_years(facts, yearly.years, initial, year)
        due = tuple(self._due(history, day, year - back, initial) for back in range(YEARS_OPEN))
        return Situation(day=day, facts=facts, initial=initial, due=due)

    def _due(self, history: Sequence[Happened], day: date, year: int, initial: date | None) -> Due:
        first, last = date(year, 1, 1), date(year, 12, 31)
        if initial is None or year <= initial.year or day < first or day < HELD_FROM:
            return Due(year=year)
        found_on = min(day, last)
        answer = self.category(told(e for e in history if e.on <= found_on), found_on, initial, year)
        if self._met(history, year, initial):
            return Due(year=year, begun=True, met=True, settled=answer.outcome is not None, answer=answer)
        by = None if answer.outcome is None else self._by(history, answer.outcome.name, year, initial, found_on)
        return Due(year=year, begun=True, settled=answer.outcome is not None, answer=answer, latest=by)

    def category(self, facts: Mapping[str, FactValue], on: date, initial: date | None, year: int | None) -> Answer:
        """The assessment of a year by what is known on a day, with the doubts that only the history shows."""
        asked: dict[str, object] = {name: value for name, value in facts.items() if name in self._asked}
        question, yearly = self.watched.question, self.watched.yearly
        if yearly is None or initial is None or year is None:
            return self.code.ask(question, asked, on=on)
        asked[yearly.years.name] = year - initial.year
        governed, doubts = (
            governed_by(self.code, initial, on, asked, question) if self._in_transition(initial, on) else (None, ())
        )
        answer = self.code.ask(question, asked, on=governed or on)
        return evolve(answer, doubts=(*answer.doubts, *doubts)) if doubts else answer

    def _in_transition(self, initial: date, on: date) -> bool:
        """Whether a change with a transition may have met the User in mid-cycle; most Users, most days, it has not."""
        return any(initial < day <= on and on.year - day.year <= self._cycle for day in self._transitions)

    def _met(self, history: Sequence[Happened], year: int, initial: date) -> bool:
        """Whether an assessment was held for a year that is at least as heavy as the one that was due.

        Where what was due is not settled, any does: nothing is claimed to be owed that may not be.
        """
        for event in history:
            if not self._annual(event) or event.data["year"] != year:
                continue
            on = max(min(event.on, date(year, 12, 31)), date(year, 1, 1), HELD_FROM)
            owed = self.category(told(e for e in history if e.on <= on), on, initial, year).outcome
            if owed is None or self.watched.question.outcome(str(event.data["kind"])).weight >= owed.weight:
                return True
        return False

    def _by(self, history: Sequence[Happened], category: str, year: int, initial: date, on: date) -> Latest:
        # Where that of the year before was not held, it may still be; from an earlier one nothing is counted.
        held = (e for e in history if self._of_the_years(e))
        before = next((e for e in reversed(tuple(held)) if e.data["year"] == year - 1), None)
        began, ended = _date(before, "began"), _date(before, "fieldwork_ended")
        key = (category, year - initial.year, on, began, ended)
        if key not in self._latest:
            known = {"previous_began": began, "fieldwork_ended": ended}
            self._latest[key] = latest(self.code, category, year - initial.year, on=on, known=known)
        return self._latest[key]

    def _of_the_years(self, event: Happened) -> bool:
        yearly = self.watched.yearly
        return yearly is not None and event.kind == "assessment" and event.data["kind"] != yearly.outside

    def _annual(self, event: Happened) -> bool:
        return self._of_the_years(event) and not event.data["initial"]


def told(history: Iterable[Happened]) -> dict[str, FactValue]:
    """The facts that events told of, the later ones in the place of the earlier."""
    facts: dict[str, FactValue] = {}
    for event in history:
        if event.kind == "facts":
            for name, value in event.data.items():
                if isinstance(value, (bool, int)):
                    facts[name] = value
                else:
                    facts.pop(name, None)
    return facts


def check(history: Sequence[Happened], of: Rulebook) -> None:
    """Refuses with `EventError` events that cannot all have happened to one User, in the terms of a rulebook."""
    initial: Happened | None = None
    assessed = False
    facts: dict[str, FactValue] = {}
    for event in history:
        if event.kind == "facts":
            facts = told([Happened(event.on, 0, "", "facts", facts), event])
            _check_facts(facts, event, of)
        elif event.kind == "assessment":
            assessed = True
            if event.data["initial"] and initial is not None:
                raise EventError(
                    f"the initial assessment was held on {initial.on} already (event '{initial.id}'); there is one "
                    'only, and "corrects" says that it was another.'
                )
            initial = event if event.data["initial"] else initial
        elif event.kind == "status" and not assessed:
            raise EventError(
                f"it would have a status given on {event.on} (event '{event.id}') with no assessment held by then; an "
                "assessment comes before the status that is given after it."
            )


def _check_facts(facts: Mapping[str, FactValue], event: Happened, of: Rulebook) -> None:
    try:
        admit(facts, of.watched.told, event.on, of.assumptions)
    except FactError as error:
        raise EventError(f"with event '{event.id}' of {event.on}: {error}") from None


def _count_years(facts: dict[str, FactValue], years: Count, anchor: date, year: int) -> None:
    """Puts in the years from that of the anchor to a year, where they can be counted."""
    if 1 <= year - anchor.year <= years.at_most:
        facts[years.name] = year - anchor.year


def _initial(history: Iterable[Happened]) -> date | None:
    return next((e.on for e in history if e.kind == "assessment" and e.data["initial"]), None)


def _number(value: object) -> int:
    assert isinstance(value, int)
    return value


def _date(event: Happened | None, key: str) -> date | None:
    value = None if event is None else event.data.get(key)
    return date.fromisoformat(value) if isinstance(value, str) else None
