"""Whether what a note says is so: each of its words held against what a draft does, and none left over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from sec_rules.drafting.restating.changes import Changes
from sec_rules.drafting.restating.of_figures import figures, one_kind_only, stood, weights
from sec_rules.drafting.restating.of_outcomes import cycles, has_outcomes, outcomes
from sec_rules.drafting.restating.profiles import Pair, Profile
from sec_rules.drafting.restating.scopes import Scope
from sec_rules.drafting.restating.statements import CONTENT, DONE, Statement

_OF_CLASSES: Final = frozenset(("BAND", "CLASS", "ALL", "BOTH", "AMOUNT"))


def agrees(said: Statement, scope: Scope, changes: Changes) -> bool:
    """Whether all that a note says of those clauses is so."""
    if said.not_placed or said.restricted or said.has("ELSEWHERE"):
        return False
    if said.since:
        return stood(said, scope, changes)
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
        left -= {"CHANGED", "ALL"}
    if said.sizes or said.bounds or said.counts or said.has("ALL", "BOTH", "ONLY"):
        left -= {"BAND", "CLASS"}
    if said.years or said.often or said.has("ONCE", "TWICE", "CYCLE"):
        left -= {"OF_A_CYCLE"}
    if held or not said.has("IS"):
        left -= {"ASSESSMENT"}
    if said.figures or said.bounds or said.weights:
        left -= {"AMOUNT", "INCLUSIVE"}
    return left & CONTENT


Check = Callable[[Statement, Scope, Changes], "set[str] | None"]


def _kept(said: Statement, scope: Scope, changes: Changes) -> set[str] | None:
    """What is said to stay as it is."""
    if not said.has("KEPT") or said.has("NOTHING_ELSE") or _kept_level(said):
        return set()
    if said.has("WEIGHT", "LESSER", "SWAPPED", "ADDED", "TAKEN_OUT") or (said.figures and said.outcomes):
        return None
    if "neither" in said.parties and len({p.either.party for p in changes.changed}) > 1:
        # "Other Users" may be all but those of whom something was said.
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
    if said.outcomes and said.years:
        named = {outcome.value for outcome in said.outcomes}
        held = (old.in_year(year) == new.in_year(year) and {new.in_year(year)} == named for year in said.years)
        return all(held) and old.bounds == new.bounds and old.weights == new.weights
    if said.outcomes:
        of_some = bool(said.parties or said.labels) and not said.has("EVERY_YEAR", "FORMER")
        has_them = of_some and {outcome.value for outcome in said.outcomes} <= set(new.cycle)
        return old.cycle == new.cycle and (has_them or has_outcomes(pair, said))
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


def _bands(said: Statement, scope: Scope, changes: Changes) -> set[str] | None:
    """Classes that are added, how many there are, and where the middle one runs."""
    found: set[str] = set()
    for number, of in said.counts:
        of_some = number == 1 and of in ("BAND", "CLASS")
        if of_some or number not in _counted(of, scope, changes):
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
    if _kept_level(said):
        bounded = [p.after for p in scope.pairs if p.after is not None and p.after.bounds]
        level = len(bounded) > 1 and len({n for p in bounded for n in p.bounds}) == 1
        return {"ALIKE", "KEPT", "FIGURE", "CYCLE", "ALL", "BOTH"} if level else None
    if said.has("CHANGED", "FIGURE", "CLAUSE") and not said.years and not said.has("CYCLE"):
        moves = {tuple(sorted({(o, n) for _, o, n in p.moved()})) for p in scope.pairs}
        same = len(moves) == 1 and moves != {()} and len(scope.pairs) > 1 and not said.parties
        return {"ALIKE", "CHANGED", "FIGURE", "CLAUSE", "ALL", "BOTH"} if same else None
    if not scope.named and said.has("IS") and not said.has(*DONE):
        return None
    profiles = [p.after for p in scope.pairs if p.after is not None]
    if said.years:
        same = all(len({p.in_year(y) for p in profiles}) == 1 for y in said.years)
    else:
        same = len({p.cycle for p in profiles}) == 1
    many = len(profiles) > 1
    return {"ALIKE", "CYCLE", "ORDINAL", "BAND", "CLASS", "ALL", "BOTH"} if same and many else None


def _kept_level(said: Statement) -> bool:
    """Whether figures are said to be kept alike: "to keep both thresholds level with one another"."""
    return said.has("KEPT") and said.has("ALIKE") and said.has("FIGURE") and not said.figures


def _nothing_else(said: Statement, scope: Scope, changes: Changes) -> set[str] | None:
    """That nothing but what it names is changed."""
    if said.has("NOTHING_ELSE"):
        told = said.after is not None and all(p in scope.pairs and _only_so(p, said.after) for p in changes.changed)
        return {"NOTHING_ELSE", "KEPT", *DONE} if told else None
    if not said.has("ONLY") or said.has("GREATER"):
        return set()
    if said.outcomes and said.parties and (said.years or said.has("EVERY_YEAR")) and not said.has(*DONE):
        return {"ONLY"} if not any(_has_it_too(p, said) for p in changes.pairs if p not in scope.pairs) else None
    if not said.has("FIGURE", "LABEL", "PARTY") or said.outcomes or said.bounds or not said.has(*DONE):
        return None
    if not scope.named or any(p not in scope.pairs for p in changes.changed):
        return None
    if said.has("FIGURE") and not all(_only_figures(p) for p in changes.changed):
        return None
    return {"ONLY", "CHANGED"}


def _has_it_too(pair: Pair, said: Statement) -> bool:
    """Whether one of the outcomes named falls due in one of the years named."""
    after = pair.after
    named = {outcome.value for outcome in said.outcomes}
    return after is not None and any(after.in_year(year) in named for year in (said.years or pair.years()))


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
    if said.sizes == ["LARGE"] and not (said.outcomes or said.figures or said.years or said.bounds):
        way = 1 if said.has("MORE") else -1
        moved = [(old - new) * way for p in scope.pairs for _, old, new in p.moved()]
        moved += [(_most(p.after) - _most(p.before)) * way for p in scope.pairs if _most(p.after) != _most(p.before)]
        return {"MORE", "FEWER"} if moved and all(by > 0 for by in moved) else None
    if not said.outcomes or said.figures or said.years:
        return None
    names = {o.value for o in said.outcomes}
    pairs = [p for p in scope.pairs if p.after and set(p.after.cycle) == names]
    way = 1 if said.has("MORE") else -1
    grown = [old > new if name == "above" else new > old for p in pairs for name, old, new in p.moved()]
    if not grown or any(g != (way > 0) for g in grown):
        return None
    return {"MORE", "FEWER", "OUTCOME", "EVERY_YEAR"}


def _most(profile: Profile | None) -> int:
    """The greatest weight that anything counted has; 1 where all count alike."""
    return max(profile.weights.values(), default=1) if profile is not None else 1


def _all_changed(said: Statement, scope: Scope, changes: Changes) -> set[str] | None:
    """That of each of whom it says that something is done to him, something is done."""
    if said.has("KEPT", "ALIKE") or not said.has(*DONE):
        return set()
    parties = {p.either.party for p in scope.pairs if p.changed}
    if any(party != "any" and party not in parties for party in said.parties):
        return None
    if said.labels and any(not p.changed for p in scope.pairs):
        return None
    return {"ALL"} if all(p.changed for p in scope.pairs) or not said.has("ALL") else None


_CHECKS: Final[tuple[Check, ...]] = (
    _kept,
    figures,
    weights,
    one_kind_only,
    outcomes,
    cycles,
    _bands,
    _alike,
    _nothing_else,
    _more,
    _all_changed,
)
