"""What a paragraph of any text begins with: the number of a provision, of whatever shape, or a bullet."""

from __future__ import annotations

import re
from enum import Enum
from typing import Final

from attrs import frozen

from sec_rules.lang.number_words import MONTHS

# What stands in a text and does not show.
INVISIBLE: Final = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"


class Kind(Enum):
    """The shape of a number: what it alone says about where its provision stands."""

    WORD = "Article 5"
    LETTERED = "CC.6.1.2"
    DECIMAL = "6.1.2"
    NUMBER = "6."
    LETTER = "A."
    STEP = "(a)"
    BULLET = "\u2022"


@frozen
class Head:
    """A number at the head of a paragraph: its shape, its parts, and where the text behind it begins.

    `section` is what stands before the numbers ("CC.", "Article "); `form` the marks around them, which tell lists
    apart. A step is given as the Code writes it: "(a)" for "a.", "a)" and "(a)". `computed` of one that is not typed.
    """

    kind: Kind
    numbers: tuple[str, ...]
    end: int
    section: str = ""
    form: str = ""
    computed: bool = False

    @property
    def first(self) -> bool:
        """Whether a list can begin with it."""
        return self.numbers[-1].strip("()") in ("1", "a", "i", "A", "I")


# A text that shows what it changes has the old number in brackets before the new one: "[(c)] (d)".
_BEFORE: Final = rf"[\s{INVISIBLE}]*(?:\[\(?\w{{1,4}}[.)]?\]\s*(?=\())?[\[\"\u201c\u2018]?"
_SPACE: Final = re.compile(rf"[\s{INVISIBLE}]*")
_N: Final = r"\d{1,3}[A-Z]{0,3}"
_WORD: Final = re.compile(
    rf"{_BEFORE}(?P<word>(?:article|(?:standard |special )?condition|clause|section|regulation|rule|paragraph)(?=\s)"
    r"|\u00a7)\s*"
    rf"(?P<numbers>{_N}(?:\.{_N})*|[IVXL]{{1,6}}(?=[.:\s]|$))(?P<form>[.:)]?\s?[\u2013\u2014-]?)(?![\w.])",
    re.IGNORECASE,
)
_LETTERED: Final = re.compile(
    rf"{_BEFORE}(?P<section>[A-Z]{{2,5}}\d?\.[A-Z](?=\.\d)|[A-Z]{{1,5}})(?P<dot>\.?)(?P<numbers>{_N}(?:\.{_N})*)(?P<form>[.:)]?)(?![\w.\u2019'(/-])"
)
_DECIMAL: Final = re.compile(
    rf"{_BEFORE}(?P<numbers>{_N}(?:\.{_N})+)(?P<form>[.:)]?)"
    rf"(?=[\s{INVISIBLE}\u2014(]|$|[A-Z][a-z]{{2,}})"
)
_NUMBER: Final = re.compile(
    rf"{_BEFORE}(?P<numbers>{_N})(?P<form>\.?\s?[\u2014\u2013](?=\s?[(\"\u201cA-Z\d])|\.(?=[\s\u2014]|$|[A-Z][a-z]{{2,}})|\)(?=\s|$)|"
    rf"(?=\s+(?:[A-Z\"\u201c\u2018\[]|\(1\)\s+[A-Z]))|(?=\s*$)|(?=\s+\|))"
)
_LETTER: Final = re.compile(rf"{_BEFORE}(?P<numbers>[A-Z]|[IVX]{{2,5}})(?P<form>[.)])(?=\s+\S)")
# Letters that are a step: one, two that make no word, a roman number, and what is inserted before or between.
_SMALL: Final = (
    r"[a-z]|(?!an|as|at|be|by|do|he|if|in|is|it|me|my|no|of|on|or|so|to|up|us|we)[a-z]{2}|[ivxl]{3,8}|"
    r"z{1,4}[a-z]{1,2}|(?P<same>[a-z])(?P=same){1,3}[a-z]?|[ivx]{1,4}[a-z]{1,2}"
)
_STEP: Final = re.compile(
    rf"{_BEFORE}(?:\((?P<inner>\d{{1,3}}[A-Z]{{0,2}}|{_SMALL}|[A-Z]{{1,2}}|Z{{1,4}}[A-Z]{{1,2}}|[IVX]{{3,5}})\)"
    rf"|(?P<bare>[a-z]{{1,2}}|[ivx]{{3,5}})(?P<form>[.)])(?=\s))"
)
_BULLET: Final = re.compile(
    rf"{_BEFORE}(?:[\u2022\u25cf\u25cb\u25aa\u25a0\u2043\u2219\uf000-\uf0ff]|[*+\u2013\u2014-](?=\s))\s*"
)
# What stands between a section's number and the step that follows it: "3.\u2014(1)".
_JOIN: Final = re.compile(r"\s*[\u2014\u2013-]\s*(?=\()")
# Words behind a number that make it a quantity or a day; and those too that go on a sentence which cites it.
_MEASURED: Final = (
    r"(?:to|and|or)\s+\(?\d|(?:per cent|percent|million|"
    r"billion|hours?|days?|months?|years?|weeks?|minutes?|working days?|business days?|calendar days?|"
    rf"(?-i:{'|'.join(month.capitalize() for month in MONTHS)})\b)(?![\w'])|[%,;)]"
)
_MEASURES: Final = re.compile(rf"\s*(?:{_MEASURED})", re.IGNORECASE)
_GOES_ON: Final = re.compile(
    r"\s*(?:(?-i:and|or|to|shall|must|is|are|was|were|applies|apply|does|do|of|above|below)(?![\w'])|"
    rf"{_MEASURED})",
    re.IGNORECASE,
)
# "(a) and (b) apply" cites two steps and opens none.
_ON_FROM_A_STEP: Final = re.compile(r"\s*(?:(?:and|or|to|,)\s*\(|[,;)]|(?:above|below)\b)")


def step_head(text: str) -> Head | None:
    """The step that a text begins with; None where it begins with none."""
    match = _STEP.match(text)
    return _step(text, match) if match is not None else None


def head(text: str, *, alone: bool = False) -> Head | None:
    """The number that a text opens with; None where it opens with none, or with one that a sentence goes on from.

    One that stands `alone` has no text behind it in which a sentence could go on.
    """
    for kind, pattern in _PATTERNS:
        match = pattern.match(text)
        if match is None or (not alone and _goes_on(kind, match).match(text, match.end())):
            continue
        found = _of(kind, match, text)
        if found is not None:
            return found
    return None


def _goes_on(kind: Kind, match: re.Match[str]) -> re.Pattern[str]:
    """What behind a number shows that it opens nothing: behind "1." and "1)" fewer words than behind "1"."""
    if kind is Kind.STEP:
        return _ON_FROM_A_STEP
    return _MEASURES if kind is Kind.NUMBER and match["form"].strip() in (".", ")") else _GOES_ON


def is_measured(text: str, end: int) -> bool:
    """Whether what stands behind a number makes it a quantity or a day: "1.2 million", "2 March"."""
    return _MEASURES.match(text, end) is not None


def joined(text: str) -> int:
    """Where a text begins behind the dash that joins it to its number; 0 where there is no such dash."""
    join = _JOIN.match(text)
    return join.end() if join is not None else 0


def _of(kind: Kind, match: re.Match[str], text: str) -> Head | None:
    if kind is Kind.STEP:
        return _step(text, match)
    end = _past(text, match.end())
    if kind is Kind.BULLET:
        return Head(kind, ("",), end)
    numbers = tuple(match["numbers"].split("."))
    form = match["form"].strip()
    if kind is Kind.WORD:
        return _worded(match, text, numbers, form, end)
    if kind is Kind.LETTERED:
        if len(numbers) == 1 and not (match["dot"] or form or text[end:].isupper() or not text[end:].strip()):
            return None
        return Head(kind, numbers, end, match["section"] + match["dot"], form)
    return Head(kind, numbers, end, "", form)


def _worded(match: re.Match[str], text: str, numbers: tuple[str, ...], form: str, end: int) -> Head | None:
    """A number behind a word; that of an Article or a Condition is part of its label."""
    word = match["word"].lower().split()[-1]
    rest = text[end:]
    if match["word"][:1].islower() or rest[:1].islower() or rest[:1] == "(" or len(match["numbers"]) > 12:
        return None
    if word not in ("article", "condition"):
        return Head(Kind.DECIMAL if len(numbers) > 1 else Kind.NUMBER, numbers, end, "", word)
    return Head(Kind.WORD, numbers, end, word.capitalize() + " ", word)


def _step(text: str, match: re.Match[str]) -> Head:
    inner = match["inner"] or match["bare"]
    return Head(Kind.STEP, (f"({inner})",), _past(text, match.end()), "", match["form"] or "()")


def _past(text: str, end: int) -> int:
    """Past the space behind a number, and past the dash that stands between it and a step."""
    join = _JOIN.match(text, end)
    if join is not None:
        return join.end()
    after = _SPACE.match(text, end)
    return after.end() if after is not None else end


_PATTERNS: Final = (
    (Kind.STEP, _STEP),
    (Kind.WORD, _WORD),
    (Kind.DECIMAL, _DECIMAL),
    (Kind.LETTERED, _LETTERED),
    (Kind.NUMBER, _NUMBER),
    (Kind.LETTER, _LETTER),
    (Kind.BULLET, _BULLET),
)
