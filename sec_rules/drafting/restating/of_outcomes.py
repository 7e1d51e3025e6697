"""What a note says of what falls due, in which year, and of how long a cycle is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from sec_rules.drafting.restating.changes import Changes
from sec_rules.drafting.restating.profiles import Pair
from sec_rules.drafting.restating.scopes import Scope
from sec_rules.drafting.restating.statements import DONE, Statement

_LOADS: Final = {"HEAVIER": 1, "LIGHTER": -1}


_LENGTHS: Final = {"LONGER": 1, "SHORTER": -1}


def outcomes(said: Statement, scope: Scope, changes: Changes) -> set[str] | None:
    """What falls due, and in which year."""
    if said.has("KEPT", "MORE", "FEWER") or (said.figures and said.has("TWICE", "ONCE") and not said.outcomes):
        return set()
    if said.has("EVERY_YEAR") and not said.outcomes:
        return None
    loads = [way for sense, way in _LOADS.items() if said.has(sense)]
    if not (said.outcomes or said.years or said.often or said.has("EVERY_YEAR", "TWICE", "ONCE") or loads):
        return set()
    targets = _targets(said, scope)
    if not targets:
        return None
    if said.has("SWAPPED"):
        return {"SWAPPED", "ORDINAL", "STEP"} if len(said.years) == 2 and all(map(_swaps(said), targets)) else None
    if said.has("TAKEN_OUT") and said.outcomes:
        # Of nobody in particular it is said of everybody.
        everybody = targets if scope.named or said.has("BOTH") else changes.pairs
        gone = all(_goes(p, o.value, said.years) for p in targets for o in said.outcomes)
        gone = gone and not any(_has(p, o.value, said.years) for p in everybody for o in said.outcomes)
        return {"TAKEN_OUT", "OUTCOME", "ORDINAL", "STEP"} if gone else None
    for way in loads:
        if not all(_weighs(p, way, said.years) for p in targets):
            return None
    if said.often or said.has("TWICE", "ONCE"):
        return _how_often(said, targets)
    if said.has("ALIKE") and not said.outcomes:
        return set()
    if len(said.years) > 1 and not said.outcomes and said.has("BECOMES", "REPLACES"):
        return None
    bare = said.years and not said.outcomes and not loads
    if bare and not (said.has(*DONE) and all(_changes_in(p, said.years) for p in targets)):
        return None
    if said.outcomes and not all(has_outcomes(p, said) for p in targets):
        return None
    found = {"OUTCOME", "ORDINAL", "STEP", "EVERY_YEAR", "BECOMES", "REPLACES", "CHANGED", *_LOADS}
    return found | ({"ADDED"} if said.outcomes and said.years and not said.has("BAND", "CLASS", "CLAUSE") else set())


def _targets(said: Statement, scope: Scope) -> tuple[Pair, ...]:
    """Those of the clauses of which it has to be so: all that it names, or all that are changed."""
    every = said.has("ALL") or not scope.named or said.labels or not said.has(*DONE)
    return scope.pairs if every else tuple(p for p in scope.pairs if p.changed)


def _swaps(said: Statement) -> Callable[[Pair], bool]:
    one, two = said.years

    def swapped(pair: Pair) -> bool:
        old, new = pair.before, pair.after
        if old is None or new is None or old.in_year(one) == old.in_year(two):
            return False
        return (old.in_year(one), old.in_year(two)) == (new.in_year(two), new.in_year(one))

    return swapped


def _goes(pair: Pair, outcome: str, years: Iterable[int]) -> bool:
    if pair.before is None or pair.after is None:
        return False
    asked = list(years) or [y for y in pair.years() if pair.before.in_year(y) == outcome]
    return bool(asked) and all(pair.before.in_year(y) == outcome != pair.after.in_year(y) for y in asked)


def _has(pair: Pair, outcome: str, years: Iterable[int]) -> bool:
    """Whether an outcome falls due in one of those years after the draft, or in any."""
    after = pair.after
    return after is not None and any(after.in_year(y) == outcome for y in (list(years) or pair.years()))


def _weighs(pair: Pair, way: int, years: Iterable[int]) -> bool:
    if pair.before is None or pair.after is None:
        return False
    differ = [pair.after.weighs(y) - pair.before.weighs(y) for y in (list(years) or pair.years())]
    return any(differ) and all(d * way >= 0 for d in differ) and (not years or all(differ))


def _how_often(said: Statement, targets: Iterable[Pair]) -> set[str] | None:
    often = said.often or [(2 if said.has("TWICE") else 1, 0)]
    if len(often) != 1 or len(said.outcomes) != 1 or said.years:
        return None
    (times, of), outcome = often[0], said.outcomes[0].value
    for pair in targets:
        after = pair.after
        if after is None or after.cycle.count(outcome) != times or (of and len(after.cycle) != of):
            return None
    return {"OUTCOME", "ONCE", "TWICE", "CHANGED"}


def _changes_in(pair: Pair, years: Iterable[int]) -> bool:
    return bool(pair.before and pair.after) and all(
        pair.before.in_year(y) != pair.after.in_year(y)  # type: ignore[union-attr]
        for y in years
    )


def has_outcomes(pair: Pair, said: Statement) -> bool:
    """Whether the outcomes named are those of the years named; without years, of every year, or of one cycle."""
    for outcome in said.outcomes:
        if outcome.role == "old" and not _was(pair, outcome.value, said.years):
            return False
    named = [o.value for o in said.outcomes if o.role != "old"]
    profile = pair.before if said.has("FORMER") else pair.after
    if not named:
        return True
    if profile is None:
        return False
    if said.has("EVERY_YEAR"):
        return len(named) == 1 and set(profile.cycle) == set(named) and not said.years
    if said.years:
        if len(named) not in (1, len(said.years)):
            return False
        wanted = zip(said.years, named * len(said.years) if len(named) == 1 else named, strict=False)
        so = all(profile.in_year(year) == outcome for year, outcome in wanted)
        return so and (not said.has(*DONE) or any(o.role == "old" for o in said.outcomes) or _new(pair, said.years))
    if len(named) > 1:
        return tuple(named) == profile.cycle
    return set(profile.cycle) == set(named) or (said.has(*DONE) and _introduced(pair, named[0]))


def _was(pair: Pair, outcome: str, years: Iterable[int]) -> bool:
    return pair.before is not None and _goes(pair, outcome, years if list(years) else _gone_in(pair, outcome))


def _gone_in(pair: Pair, outcome: str) -> list[int]:
    if pair.before is None or pair.after is None:
        return []
    return [y for y in pair.years() if pair.before.in_year(y) == outcome != pair.after.in_year(y)]


def _new(pair: Pair, years: Iterable[int]) -> bool:
    return (
        pair.before is None or pair.after is None or all(pair.before.in_year(y) != pair.after.in_year(y) for y in years)
    )


def _introduced(pair: Pair, outcome: str) -> bool:
    if pair.before is None or pair.after is None:
        return False
    altered = [y for y in pair.years() if pair.before.in_year(y) != pair.after.in_year(y)]
    return bool(altered) and all(pair.after.in_year(y) == outcome for y in altered)


def cycles(said: Statement, scope: Scope, changes: Changes) -> set[str] | None:
    """How many years a cycle has."""
    ways = [way for sense, way in _LENGTHS.items() if said.has(sense)]
    if not said.cycles and not ways and (not said.has("CYCLE") or said.has("KEPT", "ALIKE")):
        return set()
    pairs = [p for p in scope.pairs if p.changed]
    named = bool(said.cycles) and not ways and not said.has(*DONE)
    if named:
        pairs = [p for p in scope.pairs if p.after and len(p.after.cycle) > 1]
    if not pairs or not (named or all(p.before and p.after and p.before.cycle != p.after.cycle for p in pairs)):
        return None
    if not said.cycles and not ways and not said.outcomes and said.has("IS") and not said.has(*DONE):
        return None
    for length in said.cycles:
        for pair in pairs:
            profile = pair.before if length.role == "old" else pair.after
            if profile is None or len(profile.cycle) != length.number:
                return None
    for way in ways:
        for pair in pairs:
            if pair.before is None or pair.after is None:
                return None
            more = len(pair.after.cycle) - len(pair.before.cycle)
            if more * way <= 0:
                return None
    return {"CYCLE", "LONGER", "SHORTER", "REPLACES", "BECOMES", "CHANGED"}
