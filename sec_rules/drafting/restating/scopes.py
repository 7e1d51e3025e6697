"""Of which clauses a part of a note speaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from sec_rules.drafting.restating.changes import Changes
from sec_rules.drafting.restating.profiles import Pair
from sec_rules.drafting.restating.statements import Statement
from sec_rules.lang.citations import order


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
    labels = {*said.labels, *_within(said, changes)}
    if said.labels:
        pairs = tuple(pair for pair in changes.pairs if pair.label in labels)
        if not labels <= {pair.label for pair in pairs}:
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
        several = len(set(said.parties)) > 1 and "any" not in said.parties
        pairs = tuple(p for p in pairs if _is_of_sizes(p, said.sizes) or (several and not p.either.bounds))
    if said.bounds:
        pairs = tuple(p for p in pairs if _is_bounded(p, said))
    found = {pair.either.party for pair in pairs}
    wanted = {pair.either.party for pair in wide} if "any" in said.parties else set(said.parties)
    return Scope(pairs, named or bool(before and before.named), wide) if pairs and wanted <= found else None


def _within(said: Statement, changes: Changes) -> Iterator[str]:
    """The clauses that answer between those by which a range is named."""
    for first, last in said.ranges:
        yield from (p.label for p in changes.pairs if order(first) <= order(p.label) <= order(last))


def _is_of_sizes(pair: Pair, sizes: Iterable[str]) -> bool:
    return any(is_of_size(pair, size) for size in sizes)


def is_of_size(pair: Pair, size: str) -> bool:
    """Whether a clause is about those of a size, by the bounds that it has."""
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
