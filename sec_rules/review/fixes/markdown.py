"""Fixes put into a text or Markdown draft: the same text with the words at fault replaced, and nothing else touched.

In a redline, words that the draft leaves as they were are changed under a mark of CriticMarkup, as a drafter would.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from attrs import frozen

from sec_rules.documents.document import Mark, View, ViewedParagraph
from sec_rules.documents.readers.markdown import LINK, NOTE, TAG
from sec_rules.drafting.draft import Draft
from sec_rules.review.findings import Finding
from sec_rules.span import Span, matched

_OUT: Final = re.compile(
    r"\{--.*?--\}|\{>>.*?<<\}|\{~~(?P<was>.*?)~>|\{\+\+|\+\+\}|~~\}|\{==|==\}|"
    r"<!--.*?-->|\A---[ \t]*\n(?:[A-Za-z_-]+:.*\n)*---[ "
    r"\t]*\n",
    re.DOTALL,
)
_LINE_MARKS: Final = re.compile(r"^[ \t]*(?:>[ \t]?)*(?:[-*+\u2022][ \t]+)?(?:#{1,6}[ \t]+)?", re.MULTILINE)
_PASSED_OVER: Final = frozenset("*_\\\x00 \t\n\r")


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
    edits: list[_Edit] = []
    left: list[tuple[Finding, str]] = []
    for finding in findings:
        if finding.fix is None or not (finding.fix.safe or unsafe):
            continue
        edit = _edit(draft, source, finding)
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


def _edit(draft: Draft, source: str, finding: Finding) -> _Edit | None:
    provision = draft.layout(finding.view).find(finding.clause)
    if provision is None or finding.view is not View.ACCEPTED or finding.fix is None:
        return None
    if finding.words_in(provision.text) != finding.snippet:
        return None
    for part in provision.sources:
        if part.start <= finding.start and finding.end <= part.end:
            first = part.offset + finding.start - part.start
            last = part.offset + finding.end - part.start
            places = _placed(source, part.paragraph)
            if places is None:
                return None
            start, end = places[first], places[last - 1] + 1
            if source[start:end] != finding.snippet:
                return None
            put = finding.fix.replacement
            return _Edit(start, end, _marked(draft, part.paragraph, first, finding.snippet, put), finding)
    return None


def _marked(draft: Draft, paragraph: ViewedParagraph, at: int, old: str, new: str) -> str:
    """The replacement; in words that a redline keeps, as a change that can be seen."""
    kept = any(at in s and s.mark is Mark.KEPT for s in paragraph.stretches)
    if not draft.document.is_redline or not kept:
        return new
    return f"{{~~{old}~>{new}~~}}" if new else f"{{--{old}--}}"


def _placed(source: str, paragraph: ViewedParagraph) -> list[int] | None:
    """Where in the source each character of a paragraph stands; None where it is not known to the letter."""
    line = re.fullmatch(r"line (\d+)", paragraph.place)
    if line is None:
        return None
    clean = source.replace("\r", "\x00")
    start = _start_of(source, int(line[1]))
    hidden = _hidden(clean)
    places: list[int] = []
    position = start
    for character in paragraph.text:
        while position < len(clean) and (hidden[position] or clean[position] != character):
            if not hidden[position] and clean[position] not in _PASSED_OVER:
                return None
            position += 1
        if position == len(clean):
            return None
        places.append(position)
        position += 1
    return places


def _start_of(source: str, line: int) -> int:
    """Where a line begins, its number counted as the reader counts: a carriage return alone ends a line too."""
    ends = [0, *(end.end() for end in re.finditer(r"\r\n?|\n", source))]
    return ends[line - 1]


def _hidden(source: str) -> bytearray:
    """For each character, whether it is no part of the accepted text: marks of change, what they delete, comments."""
    hidden = bytearray(len(source))
    for span in _passed_over(source):
        hidden[span.start : span.end] = b"\x01" * (span.end - span.start)
    return hidden


def _passed_over(source: str) -> Iterator[Span]:
    yield from (matched(m) for m in _OUT.finditer(source))
    yield from (matched(m) for form in (TAG, NOTE) for m in form.finditer(source))
    for link in LINK.finditer(source):
        yield from (Span(link.start(), link.start("shown")), Span(link.end("shown"), link.end()))
    yield from (matched(m) for m in _LINE_MARKS.finditer(source) if m.end() > m.start())
