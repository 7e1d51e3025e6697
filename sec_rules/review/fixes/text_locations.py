"""Where words of a text or Markdown draft stand in its source: by character, and by lines and columns."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from attrs import frozen

from sec_rules.documents.document import View, ViewedParagraph
from sec_rules.documents.readers.markdown import LINK, NOTE, TAG, linked_by_name, names_of_addresses
from sec_rules.drafting.draft import Draft
from sec_rules.review.findings import Finding
from sec_rules.span import Span, matched

# A mark of change or the beginning of one, of a note or of a comment; up to what those in the table go on.
_MARK: Final = re.compile(r"\{--|\{>>|\{~~|<!--|\{\+\+|\+\+\}|~~\}|\{==|==\}")
_UP_TO: Final = {"{--": "--}", "{>>": "<<}", "{~~": "~>", "<!--": "-->"}
_FRONT: Final = re.compile(r"\A---[ \t]*\n(?:[A-Za-z_-]+:.*\n)*---[ \t]*\n")
_LINE_MARKS: Final = re.compile(r"^[ \t]*(?:>[ \t]?)*(?:[-*+\u2022][ \t]+)?(?:#{1,6}[ \t]+)?", re.MULTILINE)
_PASSED_OVER: Final = frozenset("*_\\\x00 \t\n\r")


_LINE: Final = re.compile(r"line (\d+)")


@frozen
class Region:
    """A stretch of a source, by lines and columns counted from 1 up to the column after it, and what stands in it."""

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


@frozen(eq=False)
class SourceText:
    """The source of a draft, which of its characters are no part of the accepted text, and where its lines begin."""

    text: str
    hidden: bytearray
    begins: Sequence[int]

    @classmethod
    def of(cls, source: str) -> SourceText:
        """The source; its lines are counted as the reader counts: a carriage return alone ends a line too."""
        begins = (0, *(end.end() for end in re.finditer(r"\r\n?|\n", source)))
        return cls(source, _hidden(source.replace("\r", "\x00")), begins)

    def placed(self, paragraph: ViewedParagraph) -> list[int] | None:
        """Where in the source each character of a paragraph stands; None where it is not known to the letter."""
        line = _LINE.fullmatch(paragraph.place)
        if line is None:
            return None
        places: list[int] = []
        position = self.begins[int(line[1]) - 1]
        for character in paragraph.text:
            while position < len(self.text) and (self.hidden[position] or self._sign(position) != character):
                if not self.hidden[position] and self._sign(position) not in _PASSED_OVER:
                    return None
                position += 1
            if position == len(self.text):
                return None
            places.append(position)
            position += 1
        return places

    def _sign(self, position: int) -> str:
        sign = self.text[position]
        return "\x00" if sign == "\r" else sign

    def region(self, span: Span) -> Region:
        """A span of the source by lines and columns."""
        (line, column), (end_line, end_column) = self._at(span.start), self._at(span.end)
        return Region(line, column, end_line, end_column, self.text[span.start : span.end])

    def _at(self, position: int) -> tuple[int, int]:
        line = bisect_right(self.begins, position)
        return line, position - self.begins[line - 1] + 1


def span_in_source(draft: Draft, source: SourceText, finding: Finding) -> tuple[Span, Span, ViewedParagraph] | None:
    """Where the words of a finding stand in the source, and of which span of which paragraph they are; None where that
    is not known to the letter, or they stand in no paragraph of the file.
    """
    provision = draft.layout(finding.view).find(finding.clause)
    if provision is None or finding.view is not View.ACCEPTED or finding.start >= finding.end:
        return None
    for part in provision.sources:
        if part.start <= finding.start and finding.end <= part.end:
            places = source.placed(part.paragraph)
            if places is None:
                return None
            within = Span(part.offset + finding.start - part.start, part.offset + finding.end - part.start)
            return Span(places[within.start], places[within.end - 1] + 1), within, part.paragraph
    return None


def regions(draft: Draft, source: str, findings: Sequence[Finding]) -> Mapping[str, Region]:
    """The region of each finding, by its id: that of its words, else its line; none where neither is known."""
    text = SourceText.of(source)
    found: dict[str, Region] = {}
    for finding in findings:
        line = _LINE.fullmatch(finding.place)
        if (placed := span_in_source(draft, text, finding)) is not None:
            found[finding.id] = text.region(placed[0])
        elif line is not None and int(line[1]) <= len(text.begins):
            found[finding.id] = text.region(_on_line(text, int(line[1]), finding.snippet))
    return found


def _on_line(source: SourceText, number: int, words: str) -> Span:
    """The words on a line, where they stand there once; else the line."""
    start = source.begins[number - 1]
    end = source.begins[number] if number < len(source.begins) else len(source.text)
    text = source.text[start:end].rstrip("\r\n")
    if words and text.count(words) == 1:
        return Span(start + text.index(words), start + text.index(words) + len(words))
    return Span(start, start + len(text))


def _hidden(source: str) -> bytearray:
    """For each character, whether it is no part of the accepted text: marks of change, what they delete, comments."""
    hidden = bytearray(len(source))
    for span in _passed_over(source):
        hidden[span.start : span.end] = b"\x01" * (span.end - span.start)
    return hidden


def _passed_over(source: str) -> Iterator[Span]:
    yield from _marks(source)
    yield from (matched(m) for form in (_FRONT, TAG, NOTE) for m in form.finditer(source))
    for link in (*LINK.finditer(source), *linked_by_name(source, names_of_addresses(source))):
        yield from (Span(link.start(), link.start("shown")), Span(link.end("shown"), link.end()))
    yield from (matched(m) for m in _LINE_MARKS.finditer(source) if m.end() > m.start())


def _marks(source: str) -> Iterator[Span]:
    """The marks of change with what they delete, and comments. What nothing closes is not looked for a second time."""
    position = 0
    unclosed: set[str] = set()
    while (found := _MARK.search(source, position)) is not None:
        opening, end = found.group(), found.end()
        position = found.start() + 1
        closing = _UP_TO.get(opening, "")
        if opening in unclosed:
            continue
        closed = source.find(closing, end)
        if closed < 0:
            unclosed.add(opening)
            continue
        position = closed + len(closing)
        yield Span(found.start(), position)
