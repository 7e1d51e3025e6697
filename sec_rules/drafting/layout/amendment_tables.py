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
from sec_rules.lang.number_words import ORDINALS

_TEXT: Final = r"(?: (?:text|words?|wording|drafting|figures?|provisions?|version|expressions?))?"
_WORDS: Final = (
    r"(?:(?:the )?(?:words?|text|wording|figures?|expressions?|provisions?) (?:(?:which are |that are )?to be )?)"
)
_THERE: Final = r"(?: (?:in (?:its|their|the) (?:place|stead)|instead|therefor))?"
_HEADS: Final = {
    "where": re.compile(
        r"(?:sec )?(?:provision|section|clause|reference|paragraph|condition|location|where)s?"
        r"(?: (?:no\.?|number|reference|affected|amended|concerned|to be amended|of the code))?", re.IGNORECASE
    ),
    "what": re.compile(r"(?:proposed )?(?:amendment|modification|change|instruction)s?(?: made)?", re.IGNORECASE),
    "old": re.compile(
        rf"(?:delete|omit|for|existing|current|old|present|remove|from|replace|as is|now)d?{_TEXT}"
        rf"|{_WORDS}(?:deleted|omitted|replaced|removed|struck out|taken out|left out)", re.IGNORECASE
    ),
    "new": re.compile(
        rf"(?:insert|substitute|proposed|new|revised|amended|replacement|replace with|to|with|to be){_TEXT}{_THERE}"
        rf"|{_WORDS}(?:inserted|substituted|added|put){_THERE}", re.IGNORECASE
    ),
    "row": re.compile(r"item|no\.?|number|row|ref\.?|amendment no\.?|line|#", re.IGNORECASE),
}  # fmt: skip
# The number of a column before what stands at its head.
_NTH_COLUMN: Final = compiled(r"(?:column )?\(?\d\)?[.:]?\s+(?=\S)", re.IGNORECASE)
_ROW: Final = compiled(r"\(?\d{1,2}\)?\.?")
_COLUMNS: Final = (frozenset(("where", "what")), frozenset(("where", "old", "new")))
_PLACE: Final = compiled(rf"(?:Sections?|Clauses?|Conditions?|paragraphs?)?\s*{CLAUSE}\b", re.IGNORECASE)
_MARKS: Final = '"\u201c\u201d'
_ORDINALS: Final = {said: n for n, word in enumerate(ORDINALS[:4], 1) for said in (word, str(n))}
_OF_TABLE: Final = r"(?: of (?:the|that|this) (?:following )?table| below| there(?:of|in)?)*"


def _column(name: str) -> str:
    """How a sentence names a column: "set out in the second column of the table"."""
    nth = "|".join(map(re.escape, _ORDINALS))
    return (
        r"(?:(?:which (?:is|are) )?(?:listed|named|set out|specified|shown|mentioned|given) )?in "
        rf"(?:the (?P<{name}>{nth}) column|column (?P<{name}_2>{nth})){_OF_TABLE}(?: opposite| beside)?"
    )


_SOME_WORDS: Final = r"(?:the |those )?(?:words?|text|figures?|expressions?|provisions?)"
_LEAD: Final = compiled(
    rf"in (?:each|every|the) (?:provision|section|clause|paragraph)s? {_column('where')},? for {_SOME_WORDS} "
    rf"{_column('old')},? (?:substitute|there (?:is|are|shall be) substituted) {_SOME_WORDS} {_column('new')}",
    re.IGNORECASE,
)
_NO_WORDS: Final = compiled(r"[\s\u2013\u2014-]*|\[?(?:none|nil|n/?a|omitted|deleted)\]?", re.IGNORECASE)


def with_rows_as_instructions(
    paragraphs: Iterable[ViewedParagraph],
) -> tuple[tuple[ViewedParagraph, ...], tuple[ViewedParagraph, ...], tuple[ViewedParagraph, ...]]:
    """The paragraphs, each row of a table of amendments as one that instructs.

    Besides the heads of those tables: those that may say more, and those read with what stands below them, as is a
    sentence above a table that says no more than what each column holds.
    """
    found: list[ViewedParagraph] = []
    heads: list[ViewedParagraph] = []
    read: list[ViewedParagraph] = []
    for run, table in by_tables(paragraphs):
        rows = _rows(table) if table else None
        if rows is None:
            found += run
            continue
        head, instructions = rows
        if head and found and found[-1].cell is None and says_what_columns_hold(found[-1].text, _columns(head)):
            read.append(found.pop())
        found += instructions
        for cell in head:
            (read if _head(cell.text) in _HEADS else heads).append(cell)
    return tuple(found), tuple(heads), tuple(read)


def says_what_columns_hold(text: str, columns: Sequence[str]) -> bool:
    """Whether a sentence says only what is done with each column of a table: "for the words in column 2 ..."."""
    told = _LEAD.fullmatch(" ".join(text.split()).strip(" .:"))
    if told is None:
        return False
    named = {part: _ORDINALS.get(said.casefold(), 0) for part, said in told.groupdict().items() if said}
    return all(0 < at <= len(columns) and columns[at - 1] == part.rstrip("_2") for part, at in named.items())


def _rows(rows: Rows) -> tuple[tuple[ViewedParagraph, ...], list[ViewedParagraph]] | None:
    """The head of a table of amendments, and its rows as instructions; None where it is another table."""
    columns = _columns(rows[0])
    if len(set(columns)) < len(columns) or not any(wanted <= set(columns) for wanted in _COLUMNS):
        columns = ["where", "what"]
        instructs = all(len(row) == 2 and _PLACE.match(row[0].text) and instruction(_said(row)) for row in rows)
        return ((), [_instruction(columns, row) for row in rows]) if instructs else None
    if any(len(row) != len(columns) for row in rows):
        return None
    return rows[0], [_instruction(columns, row) for row in rows[1:]]


def _columns(head: Sequence[ViewedParagraph]) -> list[str]:
    return [_head(cell.text) for cell in head]


def _said(row: Sequence[ViewedParagraph]) -> str:
    return _instruction(("where", "what"), row).text


def _head(text: str) -> str:
    """What the column under a head holds; the head itself where that is not known."""
    plain = _NTH_COLUMN.sub("", text.strip(" *:_"), count=1)
    return next((name for name, form in _HEADS.items() if form.fullmatch(plain)), plain)


def _instruction(columns: Sequence[str], row: Sequence[ViewedParagraph]) -> ViewedParagraph:
    """A row as one paragraph that instructs; what stands in other columns behind it."""
    cell = dict(zip(columns, row, strict=True))
    beside = [part for name, other in cell.items() if name not in _HEADS for part in (" ", other)]
    number = cell.get("row")
    numbered = number is not None and _ROW.fullmatch(number.text.strip()) is not None
    # Another word than a number may say where the row holds.
    beside += [" ", number] if number is not None and not numbered else []
    opening: tuple[str | ViewedParagraph, ...] = ("In ",)
    if numbered and number is not None:
        bracketed = number.text.strip().startswith("(")
        opening = (number, " In ") if bracketed else ("(", _bare(number, " ."), ") In ")
    if "what" in cell:
        return put_together(*opening, cell["where"], ": ", cell["what"], *beside)
    old, new = _bare(cell["old"]), _bare(cell["new"])
    if _NO_WORDS.fullmatch(new.text):
        return put_together(*opening, cell["where"], ", omit \u201c", old, "\u201d", *beside)
    substituted = (", for \u201c", old, "\u201d substitute \u201c", new, "\u201d")
    return put_together(*opening, cell["where"], *substituted, *beside)


def _bare(cell: ViewedParagraph, marks: str = f" {_MARKS}") -> ViewedParagraph:
    """A cell without the quotation marks round its words."""
    text = cell.text
    start = len(text) - len(text.lstrip(marks))
    return cell.cut(start, max(start, len(text.rstrip(marks))))
