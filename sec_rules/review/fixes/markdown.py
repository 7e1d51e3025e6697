"""Fixes put into a text or Markdown draft: the same text with the words at fault replaced, and nothing else touched.

In a redline, words that the draft leaves as they were are changed under a mark of CriticMarkup, as a drafter would.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from sec_rules.documents.document import Document, Mark, ViewedParagraph
from sec_rules.drafting.draft import Draft
from sec_rules.review.findings import Finding, with_alike
from sec_rules.review.fixes.text_locations import SourceText, span_in_source
from sec_rules.span import Span


@frozen
class FixedText:
    """A draft's text with fixes in it: how many were made, and the findings whose fix was not, with the reason."""

    text: str
    made: int
    left: tuple[tuple[Finding, str], ...]


@frozen
class _Edit(Span):
    put: str
    finding: Finding


def fix_text(draft: Draft, source: str, findings: Iterable[Finding], *, unsafe: bool = False) -> FixedText:
    """The source of a text or Markdown draft with the fixes of the findings put in, the safe ones or all.

    A fix whose words cannot be found in the source to the letter, or that meets another, is left and said to be.
    """
    text = SourceText.of(source)
    edits: list[_Edit] = []
    left: list[tuple[Finding, str]] = []
    for finding in with_alike(findings):
        if finding.fix is None or not (finding.fix.safe or unsafe):
            continue
        edit = _edit(draft, text, finding)
        if edit is None:
            left.append((finding, "its words do not stand in the file as they are read"))
        elif any(edit.overlaps(other) for other in edits):
            left.append((finding, "it meets another fix"))
        else:
            edits.append(edit)
    parts: list[str] = []
    position = 0
    for edit in sorted(edits, key=lambda e: e.start):
        parts += (source[position : edit.start], edit.put)
        position = edit.end
    return FixedText("".join((*parts, source[position:])), len(edits), tuple(left))


def _edit(draft: Draft, source: SourceText, finding: Finding) -> _Edit | None:
    provision = draft.layout(finding.view).find(finding.clause)
    if provision is None or finding.fix is None or finding.words_in(provision.text) != finding.snippet:
        return None
    found = span_in_source(draft, source, finding)
    if found is None:
        return None
    span, within, paragraph = found
    if span.words_in(source.text) != finding.snippet:
        return None
    put = finding.fix.replacement
    return _Edit(span.start, span.end, _marked(draft.document, paragraph, within.start, finding.snippet, put), finding)


def replaced(document: Document, source: str, paragraph: ViewedParagraph, wanted: Span, put: str) -> str | None:
    """The source with words of a paragraph of the accepted view replaced; None where they do not stand in it so.

    Where there are no words, what is put in comes after the sign before the place, and is marked as that is.
    """
    places = SourceText.of(source).placed(paragraph)
    if not places or wanted.end > len(places):
        return None
    if wanted.start < wanted.end:
        start, end = places[wanted.start], places[wanted.end - 1] + 1
    else:
        start = end = places[wanted.start - 1] + 1 if wanted.start else places[0]
    old, beside = wanted.words_in(paragraph.text), wanted.start
    if source[start:end] != old:
        return None
    if not old:
        beside = max(0, wanted.start - 1)
    return f"{source[:start]}{_marked(document, paragraph, beside, old, put)}{source[end:]}"


def _marked(document: Document, paragraph: ViewedParagraph, at: int, old: str, new: str) -> str:
    """The replacement; in words that a redline keeps, as a change that can be seen."""
    kept = any(at in s and s.mark is Mark.KEPT for s in paragraph.stretches)
    if not document.is_redline or not kept:
        return new
    if not old:
        return f"{{++{new}++}}"
    return f"{{~~{old}~>{new}~~}}" if new else f"{{--{old}--}}"
