"""Whether what a note says is so: each of its words held against what a draft does, and none left over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from attrs import frozen

from sec_rules.drafting.restating.changes import Changes
from sec_rules.drafting.restating.profiles import Pair, Profile
from sec_rules.drafting.restating.statements import CONTENT, Said, Statement

_WAYS: Final = {"RAISED": 1, "LOWERED": -1}
_LOADS: Final = {"HEAVIER": 1, "LIGHTER": -1}
_OF_CLASSES: Final = frozenset(("BAND", "CLASS", "ALL", "BOTH", "AMOUNT"))
_LENGTHS: Final = {"LONGER": 1, "SHORTER": -1}
# These say of themselves what is done, and say no more than the words they stand with.
_DONE: Final = frozenset(("CHANGED", "BECOMES", "REPLACES", "ADDED", "TAKEN_OUT", "RAISED", "LOWERED", "SWAPPED"))


@frozen
class Scope:
    """The clauses that a note speaks of, by its own words or by those before; `parties` are all of the same parties."""

    pairs: tuple[Pair, ...]
    named: bool
    parties: tuple[Pair, ...] = ()


def scope_of(said: Statement, changes: Changes, before: Scope | None) -> Scope | None:
    """Of which clauses it speaks; None where there are none such."""
    named = bool(said.parties or said.labels or said.bounds)
    if said.labels and said.has("KEPT") and not said.parties and changes.untouched(said.labels, said.ranges):
        return Scope((), named=True)
    if said.ranges:
        return None
    if said.labels:
        if {pair.label for pair in changes.pairs}.isdisjoint(said.labels):
            return None
        pairs = tuple(pair for pair in changes.pairs if pair.label in said.labels)
        if len(pairs) < len(set(said.labels)):
            return None
    elif said.parties:
        pairs = tuple(p for p in changes.pairs if "any" in said.parties or p.either.party in said.parties)
    elif before is not None and before.named:
        pairs = before.parties if said.sizes or said.bounds else before.pairs
    elif said.has("ALL") and not said.bounds and not said.has("LESSER", "GREATER"):
        pairs = tuple(p for p in changes.pairs if p.either.bounds or not said.has("FIGURE"))
    elif said.bounds:
        pairs = changes.pairs
    else:
        pairs = changes.changed
    wide = before.parties if before is not None and before.named and not named else pairs
    if said.labels and said.parties:
        pairs = tuple(p for p in pairs if "any" in said.parties or p.either.party in said.parties)
    if said.sizes:
        pairs = tuple(p for p in pairs if any(_is_of_size(p, size) for size in said.sizes))
    if said.bounds:
        pairs = tuple(p for p in pairs if _is_bounded(p, said))
    found = {pair.either.party for pair in pairs}
    wanted = {pair.either.party for pair in wide} if "any" in said.parties else set(said.parties)
    return Scope(pairs, named or bool(before and before.named), wide) if pairs and wanted <= found else None


def _is_of_size(pair: Pair, size: str) -> bool:
    found = pair.either
    match size:
        case "LARGE" | "HIGHEST":
            return found.above is not None and found.at_most is None
        case "SMALL" | "LOWEST":
            return found.above is None and found.at_most is not None
    return found.above is not None and found.at_most is not None


def _is_bounded(pair: Pair, said: Statement) -> bool:
    profile = pair.before if said.has("FORMER") else pair.after
    return profile is not None and all(getattr(profile, name) == value for name, value in said.bounds)


def agrees(said: Statement, scope: Scope, changes: Changes) -> bool:
    """Whether all that a note says of those clauses is so."""
    if said.not_placed or said.restricted or said.has("ELSEWHERE"):
        return False
    if said.since:
        return _stood(said, scope, changes)
    if not scope.pairs:
        return not said.senses & CONTENT - {"KEPT", "LABEL", "CLAUSE", "ALL", "BOTH"}
    held: set[str] = set()
    for check in _CHECKS:
        found = check(said, scope, changes)
        if found is None:
            return False
        held |= found
    idle = not any(pair.changed for pair in scope.pairs)
    told_apart = len(said.sizes) == 1 and bool(said.bounds)
    if (
        not held
        and not told_apart
        and (idle or said.has("IS") or len(set(said.parties)) > 1 or len(set(said.sizes)) > 1)
    ):
        return False
    return not _left(said, held, scope)


def _left(said: Statement, held: set[str], scope: Scope) -> frozenset[str]:
    """The senses of what it says that nothing was held against."""
    left = said.senses - held - {"PARTY", "LABEL", "LARGE", "SMALL", "MIDDLE", "LOWEST", "HIGHEST", "CLAUSE", "NUMBER"}
    if any(pair.changed for pair in scope.pairs):
        left -= {"CHANGED", "BAND", "CLASS", "ALL"}
    if held or not said.has("IS"):
        left -= {"ASSESSMENT"}
    if said.figures or said.bounds or said.weights:
        left -= {"AMOUNT", "INCLUSIVE"}
    return left & CONTENT


_OF_A_FIGURE: Final = frozenset(("PARTY", "LABEL", "CLAUSE", "FIGURE", "NUMBER", "KEPT", "ALL", "BOTH"))


def _stood(said: Statement, scope: Scope, changes: Changes) -> bool:
    """Whether it says no more than for how long a figure has stood, and it has."""
    pairs = [p for p in scope.pairs if p.before is not None and p.before.bounds and not p.added]
    if said.senses & CONTENT - _OF_A_FIGURE or not (said.figures or said.has("FIGURE")) or not pairs:
        return False
    if not (said.has("FORMER") or (said.has("KEPT") and said.has("IS"))):
        return False
    named = all(p.before is not None and f.number in p.before.bounds for p in pairs for f in said.figures)
    return named and all(changes.stood_since(p.label, year) for p in pairs for year in said.since)


Check = Callable[[Statement, Scope, Changes], "set[str] | None"]


def _kept(said: Statement, scope: Scope, changes: Changes) -> set[str] | None:
    """What is said to stay as it is."""
    if not said.has("KEPT") or said.has("NOTHING_ELSE"):
        return set()
    if said.has("WEIGHT", "LESSER", "SWAPPED", "ADDED", "TAKEN_OUT") or (said.figures and said.outcomes):
        return None
    named = scope.named or bool(said.bounds)
    pairs = [p for p in (scope if named else changes).pairs if not p.added]
    if not pairs or (not named and len(pairs) < len(changes.pairs)):
        return None
    same = all(_stays(p, said) for p in pairs)
    return {"KEPT", "ORDINAL", "STEP", "CYCLE", "FIGURE", "OUTCOME", "EVERY_YEAR", *_OF_CLASSES} if same else None


def _stays(pair: Pair, said: Statement) -> bool:
    """Whether what is said of a clause to stay does: a figure, an outcome, those of some years, or all of it."""
    old, new = pair.before, pair.after
    if old is None or new is None:
        return False
    if said.outcomes:
        return old.cycle == new.cycle and _has_outcomes(pair, said)
    if said.figures:
        return all(figure.number in b for figure in said.figures for b in (old.bounds, new.bounds) if b)
    if said.has("EVERY_YEAR"):
        return False
    if said.years:
        same = all(old.in_year(year) == new.in_year(year) for year in said.years)
        return same and (bool(said.labels) or (old.bounds == new.bounds and old.weights == new.weights))
    if said.has("CYCLE") or said.bounds:
        return old.cycle == new.cycle and not said.has("FIGURE")
    return old.bounds == new.bounds if said.has("FIGURE") else not pair.changed


def _figures(said: Statement, scope: Scope, changes: Changes) -> set[str] | None:
    """The numbers that part one class from another, and which way they move."""
    if said.has("KEPT"):
        return set()
    bounded = [p for p in scope.pairs if p.either.bounds]
    moved = [p for p in bounded if any(p.moved())]
    done = said.has(*_DONE)
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


def _weights(said: Statement, scope: Scope, changes: Changes) -> set[str] | None:
    """What a premises of the second kind counts for, and whether it counts."""
    about = said.weights or said.has("WEIGHT", "LESSER")
    if not about:
        return set()
    pairs = [p for p in scope.pairs if p.before and p.after]
    if not pairs:
        return None
    for weight in said.weights:
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


def _one_kind_only(said: Statement, scope: Scope, changes: Changes) -> set[str] | None:
    """That only premises of the first kind count."""
    if not (said.has("ONLY") and said.has("GREATER")) or said.has("LESSER"):
        return set()
    pairs = [p for p in (scope if scope.named else changes).pairs if p.after and p.either.weights]
    if not pairs or said.has(*_DONE) or any(_weight(p.after) is not None for p in pairs):
        return None
    return {"ONLY", "GREATER", "AMOUNT"}


def _outcomes(said: Statement, scope: Scope, changes: Changes) -> set[str] | None:
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
    bare = said.years and not said.outcomes and not loads
    if bare and not (said.has(*_DONE) and all(_changes_in(p, said.years) for p in targets)):
        return None
    if said.outcomes and not all(_has_outcomes(p, said) for p in targets):
        return None
    return {"OUTCOME", "ORDINAL", "STEP", "EVERY_YEAR", "BECOMES", "REPLACES", "CHANGED", *_LOADS}


def _targets(said: Statement, scope: Scope) -> tuple[Pair, ...]:
    """Those of the clauses of which it has to be so: all that it names, or all that are changed."""
    every = said.has("ALL") or not scope.named or said.labels or not said.has(*_DONE)
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


def _has_outcomes(pair: Pair, said: Statement) -> bool:
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
        return so and (not said.has(*_DONE) or any(o.role == "old" for o in said.outcomes) or _new(pair, said.years))
    if len(named) > 1:
        return tuple(named) == profile.cycle
    return set(profile.cycle) == set(named) or (
        (said.has(*_DONE) or not said.has("IS")) and _introduced(pair, named[0])
    )


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


def _cycles(said: Statement, scope: Scope, changes: Changes) -> set[str] | None:
    """How many years a cycle has."""
    ways = [way for sense, way in _LENGTHS.items() if said.has(sense)]
    if not said.cycles and not ways and (not said.has("CYCLE") or said.has("KEPT", "ALIKE")):
        return set()
    pairs = [p for p in scope.pairs if p.changed]
    named = bool(said.cycles) and not ways and not said.has(*_DONE)
    if named:
        pairs = [p for p in scope.pairs if p.after and len(p.after.cycle) > 1]
    if not pairs or not (named or all(p.before and p.after and p.before.cycle != p.after.cycle for p in pairs)):
        return None
    if not said.cycles and not ways and not said.outcomes and said.has("IS") and not said.has(*_DONE):
        return None
    if not pairs:
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


def _bands(said: Statement, scope: Scope, changes: Changes) -> set[str] | None:
    """Classes that are added, how many there are, and where the middle one runs."""
    found: set[str] = set()
    for number, of in said.counts:
        if number not in _counted(of, scope, changes):
            return None
        found |= {"BAND", "CLASS", "CLAUSE", "FIGURE"}
    if said.figures and said.has("TWICE", "ONCE") and not said.outcomes:
        if (2 if said.has("TWICE") else 1) not in _counted("CLAUSE", scope, changes):
            return None
        found |= {"ONCE", "TWICE"}
    if said.has("BAND", "CLAUSE") and said.has("ADDED", "NEW") and not said.has("KEPT"):
        if not any(p.added for p in scope.pairs):
            return None
        found |= {"BAND", "CLAUSE", "ADDED"}
    if said.has("BAND", "CLASS") and said.has("MIDDLE", "LOWEST", "HIGHEST"):
        found |= {"BAND", "CLASS", "CHANGED"}
    if said.has("BOTH"):
        if 2 not in {*_counted("CLAUSE", scope, changes), *_counted("CLASS", scope, changes)}:
            return None
        found |= {"BOTH", "BAND", "CLASS", "FIGURE"}
    return found


def _counted(of: str, scope: Scope, changes: Changes) -> set[int]:
    changed = [p for p in scope.pairs if p.changed]
    if of in ("CLAUSE", "CHANGED"):
        return {len(changed)}
    if of == "FIGURE":
        return {len({new for p in changed for _, _, new in p.moved()}), len([p for p in changed if any(p.moved())])}
    after = [p.after for p in scope.pairs if p.after is not None]
    return {len(after)} if of == "BAND" and len({p.party for p in after}) == 1 else _classes(of, after)


def _classes(of: str, after: Sequence[Profile]) -> set[int]:
    """How many classes there are: of parties, or of one party."""
    return {len({p.party for p in after}), len(after)} if of == "CLASS" else set()


def _alike(said: Statement, scope: Scope, changes: Changes) -> set[str] | None:
    """That several have the same."""
    if not said.has("ALIKE"):
        return set()
    if said.has("CHANGED", "FIGURE", "CLAUSE") and not said.years and not said.has("CYCLE"):
        moves = {tuple(sorted({(o, n) for _, o, n in p.moved()})) for p in scope.pairs}
        same = len(moves) == 1 and moves != {()} and len(scope.pairs) > 1 and not said.parties
        return {"ALIKE", "CHANGED", "FIGURE", "CLAUSE", "ALL", "BOTH"} if same else None
    profiles = [p.after for p in scope.pairs if p.after is not None]
    if said.years:
        same = all(len({p.in_year(y) for p in profiles}) == 1 for y in said.years)
    else:
        same = len({p.cycle for p in profiles}) == 1
    many = len(profiles) > 1
    return {"ALIKE", "CYCLE", "ORDINAL", "BAND", "CLASS", "ALL", "BOTH"} if same and many else None


def _nothing_else(said: Statement, scope: Scope, changes: Changes) -> set[str] | None:
    """That nothing but what it names is changed."""
    if said.has("NOTHING_ELSE"):
        told = said.after is not None and all(p in scope.pairs and _only_so(p, said.after) for p in changes.changed)
        return {"NOTHING_ELSE", "KEPT", *_DONE} if told else None
    if not said.has("ONLY") or said.has("GREATER"):
        return set()
    if not said.has("FIGURE", "LABEL", "PARTY") or said.outcomes or said.bounds or not said.has(*_DONE):
        return None
    if not scope.named or any(p not in scope.pairs for p in changes.changed):
        return None
    if said.has("FIGURE") and not all(_only_figures(p) for p in changes.changed):
        return None
    return {"ONLY", "CHANGED"}


def _only_so(pair: Pair, told: Statement) -> bool:
    """Whether a clause is changed in no more than what was told before."""
    old, new = pair.before, pair.after
    if old is None or new is None or pair.added:
        return False
    if told.figures or (told.has("FIGURE") and not told.years):
        return _only_figures(pair)
    if not told.years or old.bounds != new.bounds or old.weights != new.weights or len(old.cycle) != len(new.cycle):
        return False
    return all(old.in_year(y) == new.in_year(y) for y in range(1, len(old.cycle) + 1) if y not in told.years)


def _only_figures(pair: Pair) -> bool:
    old, new = pair.before, pair.after
    return bool(old and new and not pair.added) and (old.cycle, old.weights, old.party) == (  # type: ignore[union-attr]
        new.cycle,  # type: ignore[union-attr]
        new.weights,  # type: ignore[union-attr]
        new.party,  # type: ignore[union-attr]
    )


def _more(said: Statement, scope: Scope, changes: Changes) -> set[str] | None:
    """That more, or fewer, come to an outcome."""
    if not said.has("MORE", "FEWER"):
        return set()
    if not said.outcomes or said.figures or said.years:
        return None
    names = {o.value for o in said.outcomes}
    pairs = [p for p in scope.pairs if p.after and set(p.after.cycle) == names]
    way = 1 if said.has("MORE") else -1
    grown = [old > new if name == "above" else new > old for p in pairs for name, old, new in p.moved()]
    if not grown or any(g != (way > 0) for g in grown):
        return None
    return {"MORE", "FEWER", "OUTCOME", "EVERY_YEAR"}


def _all_changed(said: Statement, scope: Scope, changes: Changes) -> set[str] | None:
    """That of each of whom it says that something is done to him, something is done."""
    if said.has("KEPT", "ALIKE") or not said.has(*_DONE):
        return set()
    parties = {p.either.party for p in scope.pairs if p.changed}
    if any(party != "any" and party not in parties for party in said.parties):
        return None
    if said.labels and any(not p.changed for p in scope.pairs):
        return None
    return {"ALL"} if all(p.changed for p in scope.pairs) or not said.has("ALL") else None


_CHECKS: Final[tuple[Check, ...]] = (
    _kept,
    _figures,
    _weights,
    _one_kind_only,
    _outcomes,
    _cycles,
    _bands,
    _alike,
    _nothing_else,
    _more,
    _all_changed,
)
