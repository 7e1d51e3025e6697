"""A comparison in PDF as text with marks: what lines through and under the words say was taken out and put in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from attrs import frozen

from sec_rules.documents.document import Mark
from sec_rules.documents.pdf.marked_lines import Drawn, Line, Words
from sec_rules.documents.word.manual_redline import without_addresses

_SIGNS: Final = {Mark.INSERTED: ("{++", "++}"), Mark.DELETED: ("{--", "--}")}


@frozen
class Reading:
    """How the looks of a document's words are read: which mark struck and underlined words have, if any."""

    struck: bool
    underlined: bool
    only_coloured: bool

    @property
    def is_sure(self) -> bool:
        """Whether both kinds are there, so that the one is what went and the other what came."""
        return self.struck and self.underlined

    @property
    def says_something(self) -> bool:
        """Whether any words may be a change."""
        return self.struck or self.underlined

    def mark(self, words: Words, *, titled: bool) -> Mark:
        """What is said of words; `titled` where they are the whole of a line that looks like a heading."""
        if words.drawn is Drawn.STRUCK and self.struck:
            return Mark.DELETED
        if words.drawn is Drawn.UNDERLINED and self.underlined and not _is_an_address(words.text):
            put_in = words.coloured if self.only_coloured else not titled
            return Mark.INSERTED if put_in else Mark.KEPT
        return Mark.KEPT


def reading_of(pages: Sequence[Sequence[Line]]) -> Reading:
    """How the looks are read: struck words went; underlined words came where they have a colour.

    Where words are struck and no underlined word has a colour, underlined words outside headings came too.
    """
    lines = [line for page in pages for line in page]
    worded = [(line, words) for line in lines for words in line if without_addresses(words.text)]
    struck = any(words.drawn is Drawn.STRUCK for _, words in worded)
    under = [(line, words) for line, words in worded if words.drawn is Drawn.UNDERLINED]
    coloured = any(words.coloured for _, words in under)
    plain = struck and not coloured and any(not _titled(line) for line, _ in under)
    return Reading(struck, coloured or plain, coloured)


def _is_an_address(text: str) -> bool:
    return any(c.isalnum() for c in text) and not without_addresses(text)


def text_of(line: Line) -> str:
    """The words of a line, without marks."""
    return "".join(words.text for words in line)


def marked(line: Line, reading: Reading) -> str:
    """A line with its changes in CriticMarkup."""
    titled = _titled(line)
    out = ""
    for text, mark in _with_blanks([(words.text, reading.mark(words, titled=titled)) for words in line]):
        opening, closing = _SIGNS.get(mark, ("", ""))
        out += f"{opening}{text}{closing}"
    return out


def _with_blanks(pieces: list[tuple[str, Mark]]) -> Iterator[tuple[str, Mark]]:
    """The pieces of a line, those alike joined; a change at an end of the line has the blank beside it.

    So neither side is left with a blank before or after the break of the line.
    """
    joined: list[tuple[str, Mark]] = []
    for text, mark in pieces:
        if joined and joined[-1][1] is mark:
            joined[-1] = joined[-1][0] + text, mark
        elif text:
            joined.append((text, mark))
    if len(joined) > 1:
        (one, first), (two, second) = joined[:2]
        if first is not Mark.KEPT and second is Mark.KEPT and two.startswith(" "):
            joined[:2] = (one + " ", first), (two[1:], second)
        (one, first), (two, second) = joined[-2:]
        if second is not Mark.KEPT and first is Mark.KEPT and one.endswith(" "):
            joined[-2:] = (one[:-1], first), (" " + two, second)
    yield from ((text, mark) for text, mark in joined if text)


def _titled(line: Line) -> bool:
    """Whether a line is a heading by its look: all of it is underlined, and no sentence ends on it."""
    worded = [words for words in line if words.text.strip()]
    text = text_of(line).strip()
    return all(words.drawn is Drawn.UNDERLINED for words in worded) and len(text) < 80 and text[-1:] not in ".;,"
