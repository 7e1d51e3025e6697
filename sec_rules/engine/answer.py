"""The answer to a question about one User."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from attrs import field, frozen

from sec_rules.lang import DAY, Count, Outcome, Standing
from sec_rules.rulebook.facts import EVERY_FACT


@frozen(kw_only=True, slots=False)
class Answer:
    """An answer, and what it rests on.

    `outcome` is None when undetermined, and `undetermined` then says why in a sentence. `because` are the
    provisions that answer; `text` is where their words stand; `needs` the smallest set of missing facts that
    settles the question whatever their values; `depends_on` the places of a draft, by id, on whose open words the
    answer depends; `doubts` pairs of a clause and what is unsure of it; `ruleset` a hash of the clauses that decided.
    """

    question: str
    on: date
    facts: Mapping[str, bool | int] = field(factory=dict)
    outcome: Outcome | None
    undetermined: str | None
    because: tuple[str, ...]
    standing: Standing | None
    text: str | None
    needs: tuple[str, ...]
    depends_on: tuple[str, ...] = ()
    doubts: tuple[tuple[str, str], ...]
    assumptions: tuple[str, ...]
    ruleset: str
    version: str

    @property
    def facts_as_given(self) -> dict[str, bool | int | str | date]:
        """The facts as a person gives them: a day of the calendar, or the name of a value, where it is one."""
        return {name: _as_given(name, value, self.on) for name, value in self.facts.items()}


def _as_given(name: str, value: bool | int, on: date) -> bool | int | str | date:
    fact = EVERY_FACT.get(name)
    if not isinstance(fact, Count):
        return value
    if fact.unit == DAY:
        return date.fromordinal(value)
    names = fact.names_on(on)
    return names[value - fact.at_least] if names else value


def of_case(fields: Mapping[str, object], facts: Mapping[str, object], on: date) -> Answer:
    """The answer to a case whose other fields are made already: a quarter of the time that the class takes."""
    answer: Answer = object.__new__(Answer)
    made = answer.__dict__
    made.update(fields)
    made["facts"] = facts
    made["on"] = on
    return answer
