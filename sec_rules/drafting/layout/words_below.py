"""Words in quotation marks that stand below the instruction which gives them, put together with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from attrs import evolve

from sec_rules.documents.document import ViewedParagraph
from sec_rules.drafting.layout.front_matter import put_together
from sec_rules.drafting.layout.instructions import Act, Edit, Placing, Scope, instruction
from sec_rules.drafting.layout.labels import CLAUSE_HEAD
from sec_rules.lang.citations import Range

OPENING: Final = re.compile(r"\s*[\"\u201c\u2018\[]\s*(?=\S)")
CLOSING: Final = re.compile(r"[\"\u201d]\s*[.;,]?\s*$")
_PROMISES: Final = re.compile(r"[:\u2014\u2013-]\s*$")
# No instruction gives words in more lines than these.
_MOST_BELOW: Final = 12
_ANYWHERE: Final = Scope((Range("A1.1", "A1.1"),))


def with_words_below(lines: Sequence[ViewedParagraph]) -> Iterator[ViewedParagraph]:
    """The lines, an instruction put together with the words in quotation marks below it that it lacks.

    "For the words from "it shall be" to the end substitute:" says nothing that could be done without them.
    """
    at = 0
    while at < len(lines):
        end = _end_of_words(lines, at + 1) if _PROMISES.search(lines[at].text) else at + 1
        joined = put_together(*_with_breaks(lines[at:end])) if end > at + 1 else lines[at]
        if end > at + 1 and not _lacked(lines[at].text, joined.text):
            end, joined = at + 1, lines[at]
        yield joined
        at = end


def _end_of_words(lines: Sequence[ViewedParagraph], start: int) -> int:
    """Behind which line words in quotation marks end that begin with a line; that line where they do not."""
    given = ""
    for number, line in enumerate(lines[start : start + _MOST_BELOW], start):
        given += line.text
        if not OPENING.match(given) or line.number is not None or line.cell is not None:
            return start
        if CLOSING.search(line.text) and (given.count('"') % 2 == 0) and given.count("\u201c") <= given.count("\u201d"):
            return number + 1
    return start


def _with_breaks(lines: Sequence[ViewedParagraph]) -> Iterator[str | ViewedParagraph]:
    for number, line in enumerate(lines):
        yield from ("\n", line) if number else (line,)


def _lacked(alone: str, joined: str) -> bool:
    """Whether an instruction cannot be carried out alone, and changes words with those below it."""
    one, both = instruction(alone, _ANYWHERE), instruction(joined, _ANYWHERE)
    acts = both.acts if both is not None and both.understood else ()
    return (one is None or not one.understood) and any(map(_needs_words, acts))


def _needs_words(act: Act) -> bool:
    """Whether an act puts words in the place of others: those of a clause, or the "Not used" that stands for them."""
    return isinstance(act, Edit) or (isinstance(act, Placing) and bool(act.vacant))


def cut(paragraph: ViewedParagraph, start: int, end: int) -> ViewedParagraph:
    """Code points `start` to `end` of a paragraph, as a paragraph."""
    number = paragraph.number if start == 0 else None
    return evolve(paragraph.cut(start, end), number=number)


def without_quotes(paragraph: ViewedParagraph, *, below: bool, left_open: bool = False) -> ViewedParagraph:
    """New text without the quotation marks that an instruction above it puts round it.

    `left_open` is true where a straight mark was opened in a paragraph above and not closed.
    """
    text = paragraph.text
    start, end = 0, len(text)
    opening = OPENING.match(text)
    if opening is not None and (below or CLAUSE_HEAD.match(text[opening.end() :])):
        start = opening.end()
    closing = CLOSING.search(text)
    # A straight mark does not tell which way it goes: with one open, the last of an odd number closes it.
    closes = (left_open or text[:start].strip() == '"') and text.count('"', start) % 2 == 1
    if closing is not None and (closes or text.count("\u201c", start) < text.count("\u201d", start)):
        end = closing.start()
    return paragraph if (start, end) == (0, len(text)) else cut(paragraph, start, end)
