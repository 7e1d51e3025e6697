"""Paragraphs of any text as lines: the number that each begins with, counted where the text leaves that to the page.

Markdown shows 1, 2, 3 for a list whose items are all typed "1.", and counts each list below an item by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from string import ascii_uppercase
from typing import Final

from attrs import evolve, frozen, mutable

from sec_rules.documents.document import ViewedParagraph
from sec_rules.drafting.layout.labels import head_of
from sec_rules.drafting.layout.titles import division_of
from sec_rules.lang.heads import Head, Kind, head, is_measured
from sec_rules.lang.steps import follows

# So often the first number stands again in a list before a text is taken to leave its counting to the page.
_OFTEN: Final = 2


@frozen
class Line:
    """A paragraph, the number it begins with, and the part of the text that it opens, where it does.

    One that `goes_on` is printed on one line with the heading before it.
    """

    paragraph: ViewedParagraph
    head: Head | None
    division: tuple[str, str] | None
    goes_on: bool = False

    @property
    def words(self) -> str:
        """The text behind the number."""
        return self.paragraph.text[self.head.end if self.head is not None else 0 :].strip()

    @property
    def in_list(self) -> bool:
        """Whether it begins as an item of a numbered list does in Markdown."""
        head = self.head
        if head is None or self.paragraph.heading or self.paragraph.cell is not None:
            return False
        return head.kind is Kind.NUMBER and head.form in (".", ")") and not head.computed

    @property
    def ends_lists(self) -> bool:
        """Whether all lists above it end with it: it stands at the margin, or is a heading."""
        return self.paragraph.indent == 0 or self.division is not None or self.paragraph.heading


@mutable
class _List:
    """A list that is open: how far to the right it stands, the number typed last in it, and the last as it counts."""

    indent: int
    typed: str
    number: int


def lines_of(paragraphs: Iterable[ViewedParagraph]) -> Iterator[Line]:
    """The paragraphs with their numbers; one on a line with the heading before it has none, whatever is computed."""
    run_in = False
    last: Head | None = None
    for paragraph in paragraphs:
        division = division_of(paragraph) if not run_in else None
        found = head_of(paragraph) or _next_to(last, paragraph) if division is None and not run_in else None
        yield Line(paragraph, found, division, goes_on=run_in)
        run_in = paragraph.run_in
        last = found if found is not None and found.kind is Kind.DECIMAL else last


def _next_to(last: Head | None, paragraph: ViewedParagraph) -> Head | None:
    """The number of levels that a paragraph begins with, though a sentence could go on from it, where it is the next
    behind the last such: "5.2.2 shall keep a record" below "5.2.1 may hold meetings; and".
    """
    if last is None or paragraph.cell is not None:
        return None
    found = head(paragraph.text, alone=True)
    if found is None or found.kind is not Kind.DECIMAL or found.numbers[:-1] != last.numbers[:-1]:
        return None
    if is_measured(paragraph.text, found.end):
        return None
    return found if follows(f"({last.numbers[-1]})", f"({found.numbers[-1]})") else None


def line_of(paragraph: ViewedParagraph) -> int:
    """The line that a paragraph of plain text begins on; 0 where that is not known."""
    word, _, number = paragraph.place.partition(" ")
    return int(number) if word == "line" and number.isdigit() else 0


def as_counted(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines, their numbers those that a page shows where the text leaves the counting to it."""
    lists: list[_List] = []
    counted: list[Line] = []
    alike = 0
    for line in lines:
        head = line.head
        if head is None or not line.in_list:
            lists = [] if line.ends_lists else lists
            counted.append(line)
            continue
        indent, typed = line.paragraph.indent, head.numbers[0]
        while lists and lists[-1].indent > indent:
            lists.pop()
        if lists and lists[-1].indent == indent:
            alike += head.first and typed == lists[-1].typed
            lists[-1].typed, lists[-1].number = typed, lists[-1].number + 1
        else:
            lists.append(_List(indent, typed, int(typed.rstrip(ascii_uppercase))))
        counted.append(_numbered(line, head, lists[-1].number, len(lists) - 1))
    return counted if alike >= _OFTEN else lines


def _numbered(line: Line, head: Head, number: int, depth: int) -> Line:
    """The line with a number counted at a depth; below the first it is a step."""
    step = evolve(head, kind=Kind.STEP, numbers=(f"({number})",)) if depth else evolve(head, numbers=(str(number),))
    return evolve(line, paragraph=evolve(line.paragraph, level=depth), head=step)
