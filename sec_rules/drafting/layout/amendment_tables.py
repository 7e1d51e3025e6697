"""Tables of amendments: each row read as the instruction that it stands for.

A row says where, and what is done there ("G8.41 | for "250,000" substitute "300,000""); or where, which words stand
there, and which are to stand there. What a column holds is told by the words at its head.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from sec_rules._patterns import compiled
from sec_rules.documents.document import ViewedParagraph
from sec_rules.drafting.layout.front_matter import put_together
from sec_rules.drafting.layout.instructions import instruction
from sec_rules.drafting.layout.tables import Rows, by_tables
from sec_rules.lang.citations import CLAUSE

_TEXT: Final = r"(?: (?:text|words?|wording|drafting|figures?|provisions?|version))?"
_HEADS: Final = {
    "where": re.compile(
        r"(?:sec )?(?:provision|section|clause|reference|paragraph|condition|location|where)s?"
        r"(?: (?:no\.?|number|reference|affected|amended|concerned|to be amended))?", re.IGNORECASE
    ),
    "what": re.compile(r"(?:proposed )?(?:amendment|modification|change|instruction)s?(?: made)?", re.IGNORECASE),
    "old": re.compile(
        rf"(?:delete|omit|for|existing|current|old|present|remove|from|replace|as is|now)d?{_TEXT}"
        r"|(?:words?|text) (?:to be )?(?:deleted|omitted|replaced|removed)", re.IGNORECASE
    ),
    "new": re.compile(
        rf"(?:insert|substitute|proposed|new|revised|amended|replacement|replace with|to|with|to be){_TEXT}"
        r"|(?:words?|text) (?:to be )?(?:inserted|substituted|added)", re.IGNORECASE
    ),
}  # fmt: skip
_COLUMNS: Final = (frozenset(("where", "what")), frozenset(("where", "old", "new")))
_PLACE: Final = compiled(rf"(?:Sections?|Clauses?|Conditions?|paragraphs?)?\s*{CLAUSE}\b", re.IGNORECASE)
_MARKS: Final = '"\u201c\u201d'
_NO_WORDS: Final = compiled(r"[\s\u2013\u2014-]*|\[?(?:none|nil|n/?a|omitted|deleted)\]?", re.IGNORECASE)


def with_rows_as_instructions(
    paragraphs: Iterable[ViewedParagraph],
) -> tuple[tuple[ViewedParagraph, ...], tuple[ViewedParagraph, ...]]:
    """The paragraphs, each row of a table of amendments as one that instructs; and the heads of those tables."""
    found: list[ViewedParagraph] = []
    heads: list[ViewedParagraph] = []
    for run, table in by_tables(paragraphs):
        rows = _rows(table) if table else None
        found += run if rows is None else rows[1]
        heads += rows[0] if rows is not None else ()
    return tuple(found), tuple(heads)


def _rows(rows: Rows) -> tuple[tuple[ViewedParagraph, ...], list[ViewedParagraph]] | None:
    """The head of a table of amendments, and its rows as instructions; None where it is another table."""
    columns = [_head(cell.text) for cell in rows[0]]
    if len(set(columns)) < len(columns) or not any(wanted <= set(columns) for wanted in _COLUMNS):
        columns = ["where", "what"]
        instructs = all(len(row) == 2 and _PLACE.match(row[0].text) and instruction(_said(row)) for row in rows)
        return ((), [_instruction(columns, row) for row in rows]) if instructs else None
    if any(len(row) != len(columns) for row in rows):
        return None
    return rows[0], [_instruction(columns, row) for row in rows[1:]]


def _said(row: Sequence[ViewedParagraph]) -> str:
    return _instruction(("where", "what"), row).text


def _head(text: str) -> str:
    """What the column under a head holds; the head itself where that is not known."""
    plain = text.strip(" *:_")
    return next((name for name, form in _HEADS.items() if form.fullmatch(plain)), plain)


def _instruction(columns: Sequence[str], row: Sequence[ViewedParagraph]) -> ViewedParagraph:
    """A row as one paragraph that instructs; what stands in other columns behind it."""
    cell = dict(zip(columns, row, strict=True))
    beside = [part for name, other in cell.items() if name not in _HEADS for part in (" ", other)]
    if "what" in cell:
        return put_together("In ", cell["where"], ": ", cell["what"], *beside)
    old, new = _bare(cell["old"]), _bare(cell["new"])
    if _NO_WORDS.fullmatch(new.text):
        return put_together("In ", cell["where"], ", omit \u201c", old, "\u201d", *beside)
    return put_together("In ", cell["where"], ", for \u201c", old, "\u201d substitute \u201c", new, "\u201d", *beside)


def _bare(cell: ViewedParagraph) -> ViewedParagraph:
    """A cell without the quotation marks round its words."""
    text = cell.text
    start = len(text) - len(text.lstrip(f" {_MARKS}"))
    return cell.cut(start, max(start, len(text.rstrip(f" {_MARKS}"))))
