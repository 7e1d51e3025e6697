"""Text for a terminal: lines of 80 columns, and nothing in them that a terminal would obey or that nobody can see."""

from __future__ import annotations

import json
import re
import textwrap
import unicodedata
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from attrs import frozen

if TYPE_CHECKING:
    from sec_rules.review.findings import Finding

WIDTH: Final = 80
# The version of the shapes of JSON that answers have.
SCHEMA_VERSION: Final = 2
_COLOURS: Final = {"error": "31", "warning": "33", "note": "36", "heading": "1", "holds": "32"}
_COLOURED: Final = re.compile(rf"(\x1b\[(?:0|{'|'.join(_COLOURS.values())})m)")
# The end of a line as Windows writes it.
_LINE_END: Final = "\r\n"


@frozen
class Ink:
    """Whether text is coloured."""

    colour: bool = False

    def __call__(self, text: str, kind: str) -> str:
        return f"\x1b[{_COLOURS[kind]}m{visible(text)}\x1b[0m" if self.colour and kind in _COLOURS else text


PLAIN: Final = Ink()


def is_seen(character: str) -> bool:
    """Whether a character is a sign or a space, and not one that is obeyed or that nobody can see."""
    return character.isprintable() or character in "\n\t" or unicodedata.category(character) == "Zs"


def visible(text: str) -> str:
    """The text with the number of each character in its place that a terminal would obey or that nobody can see, as
    <U+001B>. The ends of lines and the spaces stay."""
    if text.isprintable():
        return text
    return _LINE_END.join(
        "".join(c if is_seen(c) else f"<U+{ord(c):04X}>" for c in part) for part in text.split(_LINE_END)
    )


def wrapped(text: str, indent: str = "", first: str | None = None) -> str:
    """A paragraph, visible, with its later lines indented; a word stays whole where a line can hold it."""
    return textwrap.fill(
        visible(text),
        WIDTH,
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_on_hyphens=False,
    )


def page(lines: Iterable[str], ink: Ink = PLAIN) -> str:
    """Lines as the text of a report, visible; colours stay where `ink` has put them."""
    text = "".join(f"{line}\n" for line in lines)
    if not ink.colour:
        return visible(text)
    return "".join(part if number % 2 else visible(part) for number, part in enumerate(_COLOURED.split(text)))


def json_object(data: Mapping[str, object]) -> str:
    """Data as one JSON object, the same bytes for the same data; characters that are not seen are escaped."""
    return _seen(json.dumps(data, ensure_ascii=False, indent=2))


def json_line(data: Mapping[str, object]) -> str:
    """Data as one JSON object in one line, otherwise as `json_object`."""
    return _seen(json.dumps(data, ensure_ascii=False))


def _seen(text: str) -> str:
    """JSON with a line's end, in which characters that are not seen are escaped."""
    return f"{text}\n" if text.isascii() else "".join(c if is_seen(c) else json.dumps(c)[1:-1] for c in text) + "\n"


def line_of(finding: Finding) -> int | None:
    """The line on which the provision of a finding begins; None for a document without lines."""
    match = re.fullmatch(r"line (\d+)", finding.place)
    return int(match[1]) if match else None
