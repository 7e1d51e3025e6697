"""References of a text of any kind, put into the shape that the Code's have, and found back.

What reads references and amending instructions reads labels such as G8.41(a). "Clause 12.3(a)" of another text is
given a label of that shape for as long as it is read: its last number is kept, so that ranges and inserted numbers are
what they are, and a letter and a number stand for all before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from attrs import field, frozen

from sec_rules._patterns import compiled
from sec_rules.drafting.layout.instruction_words import quotations
from sec_rules.lang.citations import Label, clause_of, path_of, read
from sec_rules.lang.steps import STEP
from sec_rules.span import Span

_N: Final = r"\d{1,3}[A-Z]{0,2}"
_NUMBERS: Final = rf"(?:[A-Z]{{1,4}}\.?)?{_N}(?:\.{_N})*"
# fmt: off
_LEVEL: Final = (
    r"(?:(?:sub-?\s?)?(?:paragraphs?|clauses?|sections?)|regulations?|rules?|articles?|"
    r"(?:standard |special )?conditions?)"
)
# fmt: on
_WITHIN: Final = r"(?:Schedule|Annex|Appendix|Part)\s+(?:\d{1,3}[A-Z]?|[A-Z]{1,2}|[IVXL]{1,5})"
_STEPS: Final = rf"(?:\s?{STEP})*"
# A number that counts something is no label: "30 days", "5 per cent", "1,000".
_NO_LABEL: Final = (
    r"(?![\w,]*\d)(?!\s*(?:%|per\s?cent|days?|months?|years?|weeks?|hours?|minutes?|working|business|of the total)\b)"
)
_NEXT: Final = (
    r"(?:\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or|to)\s+|\s*[\u2013-]\s*)"
    rf"(?:(?:{_LEVEL}\s+)?{_NUMBERS}{_STEPS}{_NO_LABEL}|{STEP}{_STEPS})"
)
# Letters before the levels need no word before them: CC.6.1.2.
_LETTERED: Final = rf"(?-i:[A-Z]{{1,4}})\.?{_N}(?:\.{_N})+"
_CITED: Final = (
    rf"(?<![\w.])(?:(?P<before>{_WITHIN}),?\s+)?(?P<list>(?:{_LEVEL}\s+{_NUMBERS}|{_LETTERED}){_STEPS}{_NO_LABEL}(?:{_NEXT})*)"
    rf"(?:\s+(?:of|to|in)\s+(?P<after>{_WITHIN}))?(?!\w)"
)
_ONE: Final = compiled(
    rf"(?:(?P<word>{_LEVEL})\s*)?(?P<label>(?<![\w.(]){_NUMBERS})(?P<steps>{_STEPS})",
    re.IGNORECASE,
)
# Words that stand before a step, as the Code has them.
_STEPPED: Final = rf"\b(?:sub-?\s?(?:clause|section)|point|indent)(?P<many>s?)(?=\s+{STEP})"
_PUT: Final = compiled(rf"{_STEPPED}|{_CITED}", re.IGNORECASE)
_LETTERS: Final = "ZYXWVUTSRQPONMLKJ"


@frozen
class StandIn(Span):
    """A label that stands in a text for another: where, for which label, and where that stands."""

    label: str
    of: Span


@frozen
class StoodIn:
    """A text with labels of the Code's shape in the place of its own.

    `parts` are the stretches that were put in, in order; `stems` is what stands before the last number of a label, by
    what stands for it.
    """

    text: str
    parts: tuple[StandIn, ...] = ()
    stems: dict[str, str] = field(factory=dict)

    def label(self, label: str) -> str:
        """The label of the text itself for one that stands for it."""
        stem, dot, last = clause_of(label).partition(".")
        return self.stems[stem] + last + path_of(label) if dot and stem in self.stems else label

    def span(self, span: Span) -> Span:
        """Where what stands at a span stands in the text itself."""
        return Span(self._at(span.start, first=True), self._at(span.end, first=False))

    def _at(self, position: int, *, first: bool) -> int:
        shift = 0
        for part in self.parts:
            if position <= part.start and not (position == part.start and not first):
                break
            if position < part.end:
                return part.of.start if first else part.of.end
            shift = part.of.end - part.end
        return position + shift


@lru_cache(maxsize=20_000)
def stood_in(text: str, beside: tuple[str, ...] = ()) -> StoodIn:
    """A text read so; `beside` are labels that count beside those in it."""
    stems: dict[str, str] = {}
    for label in beside:
        _spelled(label, stems)
    out: list[str] = []
    parts: list[StandIn] = []
    position = length = 0
    for span, words, label in _put(text, stems):
        out += (text[position : span.start], words)
        length += span.start - position
        parts.append(StandIn(length, length + len(words), label, span))
        length += len(words)
        position = span.end
    return StoodIn("".join((*out, text[position:])), tuple(parts), {alias: stem for stem, alias in stems.items()})


def stand_in(label: str, stood: StoodIn) -> str:
    """What stands for a label in a text that was read so beside it."""
    return _spelled(label, {stem: alias for alias, stem in stood.stems.items()})


def _put(text: str, stems: dict[str, str]) -> Iterator[tuple[Span, str, str]]:
    """What is put in the place of what, for which label."""
    quoted = quotations(text)
    position = 0
    for match in _PUT.finditer(text):
        if match.start() < position or any(match.start() in each for each in quoted):
            continue
        position = match.end()
        if match["list"]:
            yield from _of_list(text, match, stems)
        else:
            yield Span(*match.span()), "paragraph" + match["many"], ""


def _of_list(text: str, match: re.Match[str], stems: dict[str, str]) -> Iterator[tuple[Span, str, str]]:
    # A Schedule named behind a list is that of the references behind its last word: "clause 2 and paragraph 4 of".
    named = [m.start() for m in _ONE.finditer(text, match.start("list"), match.end("list")) if m["word"]]
    word, position = "", match.start("list")
    if match["before"]:
        yield Span(match.start(), position), "", ""
    while (one := _ONE.search(text, position, match.end("list"))) is not None:
        word = one["word"] or word
        behind = match["after"] if not named or one.start() >= named[-1] else ""
        within = " ".join((match["before"] or behind or "").split())
        label = _named(word, one["label"], f"{within}, " if within else "")
        if one["word"]:
            yield Span(*one.span("word")), "Sections" if word.endswith("s") else "Section", ""
        yield Span(*one.span("label")), _spelled(label, stems), label
        position = one.end()
    if match["after"]:
        yield Span(match.end("list"), match.end("after")), "", ""


def _named(word: str, number: str, prefix: str) -> str:
    """The label that a number has behind a word, as a layout spells it."""
    kind = word.lower().rstrip("s").split()[-1] if word else ""
    if number[:1].isdigit() and (kind == "article" or (kind == "condition" and "." not in number)):
        return f"{prefix}{kind.capitalize()} {number}"
    return prefix + number


def _spelled(label: str, stems: dict[str, str]) -> str:
    """A label in the shape of the Code's; what stands before its last number is remembered."""
    found = read(label)
    if found is None or not found.numbers:
        return label
    last = found.numbers[-1]
    clause = Label(found.section, found.numbers, within=found.within).clause
    stem = clause[: len(clause) - len(last)]
    alias = stems.setdefault(stem, f"{_LETTERS[len(stems) % len(_LETTERS)]}{len(stems) // len(_LETTERS)}")
    return f"{alias}.{last}{found.path}" if last[:1].isdigit() else label
