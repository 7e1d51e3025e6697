"""Tables of terms: each row read as the sentence that it stands for, "X" means what stands beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from sec_rules._patterns import compiled
from sec_rules.documents.document import ViewedParagraph
from sec_rules.drafting.layout.front_matter import put_together
from sec_rules.drafting.layout.tables import Rows, by_tables, plain

_TERMS: Final = compiled(
    r"(?:defined |the )?(?:terms?|expressions?|words?|phrases?|names?|symbols?)(?: defined| used)?|definitions?",
    re.IGNORECASE,
)
_MEANINGS: Final = compiled(r"(?:its |the )?(?:meanings?|definitions?|what it means|interpretation)", re.IGNORECASE)
_QUOTED: Final = compiled(r"\W*[\"\u201c\u2018']")
_SAID: Final = compiled(r"(?:means?|has|is|are|shall|refers?)\b", re.IGNORECASE)
_COLUMNS: Final = 2


def with_rows_as_meanings(
    paragraphs: Iterable[ViewedParagraph],
) -> tuple[tuple[ViewedParagraph, ...], tuple[ViewedParagraph, ...]]:
    """The paragraphs, each row of a table of terms as a sentence; and the heads of the columns of such tables."""
    found: list[ViewedParagraph] = []
    heads: list[ViewedParagraph] = []
    for run, table in by_tables(paragraphs):
        if not _is_of_terms(table):
            found += run
            continue
        heads += table[0]
        found += [_sentence(term, meaning) for term, meaning in table[1:]]
    return tuple(found), tuple(heads)


def _is_of_terms(table: Rows) -> bool:
    if len(table) < _COLUMNS or any(len(row) != _COLUMNS for row in table):
        return False
    term, meaning = (plain(cell.text) for cell in table[0])
    return bool(_TERMS.fullmatch(term) and _MEANINGS.fullmatch(meaning))


def _sentence(term: ViewedParagraph, meaning: ViewedParagraph) -> ViewedParagraph:
    quote = ("", "") if _QUOTED.match(term.text) else ('"', '"')
    end = "" if meaning.text.rstrip().endswith(".") else "."
    verb = " " if _SAID.match(meaning.text) else " means "
    return put_together(quote[0], term, quote[1] + verb, meaning, end)
