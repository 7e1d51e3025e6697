"""What holds of a draft on the later days from which its own words say another number than before.

An invariant holds of a draft only if it does on each of those days; whom it affects is told of each of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from attrs import evolve, frozen

from sec_rules.analysis.comparison import Change, changes_or_why
from sec_rules.analysis.invariants import Verdict, first_and_adopted
from sec_rules.documents.document import View
from sec_rules.drafting import sides
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.open_places import OpenPlace
from sec_rules.engine.english.numerals import in_full
from sec_rules.lang import Question
from sec_rules.lang.lists import joined
from sec_rules.review.affected import affected

# A draft that names more days is checked on the first of them, and what it says on the others is open.
MOST_DAYS: Final = 6


@frozen
class LaterDay:
    """A day from which a draft says another number, the draft as of that day, and what came of proof and comparison."""

    day: date
    draft: Draft
    verdicts: tuple[Verdict, ...]
    changes: tuple[Change, ...] | None


def days_after(draft: Draft) -> tuple[date, ...]:
    """The days after the one checked from which clauses of a draft say another number, in their order."""
    read = (shown.after for shown in draft.shown if shown.after is not None and not shown.outside)
    return tuple(sorted({day for each in read for day in each.turns if day > draft.on}))


def on_later_day(day: date, draft: Draft, question: Question, adopted: Collection[str]) -> LaterDay:
    """What holds of a draft that is held against the Code as of one of those days."""
    old, new = sides.rulesets(draft, question)
    facts = sides.facts(draft, question)
    verdicts = first_and_adopted(draft.proposed, new, facts, adopted)
    changes, *_ = changes_or_why(old, new, facts)
    return LaterDay(day, draft, verdicts, changes)


def on_every_day(verdicts: Iterable[Verdict], later: Sequence[LaterDay]) -> tuple[Verdict, ...]:
    """The verdicts, each as it is of all the days: what fails on one of them fails, what is open on one is open."""
    return tuple(_on_every_day(verdict, later) for verdict in verdicts)


def _on_every_day(verdict: Verdict, later: Sequence[LaterDay]) -> Verdict:
    told = {failure.message for failure in verdict.failures}
    for each in later:
        found = next(other for other in each.verdicts if other.invariant == verdict.invariant)
        new = tuple(f for f in found.failures if f.message not in told)
        told |= {failure.message for failure in new}
        since = tuple(evolve(f, message=f"From {in_full(each.day)}: {f.message}") for f in new)
        if since or (found.holds is False and verdict.holds is not False):
            verdict = evolve(
                verdict,
                holds=False,
                failures=(*verdict.failures, *since),
                clauses=tuple(dict.fromkeys((*verdict.clauses, *found.clauses))),
                witness=verdict.witness or found.witness,
                depends_on=(),
            )
        elif found.holds is None and verdict.holds:
            verdict = evolve(found, statement=f"From {in_full(each.day)}: {found.statement}")
    return verdict


def open_later(draft: Draft, later: Sequence[LaterDay], left: Sequence[date]) -> Iterator[OpenPlace]:
    """What is open on one of those days and not on the day checked, and the days that were not looked at."""
    known = {place.id for place in draft.open}
    for each in later:
        yield from (place for place in each.draft.open if place.id not in known)
        known |= {place.id for place in each.draft.open}
    if left:
        why = f"it says other numbers from {joined(map(in_full, left))}, days on which it was not checked"
        yield OpenPlace("sentence", "", "the draft", View.ACCEPTED, 0, 0, joined(map(in_full, left)), why)


def told_of_later(later: Sequence[LaterDay], question: Question) -> Iterator[str]:
    """Whom the draft affects on each of those days, in sentences."""
    for each in later:
        if each.changes is None:
            yield f"From {in_full(each.day)} it says other numbers; who is affected then was not worked out."
            continue
        failures = [f for v in each.verdicts if v.holds is False for f in v.failures]
        said = " ".join(affected(each.changes, question, failures))
        yield f"From {in_full(each.day)} it says other numbers. As of that day: {said}"
