"""Placeholders and drafting notes in a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from sec_rules._patterns import compiled
from sec_rules.documents.document import Piece
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.layout.provisions import Provision
from sec_rules.span import Span, matched

_BRACKETED: Final = (
    r"\[\s*(?:[\u25cf\u2022\u25a0\u25e6*_?.\u2013\u2014-]{1,2}|[xX]{1,6}|[nN]{1,2}|)\s*\]"
    r"|\[\s*(?:TBC|TBD|TBA|TBN|tbc|tbd|to be (?:confirmed|determined|agreed|decided|inserted|completed|added|advised)|"
    r"(?:insert|inset|enter|drafting|draft|note|editor|author|placeholder)\b[^\]]*|"
    r"(?:add|complete|specify|state|include|delete|describe|comment|query|check|"
    r"subject to|awaiting|pending|legal (?:to|team))\b[:\s]+[^\]]+|"
    r"(?:the\s+)?(?:date|day|month|year|name|number|amount|figure|percentage|"
    r"address|reference|ref|period|clause|section|"
    r"implementation date|effective date|release|version|title|party|value|modification "
    r"number|x|y|z)(?:\s*(?:here|tbc|TBC|no\.?|ref|to be "
    r"confirmed))?)\s*\]"
)
_PLAIN: Final = (
    r"|[\u25cf\u25a0]|_{3,}|\?{2,}|\bTBC\b|\bTBD\b|\bT\.B\.C\.|\bTODO\b|\bFIXME\b|"
    r"(?i:\blorem ipsum\b)|\b(?:SECMP|MP|DP|CP)X{2,}\b|"
    r"\bX{2,}\b"
    r"|\b[DdXx]{2}/[MmXx]{2}/[YyXx]{2,4}\b|\bDD(?:th)? M(?:M|onth|ONTH) YYYY\b|"
    r"\b20(?:XX|xx)\b|\bG8\.(?:X{1,3}|x{1,3}|\?\??)(?![\w])"
    r"|(?i:\b(?:drafting note|note to (?:draft|drafter|reviewer|self|editor)|editor'?s? note|author'?s note)\b\s*:?)"
    r"|<\s*(?:insert|enter|tbc|date|name|number)[^<>]*>|\{\{?\s*(?i:insert|tbc|"
    r"date|name|number|placeholder)[^{}]*\}?\}|<<[^<>]+>>"
    r"|(?i:\bto be confirmed\b(?=[\s,.;)\]]*$))"
)
_PLACEHOLDER: Final = compiled(f"(?:{_BRACKETED}){_PLAIN}")
_LOWER: Final = compiled(f"(?i:{_BRACKETED})")


# A few signs of which each placeholder has one.
_HINT: Final = compiled(
    r"[\[\u25cf\u25a0{<]|__|\?\?|\b(?:TB|T\.B|TODO|FIXME|[xX]{2}|20[xX]|G8\.[xX?])|[DdXx]{2}/|\bDD"
    r"|[A-Z]X{2}|(?i:lorem|note|to be conf)"
)


def placeholders(text: str) -> Iterator[Span]:
    """Where placeholders stand in a text, those that may be written in any case first."""
    if _HINT.search(text) is None:
        return
    for pattern in (_LOWER, _PLACEHOLDER):
        yield from (matched(m) for m in pattern.finditer(text))


def unfilled(provision: Provision, draft: Draft) -> Iterator[Span]:
    """The words of a provision that a control shows which nobody has filled."""
    return pieces_as(lambda piece: piece.placeholder, provision, draft)


def pieces_as(wanted: Callable[[Piece], bool], provision: Provision, draft: Draft) -> Iterator[Span]:
    """The spans of a provision's own text whose pieces in a Word file are as wanted, those that adjoin put together."""
    marks = bytearray(len(provision.text))
    for source in provision.sources:
        for span in source.paragraph.spans:
            if wanted(draft.document.paragraphs[span.paragraph].pieces[span.piece]):
                shown = source.overlap(span.shifted(source.start - source.offset))
                if shown is not None:
                    marks[shown.start : shown.end] = b"\x01" * (shown.end - shown.start)
    for match in re.finditer(rb"\x01+", bytes(marks)):
        words = provision.text[match.start() : match.end()]
        if words.strip():
            yield Span(match.start() + len(words) - len(words.lstrip()), match.start() + len(words.rstrip()))
