"""The years ahead for one User: which assessment in each, why, when its category changes, and the latest day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Final

from attrs import evolve, frozen

from sec_rules.answers.growth import NO_GROWTH, Fact, Growth
from sec_rules.answers.reasons import reasons
from sec_rules.engine.answer import Answer
from sec_rules.engine.calendar_years import since
from sec_rules.engine.code import Code
from sec_rules.engine.deadlines import Latest, latest
from sec_rules.engine.ranges import Range, ranges_in
from sec_rules.engine.reasons import Reasons
from sec_rules.errors import UsageError, wrong_kind
from sec_rules.lang import Anchor, Count, Question, anchor_among, is_number, years_among
from sec_rules.lang.citations import clause_of, path_of

MOST_YEARS: Final = 60
_ONE_DAY: Final = timedelta(days=1)


@frozen(kw_only=True)
class Year:
    """One year of a schedule.

    `reasons` are those of the answer: words, arithmetic, nearest changes, the ranges that would decide it.
    `on` is the day on which the category is taken to be found, `years` the count since the day from which years are
    counted, by the fact that `counted` names; None and "" where a rulebook counts none.
    `change` says, where the clause is another than in the year before, what brought that about; `doubts` are those of
    the answer and those that only the history shows. `governed_on` is the day whose version governs, where a transition
    says that it is another.
    """

    on: date
    years: int | None
    counts: Mapping[str, int]
    answer: Answer
    reasons: Reasons
    change: str
    latest: Latest | None
    doubts: tuple[tuple[str, str], ...]
    governed_on: date | None = None
    counted: str = ""
    anchor: Anchor | None = None

    @property
    def says(self) -> str:
        """Which year it is: "year 2 after the initial assessment"; "" where none are counted."""
        return "" if self.years is None or self.anchor is None else self.anchor.numbered(self.years)


@frozen(kw_only=True)
class Plan:
    """What a schedule is made for: facts, the day from which years are counted, the first day, and how many years.

    `initial` is the day of that from which a rulebook counts years, and None where it counts none.
    """

    facts: Mapping[str, object]
    initial: date | None
    start: date
    years: int = 6
    growth: Growth = NO_GROWTH
    previous_began: date | None = None
    fieldwork_ended: date | None = None


def schedule(code: Code, plan: Plan) -> tuple[Year, ...]:
    """The years of a plan, in order. Raises `UsageError` for a plan that cannot be, else as `Code.ask` does."""
    if not 1 <= plan.years <= MOST_YEARS:
        raise UsageError(f"A schedule is of 1 to {MOST_YEARS} years, not of {plan.years}.")
    nothing = next((name for name in plan.growth.rates if name not in plan.facts), None)
    if nothing is not None:
        raise UsageError(f"'{nothing}' is to grow, but from which number is not given.")
    _refuse_unfit(code, plan)
    found: list[Year] = []
    for year in range(plan.start.year, plan.start.year + plan.years):
        found.append(_year(code, plan, _same_day(plan.start, year), found[-1] if found else None))
    return tuple(found)


def _refuse_unfit(code: Code, plan: Plan) -> None:
    """Refuses a plan that counts years where the rulebook counts none, or does not where it does."""
    counted = years_among(code.rulebook.question.facts)
    if counted is None and plan.initial is not None:
        raise UsageError(f"No years are counted in {code.rulebook.called}; leave out the day from which they would be.")
    if counted is None:
        return
    if counted.anchor is None:
        raise UsageError(
            f"The years ahead are counted from a day, and {code.rulebook.called} does not say from which "
            f"'{counted.name}' is; give that count an anchor."
        )
    if plan.initial is None:
        raise wrong_kind(counted.anchor.given, "a date", plan.initial)


def _same_day(day: date, year: int) -> date:
    """The same day of another year; 28 February for the 29th where there is none."""
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def _year(code: Code, plan: Plan, on: date, before: Year | None) -> Year:
    question = code.rulebook.question
    counted, anchor = years_among(question.facts), anchor_among(question.facts)
    years = None if plan.initial is None or anchor is None else since(anchor, plan.initial, on).years
    counts = plan.growth.counts(_counts(plan.facts, code.regime(question, on).known), plan.start.year, on.year)
    facts = {**plan.facts, **_ranges(plan, on.year), **counts}
    if counted is not None:
        facts[counted.name] = years
    governed, unsettled = (None, ()) if plan.initial is None else governed_by(code, plan.initial, on, facts, question)
    answer = code.ask(question, facts, on=governed or on)
    found = reasons(code, answer, ranges_in(facts))
    return Year(
        on=on,
        years=years,
        counts=counts,
        answer=answer,
        reasons=found,
        change=_change(code, before, answer, counts, found.arithmetic),
        latest=_latest(code, plan, answer, years, on),
        doubts=(
            *answer.doubts,
            *unsettled,
            *falling_back(None if before is None else before.answer, answer, anchor),
        ),
        governed_on=governed,
        counted="" if counted is None else counted.name,
        anchor=anchor,
    )


def _counts(facts: Mapping[str, object], known: Mapping[str, Fact]) -> dict[str, int]:
    counts = {name for name, fact in known.items() if is_number(fact)}
    return {n: v for n, v in facts.items() if n in counts and isinstance(v, int) and not isinstance(v, bool)}


def _ranges(plan: Plan, year: int) -> dict[str, Range]:
    """The counts that are known as ranges, with both ends grown."""
    given, first = ranges_in(plan.facts), plan.start.year
    low = plan.growth.counts({name: found.low for name, found in given.items()}, first, year)
    high = plan.growth.counts({name: found.high for name, found in given.items()}, first, year)
    return {name: evolve(found, low=low[name], high=high[name]) for name, found in given.items()}


def _latest(code: Code, plan: Plan, answer: Answer, years: int | None, on: date) -> Latest | None:
    """By when; the days that the User gave count for the year after theirs, or for the first where that is later.

    None where the rulebook does not say by when.
    """
    if answer.outcome is None or years is None or code.rulebook.deadlines is None:
        return None

    def counting(day: date | None) -> date | None:
        return day if day is not None and on.year == max(day.year + 1, plan.start.year) else None

    known = {"previous_began": counting(plan.previous_began), "fieldwork_ended": counting(plan.fieldwork_ended)}
    return latest(code, answer.outcome.name, years, on=on, known=known)


def _change(code: Code, before: Year | None, answer: Answer, counts: Mapping[str, int], sums: tuple[str, ...]) -> str:
    """Why the clause is another than in the year before; "" where it is not, or there is no year before."""
    if before is None or before.answer.needs or answer.needs:
        return ""
    was, becomes = set(_clauses(before.answer)), set(_clauses(answer))
    if was & becomes or was == becomes:
        return ""
    grown = [
        f"{_name(code, name)} {before.counts[name]:,} -> {value:,}"
        for name, value in counts.items()
        if before.counts.get(name) not in (None, value)
    ]
    ruleset = [] if before.answer.ruleset == answer.ruleset or grown else [f"{code.rulebook.called} has changed"]
    why = "; ".join((*grown, *ruleset, *sums)) or "the facts have changed"
    told = (" and ".join(_clauses(each)) or "no clause" for each in (before.answer, answer))
    return f"{' gives way to '.join(told)}: {why}"


def _name(code: Code, name: str) -> str:
    fact = code.every_fact[name]
    return fact.short or name if isinstance(fact, Count) else name


def _clauses(answer: Answer) -> tuple[str, ...]:
    return tuple(dict.fromkeys(clause_of(label) for label in answer.because))


def falling_back(before: Answer | None, answer: Answer, anchor: Anchor | None) -> Iterator[tuple[str, str]]:
    """The doubt of a User that was assessed in full every year and now has a place in a cycle."""
    if before is None or anchor is None or len(before.because) != 1 or path_of(before.because[0]):
        return
    if answer.because and path_of(answer.because[0]):
        yield (
            _clauses(answer)[0],
            "What place in the cycle a User takes that falls back below the threshold is not settled; years are "
            f"counted from {anchor.what}.",
        )


def governed_by(
    code: Code, initial: date, on: date, facts: Mapping[str, object], question: Question
) -> tuple[date | None, tuple[tuple[str, str], ...]]:
    """The day whose version governs a User in mid-cycle, where a transition settles it, and else the doubts.

    A transition that is not settled is a doubt only where the version before would have answered otherwise.
    """
    doubts: list[tuple[str, str]] = []
    anchor = anchor_among(question.facts)
    if anchor is None:
        return None, ()
    now = code.ask(question, facts, on=on)
    for clause in code.bearing_on(question):
        for version in clause.versions:
            transition = version.transition
            if (
                transition is None
                or clause.label not in _clauses(now)
                or not _in_mid_cycle(initial, version.in_force, on, anchor.cycle)
            ):
                continue
            eve = version.in_force - _ONE_DAY
            if transition.governs == "old":
                return eve, ()
            if transition.governs is None and code.ask(question, facts, on=eve).outcome != now.outcome:
                doubts.append((clause.label, transition.says))
    return None, tuple(doubts)


def _in_mid_cycle(initial: date, came: date, on: date, cycle: int) -> bool:
    """Whether the cycle, of so many years, in which a day lies was running when a version came into force, by calendar
    years.
    """
    if on < came or initial >= came:
        return False
    begun = initial.year + (on.year - initial.year - 1) // cycle * cycle + 1
    return date(begun, 1, 1) < came
