"""Headings that no mark shows to be such: a short line over a clause that reads as a title."""

from __future__ import annotations

import re
from typing import Final

from sec_rules.documents.document import ViewedParagraph
from sec_rules.drafting.layout.front_matter import leads_in
from sec_rules.drafting.layout.instructions import instruction
from sec_rules.drafting.layout.labels import CLAUSE_HEAD, clause_label, step_of
from sec_rules.drafting.layout.titles import is_title
from sec_rules.drafting.layout.words_below import OPENING

# A heading that no mark tells: a few words in title case without an end, before a clause.
_TITLE: Final = re.compile(
    r"^[A-Z][\w'\u2019-]*:?(?:\s+(?:[A-Z(][\w'\u2019()-]*:?|(?<=: )[a-z]+"
    r"|and|or|of|the|to|for|in|by|at|on|with|a|an|above|below|other))*$"
)
_NUMBERED: Final = re.compile(r"^\d{1,2}\.?\s+")
_ENDED: Final = re.compile(r"[.:?!][\"\u201d\u2019)\]]*\s*$")


def reads_as_heading(
    paragraph: ViewedParagraph, following: ViewedParagraph | None, before: ViewedParagraph | None
) -> bool:
    """Whether a paragraph that no mark shows to be a heading reads as one, and stands where one can."""
    text = paragraph.text.strip()
    if len(text) > 90 or paragraph.number is not None or paragraph.cell is not None:
        return False
    if following is not None and clause_label(following) is None and not _opens_quoted(following.text):
        return False
    if _TITLE.match(text):
        return following is not None
    ended = before is not None and (before.heading or _ENDED.search(before.text) is not None)
    titled = ended and step_of(paragraph) is None and is_title(_NUMBERED.sub("", text))
    return titled and not leads_in(text) and instruction(text) is None


def _opens_quoted(text: str) -> bool:
    """Whether a line opens a clause in quotation marks."""
    opening = OPENING.match(text)
    return opening is not None and CLAUSE_HEAD.match(text[opening.end() :]) is not None
