"""Fields of a Word document: what their code says, and which of them show something that is no result."""

from __future__ import annotations

import re
from typing import Final
from xml.etree.ElementTree import Element

from attrs import define, frozen

from sec_rules.documents.word.elements import attribute, children, first, number, path

_REFERENCE: Final = re.compile(r"^\s*(?:REF|PAGEREF|NOTEREF)\s+\"?([^\s\"\\]+)\"?(.*)$", re.IGNORECASE | re.DOTALL)
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


def is_reference(code: str) -> bool:
    """Whether the code of a field refers to a bookmark."""
    return _REFERENCE.match(code) is not None
