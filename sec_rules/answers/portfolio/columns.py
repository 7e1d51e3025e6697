"""The columns that a portfolio gains: what each holds for one answer, or for an answer beside an earlier one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from attrs import frozen

from sec_rules.analysis.comparison import direction_of
from sec_rules.engine.answer import Answer
from sec_rules.engine.evaluation import why_none
from sec_rules.engine.linking import Branch
from sec_rules.lang import Outcome, Undetermined

Row = dict[str, str | None]

COLUMNS: Final = ("outcome", "because", "undetermined", "needs", "doubts")
WAS_COLUMNS: Final = ("was", "was_because", "was_doubts", "direction")


@frozen
class AnswerColumns:
    """An answer: its outcome, where one is settled, and its columns."""

    outcome: Outcome | None
    row: Row


def columns_of_branches(
    answers: tuple[Branch, ...], applying: Iterable[str], doubts: Iterable[tuple[str, str]] = ()
) -> AnswerColumns:
    """The columns where those branches answer; `applying` are the clauses that apply where none does."""
    because = dict.fromkeys(label for branch in answers for label in branch.cites)
    outcome = answers[0].outcome if len(answers) == 1 else None
    if isinstance(outcome, Outcome):
        return _columns(outcome, because, None, doubts)
    if isinstance(outcome, Undetermined):
        return _columns(None, because, outcome.why, doubts)
    return _columns(None, because, why_none(answers, applying), doubts)


def columns_of(answer: Answer) -> AnswerColumns:
    """The columns of an answer about one User."""
    return _columns(answer.outcome, answer.because, answer.undetermined, answer.doubts, answer.needs)


def _columns(
    outcome: Outcome | None,
    because: Iterable[str],
    undetermined: str | None,
    doubts: Iterable[tuple[str, str]],
    needs: Iterable[str] = (),
) -> AnswerColumns:
    row: Row = {
        "outcome": outcome.name if outcome else None,
        "because": ", ".join(because) or None,
        "undetermined": undetermined,
        "needs": ", ".join(needs) or None,
        "doubts": " ".join(f"{clause}: {unsure}" for clause, unsure in doubts) or None,
    }
    return AnswerColumns(outcome, row)


def beside(was: AnswerColumns, now: AnswerColumns) -> Row:
    """The columns of an answer with what it was before, and which way it goes."""
    changes = was.outcome != now.outcome
    return now.row | {
        "was": was.row["outcome"],
        "was_because": was.row["because"],
        "was_doubts": was.row["doubts"],
        "direction": direction_of(was.outcome, now.outcome) if changes else None,
    }
