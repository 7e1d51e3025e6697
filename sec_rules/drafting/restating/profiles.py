"""What a clause that answers says, in the few figures that a note speaks of: whom, between which numbers, what, when.

A clause of any other shape has no profile, and nothing that is said of it is held against it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

from attrs import frozen

from sec_rules.lang import (
    ALWAYS,
    DAY,
    NEVER,
    Amount,
    Answers,
    Both,
    Comparison,
    Condition,
    Count,
    Figure,
    Limb,
    Not,
    Outcome,
    Relation,
    Repeats,
    Rule,
    Sum,
    Times,
    YesNo,
)

_MOST: Final = 1_000_000_000


@frozen
class Profile:
    """A clause: the facts that say whom it is about, the numbers it holds between, and the outcomes of one cycle.

    `above` and `at_most` are None where it has no such bound; `weights` are what each thing counted counts for, by its
    name. A `cycle` of one is an outcome of every year.
    """

    label: str
    party: str
    above: int | None
    at_most: int | None
    weights: Mapping[str, int]
    cycle: tuple[str, ...]
    heaviness: tuple[int, ...]

    @cached_property
    def bounds(self) -> frozenset[int]:
        """The numbers it names as bounds."""
        return frozenset(n for n in (self.above, self.at_most) if n is not None)

    @property
    def same(self) -> object:
        """All that it says, its label apart."""
        return self.party, self.above, self.at_most, tuple(sorted(self.weights.items())), self.cycle

    def holds(self, other: Profile) -> bool:
        """Whether all those of another profile are among its own, as far as the bounds say."""
        low, high = (_low(p) for p in (self, other)), (_high(p) for p in (self, other))
        own_low, its_low = low
        own_high, its_high = high
        return self.party == other.party and own_low <= its_low and its_high <= own_high

    def in_year(self, year: int) -> str:
        """The outcome of a year, counted from the first."""
        return self.cycle[(year - 1) % len(self.cycle)]

    def weighs(self, year: int) -> int:
        """How heavy the outcome of a year is."""
        return self.heaviness[(year - 1) % len(self.cycle)]


def _low(profile: Profile) -> int:
    return -1 if profile.above is None else profile.above


def _high(profile: Profile) -> int:
    return _MOST if profile.at_most is None else profile.at_most


def profile(label: str, rules: Sequence[Rule]) -> Profile | None:
    """The profile of a clause; None for one that says more than a profile holds."""
    if len(rules) != 1 or not isinstance(rules[0], Answers):
        return None
    rule = rules[0]
    if rule.unless != NEVER or rule.yields_to or rule.prevails_over or rule.stands_beside:
        return None
    cycle = _cycle(rule.limbs)
    whom = _whom(rule.applies)
    if not cycle or whom is None:
        return None
    names, weights = tuple(o.name for o in cycle), tuple(o.weight for o in cycle)
    return Profile(label, *whom, names, weights)


def _whom(applies: Condition) -> tuple[str, int | None, int | None, Mapping[str, int]] | None:
    parties: list[str] = []
    bounds: dict[str, int] = {}
    counted: list[Mapping[str, int]] = []
    for part in applies.conditions if isinstance(applies, Both) else (applies,):
        match part:
            case YesNo():
                parties.append(part.name)
            case Not(YesNo(name)):
                parties.append(f"not {name}")
            case Comparison(left, relation, Figure(value)):
                bound, weights = _bound(relation, value), _weights(left)
                if bound is None or weights is None or bound[0] in bounds:
                    return None
                bounds[bound[0]] = bound[1]
                counted.append(weights)
            case _:
                return None
    if any(weights != counted[0] for weights in counted):
        return None
    party = parties[0] if len(parties) == 1 else "neither" if all(p.startswith("not ") for p in parties) else ""
    return (party, bounds.get("above"), bounds.get("at most"), counted[0] if counted else {}) if party else None


def _bound(relation: Relation, value: int) -> tuple[str, int] | None:
    match relation:
        case Relation.EXCEEDS:
            return "above", value
        case Relation.AT_LEAST:
            return "above", value - 1
        case Relation.AT_MOST:
            return "at most", value
        case Relation.LESS_THAN:
            return "at most", value - 1
    return None


def _weights(amount: Amount) -> Mapping[str, int] | None:
    found: dict[str, int] = {}
    for part in amount.parts if isinstance(amount, Sum) else (amount,):
        match part:
            case Count(name) if part.unit != DAY:
                found[name] = found.get(name, 0) + 1
            case Times(Figure(value), Count(name)):
                found[name] = found.get(name, 0) + value
            case _:
                return None
    return found


def _cycle(limbs: Sequence[Limb]) -> tuple[Outcome, ...]:
    """The outcomes of one cycle, in order; () for limbs that make none."""
    if len(limbs) == 1 and limbs[0].when == ALWAYS and isinstance(limbs[0].outcome, Outcome):
        return (limbs[0].outcome,)
    if len(limbs) < 2:
        return ()
    *given, last = limbs
    outcomes = tuple(limb.outcome for limb in given if isinstance(limb.outcome, Outcome))
    in_order = all(_is_year(limb.when, year) for year, limb in enumerate(given, 1))
    repeats = last.outcome == Repeats(given[0].label, given[-1].label)
    goes_on = _is_year(last.when, len(given) + 1, Relation.AT_LEAST)
    return outcomes if len(outcomes) == len(given) and in_order and repeats and goes_on else ()


def _is_year(when: Condition, year: int, relation: Relation = Relation.EXACTLY) -> bool:
    return isinstance(when, Comparison) and when.relation is relation and when.right == Figure(year)


@frozen
class Pair:
    """What a clause says before and after a draft; for a new one what was said of those whom it is about."""

    before: Profile | None
    after: Profile | None
    added: bool = False

    @property
    def either(self) -> Profile:
        """What it says after the draft; what it said, where it is no more."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def label(self) -> str:
        """The label of the clause."""
        return self.either.label

    @property
    def changed(self) -> bool:
        """Whether it says something else than before."""
        if self.added or self.before is None or self.after is None:
            return True
        return self.before.same != self.after.same

    def years(self) -> range:
        """The years of so many as tell every difference."""
        lengths = [len(p.cycle) for p in (self.before, self.after) if p is not None]
        return range(1, max(12, *lengths) + 1)

    def moved(self) -> Iterator[tuple[str, int, int]]:
        """The bounds that have moved: which, from what, to what."""
        if self.before is not None and self.after is not None:
            for name in ("above", "at_most"):
                old, new = getattr(self.before, name), getattr(self.after, name)
                if old is not None and new is not None and old != new:
                    yield name, old, new


def pairs(before: Mapping[str, Profile], after: Mapping[str, Profile]) -> tuple[Pair, ...]:
    """The clauses before and after, each with what became of it."""
    found: list[Pair] = []
    for label, new in after.items():
        old = before.get(label)
        held = old or next((p for p in before.values() if p.holds(new)), None)
        found.append(Pair(held, new, added=old is None))
    found += [Pair(old, None) for label, old in before.items() if label not in after]
    return tuple(found)
