"""The numbers of lines that a page prints in its margin, told from the words of its lines.

Drafts print them at every fifth line, or at each, for those who cite them; in what a page says they are no words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from attrs import frozen

_STEPS: Final = (1, 5)
# At the end of a line, and at its beginning.
_EDGES: Final = (
    re.compile(r"(?:^|(?<=[\s-]))(?P<number>\d{1,5})\s*$"),
    re.compile(r"^\s*(?P<number>\d{1,5})(?=\s+\S)"),
)
# So many numbers follow each other at least, and so large a part of those that would be there if every line counted.
_FEWEST: Final = 8
_SHARE: Final = 0.5
# So many numbers may be missing between two.
_FURTHEST: Final = 4
# So many lines more or less than counted may stand between two numbers: of a heading, or of a page's top.
_SLACK: Final = 3


@frozen
class _Numbered:
    """A line that has a number at its edge: its page and place there, how many lines of words stand before it."""

    page: int
    line: int
    before: int
    number: int
    start: int
    end: int


def without_line_numbers(pages: Sequence[Sequence[str]]) -> tuple[list[list[str]], list[str]]:
    """The lines of pages without the numbers of lines in their margins, and these numbers."""
    out = [list(page) for page in pages]
    taken: list[str] = []
    lines = sum(1 for page in pages for line in page if line.strip())
    for step in _STEPS:
        for edge in _EDGES:
            numbers = list(_in_a_row(_at_edge(out, edge), step))
            if len(numbers) < max(_FEWEST, _SHARE * lines / step):
                continue
            for found in numbers:
                line = out[found.page][found.line]
                taken.append(line[found.start : found.end])
                out[found.page][found.line] = line[: found.start] + line[found.end :]
            return out, taken
    return out, taken


def _at_edge(pages: Sequence[Sequence[str]], edge: re.Pattern[str]) -> Iterator[_Numbered]:
    before = 0
    for page, lines in enumerate(pages):
        for at, line in enumerate(lines):
            found = edge.search(line)
            if found is not None:
                yield _Numbered(page, at, before, int(found["number"]), found.start("number"), found.end("number"))
            before += bool(line.strip())


def _in_a_row(found: Iterable[_Numbered], step: int) -> Iterator[_Numbered]:
    """The numbers that count the lines: each by a step more than the one before it, or the first of a page.

    One that is not found, since it is printed into a word, breaks no row.
    """
    last: _Numbered | None = None
    for each in found:
        begins = each.number == step and (last is None or each.page != last.page)
        if begins or (last is not None and _goes_on(last, each, step)):
            yield each
            last = each


def _goes_on(last: _Numbered, each: _Numbered, step: int) -> bool:
    """Whether about as many lines stand between two numbers as one is more than the other."""
    more, lines = each.number - last.number, each.before - last.before
    if more <= 0 or more % step or more > _FURTHEST * step:
        return False
    slack = _SLACK if each.page != last.page else min(step - 1, _SLACK)
    return abs(lines - more) <= slack + (more > step)
