"""What holds of a draft on the later days from which its own words say another number than before.

An invariant holds of a draft only if it does on each of those days; whom it affects is told of each of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

from attrs import evolve, frozen

from sec_rules.analysis.comparison import Change, changes_or_why
from sec_rules.analysis.invariants import Verdict, first_and_adopted
from sec_rules.drafting import sides
from sec_rules.drafting.draft import Draft
from sec_rules.engine.english.numerals import in_full
from sec_rules.lang import Question
from sec_rules.review.affected import affected

# Days, each with the verdicts on it.
Days = Sequence[tuple[date, Sequence[Verdict]]]


@frozen
class LaterDay:
    """A day from which a draft says other numbers, and what came of proof and comparison as of that day."""

    day: date
    verdicts: tuple[Verdict, ...]
    changes: tuple[Change, ...] | None


def on_later_days(draft: Draft, question: Question, adopted: Collection[str]) -> tuple[LaterDay, ...]:
    """What holds of a draft on each of the days from which it says other numbers."""
    return tuple(_on(day, read, question, adopted) for day, read in draft.later)


def _on(day: date, draft: Draft, question: Question, adopted: Collection[str]) -> LaterDay:
    old, new = sides.rulesets(draft, question)
    facts = sides.facts(draft, question)
    verdicts = first_and_adopted(draft.proposed, new, facts, adopted)
    changes, *_ = changes_or_why(old, new, facts)
    return LaterDay(day, verdicts, changes)


def on_every_day(verdicts: Iterable[Verdict], later: Days) -> tuple[Verdict, ...]:
    """The verdicts, each as it is of all the days: what fails on one of them fails, what is open on one is open."""
    return tuple(_on_every_day(verdict, later) for verdict in verdicts)


def _on_every_day(verdict: Verdict, later: Days) -> Verdict:
    told = {failure.message for failure in verdict.failures}
    of = (verdict.invariant, verdict.question)
    for day, verdicts in later:
        found = next(other for other in verdicts if (other.invariant, other.question) == of)
        new = tuple(f for f in found.failures if f.message not in told)
        told |= {failure.message for failure in new}
        since = tuple(evolve(f, message=f"From {in_full(day)}: {f.message}") for f in new)
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
            verdict = evolve(found, statement=f"From {in_full(day)}: {found.statement}")
    return verdict


def told_of_later(later: Sequence[LaterDay], question: Question) -> Iterator[str]:
    """Whom the draft affects on each of those days, in sentences."""
    for each in later:
        if each.changes is None:
            yield f"From {in_full(each.day)} it says other numbers; who is affected then was not worked out."
            continue
        failures = [f for v in each.verdicts if v.holds is False for f in v.failures]
        said = " ".join(affected(each.changes, question, failures))
        yield f"From {in_full(each.day)} it says other numbers. As of that day: {said}"
