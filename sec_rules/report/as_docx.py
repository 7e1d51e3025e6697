"""The draft again, with a comment at each finding and fixes as tracked changes."""

from __future__ import annotations

from collections.abc import Iterator

from sec_rules.checking import Checked
from sec_rules.drafting.redline import redlines
from sec_rules.drafting.remarks import Remark
from sec_rules.drafting.word.anchoring import places
from sec_rules.drafting.word.annotating import Note, annotate
from sec_rules.drafting.word.fixes import Fixed, fixes
from sec_rules.drafting.word.making import in_critic_markup as marked_up
from sec_rules.drafting.word.package import DEFAULT, Limits
from sec_rules.drafting.word.redrafting import redrafted

_NO_FIXES = Fixed((), (), frozenset())


def checked(
    result: Checked, data: bytes, *, fix: bool = False, unsafe: bool = False, limits: Limits = DEFAULT
) -> bytes:
    """The bytes of the draft, a .docx file, with comments; with `fix` also with its safe fixes as tracked changes.

    Every finding, failed law and changed outcome becomes a comment on the words it speaks of. What an earlier run put
    in is replaced. Raises `DocumentError` for a file that cannot be read.
    """
    draft = result.draft
    fixed = fixes(draft, result.remarks, unsafe=unsafe) if fix or unsafe else _NO_FIXES
    notes = [Note(places(draft, remark), tuple(_lines(remark, fixed))) for remark in result.remarks]
    return annotate(data, draft.document, notes, fixed.corrections, limits=limits)


def redlined(result: Checked) -> bytes:
    """A draft that is no Word file as one: its clauses with tracked changes from the base, and the comments."""
    data, shown = redrafted(result.draft)
    notes = [Note(places(shown, remark), tuple(_lines(remark, _NO_FIXES))) for remark in result.remarks]
    return annotate(data, shown.document, notes)


def in_critic_markup(result: Checked) -> str:
    """The clauses of a draft as Markdown, what it changes in CriticMarkup."""
    return marked_up(redlines(result.draft).values())


def _lines(remark: Remark, fixed: Fixed) -> Iterator[str]:
    where = f"{remark.clause}: " if remark.clause else ""
    yield f"{remark.code} {remark.severity.value}. {where}{remark.message}"
    if remark.known:
        yield "The text in force has this too."
    if remark.accepted:
        yield f"Accepted: {remark.accepted}"
    if remark.id in fixed.mended:
        yield "Mended as a tracked change."
    yield from (f"Not mended: {r.why}." for r in fixed.refused if r.remark.id == remark.id)
