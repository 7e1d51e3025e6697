"""Lines that say of which clause an extract is: "Extract from Section G8.47 (the rest is unchanged):".

Such a line is the label of what stands below it, with or without quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from sec_rules._patterns import compiled
from sec_rules.documents.document import ViewedParagraph
from sec_rules.drafting.layout.extracts import SAYS_THE_REST_STANDS
from sec_rules.lang.citations import CLAUSE
from sec_rules.lang.steps import STEP

_LEAD: Final = compiled(
    r"(?:the )?(?:relevant )?(?:extract|excerpt)s? (?:from|of) (?:section |clause )?"
    rf"(?P<label>(?-i:{CLAUSE}))(?:,? paragraphs? {STEP}(?:(?:,| and| to) {STEP})*)?"
    r"(?:,? as (?:it would be |proposed to be |to be |it is to be )?(?:modified|amended|proposed))?"
    r"(?: (?:is|are))?(?: (?:set out|shown|given) below)?(?:,? with the (?:proposed )?changes? (?:marked|shown))?"
    rf"(?:,? \((?:{SAYS_THE_REST_STANDS})\))?\s*[:.]?",
    re.IGNORECASE,
)
_STEP: Final = compiled(rf"{STEP}\s")
_MARKS: Final = ' \n"\u201c\u201d.\u2026'


def with_leads_as_labels(
    paragraphs: Iterable[ViewedParagraph],
) -> tuple[tuple[ViewedParagraph, ...], tuple[ViewedParagraph, ...]]:
    """The paragraphs, a lead as the label that it names, and what else a lead says, which is read with it."""
    found: list[ViewedParagraph] = []
    told: list[ViewedParagraph] = []
    given = tuple(paragraphs)
    led = False
    for paragraph, following in zip(given, (*given[1:], None), strict=False):
        lead = _LEAD.fullmatch(paragraph.text.strip()) if paragraph.number is None else None
        if lead is not None and following is not None and _opens_a_paragraph(following):
            start = len(paragraph.text) - len(paragraph.text.lstrip()) + lead.start("label")
            end = start + len(lead["label"])
            found.append(paragraph.cut(start, end))
            told += (paragraph.cut(0, start), paragraph.cut(end, len(paragraph.text)))
            led = True
        else:
            found.append(_bare(paragraph) if led else paragraph)
            led = False
    return tuple(found), tuple(told)


def _opens_a_paragraph(following: ViewedParagraph) -> bool:
    return _STEP.match(_bare(following).text) is not None


def _bare(paragraph: ViewedParagraph) -> ViewedParagraph:
    """A paragraph without quotation marks round it, and without marks for what is left out before and behind it."""
    text = paragraph.text
    start = len(text) - len(text.lstrip(_MARKS))
    end = len(text.rstrip(_MARKS))
    return paragraph.cut(start, end + 1 if text[end : end + 1] == "." and text[end + 1 : end + 2] != "." else end)
