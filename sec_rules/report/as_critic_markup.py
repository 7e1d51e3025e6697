"""The clauses of a draft as Markdown, what it changes in CriticMarkup."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sec_rules.documents.document import Mark
from sec_rules.report.layout import visible
from sec_rules.review.text.redline import Line, Redline, Run

_SIGNS: Final = {Mark.INSERTED: "++", Mark.DELETED: "--"}


def dumps(clauses: Iterable[Redline]) -> str:
    """The clauses, a paragraph a line of them; characters that are not seen are shown by their number."""
    paragraphs = (_marked(line) for clause in clauses for line in clause.marked)
    return visible("\n\n".join(p for p in paragraphs if p.strip()) + "\n")


def _marked(line: Line) -> str:
    if line.mark is not Mark.KEPT:
        sign = _SIGNS.get(line.mark, "--")
        words = f"{line.step} {''.join(r.text for r in line.runs)}".strip()
        return f"{{{sign}{words}{sign}}}"
    moved = (Run(line.stood, Mark.DELETED), Run(line.step, Mark.INSERTED))
    label = in_critic_markup(moved) if line.stood else line.step
    return f"{label} {in_critic_markup(line.runs)}".strip()


def in_critic_markup(runs: Iterable[Run]) -> str:
    """Words with their marks."""
    return "".join(
        f"{{{_SIGNS[r.mark]}{r.text}{_SIGNS[r.mark]}}}" if r.mark in _SIGNS else r.text for r in runs if r.text
    )
