"""The draft again, with a comment at each finding and fixes as tracked changes."""

from __future__ import annotations

from collections.abc import Iterator

from sec_rules.documents.word.annotation import Note, annotate
from sec_rules.documents.word.package import DEFAULT, Limits
from sec_rules.review.findings import Finding
from sec_rules.review.fixes.new_document import in_critic_markup as marked_up
from sec_rules.review.fixes.new_document import redrafted
from sec_rules.review.fixes.word import Fixed, fixes
from sec_rules.review.fixes.word_locations import places
from sec_rules.review.redline import redlines
from sec_rules.review.review import Checked

_NO_FIXES = Fixed((), (), frozenset())


def checked(
    result: Checked, data: bytes, *, fix: bool = False, unsafe: bool = False, limits: Limits = DEFAULT
) -> bytes:
    """The bytes of the draft, a .docx file, with comments; with `fix` also with its safe fixes as tracked changes.

    Every finding, failed invariant and changed outcome becomes a comment on the words it speaks of. What an earlier
    run put in is replaced. Raises `DocumentError` for a file that cannot be read.
    """
    draft = result.draft
    fixed = fixes(draft, result.findings, unsafe=unsafe) if fix or unsafe else _NO_FIXES
    notes = [Note(places(draft, finding), tuple(_lines(finding, fixed))) for finding in result.findings]
    return annotate(data, draft.document, notes, fixed.corrections, limits=limits)


def redlined(result: Checked) -> bytes:
    """A draft that is no Word file as one: its clauses with tracked changes from the base, and the comments."""
    data, shown = redrafted(result.draft)
    notes = [Note(places(shown, finding), tuple(_lines(finding, _NO_FIXES))) for finding in result.findings]
    return annotate(data, shown.document, notes)


def in_critic_markup(result: Checked) -> str:
    """The clauses of a draft as Markdown, what it changes in CriticMarkup."""
    return marked_up(redlines(result.draft).values())


def _lines(finding: Finding, fixed: Fixed) -> Iterator[str]:
    where = f"{finding.clause}: " if finding.clause else ""
    yield f"{finding.code} {finding.severity.value}. {where}{finding.message}"
    if finding.known:
        yield "The text in force has this too."
    if finding.accepted:
        yield f"Accepted: {finding.accepted}"
    if finding.id in fixed.mended:
        yield "Mended as a tracked change."
    yield from (f"Not mended: {r.why}." for r in fixed.refused if r.finding.id == finding.id)
