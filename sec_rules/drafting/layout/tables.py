"""The tables among the paragraphs of a text, row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from sec_rules.documents.document import ViewedParagraph

Rows = Sequence[tuple[ViewedParagraph, ...]]


def by_tables(paragraphs: Iterable[ViewedParagraph]) -> Iterator[tuple[tuple[ViewedParagraph, ...], Rows]]:
    """Runs of paragraphs that stand in one table, or in none, each with the rows of its table; without one, none."""
    for table, given in groupby(paragraphs, key=lambda p: None if p.cell is None else p.cell[0]):
        run = tuple(given)
        yield run, () if table is None else [tuple(row) for _, row in groupby(run, key=_row_of)]


def plain(text: str) -> str:
    """What a cell says, without the marks of its look."""
    return " ".join(text.split()).strip("*: ")


def _row_of(cell: ViewedParagraph) -> int:
    return cell.cell[1] if cell.cell is not None else 0
