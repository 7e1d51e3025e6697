"""How far each count may go before an answer is another, or no longer sure, where some counts are known as ranges."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from attrs import frozen

from sec_rules.answers.arithmetic import Facts
from sec_rules.answers.decisive_ranges import MOST_PLACES, ends_of, places
from sec_rules.answers.nearest import cycle, implied, may_move, when_in_words
from sec_rules.engine.english.regions import figure_in_words
from sec_rules.engine.evaluation import Regime
from sec_rules.engine.linking import Ruleset
from sec_rules.engine.ranges import Range
from sec_rules.engine.reasons import Nearest
from sec_rules.engine.solver import Fact
from sec_rules.lang import Count

_InAYear = tuple[str | None, tuple[str, ...]]


@frozen
class _Known:
    """A ruleset, ready to be asked, and what is known of a User: facts exactly, counts within ranges."""

    regime: Regime
    exactly: Facts
    within: Mapping[str, Range]

    def years(self) -> list[_InAYear]:
        """What is sure for this year and each after it, as long as the cycle of the ruleset is; None where nothing
        is.
        """
        length, counts = cycle(self.regime.ruleset), self.regime.ruleset.years
        if length == 1 or counts is None or counts.name not in self.exactly:
            return [self._sure(self.exactly)]
        year = int(self.exactly[counts.name])
        last = min(year + length - 1, counts.at_most)
        return [self._sure({**self.exactly, counts.name: y}) for y in range(year, last + 1)]

    def _sure(self, exactly: Facts) -> _InAYear:
        answer = self.regime.answer({**exactly, **self.within}, self.regime.ruleset.day)
        return (answer.outcome.name if answer.outcome else None), answer.because

    def with_value(self, name: str, value: int) -> _Known:
        """The same with one count known exactly."""
        within = {other: found for other, found in self.within.items() if other != name}
        return _Known(self.regime, {**self.exactly, name: value}, within)


def beyond(ruleset: Ruleset, known: Facts, facts: Mapping[str, Fact], within: Mapping[str, Range]) -> Iterator[Nearest]:
    """For each count, the nearest value below and above what is known of it at which the answer is not sure any more.

    Each is settled by proof over every value of the ranges. The way is counted from the end of the range.
    """
    here = _Known(Regime(ruleset, facts), {**known, **implied(known, ruleset.assumptions)}, within)
    for name in (*here.exactly, *within):
        fact = facts[name]
        if isinstance(fact, Count) and not fact.counts_years and may_move(ruleset, fact):
            yield from _around(here, fact)


def _around(here: _Known, fact: Count) -> Iterator[Nearest]:
    counts = {name: f for name, f in here.regime.known.items() if isinstance(f, Count)}
    ends = {name: ends_of(count, here.exactly, here.within) for name, count in counts.items()}
    low, high = ends[fact.name]
    turns = places(fact, here.regime.ruleset, ends | {fact.name: (fact.at_least, fact.at_most)})
    if len(turns) > MOST_PLACES:
        return
    now = here.years()
    ways: tuple[tuple[Literal["fewer", "more"], list[int]], ...] = (
        ("fewer", [turn - 1 for turn in reversed(turns) if fact.at_least < turn <= low]),
        ("more", [turn for turn in turns if turn > high]),
    )
    for way, values in ways:
        for value in values:
            there = here.with_value(fact.name, value).years()
            found = next((n for n, (was, is_) in enumerate(zip(now, there, strict=True)) if _parts(was, is_)), None)
            if found is not None:
                yield _nearest_of(here, fact, way, value, low if way == "fewer" else high, found, now, there)
                break


def _parts(was: _InAYear, is_: _InAYear) -> bool:
    return was[0] is not None and was[0] != is_[0]


def _nearest_of(
    here: _Known,
    fact: Count,
    way: Literal["fewer", "more"],
    value: int,
    end: int,
    found: int,
    now: list[_InAYear],
    there: list[_InAYear],
) -> Nearest:
    becomes, because = there[found]
    by = abs(value - end)
    side = {"fewer": "below the range", "more": "above the range"} if fact.name in here.within else {}
    when = when_in_words(here.regime.ruleset, here.exactly, found)
    would = f"would be {becomes}" if becomes else "would no longer be sure"
    step = f"{by:,} {fact.short or fact.name} {side.get(way, way)} ({figure_in_words(value, fact)})"
    return Nearest(
        fact=fact.name,
        way=way,
        value=value,
        by=by,
        years_on=found,
        was=now[found][0],
        becomes=becomes,
        because=because,
        says=f"{step} and {when} {would}",
    )
