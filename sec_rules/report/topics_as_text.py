"""The pages of the documentation at a terminal: 80 columns, no marks of Markdown, tables that fit or are spelt out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from sec_rules.answers.topics import Topic
from sec_rules.report.layout import PLAIN, WIDTH, Ink, wrapped
from sec_rules.report.markdown import Block, Bullets, Heading, Inline, Paragraph, Table, Verbatim, blocks, inlines

# A column this wide leaves room for another beside it.
_NARROW: Final = 24


def listed(topics: Iterable[Topic], ink: Ink = PLAIN) -> str:
    """Every topic with what it tells, a line each."""
    known = tuple(topics)
    wide = max(len(topic.name) for topic in known)
    lines = (f"  {ink(topic.name, 'heading')}{' ' * (wide - len(topic.name))}  {topic.says}" for topic in known)
    return "\n".join(("sec-rules help TOPIC shows one of these pages:", "", *lines)) + "\n"


def shown(topic: Topic, ink: Ink = PLAIN) -> str:
    """A page as text."""
    return "\n\n".join("\n".join(_lines(block, ink)) for block in blocks(topic.text)) + "\n"


def _lines(block: Block, ink: Ink) -> Iterator[str]:
    match block:
        case Heading(level, text):
            yield ink(_said(text).upper() if level == 1 else _said(text), "heading")
        case Paragraph(text):
            yield wrapped(_said(text))
        case Bullets(items):
            yield from (wrapped(_said(item), "    ", "  - ") for item in items)
        case Verbatim(lines):
            yield from (ink(f"    {line}", "note") if line else "" for line in lines)
        case Table(head, rows):
            yield from _table(tuple(map(_said, head)), [tuple(map(_said, row)) for row in rows], ink)


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]], ink: Ink) -> Iterator[str]:
    """In columns where all fits in the width; else row by row, each cell under the name of its column."""
    widths = [max(len(row[i]) for row in (head, *rows)) for i in range(len(head))]
    if sum(widths) + 2 * len(widths) <= WIDTH:
        for row in (head, *rows):
            line = "  " + "  ".join(f"{cell:<{wide}}" for cell, wide in zip(row, widths, strict=True)).rstrip()
            yield ink(line, "heading") if row is head else line
        return
    if len(head) == 2 and widths[0] <= _NARROW:
        for first, cell in rows:
            yield wrapped(cell, " " * (widths[0] + 4), f"  {first:<{widths[0]}}  ")
        return
    for first, *others in rows:
        yield ink(wrapped(first, "    ", "  "), "heading")
        named = (
            cell if len(head) == 2 else f"{name}: {cell}" for name, cell in zip(head[1:], others, strict=True) if cell
        )
        yield wrapped("; ".join(named), "      ")


def _said(text: str) -> str:
    return "".join(map(_in_words, inlines(text)))


def _in_words(inline: Inline) -> str:
    """A run as text; a link to another page says how that is shown."""
    if inline.target.endswith(".md") and "/" not in inline.target:
        return f"{inline.text} (sec-rules help {inline.target.removesuffix('.md')})"
    return inline.text
