"""The paragraphs that an instruction says go with a clause: "Section G8.47 (including paragraphs (a) to (d))"."""

from __future__ import annotations

import re
from typing import Final

from sec_rules.drafting.layout.instruction_words import quotations
from sec_rules.lang.citations import CLAUSE, clause_of, references
from sec_rules.lang.steps import STEP
from sec_rules.span import matched

_PARTS: Final = re.compile(
    rf"(?<!\w)(?P<label>{CLAUSE})(?P<with>,?\s+(?P<opens>\()?(?P<kind>including|(?:together|along) with|with|and)\s+"
    r"(?:all\s+(?:of\s+)?|each of\s+)?(?P<own>its\s+|the\s+)?(?:sub-)?paragraphs?"
    rf"(?P<parts>\s+{STEP}(?:(?:\s*,|,?\s+and|\s+to)\s+{STEP})*)?(?P<of>\s+(?:of it|thereof|to it))?"
    r"(?(opens)\s*\)|(?!\s*,?\s*(?:(?:and|or|to)\s+)?\(|\s+(?:of|in|to)\b))(?:,(?=\s))?)(?![\w(])",
    re.IGNORECASE,
)


def without_parts(text: str) -> tuple[str, dict[str, str]]:
    """An instruction without what it says of the paragraphs that go with a clause, and those paragraphs by clause."""
    quoted, parts = quotations(text), {}
    for found in list(_PARTS.finditer(text)):
        at = matched(found, "with")
        aside = found["kind"].casefold() not in ("and", "with") or found["opens"] or found["of"]
        if any(at.overlaps(each) for each in quoted) or not (aside or (found["own"] or "").casefold().strip() == "its"):
            continue
        # Blanks in their place keep all other words where they stand.
        text = text[: at.start] + " " * (at.end - at.start) + text[at.end :]
        parts[clause_of(references(found["label"])[0])] = (found["parts"] or "").strip()
    return text, parts
