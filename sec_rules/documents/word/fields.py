"""Fields of a Word document: what their code says, and which of them show something that is no result."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from attrs import define, field, frozen

from sec_rules._patterns import compiled
from sec_rules.documents.word.elements import attribute, children, first, kind, number, path

_REFERENCE: Final = compiled(r"^\s*(?:REF|PAGEREF|NOTEREF)\s+\"?([^\s\"\\]+)\"?(.*)$", re.IGNORECASE | re.DOTALL)
_MARKS: Final = compiled(r"^\s*(?:SET|ASK)\s+\"?([^\s\"\\]+)", re.IGNORECASE)
LIST_NUMBER: Final = re.compile(r"^\s*LISTNUM\b\s*(\"[^\"]*\"|[^\s\\]*)(.*)$", re.IGNORECASE | re.DOTALL)
UNKNOWN_SIGN: Final = "\ufffd"
# Fields that show what their code says, without a result.
SHOWS_CODE: Final = re.compile(
    r"^\s*(EQ|SYMBOL|MACROBUTTON\s+\S+|GOTOBUTTON\s+\S+|AUTONUM\w*|(?:DISPLAY)?BARCODE)\b\s*(.*)$", re.I | re.S
)


@frozen
class Field:
    """A field that refers to a bookmark: the pieces `start` to `end` (exclusive) of a paragraph are its result."""

    paragraph: int
    start: int
    end: int
    code: str


@frozen
class InlineNumber:
    """A number inside a paragraph that a field counts: its place is that of two empty pieces, to be filled.

    The second is for the number after the changes, where it is another one than before.
    `list` is the name of a list, "" for the one of the paragraph; `level` is from 1, None for the next deeper one.
    """

    paragraph: int
    piece: int
    list: str
    level: int | None
    start: int | None


def inline_number(code: re.Match[str], paragraph: int, piece: int) -> InlineNumber:
    """The number that the code of such a field asks for."""
    level, start = (re.search(rf"\\{letter}\s*(\d{{1,6}})", code[2]) for letter in "ls")
    named = code[1].strip().strip('"')
    return InlineNumber(paragraph, piece, named, int(level[1]) if level else None, int(start[1]) if start else None)


@define
class Open:
    """A complex field that has begun: its code so far, and where its result begins, None before it does."""

    element: int
    code: str = ""
    result: int | None = None
    chosen: str = ""

    @property
    def lists_contents(self) -> bool:
        """Whether its result is a list of what the document contains."""
        return self.code.strip().upper().startswith(("TOC", "INDEX", "TOA"))


@define
class OpenFields:
    """The complex fields that are open at a place of a text, the outermost first."""

    fields: list[Open] = field(factory=list)

    @property
    def hide(self) -> bool:
        """Whether the code of one goes on, which nobody sees."""
        return any(o.result is None for o in self.fields)

    @property
    def list_contents(self) -> bool:
        """Whether what is shown stands in a list of what the document contains."""
        return any(o.lists_contents for o in self.fields)

    def next_paragraph(self) -> None:
        """A code ends with its paragraph; a result goes on in the next, from its beginning."""
        self.fields = [o for o in self.fields if o.result is not None]
        for each in self.fields:
            each.result = 0

    def follow(self, element: Element) -> bool:
        """Follows the fields in what no reader knows, as a page does: whether what the element shows is seen."""
        what = attribute(element, "fldCharType") if kind(element) == "fldChar" else ""
        if what == "begin":
            self.fields.append(Open(-1))
        elif what == "separate" and self.fields:
            self.fields[-1].result = 0
        elif what == "end" and self.fields:
            self.fields.pop()
        elif kind(element) == "p":
            self.fields = [o for o in self.fields if o.result is not None]
        return not self.hide


def refers_to(code: str) -> tuple[str, str]:
    """The bookmark that the code of a field leads to, and the letters of its switches for what is shown."""
    match = _REFERENCE.match(code)
    if match is None:
        return "", ""
    return match[1], "".join(re.findall(r"\\([rnwp])\b", match[2].casefold()))


def symbol(code: str) -> str:
    """The sign of a code in hexadecimal; that of an unknown sign where it is none."""
    try:
        value = int(code, 16)
    except ValueError:
        return UNKNOWN_SIGN
    # Symbol fonts keep their signs in a private area, as does a text that cannot be encoded.
    return chr(value) if 0x20 <= value < 0xD800 or 0xE000 <= value <= 0x10FFFF else UNKNOWN_SIGN


def chosen(element: Element) -> str:
    """What is chosen of the list of a form field."""
    choices = path(element, "ffData", "ddList")
    entries = children(choices, "listEntry")
    at = number(first(choices, "result")) or number(first(choices, "default")) or 0
    return attribute(entries[at], "val") if 0 <= at < len(entries) else ""


def bookmarks_of(code: str) -> Iterator[str]:
    """The bookmark to whose name the code of a field gives words, if it gives any."""
    match = _MARKS.match(code)
    if match is not None:
        yield match[1].casefold()


def is_reference(code: str) -> bool:
    """Whether the code of a field refers to a bookmark."""
    return _REFERENCE.match(code) is not None
