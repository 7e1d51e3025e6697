"""What reads as a heading in a text of any kind, marked as one or not."""

from __future__ import annotations

import re
from typing import Final

from sec_rules._patterns import compiled
from sec_rules.documents.document import ViewedParagraph

_MOST_WORDS: Final = 14
_LONGEST: Final = 110
_ENDED: Final = compiled(r"[.;,?!\u2014\u2013-][\"\u201d\u2019')\]]*\s*$|\b(?:and|or)\s*$")
# What only a sentence has: a duty, a finite verb, a blank to be filled, or what a thing is ("Yard\u2014 open land"),
# which is not said of a division ("Chapter 1\u2014 a title").
_SENTENCE: Final = compiled(
    r"\b(?:shall|must|may|will|is|are|was|were|has|have|means|includes|agrees?|does|do|can|should|applies|apply)\b"
    r"|_{3,}|\t.*\t|^(?!\s*(?i:chapter|part|schedule|title|division)\b)[^\u2014]*\u2014\s+[a-z]",
)
_WORDS_FOR_NUMBERS: Final = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_IN_WORDS: Final = compiled(_WORDS_FOR_NUMBERS, re.IGNORECASE)
_DIVISION: Final = compiled(
    r"^\s*(?:THE\s+|(?-i:[A-Z]{2,6})\s+)?(?P<word>schedule|annex|appendix|part|chapter|title|attachment|exhibit|"
    r"section|division|volume|by-?law|atodlen|rhan|pennod)"
    r"(?:\s+(?P<number>(?:"
    + _WORDS_FOR_NUMBERS
    + r")\b|\d{1,3}[A-Z]{0,2}|[IVXLC]{1,7}|(?-i:[A-Z]{1,2})))?(?P<rest>\s*(?:[:.\u2013\u2014\t\n(-]|$|\s{2,}|\s).*)?$",
    re.IGNORECASE | re.DOTALL,
)


def is_title(text: str) -> bool:
    """Whether words read as a title: few, with a capital at their head, without a verb and without an end."""
    words = text.split()
    if not words or len(words) > _MOST_WORDS or len(text) > _LONGEST:
        return False
    first = text.lstrip(' \t"\u201c\u2018([')[:1]
    return bool(first.isupper() or first.isdigit()) and not _ENDED.search(text) and not _SENTENCE.search(text)


def is_sentence(text: str) -> bool:
    """Whether words in the style of a heading are text all the same: they go on with a sentence, or end one."""
    return bool(re.match(r"\s*[a-z]", text)) or (len(text.split()) > _MOST_WORDS and bool(_ENDED.search(text)))


def division_of(paragraph: ViewedParagraph) -> tuple[str, str] | None:
    """The part of a text that a heading begins: its word and its number, as in ("Schedule", "8"); None for no such."""
    text = " ".join(f"{paragraph.number or ''} {paragraph.text}".split())
    if len(text) > _LONGEST or paragraph.cell is not None:
        return None
    match = _DIVISION.match(text)
    if match is None or _SENTENCE.search(text) or (_ENDED.search(text) and not text.isupper()):
        return None
    rest = (match["rest"] or "").strip()
    number = match["number"] or ""
    if not number and rest and not paragraph.heading:
        return None
    if number and rest[:1].islower():
        return None
    return match["word"].capitalize(), number.title() if _IN_WORDS.fullmatch(number) else number.upper()
