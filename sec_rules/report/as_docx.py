"""The draft again, with a comment at each finding and fixes as tracked changes."""

from __future__ import annotations

from collections.abc import Iterator

from sec_rules.documents.word.annotation import Note, annotate
from sec_rules.documents.word.limits import DEFAULT, Limits
from sec_rules.report.layout import visible
from sec_rules.review.comments import Placed
from sec_rules.review.findings import Finding
from sec_rules.review.fixes.word import Fixed


def dumps(given: Placed, *, limits: Limits = DEFAULT) -> bytes:
    """The bytes of the Word file with comments, and with its fixes as tracked changes.

    Every finding, failed invariant and changed outcome becomes a comment on the words it speaks of, and the verdict one
    on the first words where not all was read. What an earlier
    run put in is replaced. Raises `DocumentError` for a file that cannot be read.
    """
    notes = [Note(places, _comment(finding, given.fixed)) for finding, places in given.findings]
    if given.verdict is not None:
        said, at = given.verdict
        notes.insert(0, Note(at, (visible(said),)))
    return annotate(given.data, given.document, notes, given.fixed.corrections, limits=limits)


def _comment(finding: Finding, fixed: Fixed) -> tuple[str, ...]:
    return tuple(visible(line) for line in _lines(finding, fixed))


def _lines(finding: Finding, fixed: Fixed) -> Iterator[str]:
    where = f"{finding.clause}: " if finding.clause else ""
    yield f"{finding.code} {finding.severity.value}. {where}{finding.message}"
    if finding.known:
        yield "The text in force has this too."
    if finding.accepted:
        yield f"Accepted by {finding.accepted_by}: {finding.accepted}"
    if finding.id in fixed.fixed:
        yield "Fixed as a tracked change."
    yield from (f"Not fixed: {r.why}." for r in fixed.refused if r.finding.id == finding.id)
