"""Lines of any text whose numbers are not its own: those of provisions that it quotes, and those that a table cites."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from sec_rules._patterns import compiled
from sec_rules.drafting.layout.lines import Line
from sec_rules.lang.heads import INVISIBLE, Kind

# A quotation of more lines than this is taken for one that was not closed.
_LONGEST_QUOTED: Final = 400
# Drafters of the devolved bodies write what kind of text they quote before its mark: {nisi}\u201c(2) ...
_OPENS: Final = compiled(r"\s*(?:\{[\w-]+\}\s*)?\u201c")
# What leads on to what stands below it.
LEADS_ON: Final = (":", "\u2014", "\u2013", "-")
# The kinds of numbers that stand at the head of clauses.
NAMES_A_CLAUSE: Final = (Kind.WORD, Kind.LETTERED, Kind.DECIMAL)


def quoted(lines: Sequence[Line]) -> Iterator[int]:
    """The lines of provisions that the text quotes, to be put into another: from quotation marks below words that lead
    on to the marks that close them. Their numbers are not the text's own.
    """
    i = 1
    while i < len(lines):
        opens = bool(_OPENS.match(f"{lines[i].paragraph.number or ''}{lines[i].paragraph.text}"))
        leads_on = lines[i - 1].paragraph.text.rstrip(f"{INVISIBLE} \t\n").endswith(LEADS_ON)
        end = _closed(lines, i) if opens and leads_on else i
        yield from range(i, end + 1 if end > i else i)
        i = max(end, i) + 1


def _closed(lines: Sequence[Line], first: int) -> int:
    """The line on which the quotation that begins on one ends; that line itself where nothing ends it."""
    depth = 0
    for i in range(first, min(first + _LONGEST_QUOTED, len(lines))):
        text = f"{lines[i].paragraph.number or ''}{lines[i].paragraph.text}"
        depth += text.count("\u201c") - text.count("\u201d")
        if depth <= 0:
            return i
    return first


def citing(lines: Sequence[Line]) -> frozenset[int]:
    """The tables whose numbers cite provisions: those that a row of them repeats, or that the text has elsewhere."""
    outside: set[tuple[str, tuple[str, ...]]] = set()
    rows: dict[int, list[tuple[str, tuple[str, ...]]]] = {}
    for line in lines:
        if line.head is not None and line.head.kind in NAMES_A_CLAUSE:
            label = (line.head.section, line.head.numbers)
            cell = line.paragraph.cell
            outside.add(label) if cell is None else rows.setdefault(cell[0], []).append(label)
    return frozenset(table for table, labels in rows.items() if len(set(labels)) < len(labels) or outside & set(labels))


def is_cited_in_a_cell(line: Line) -> bool:
    """Whether a cell behind the first of its row holds no more than a number: a figure, or what it cites.

    In brackets it numbers its column.
    """
    cell = line.paragraph.cell
    bracketed = line.paragraph.text.lstrip().startswith("(")
    return cell is not None and cell[2] != 0 and not line.words.strip() and not bracketed
