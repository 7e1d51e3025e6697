"""Lists of contents: told by what they say, since a style or a field alone makes no paragraph one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from attrs import evolve

from sec_rules._patterns import compiled
from sec_rules.documents.document import Paragraph

# A page at the end, after a tab, dots or wide space.
_PAGE: Final = compiled(
    r"(?:(?<![.\u2026_])[.\u2026_]{3,}\s*|(?<!\s)(?=\s*\t|\s{3})\s+)"
    r"(?:\d{1,4}|[ivxlc]{1,7}|[A-Z]{1,2}-?\d{1,3})\s*$"
)
_LABEL: Final = compiled(r"^\s*[\w().]{1,12}[.:]?\s+")
# No entry is longer, in words.
_LONGEST: Final = 25


def listing(paragraphs: Sequence[Paragraph], candidates: Mapping[int, bool]) -> list[Paragraph]:
    """The paragraphs, those not operative that list what the document contains.

    `candidates` are those in a style or a field of contents, and whether a field made them. Words that stand nowhere
    else, without a page at their end, are text whatever their style is called.
    """
    out = list(paragraphs)
    if not candidates:
        return out
    said = {_key(p.text) for i, p in enumerate(paragraphs) if i not in candidates}
    for i, by_field in candidates.items():
        if _lists(paragraphs[i].text, said, by_field):
            out[i] = evolve(out[i], operative=False)
    return out


def _lists(text: str, said: set[str], by_field: bool) -> bool:
    words = len(text.split())
    if _key(_PAGE.sub("", text)) in said:
        return True
    if words > _LONGEST:
        return False
    return _PAGE.search(text) is not None or (by_field and not text.rstrip().endswith((".", ";", ":")))


def _key(text: str) -> str:
    return " ".join(_LABEL.sub("", text).casefold().split())
