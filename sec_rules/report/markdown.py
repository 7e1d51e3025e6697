"""The Markdown that our own pages are written in, as blocks: headings, paragraphs, lists, tables, and what is verbatim.

It is not the reader of drafts: what it does not know stands as a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar, Final

from attrs import frozen

_COMMENT: Final = re.compile(r"^<!--.*-->$")
_HEADING: Final = re.compile(r"^(?P<level>#{1,6}) (?P<text>.+)$")
_BAR: Final = re.compile(r"(?<!\\)\|")
_RULE: Final = re.compile(r"^[|:\- ]+$")
_INLINE: Final = re.compile(r"`(?P<code>[^`]+)`|\*\*(?P<strong>.+?)\*\*|\[(?P<link>[^\[\]]+)\]\((?P<target>[^)\s]+)\)")


@frozen
class Heading:
    """A heading and its level: 1 for the title of the page."""

    kind: ClassVar[str] = "heading"
    level: int
    text: str


@frozen
class Paragraph:
    """Running text."""

    kind: ClassVar[str] = "paragraph"
    text: str


@frozen
class Bullets:
    """The items of a list."""

    kind: ClassVar[str] = "bullets"
    items: tuple[str, ...]


@frozen
class Table:
    """A table: its head, and its rows."""

    kind: ClassVar[str] = "table"
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@frozen
class Verbatim:
    """Lines that stand as they are: a command with what it prints, a file, a program."""

    kind: ClassVar[str] = "verbatim"
    lines: tuple[str, ...]


Block = Heading | Paragraph | Bullets | Table | Verbatim


@frozen
class Inline:
    """A run of words within a block: `kind` is plain, code, strong or link; a link has a target."""

    kind: str
    text: str
    target: str = ""


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a page; comments are left out."""
    return tuple(block for lines in _paragraphs(text) for block in _blocks(lines))


def _paragraphs(text: str) -> Iterator[list[str]]:
    """Lines that stand together; a fenced block is one of them, blank lines and all."""
    held: list[str] = []
    fenced = False
    for line in text.splitlines():
        if line.startswith("```"):
            if not fenced and held:
                yield held
                held = []
            held.append(line)
            fenced = not fenced
            if not fenced:
                yield held
                held = []
        elif fenced or (line.strip() and not _COMMENT.match(line)):
            held.append(line)
        elif held:
            yield held
            held = []
    if held:
        yield held


def _blocks(lines: list[str]) -> Iterator[Block]:
    first = lines[0]
    heading = _HEADING.match(first)
    if first.startswith("```"):
        yield Verbatim(tuple(lines[1:-1]))
    elif heading:
        yield Heading(len(heading["level"]), heading["text"])
        if lines[1:]:
            yield from _blocks(lines[1:])
    elif first.startswith("|"):
        head, *rows = (_cells(line) for line in lines if not _RULE.match(line))
        yield Table(head, tuple(rows))
    elif first.startswith("- "):
        yield Bullets(tuple(_items(lines)))
    else:
        yield Paragraph(" ".join(line.strip() for line in lines))


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip().replace("\\|", "|") for cell in _BAR.split(line.strip())[1:-1])


def _items(lines: Iterable[str]) -> Iterator[str]:
    item = ""
    for line in lines:
        if line.startswith("- ") and item:
            yield item
            item = ""
        item = f"{item} {line.removeprefix('- ').strip()}".strip()
    yield item


def inlines(text: str) -> Iterator[Inline]:
    """The runs of a text: what is code, strong or a link, and the words between."""
    done = 0
    for match in _INLINE.finditer(text):
        if match.start() > done:
            yield Inline("plain", text[done : match.start()])
        kind = match.lastgroup if match.lastgroup != "target" else "link"
        assert kind is not None
        yield Inline(kind, match[kind], match["target"] or "")
        done = match.end()
    if text[done:]:
        yield Inline("plain", text[done:])
