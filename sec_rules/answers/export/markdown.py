"""A ruleset as a decision table in Markdown: every case there is, with its provision and its smallest example."""

from __future__ import annotations

from collections.abc import Iterator

from sec_rules._version import __version__
from sec_rules.analysis.atlas import Atlas, Cell
from sec_rules.analysis.boundaries import facts_read
from sec_rules.answers.export.disclaimer import disclaimer
from sec_rules.answers.markdown_table import markdown_table
from sec_rules.answers.portfolio.columns import columns_of_branches
from sec_rules.engine.english.regions import case
from sec_rules.engine.linking import Ruleset
from sec_rules.engine.reference import holds


def to_markdown(atlas: Atlas) -> str:
    """The table, and under it the versions of the clauses and the doubts on them."""
    ruleset = atlas.ruleset
    lines = [
        f"# {ruleset.question.asks}",
        "",
        f"As on {ruleset.day}. {disclaimer(ruleset)} Made by sec-rules {__version__}.",
        "",
        markdown_table(
            ("For whom", _capital(ruleset.question.due), "By", "Smallest example"),
            (_row(cell, ruleset) for cell in atlas.cells),
        ),
        *_clauses(ruleset),
        *_doubts(ruleset),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _row(cell: Cell, ruleset: Ruleset) -> tuple[str, ...]:
    witness = cell.witness
    applying = [rule.clause for rule in ruleset.rules if not cell.answers and holds(rule.applies, witness)]
    answer = columns_of_branches(cell.answers, applying)
    outcome = answer.outcome.title if answer.outcome else f"not determined: {answer.row['undetermined']}"
    return _capital(cell.where), outcome, answer.row["because"] or "", case(witness, cell.literals, facts_read(ruleset))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _clauses(ruleset: Ruleset) -> Iterator[str]:
    yield "## The clauses"
    yield ""
    for rule in ruleset.rules:
        version = rule.version
        yield f"- {rule.clause}, in force from {version.in_force} by {version.brought_in_by}, {version.standing.value}:"
        yield from (f"  - {e.supports}: {e.source.title} ({e.mark.value})" for e in version.evidence)
    yield from (f"- {label} was not read: {why}" for label, why in ruleset.unread)


def _doubts(ruleset: Ruleset) -> Iterator[str]:
    if ruleset.doubts:
        yield from ("", "## Doubts", "")
        yield from (f"- {doubt.clause}: {doubt.doubt.unsure}" for doubt in ruleset.doubts)
