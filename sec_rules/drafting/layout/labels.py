"""Labels of clauses and of the steps below them, as they stand at the head of a paragraph."""

from __future__ import annotations

import re
from typing import Final

from sec_rules.documents.document import ViewedParagraph

INVISIBLE: Final = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"

CLAUSE: Final = re.compile(
    rf"^[\s{INVISIBLE}]*(?:(?:Section|Clause)\s+)?(?P<label>[A-Z]\d{{1,2}}\s?\.\s?\d{{1,3}}[A-Z]{{0,3}})(?![\d\w])\]?[.:]?[\s{INVISIBLE}]*"
)

# "G8.41 (a) Where a User ..." opens a clause and its first paragraph; "G8.41(a) applies" cites one.
_FIRST_LIMB: Final = re.compile(
    r"\((?:a|i|1)\)\s+(?:Where|If|When|A|An|Each|Every|The|In|For|Subject|Notwithstanding)\b"
)

# "G8.41 to G8.43 Not used." stands for each of them.
RANGE_END: Final = re.compile(
    r"(?:to|-|\u2013)\s*(?P<label>[A-Z]\d{1,2}\.\d{1,3}[A-Z]{0,3})[.:]?\s+"
    r"(?=\[?(?:Not used|Intentionally|Deleted|Reserved|Spare))",
    re.IGNORECASE,
)

_BARE: Final = re.compile(r"(\d{1,2}\.\d{1,3}[A-Z]{0,3})\.?")

_SECTION: Final = re.compile(
    r"^\s*(?:Section\s+)?([A-Z])(?:\d{1,2})?\s*[:.\u2013\u2014-]|^\s*Section\s+([A-Z])\b", re.IGNORECASE
)

STEP: Final = re.compile(rf"^[\s{INVISIBLE}]*(?P<label>\((?:[a-z]{{1,5}}|\d{{1,2}})\))[\s{INVISIBLE}]*")

_ROMAN: Final = re.compile(r"^\((?:x{0,3})(?:ix|iv|v?i{0,3})\)$")

ROMANS: Final = [
    "i",
    "ii",
    "iii",
    "iv",
    "v",
    "vi",
    "vii",
    "viii",
    "ix",
    "x",
    "xi",
    "xii",
    "xiii",
    "xiv",
    "xv",
    "xvi",
    "xvii",
    "xviii",
    "xix",
    "xx",
]


def clause_label(paragraph: ViewedParagraph, section: str = "") -> tuple[str, int] | None:
    """The label of the clause that a paragraph opens, and where its text begins; None if it opens none.

    A label that the word processor computed counts like one that is typed. One without the letter of its Section is of
    the Section whose heading stands above it.
    """
    if paragraph.number is not None:
        match = CLAUSE.match(paragraph.number + " ")
        if match is not None:
            return _tidy(match["label"]), 0
        bare = _BARE.fullmatch(paragraph.number)
        if section and bare is not None:
            return section + bare[1], 0
    match = CLAUSE.match(paragraph.text)
    if match is None or not _opens(paragraph.text, match.end()):
        return None
    return _tidy(match["label"]), match.end()


def step_of(paragraph: ViewedParagraph) -> tuple[str, int] | None:
    """The step that a paragraph opens, computed or typed, and where its text begins."""
    computed = STEP.match(paragraph.number + " ") if paragraph.number is not None else None
    if computed is not None:
        return computed["label"], 0
    typed = STEP.match(paragraph.text)
    return (typed["label"], typed.end()) if typed is not None else None


def section_of(heading: str) -> str:
    """The letter of the Section that a heading begins; "" where it begins none."""
    match = _SECTION.match(heading)
    return (match[1] or match[2]).upper() if match is not None else ""


def follows(before: str, step: str) -> bool:
    """Whether `step` is the one after `before`: (a) (b), (i) (ii), (h) (i), (1) (2)."""
    one, two = before[1:-1], step[1:-1]
    if one.isdigit() and two.isdigit():
        return int(two) == int(one) + 1
    if one in ROMANS and two in ROMANS and ROMANS.index(two) == ROMANS.index(one) + 1:
        return True
    if len(one) == len(two) == 1 and ord(two) == ord(one) + 1:
        return True
    # (aa) is inserted after (a), and (b) follows it.
    return bool(
        one
        and two
        and one.isalpha()
        and two.isalpha()
        and {len(one), len(two)} == {1, 2}
        and (two[0] == one[0] or ord(two[0]) == ord(one[0]) + 1)
        and not (two in ROMANS and two[0] == "i")
    )


def style(step: str) -> str:
    """How a step is numbered: "digit", "roman" or "letter"."""
    inner = step[1:-1]
    if inner.isdigit():
        return "digit"
    return "roman" if _ROMAN.match(step) and inner not in ("c", "d", "l", "m") else "letter"


def _opens(text: str, end: int) -> bool:
    """Whether a label at the head opens a clause, and does not begin a sentence that cites one."""
    rest = text[end:]
    if _FIRST_LIMB.match(rest):
        return True
    if RANGE_END.match(rest):
        return True
    return not re.match(r"(?:\(|(?:and|or|to|shall|is|are|applies|does|of|above|below)\b)", rest) and not (
        text.lstrip().startswith(("Section", "Clause")) and rest[:1].islower()
    )


def _tidy(label: str) -> str:
    return re.sub(r"\s", "", label)
