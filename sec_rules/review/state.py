"""What may be said of a draft that was checked: its state, and what was read of it."""

from __future__ import annotations

from collections.abc import Iterable

from sec_rules.analysis.invariants import FIRST, Verdict
from sec_rules.analysis.invariants.verdicts import State
from sec_rules.drafting.draft import Draft, ShownClause
from sec_rules.engine.code import bears
from sec_rules.lang import Question
from sec_rules.review.findings import Finding, Severity


def apart(verdicts: Iterable[Verdict]) -> tuple[tuple[Verdict, ...], tuple[Verdict, ...]]:
    """The verdicts on the first three invariants, and on those that somebody adopted."""
    names = {invariant.name for invariant in FIRST}
    given = tuple(verdicts)
    return tuple(v for v in given if v.invariant in names), tuple(v for v in given if v.invariant not in names)


def state_of(draft: Draft, question: Question, verdicts: Iterable[Verdict], findings: Iterable[Finding]) -> State:
    """The state of a check; the gravest that holds."""
    failing = any(v.holds is False for v in verdicts)
    if failing or any(f.severity is Severity.ERROR and not f.known for f in findings):
        return "fault"
    read = read_of(draft, question)
    return "not-all-read" if read == "proved" and any(v.holds is None for v in verdicts) else read


def read_of(draft: Draft, question: Question) -> State:
    """What was read of a draft: nothing that decides the question, not all that may bear on it, or all."""
    if not any(_decides(s, question) for s in draft.shown):
        return "nothing-read"
    return "not-all-read" if draft.open else "proved"


def _decides(shown: ShownClause, question: Question) -> bool:
    """Whether a clause that was read, or that is deleted, is one by which the question is decided."""
    read = shown.after or shown.before
    return not shown.outside and read is not None and any(bears(rule, question) for rule in read.rules)
