"""What of the clauses that decide an answer is recollected and not confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sec_rules.lang import Mark
from sec_rules.lang.citations import clause_of

if TYPE_CHECKING:
    from sec_rules.engine.answer import Answer
    from sec_rules.engine.code import Code


def recollected(code: Code, answer: Answer) -> tuple[tuple[str, str], ...]:
    """What of the deciding clauses is recollected and not confirmed: pairs of a clause and what."""
    labels = dict.fromkeys(clause_of(cited) for cited in answer.because)
    standing = {clause.label: version for clause, version in code.standing(answer.on) if clause.label in labels}
    return tuple(
        (label, e.supports)
        for label in labels
        if label in standing
        for e in standing[label].evidence
        if e.mark is Mark.RECOLLECTED
    )
