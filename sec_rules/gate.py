"""The one gate that facts pass before any engine: known names, whole numbers, in range, not contradictory."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from sec_rules.assumptions import ASSUMPTIONS
from sec_rules.atoms import formula
from sec_rules.backends.python import FactValue, holds
from sec_rules.errors import AssumptionError, FactError
from sec_rules.lang import Count, YesNo


def admit(facts: Mapping[str, object], known: Mapping[str, YesNo | Count]) -> dict[str, FactValue]:
    """The facts, checked; one that is None is missing and left out.

    Raises `FactError` with every problem at once, `AssumptionError` where a declared assumption is broken.
    """
    admitted: dict[str, FactValue] = {}
    problems: list[str] = []
    for name, value in facts.items():
        fact = known.get(name)
        if fact is None:
            problems.append(_unknown(name, known))
        elif value is not None:
            problem = _problem(fact, value)
            if problem:
                problems.append(problem)
            elif isinstance(value, (bool, int)):
                admitted[name] = value
    if problems:
        raise FactError(tuple(problems))
    for assumption in ASSUMPTIONS:
        if holds(formula(assumption.holds), admitted) is False:
            raise AssumptionError(
                f"These facts break the assumption '{assumption.name}': {assumption.says}", assumption.name
            )
    return admitted


def _unknown(name: str, known: Mapping[str, YesNo | Count]) -> str:
    near = get_close_matches(str(name), list(known), n=1)
    hint = f"did you mean '{near[0]}'?" if near else "known facts are " + ", ".join(known) + "."
    return f"'{name}' is no fact the Code asks for; {hint}"


def _problem(fact: YesNo | Count, value: object) -> str | None:
    if isinstance(fact, YesNo):
        return None if isinstance(value, bool) else f"'{fact.name}' should be true or false, got {value!r}."
    expected = f"a whole number from {fact.at_least:,} to {fact.at_most:,}"
    if isinstance(value, bool) or not isinstance(value, int) or not fact.at_least <= value <= fact.at_most:
        return f"'{fact.name}' should be {expected}, got {value!r}."
    return None
