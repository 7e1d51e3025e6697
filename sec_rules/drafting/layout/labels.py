"""Labels of clauses and of the steps below them, as they stand at the head of a paragraph."""

from __future__ import annotations

import re
from typing import Final

from attrs import evolve

from sec_rules.documents.document import ViewedParagraph
from sec_rules.lang.citations import CLAUSE, SECTION, UNDER_SECTION, parse
from sec_rules.lang.heads import INVISIBLE as INVISIBLE
from sec_rules.lang.heads import Head, head, joined
from sec_rules.lang.steps import STEP

CLAUSE_HEAD: Final = re.compile(
    rf"^[\s{INVISIBLE}]*(?:(?:Section|Clause)\s+)?(?P<label>{CLAUSE})(?![\d\w])\]?[.:]?(?:[\u2014\u2013](?=\())?[\s{INVISIBLE}]*"
)

# "G8.41 (a) Where a User ..." opens a clause and a paragraph of it; "G8.41(a) applies" cites one.
_LIMB: Final = re.compile(rf"{STEP}\s+[\"\u201c\[(]*(?:[A-Z]|(?:where|if|when|an?|each|every|any|the|in|for)\b)")

# "G8.41 to G8.43 Not used." stands for each of them.
RANGE_END: Final = re.compile(
    rf"(?:to|-|\u2013)\s*(?P<label>{CLAUSE})[.:]?\s+"
    r"(?=\[?(?:Not used|Intentionally|Deleted|Reserved|Spare))",
    re.IGNORECASE,
)

_BARE: Final = re.compile(rf"({UNDER_SECTION})\.?")

_SECTION: Final = re.compile(
    rf"^\s*(?:Section\s+)?({SECTION})\s*[:.\u2013\u2014-]|^\s*Section\s+({SECTION})\b", re.IGNORECASE
)

STEP_HEAD: Final = re.compile(rf"^[\s{INVISIBLE}]*(?P<label>{STEP})[\s{INVISIBLE}]*")


def clause_label(paragraph: ViewedParagraph, section: str = "") -> tuple[str, int] | None:
    """The label of the clause that a paragraph opens, and where its text begins; None if it opens none.

    A label that the word processor computed counts like one that is typed. One without the letter of its Section is of
    the Section whose heading stands above it.
    """
    if paragraph.number is not None:
        match = CLAUSE_HEAD.match(paragraph.number + " ")
        if match is not None:
            return parse(match["label"]).clause, 0
        bare = _BARE.fullmatch(paragraph.number)
        if section and bare is not None:
            return parse(section + bare[1]).clause, 0
    match = CLAUSE_HEAD.match(paragraph.text)
    if match is None or not _opens(paragraph.text, match.end()):
        return None
    return parse(match["label"]).clause, match.end()


def step_of(paragraph: ViewedParagraph) -> tuple[str, int] | None:
    """The step that a paragraph opens, computed or typed, and where its text begins."""
    computed = STEP_HEAD.match(paragraph.number + " ") if paragraph.number is not None else None
    if computed is not None:
        return computed["label"], 0
    typed = STEP_HEAD.match(paragraph.text)
    return (typed["label"], typed.end()) if typed is not None else None


def head_of(paragraph: ViewedParagraph) -> Head | None:
    """The number that a paragraph of any text opens with, computed by the word processor or typed."""
    if paragraph.number is not None:
        computed = head(paragraph.number.strip() + " ", alone=True)
        if computed is not None:
            return evolve(computed, end=joined(paragraph.text), computed=True)
    return head(paragraph.text)


def section_of(heading: str) -> str:
    """The letter of the Section that a heading begins; "" where it begins none."""
    match = _SECTION.match(heading)
    return (match[1] or match[2])[0].upper() if match is not None else ""


def _opens(text: str, end: int) -> bool:
    """Whether a label at the head opens a clause, and does not begin a sentence that cites one."""
    rest = text[end:]
    if _LIMB.match(rest):
        return True
    if RANGE_END.match(rest):
        return True
    # A heading in brackets may stand before the text: "G8.51 (Insurance) The assessor shall ..."
    return not re.match(
        r"(?:\((?![A-Z][^()]{2,60}\)\s+[A-Z])|(?:and|or|to|shall|is|are|applies|does|of|above|below)\b)", rest
    ) and not (text.lstrip().startswith(("Section", "Clause")) and rest[:1].islower())
