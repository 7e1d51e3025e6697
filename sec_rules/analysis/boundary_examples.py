"""Worked examples at the boundaries of a ruleset: Users just below each figure, at it, and just above it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final, Literal

from attrs import frozen

from sec_rules.analysis.programmes import ProgrammePair, Programmes
from sec_rules.engine.decision_tree import Witness
from sec_rules.engine.english.regions import bound_in_words, case
from sec_rules.engine.linking import Ruleset
from sec_rules.lang import Count, is_number, years_among
from sec_rules.lang.formulas import Bound, atoms

Place = Literal["below", "at", "above"]
_PLACES: Final[tuple[tuple[Place, int], ...]] = (("below", -1), ("at", 0), ("above", 1))
# Where along a boundary of two counts an example lies between the axes.
_PART_WAY: Final = (3, 5)


def figure(at_least: int) -> int:
    """The figure by which "at least" is spoken of: the rounder of the last below it and the first at it."""
    below = at_least - 1
    return below if _zeros(below) > _zeros(at_least) else at_least


def _zeros(number: int) -> int:
    digits = str(abs(number))
    return len(digits) - len(digits.rstrip("0")) if number else len(digits) + 99


@frozen(kw_only=True)
class Example:
    """One User at a boundary: where, the sum worked out, and the pair, which says what falls due now and then."""

    place: Place
    facts: Witness
    who: str
    sum: str
    pair: ProgrammePair


@frozen(kw_only=True)
class Spot:
    """A place on a boundary with its examples below, at and above; `says` is the boundary in words."""

    number: int
    says: str
    examples: tuple[Example, ...]


def spots(found: Programmes, rulesets: Iterable[Ruleset], clauses: Collection[str]) -> tuple[Spot, ...]:
    """Examples at every boundary of the clauses named, in any of the rulesets; no User twice as the middle of a
    spot.
    """
    given: dict[tuple[tuple[str, bool | int], ...], tuple[Bound, Witness, Count]] = {}
    for bound, base in _bounds(found, rulesets, clauses):
        for facts, count in _at(bound, base):
            given.setdefault(tuple(facts.items()), (bound, facts, count))
    return tuple(
        Spot(number=number, says=bound_in_words(bound), examples=tuple(_examples(found, bound, facts, count)))
        for number, (bound, facts, count) in enumerate(given.values(), 1)
    )


def _bounds(
    found: Programmes, rulesets: Iterable[Ruleset], clauses: Collection[str]
) -> Iterator[tuple[Bound, Witness]]:
    """The boundaries, those of the most counts first, each with the smallest User of whom its clause speaks."""
    bounds: dict[Bound, Witness] = {}
    for ruleset in rulesets:
        for rule in ruleset.rules:
            if rule.clause in clauses:
                for atom in (a for branch in rule.branches for a in atoms(branch.when)):
                    if isinstance(atom, Bound) and all(is_number(count) for count, _ in atom.terms):
                        base = found.solver.smallest(rule.applies)
                        if base is not None:
                            bounds.setdefault(atom, base)
    yield from sorted(bounds.items(), key=lambda b: -len(b[0].terms))


def _at(bound: Bound, base: Witness) -> Iterator[tuple[Witness, Count]]:
    """Users at the figure: all of one count, for each; and of two counts, some of both."""
    said = figure(bound.at_least)
    nothing = base | {count.name: count.at_least for count, _ in bound.terms}
    for count, weight in bound.terms:
        if weight > 0 and said % weight == 0 and count.at_least <= said // weight <= count.at_most:
            yield nothing | {count.name: said // weight}, count
    plain = [(c, w) for c, w in bound.terms if w > 0]
    if len(plain) > 1 and len(plain) == len(bound.terms):
        (first, one), (second, two) = sorted(plain[:2], key=lambda term: term[1])
        some = said // two * _PART_WAY[0] // _PART_WAY[1]
        if some and (said - two * some) % one == 0:
            yield nothing | {first.name: (said - two * some) // one, second.name: some}, second


def _examples(found: Programmes, bound: Bound, facts: Witness, count: Count) -> Iterator[Example]:
    years = years_among(found.solver.facts)
    for place, step in _PLACES:
        here = facts | {count.name: int(facts[count.name]) + step}
        pair = found.of(here)
        if pair is not None and count.at_least <= int(here[count.name]) <= count.at_most:
            without_year = {name: value for name, value in here.items() if years is None or name != years.name}
            yield Example(
                place=place,
                facts=here,
                who=case(without_year, among=(*found.solver.facts, *(count for count, _ in bound.terms))),
                sum=worked_out(bound, here),
                pair=pair,
            )


def worked_out(bound: Bound, facts: Mapping[str, bool | int]) -> str:
    """The weighted counts of a boundary added up, with the total; one count alone as it is."""
    parts: list[str] = []
    for count, weight in sorted(bound.terms, key=lambda term: abs(term[1])):
        value = f"{facts[count.name]:,}" if abs(weight) == 1 else f"{abs(weight):,} {_TIMES} {facts[count.name]:,}"
        sign = _MINUS if weight < 0 else "+" if parts else ""
        parts.append(f"{sign} {value}".strip())
    total = sum(weight * int(facts[count.name]) for count, weight in bound.terms)
    alone = len(parts) == 1 and abs(bound.terms[0][1]) == 1
    return parts[0] if alone else f"{' '.join(parts)} = {total:,}"


_TIMES: Final = "\u00d7"
_MINUS: Final = "\u2212"
