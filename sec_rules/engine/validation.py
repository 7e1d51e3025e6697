"""The one validation that facts pass before any engine: known names, whole numbers, in range, not contradictory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from difflib import get_close_matches

from sec_rules.engine.plain_values import YES_NO_WORDS, day_of, plain
from sec_rules.engine.ranges import Range
from sec_rules.engine.reference import FactValue, holds
from sec_rules.errors import AssumptionError, FactError
from sec_rules.lang import DAY, Count, YesNo
from sec_rules.lang.formulas import formula
from sec_rules.lang.rulebooks import Assumption


def admit(
    facts: Mapping[str, object],
    known: Mapping[str, YesNo | Count],
    on: date | None = None,
    assumptions: Iterable[Assumption] = (),
) -> dict[str, FactValue]:
    """The facts, checked; one that is None is missing and left out, and so is one that is given as a `Range`.

    A day of the calendar may be given as a `date` or a text such as 2018-05-01, yes and no as text too, and a value
    that has a name (on the day `on`) by it. Values of other libraries are taken where that is exact, see `plain`.

    Raises `FactError` with every problem at once, `AssumptionError` where one of the `assumptions` is broken.
    """
    admitted: dict[str, FactValue] = {}
    problems: list[str] = []
    for name, given in facts.items():
        fact = known.get(name)
        value = plain(given)
        if fact is None:
            problems.append(_unknown(name, known))
        elif value is not None:
            if not isinstance(value, (bool, int)):
                value = spoken(fact, value, on)
            if isinstance(value, Range) and value.low == value.high:
                value = value.low
            if isinstance(value, Range):
                problems.extend(p for end in (value.low, value.high) if (p := _problem(fact, end, end)))
                continue
            problem = _problem(fact, value, given)
            if problem:
                problems.append(problem)
            elif isinstance(value, (bool, int)):
                admitted[name] = value
    if problems:
        raise FactError(tuple(problems))
    for assumption in assumptions:
        if holds(formula(assumption.holds), admitted) is False:
            raise AssumptionError(
                f"These facts break the assumption '{assumption.name}': {assumption.says}", assumption.name
            )
    return admitted


def spoken(fact: YesNo | Count, value: object, on: date | None) -> object:
    """A value as the notation counts it: others than these as they are.

    A `date`, or a text such as 2018-05-01, as a day; a text that says yes or no as that; a name as the place of that
    value.
    """
    if isinstance(fact, YesNo):
        return YES_NO_WORDS.get(value.casefold(), value) if isinstance(value, str) else value
    if isinstance(fact, Count):
        if fact.unit == DAY and isinstance(value, str):
            value = day_of(value) or value
        if fact.unit == DAY and isinstance(value, date) and not isinstance(value, datetime):
            return value.toordinal()
        if isinstance(value, str) and on is not None and value.casefold() in (n.casefold() for n in fact.names_on(on)):
            return fact.at_least + [n.casefold() for n in fact.names_on(on)].index(value.casefold())
    return value


def _unknown(name: str, known: Mapping[str, YesNo | Count]) -> str:
    near = get_close_matches(str(name), list(known), n=1)
    hint = f"did you mean '{near[0]}'?" if near else "known facts are " + ", ".join(known) + "."
    return f"'{name}' is no fact the Code asks for; {hint}"


def _problem(fact: YesNo | Count, value: object, given: object) -> str | None:
    """What is wrong with a value, as it was given; None where nothing is."""
    if isinstance(fact, YesNo):
        if isinstance(value, bool):
            return None
        texts = f" (as text: {', '.join(YES_NO_WORDS)})" if isinstance(given, str) else ""
        return f"'{fact.name}' should be true or false{texts}, got {given!r}."
    expected = _expected(fact)
    if isinstance(value, bool) or not isinstance(value, int) or not fact.at_least <= value <= fact.at_most:
        return f"'{fact.name}' should be {expected}, got {given!r}{_broken(fact, value)}."
    return None


def _broken(fact: Count, value: object) -> str:
    too_small = isinstance(value, int) and not isinstance(value, bool) and value < fact.at_least
    if too_small and fact.from_because is not None:
        name, says = fact.from_because
        return f", which breaks the assumption '{name}': {says.rstrip('.')}"
    return ""


def _expected(fact: Count) -> str:
    if fact.unit == DAY:
        return f"a day from {date.fromordinal(fact.at_least)} to {date.fromordinal(fact.at_most)}"
    if fact.names:
        spoken_of = "; ".join(
            f"from {first} {', '.join(names)}" if first != date.min else ", ".join(names) for first, names in fact.names
        )
        return f"one of these: {spoken_of}"
    return f"a whole number from {fact.at_least:,} to {fact.at_most:,}"
