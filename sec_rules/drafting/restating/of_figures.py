"""What a note says of the numbers that part one class from another, and of what each premises counts for."""

from __future__ import annotations

from typing import Final

from sec_rules.drafting.restating.changes import Changes
from sec_rules.drafting.restating.profiles import Pair, Profile
from sec_rules.drafting.restating.scopes import Scope
from sec_rules.drafting.restating.statements import CONTENT, DONE, Said, Statement

_WAYS: Final = {"RAISED": 1, "LOWERED": -1}


_OF_A_FIGURE: Final = frozenset(("PARTY", "LABEL", "CLAUSE", "FIGURE", "NUMBER", "KEPT", "ALL", "BOTH"))


def stood(said: Statement, scope: Scope, changes: Changes) -> bool:
    """Whether it says no more than for how long a figure has stood, and it has."""
    pairs = [p for p in scope.pairs if p.before is not None and p.before.bounds and not p.added]
    if said.senses & CONTENT - _OF_A_FIGURE or not (said.figures or said.has("FIGURE")) or not pairs:
        return False
    if not (said.has("FORMER") or (said.has("KEPT") and said.has("IS"))):
        return False
    named = all(p.before is not None and f.number in p.before.bounds for p in pairs for f in said.figures)
    return named and all(changes.stood_since(p.label, year) for p in pairs for year in said.since)


def figures(said: Statement, scope: Scope, changes: Changes) -> set[str] | None:
    """The numbers that part one class from another, and which way they move."""
    if said.has("KEPT"):
        return set()
    bounded = [p for p in scope.pairs if p.either.bounds]
    moved = [p for p in bounded if any(p.moved())]
    done = said.has(*DONE)
    for figure in said.figures:
        if not bounded or not all(_has_figure(p, figure, done=done, former=said.has("FORMER")) for p in bounded):
            return None
        if (said.labels or said.sizes) and not _all_told(figure, scope, changes):
            return None
    about = said.figures or (said.has("FIGURE") and not said.weights)
    ways = [way for sense, way in _WAYS.items() if said.has(sense)]
    if not about:
        return set()
    if (done and not moved) or (said.has("IS") and not done and not said.figures and not said.bounds):
        return None
    for way in ways:
        if not bounded or any(not _moves(p, way) for p in bounded):
            return None
    if done and any(p not in moved for p in bounded) and not said.has("FORMER"):
        return None
    if said.has("DOUBLE", "HALF") and not said.weights and not said.has("WEIGHT", "LESSER"):
        factor = 2 if said.has("DOUBLE") else 0.5
        if not moved or any(new != old * factor for p in bounded for _, old, new in p.moved()):
            return None
    if not (said.figures or moved):
        return None
    return {"FIGURE", "BECOMES", "REPLACES", "CHANGED", "DOUBLE", "HALF", *_WAYS}


def _has_figure(pair: Pair, figure: Said, *, done: bool, former: bool) -> bool:
    before = pair.before.bounds if pair.before else frozenset()
    after = pair.after.bounds if pair.after else frozenset()
    number = figure.number
    if figure.role == "by":
        moved = list(pair.moved())
        return bool(moved) and all(abs(new - old) == number for _, old, new in moved)
    if figure.role == "old" or (former and not figure.role):
        return number in before and (number not in after or not done)
    if figure.role == "new" or done:
        return number in after and number not in before
    return number in after


def _all_told(figure: Said, scope: Scope, changes: Changes) -> bool:
    """Whether the clauses it names are all those in which the figure comes or goes."""
    return all(
        pair in scope.pairs or figure.number not in pair.before.bounds ^ pair.after.bounds
        for pair in changes.changed
        if pair.before and pair.after
    )


def _moves(pair: Pair, way: int) -> bool:
    moved = list(pair.moved())
    return bool(moved) and all((new > old) == (way > 0) for _, old, new in moved)


def weights(said: Statement, scope: Scope, changes: Changes) -> set[str] | None:
    """What a premises of the second kind counts for, and whether it counts."""
    about = said.weights or said.has("WEIGHT", "LESSER")
    if not about:
        return set()
    pairs = [p for p in scope.pairs if p.before and p.after]
    if not pairs:
        return None
    gone_weight = said.has("TAKEN_OUT")
    for weight in said.weights:
        if gone_weight and not weight.role:
            if any(_weight(p.before) != weight.number for p in pairs):
                return None
            continue
        if not all(_has_weight(p, weight, former=said.has("FORMER")) for p in pairs):
            return None
    for sense, way in _WAYS.items():
        if said.has(sense) and not said.figures and not all(_weighs_more(p, way) for p in pairs):
            return None
    if said.has("DOUBLE", "HALF") and not said.figures:
        factor = 2 if said.has("DOUBLE") else 0.5
        if any(_weight(p.after) != (_weight(p.before) or 0) * factor for p in pairs):
            return None
    gone = [p for p in pairs if _weight(p.before) is not None and _weight(p.after) is None]
    come = [p for p in pairs if _weight(p.before) is None and _weight(p.after) is not None]
    altered = [p for p in pairs if _weight(p.before) != _weight(p.after)]
    if (
        altered
        and said.sizes
        and any(p not in altered for p in changes.changed if _weight(p.before) != _weight(p.after))
    ):
        return None
    if said.has("TAKEN_OUT") and gone != pairs:
        return None
    if said.has("ADDED") and come != pairs:
        return None
    if said.has("CHANGED", "BECOMES", "REPLACES", *_WAYS) and not said.figures and altered != pairs:
        return None
    if said.weights and said.has("GREATER") and not said.has("LESSER"):
        return None
    weighted = bool(said.bounds) and not said.has("LESSER") and all(_weight(p.after) is not None for p in pairs)
    if not said.weights and not altered and not weighted:
        return None
    found = {"WEIGHT", "LESSER", "GREATER", "AMOUNT", "TAKEN_OUT", "ADDED", "BECOMES", "REPLACES", "CHANGED"}
    found |= {"DOUBLE", "HALF"} if not said.figures else set()
    return found | (set(_WAYS) if not said.figures else set())


def _weight(profile: Profile | None) -> int | None:
    if profile is None or len(profile.weights) < 2:
        return None
    return max(profile.weights.values())


def _has_weight(pair: Pair, said: Said, *, former: bool) -> bool:
    before, after = _weight(pair.before), _weight(pair.after)
    if said.role == "old" or (former and not said.role):
        return before == said.number
    return after == said.number and (said.role != "new" or before != after)


def _weighs_more(pair: Pair, way: int) -> bool:
    before, after = _weight(pair.before), _weight(pair.after)
    return before is not None and after is not None and before != after and (after > before) == (way > 0)


def one_kind_only(said: Statement, scope: Scope, changes: Changes) -> set[str] | None:
    """That only premises of the first kind count."""
    if not (said.has("ONLY") and said.has("GREATER")) or said.has("LESSER"):
        return set()
    pairs = [p for p in (scope if scope.named else changes).pairs if p.after and p.either.weights]
    if not pairs or said.has(*DONE) or any(_weight(p.after) is not None for p in pairs):
        return None
    return {"ONLY", "GREATER", "AMOUNT"}
