"""A law as a decision table in Markdown: every case there is, with its provision and its smallest example."""

from __future__ import annotations

from collections.abc import Iterator

from sec_rules import __version__
from sec_rules.atlas import Atlas, Cell
from sec_rules.backends.cells import told
from sec_rules.backends.prose import case
from sec_rules.backends.python import holds
from sec_rules.linking import Law


def to_markdown(atlas: Atlas) -> str:
    """The table, and under it the versions of the clauses and the doubts on them."""
    law = atlas.law
    lines = [
        f"# {law.question.asks}",
        "",
        f"As on {law.day}. A restatement of the Smart Energy Code, not the Code, and not advice. Made by sec-rules "
        f"{__version__}.",
        "",
        "| For whom | Assessment | By | Smallest example |",
        "|---|---|---|---|",
        *(_row(cell, law) for cell in atlas.cells),
        "",
        *_clauses(law),
        *_doubts(law),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _row(cell: Cell, law: Law) -> str:
    witness = cell.witness
    applying = [rule.clause for rule in law.rules if not cell.answers and holds(rule.applies, witness)]
    answer = told(cell.answers, applying)
    outcome = answer.outcome.title if answer.outcome else f"not determined: {answer.row['undetermined']}"
    parts = (_capital(cell.where), outcome, answer.row["because"] or "", case(witness, cell.literals))
    return "| " + " | ".join(part.replace("|", "\\|") for part in parts) + " |"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _clauses(law: Law) -> Iterator[str]:
    yield "## The clauses"
    yield ""
    for rule in law.rules:
        version = rule.version
        yield f"- {rule.clause}, in force from {version.in_force} by {version.brought_in_by}, {version.standing.value}:"
        yield from (f"  - {e.supports}: {e.source.title} ({e.mark.value})" for e in version.evidence)
    yield from (f"- {label} was not read: {why}" for label, why in law.unread)


def _doubts(law: Law) -> Iterator[str]:
    if law.doubts:
        yield from ("", "## Doubts", "")
        yield from (f"- {doubt.clause}: {doubt.doubt.unsure}" for doubt in law.doubts)
