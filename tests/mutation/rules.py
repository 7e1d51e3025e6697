"""Every single-edit mutant of every version of a clause."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from attrs import evolve, frozen

from sec_rules.engine.code import Code
from sec_rules.lang import (
    ALWAYS,
    NEVER,
    Amount,
    Answers,
    Clause,
    Count,
    Deems,
    Defines,
    Doubt,
    Limb,
    Outcome,
    Redirects,
    Repeats,
    Rule,
    Version,
)
from tests.mutation.edits import Slip, of_amount, of_condition

_DAY = timedelta(days=1)
# The kind of a slip in a doubt: no invariant and no words speak of doubts, so that only rows can notice it.
DOUBT = "doubt"


@frozen
class Mutant:
    """A clause with one slip in one of its versions (`of` is the day on which that begins), and what the slip is."""

    label: str
    of: date
    kind: str
    what: str
    clause: Clause

    @property
    def version(self) -> Version:
        """The version with the slip in it."""
        return next(v for v in self.clause.versions if abs(v.in_force - self.of) <= _DAY)

    def put_into(self, code: Code) -> Code:
        """The Code with this clause in the place of the one held."""
        return Code(tuple(self.clause if c.label == self.label else c for c in code.clauses))


def mutants_of(clause: Clause) -> tuple[Mutant, ...]:
    """Every mutant of a clause, newest version first."""
    found: list[Mutant] = []
    for number, version in enumerate(clause.versions):
        for slip, changed in _of_version(version):
            versions = (*clause.versions[:number], changed, *clause.versions[number + 1 :])
            if _in_order(versions):
                found.append(Mutant(clause.label, version.in_force, *slip, evolve(clause, versions=versions)))
    if clause.ceased is not None:
        for day in (clause.ceased - _DAY, clause.ceased + _DAY):
            slip = ("commencement", f"ends on {day} for {clause.ceased}")
            found.append(Mutant(clause.label, clause.versions[0].in_force, *slip, evolve(clause, ceased=day)))
    return tuple(found)


def _in_order(versions: tuple[Version, ...]) -> bool:
    days = [version.in_force for version in versions]
    return days == sorted(set(days), reverse=True)


def _of_version(version: Version) -> Iterator[tuple[Slip, Version]]:
    for day in (version.in_force - _DAY, version.in_force + _DAY):
        yield ("commencement", f"begins on {day} for {version.in_force}"), evolve(version, in_force=day)
    for number, rule in enumerate(version.rules):
        for slip, changed in _of_rule(rule):
            rules = (*version.rules[:number], changed, *version.rules[number + 1 :])
            yield slip, evolve(version, rules=rules)
    for number, doubt in enumerate(version.doubts):
        for what, others in _of_doubt(doubt):
            doubts = (*version.doubts[:number], *others, *version.doubts[number + 1 :])
            yield (DOUBT, f"doubt {number + 1}: {what}"), evolve(version, doubts=doubts)


def _of_doubt(doubt: Doubt) -> Iterator[tuple[str, tuple[Doubt, ...]]]:
    """A doubt with one slip in whom it is of or in its days, or none in its place."""
    yield "dropped", ()
    if doubt.when != ALWAYS:
        yield "of everybody", (evolve(doubt, when=ALWAYS),)
        for (_, what), when in of_condition(doubt.when):
            yield what, (evolve(doubt, when=when),)
    for step in (-_DAY, _DAY):
        if doubt.first_day is not None:
            day = doubt.first_day + step
            yield f"begins on {day} for {doubt.first_day}", (evolve(doubt, first_day=day),)
        if doubt.last_day is not None:
            day = doubt.last_day + step
            yield f"ends on {day} for {doubt.last_day}", (evolve(doubt, last_day=day),)


def _of_rule(rule: Rule) -> Iterator[tuple[Slip, Rule]]:
    match rule:
        case Answers():
            yield from _of_answers(rule)
        case Deems():
            yield from _of_deems(rule)
        case Defines():
            for slip, amount in of_amount(rule.amount):
                yield slip, evolve(rule, amount=amount)
        case Redirects(to):
            stem, _, _ = to.partition("(")
            for step in "abcd":
                if f"{stem}({step})" != to:
                    yield ("redirect", f"to {stem}({step}) for {to}"), evolve(rule, to=f"{stem}({step})")


def _of_answers(rule: Answers) -> Iterator[tuple[Slip, Rule]]:
    for slip, condition in of_condition(rule.applies):
        yield slip, evolve(rule, applies=condition)
    if rule.unless != NEVER:
        yield ("dropped exception", "the exception dropped"), evolve(rule, unless=NEVER)
        for slip, condition in of_condition(rule.unless):
            yield slip, evolve(rule, unless=condition)
    for label, kept in _without_each(rule.yields_to):
        yield ("dropped exception", f"yields to {label} dropped"), evolve(rule, yields_to=kept)
    for label, kept in _without_each(rule.prevails_over):
        yield ("dropped exception", f"prevails over {label} dropped"), evolve(rule, prevails_over=kept)
    for number in range(len(rule.limbs)):
        for slip, limbs in _of_limb(rule, number):
            yield slip, evolve(rule, limbs=limbs)


def _of_limb(rule: Answers, number: int) -> Iterator[tuple[Slip, tuple[Limb, ...]]]:
    limbs, limb = rule.limbs, rule.limbs[number]
    name = limb.label or "the clause"

    def put(changed: Limb) -> tuple[Limb, ...]:
        return (*limbs[:number], changed, *limbs[number + 1 :])

    if len(limbs) > 1:
        yield ("dropped limb", f"{name} dropped"), (*limbs[:number], *limbs[number + 1 :])
    if number + 1 < len(limbs) and limbs[number + 1].outcome != limb.outcome:
        after = limbs[number + 1]
        swapped = (evolve(limb, outcome=after.outcome), evolve(after, outcome=limb.outcome))
        if not isinstance(after.outcome, Repeats):
            yield ("limb order", f"the outcomes of {name} and {after.label} exchanged"), (
                *limbs[:number], *swapped, *limbs[number + 2 :],
            )  # fmt: skip
    for slip, when in of_condition(limb.when):
        yield (slip[0], f"in {name}, {slip[1]}"), put(evolve(limb, when=when))
    match limb.outcome:
        case Outcome():
            for outcome in rule.question.outcomes:
                if outcome != limb.outcome:
                    yield ("outcome", f"{outcome} for {limb.outcome} in {name}"), put(evolve(limb, outcome=outcome))
        case Repeats(first, last):
            labels = [other.label for other in limbs]
            start, end = labels.index(first), labels.index(last)
            for a, b in ((start + 1, end), (start, end - 1)):
                if a <= b:
                    other = Repeats(labels[a], labels[b])
                    change = f"{name} repeats {other.first} to {other.last}"
                    yield ("limb order", change), put(evolve(limb, outcome=other))


def _of_deems(rule: Deems) -> Iterator[tuple[Slip, Rule]]:
    for slip, includes in _of_parts(rule.includes):
        yield slip, evolve(rule, includes=includes)
    for slip, excludes in _of_parts(rule.excludes):
        yield slip, evolve(rule, excludes=excludes)
    yield ("include/exclude", "exclude for include"), evolve(rule, includes=rule.excludes, excludes=rule.includes)
    for label, kept in _without_each(rule.on):
        yield ("dropped condition", f"not for {label}"), evolve(rule, on=kept)
    for slip, count in of_amount(rule.count):
        if isinstance(count, Count):
            yield slip, evolve(rule, count=count)


def _of_parts(parts: tuple[Amount, ...]) -> Iterator[tuple[Slip, tuple[Amount, ...]]]:
    """Amounts that a deeming clause takes in or leaves out, with one slip among them."""
    for number, part in enumerate(parts):
        yield ("dropped condition", f"amount {number + 1} dropped"), (*parts[:number], *parts[number + 1 :])
        for slip, changed in of_amount(part):
            yield slip, (*parts[:number], changed, *parts[number + 1 :])


def _without_each(labels: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for label in labels:
        yield label, tuple(other for other in labels if other != label)
