"""References in a provision's text: which provisions they name, with what word, and where.

In another text than the Code they are "clause 12.3(a)", "regulation 5(2)" and the like. References to other documents
("section 5 of the Electricity Act 1989", "paragraph (a) of Condition 12") are left alone: what is not a provision of
the text is no reference here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from attrs import evolve, frozen

from sec_rules._patterns import compiled
from sec_rules.drafting.layout.stand_ins import StoodIn, stood_in
from sec_rules.lang.citations import CLAUSE, SECTION, STEPS, parse
from sec_rules.lang.steps import STEP, beside, follows, steps_of
from sec_rules.span import Span

_WORD: Final = (
    r"(?:(?:[Ss]ub-?\s?)?[Pp]aragraphs?|[Ll]imbs?|[Ii]tems?|[Ss]ections?|[Cc]lauses?|[Cc]onditions?|[Ss]ub-?sections?)"
)
_JOIN: Final = r"(?:\s*,\s*(?:and\s+|or\s+)?|\s+(?:and/or|and|or|to|through)\s+|\s*[\u2013\u2014]\s*|\s*-\s*(?=\())"
_TARGET: Final = rf"(?:{CLAUSE}(?:{STEPS})?|{STEP}(?:{STEPS})?)"
_MORE: Final = rf"(?:{_JOIN}(?:(?:that\s+|this\s+)?{_WORD}\s+)?{_TARGET})*"
_EXPRESSION: Final = compiled(
    rf"(?<![\w.(\u2018\u201c\"'])(?:(?P<this>[Tt]his\s+)?(?P<word>{_WORD})\s+)?(?P<first>{CLAUSE}(?:{STEPS})?)(?P<more>{_MORE})(?![\w])"
    rf"|(?<![\w.])(?P<this2>[Tt]his\s+)?(?P<word2>{_WORD})\s+(?P<first2>{STEP}(?:{STEPS})?)(?P<more2>{_MORE})"
    rf"|(?<![\w.)])(?P<bare>{STEP})\s+(?:to|through)\s+(?P<last>{STEP})"
)
_ONE: Final = compiled(
    rf"(?P<join>{_JOIN})?(?:(?:that\s+|this\s+)?(?P<word>{_WORD})\s+)?(?P<label>{CLAUSE})?(?P<steps>{STEPS})?"
)
_OF: Final = compiled(
    rf"\s+(?:of|in|to|under)\s+(?P<own>this\s+(?:Section|Clause)(?:\s+(?P<label2>{CLAUSE}))?(?!\s+{CLAUSE}))?"
    rf"(?:(?:Sections?|Clauses?|paragraphs?|sub-paragraphs?)\s+)?(?P<label>{CLAUSE}(?:{STEPS})?)?(?P<steps>(?<=\s){STEPS})?"
)
_FOREIGN_AFTER: Final = compiled(
    r"\s*,?\s+(?:of|in|under)\s+(?!(?:this|the)\s+(?:Code|Section)\b)(?:the|that|"
    r"those|its|an?|any|each|Schedules?|Appendi\w+|Annex\w*|"
    r"Conditions?|Parts?|Articles?|[Rr]egulations?|[Rr]ules?|standard|section|[A-Z][\w-]+)\b"
)
_FOREIGN_BEFORE: Final = compiled(
    r"(?:Schedules?|Appendi(?:x|ces)|Annex(?:es)?|Tables?|Figures?|Forms?|[Vv]ersions?|"
    r"Issue|Article|[Rr]egulations?|[Rr]ules?|"
    r"Part|Chapter|[Ss]tandard|Document|ISO|BS|Condition \d[\w.]*|[Ss]ection \d[\w.]*|[Pp]aragraph \d[\w.]*)\s*$"
)
# The name of another document right behind a number: "Article 6.1 GDPR".
_NAMED_AFTER: Final = compiled(r"\s+(?:[A-Z]{2,}|[A-Z]\w+ (?:[A-Z]|Act|Order|Code|Rules|Regulations))")
# That name before it: "Code H, paragraph 6.1"; a word that begins a sentence is none.
_NAMED_BEFORE: Final = compiled(r"[\w'\u2019)],?\s+(?:\w+\s+){0,5}?[A-Z][\w-]*,?\s*$")
# One of several documents, by its number: "Bylaw 2, Section 1.15"; the levels of a text are numbered too.
_NUMBERED_BEFORE: Final = compiled(
    r"(?<![\w.])(?!(?:Sub-?)?(?:Section|Clause|Paragraph|Condition|Item|Limb)s?\b)[A-Z][\w-]*\s+\d[\w.]*,?\s*$"
)
# A provision right before a step that is below it: "Section 56 Subsection (6)".
_BELOW: Final = compiled(
    r"\b(?:[Ss]ection|[Cc]lause|[Aa]rticle|[Rr]egulation|[Rr]ule|[Pp]aragraph|[Cc]ondition) \d[\w.]*,?\s+$"
)
# A step that counts an item within a sentence: it stands behind a blank, and words follow it.
_ITEM: Final = compiled(rf"(?:(?<=\s)|(?<=^)){STEP}(?=\s+[\w\"\u201c])")
# A whole Section: "this Section G8", "Sections G3 to G6".
_SECTION: Final = compiled(rf"(?P<this>[Tt]his\s+)?(?P<word>Sections?)\s+(?P<label>{SECTION})(?![\w.])")


@frozen
class Target(Span):
    """One provision that an expression names.

    `clause` is "" where only steps are given; `through` is true where it ends a range ("to").
    """

    word: str
    clause: str
    steps: tuple[str, ...]
    through: bool = False

    @property
    def path(self) -> str:
        """The steps put together: "(c)(ii)"."""
        return "".join(self.steps)


@frozen
class Expression(Span):
    """References written together: "Sections G8.41, G8.42 and G8.44(a) to (c)".

    `word` is the level word before them as it stands ("" where there is none), at `start`; `of` the clause or provision
    to which paragraphs belong ("" for the clause they stand in); `this` is true of "this Section ...".
    """

    word: str
    word_start: int
    this: bool
    of: str
    targets: tuple[Target, ...]


@frozen
class WholeSection(Span):
    """A reference to a whole Section: "this Section G8", "Section H"."""

    label: str
    this: bool


@lru_cache(maxsize=20_000)
def expressions(text: str, *, of_the_code: bool = True) -> tuple[Expression, ...]:
    """The references in a text, in order, those to other documents left out; labels as a text of the Code has them, or
    as any other has.
    """
    if not of_the_code:
        return tuple(_of_another_text(text))
    return tuple(_expressions(text)) if "(" in text or "." in text else ()


def _of_another_text(text: str) -> Iterator[Expression]:
    """The references in a text whose labels are not the Code's, each where it stands in that text."""
    stood = stood_in(text)
    for found in _expressions(stood.text):
        span = stood.span(found)
        if _names_another_document(text, span):
            continue
        if not found.targets[0].clause and _BELOW.search(text, max(0, span.start - 40), span.start):
            continue
        word = stood.span(Span(found.word_start, found.word_start + len(found.word)))
        targets = tuple(_found_back(target, stood) for target in found.targets)
        words = word.words_in(text) if found.word else ""
        yield Expression(span.start, span.end, words, word.start, found.this, stood.label(found.of), targets)


def _names_another_document(text: str, span: Span) -> bool:
    """Whether the name of a document stands right behind a reference or right before it."""
    if _NAMED_AFTER.match(text, span.end):
        return True
    near = max(0, span.start - 60)
    return any(name.search(text, near, span.start) for name in (_NAMED_BEFORE, _NUMBERED_BEFORE))


def _found_back(target: Target, stood: StoodIn) -> Target:
    span = stood.span(target)
    return evolve(target, start=span.start, end=span.end, clause=stood.label(target.clause))


def _expressions(text: str) -> Iterator[Expression]:
    for match in _EXPRESSION.finditer(text):
        if _FOREIGN_BEFORE.search(text, max(0, match.start() - 40), match.start()):
            continue
        start, end = match.span()
        word = match["word"] or match["word2"] or ""
        word_start = match.start("word") if match["word"] else match.start("word2") if match["word2"] else start
        first = match.start("first") if match["first"] else match.start("first2") if match["first2"] else start
        targets = tuple(_targets(text, first, end, word))
        if not targets:
            continue
        end = targets[-1].end
        of = ""
        if not targets[0].clause:
            tail = _OF.match(text, end)
            if tail is not None and (tail["own"] or tail["label"] or tail["steps"]):
                of = re.sub(r"\s", "", tail["label"] or tail["label2"] or tail["steps"] or "")
                end = tail.end()
            elif _FOREIGN_AFTER.match(text, end):
                continue
        elif _FOREIGN_AFTER.match(text, end) and not targets[0].clause.startswith("G8."):
            continue
        yield Expression(start, end, word, word_start, bool(match["this"] or match["this2"]), of, targets)


def _targets(text: str, start: int, end: int, word: str) -> Iterator[Target]:
    position, clause, before = start, "", ()  # type: int, str, tuple[str, ...]
    while position < end:
        one = _ONE.match(text, position, end)
        if one is None or one.end() == position:
            return
        label = parse(one["label"]).clause if one["label"] else ""
        steps = steps_of(one["steps"] or "")
        if not label and not steps:
            return
        if (
            not label
            and not one["word"]
            and position > start
            and _opens_an_item(text, start, position, before, steps[0])
        ):
            return
        word = one["word"] or word
        through = (one["join"] or "").strip() in ("to", "through", "-", "\u2013", "\u2014")
        at = one.start("label") if label else one.start("steps") + len(one["steps"]) - len(one["steps"].lstrip())
        if label:
            clause = label
        elif len(before) > 1 and len(steps) == 1:
            # "G8.44(b)(i) to (iii)": what follows stands beside the last step.
            steps = beside(before, steps[0])
        before = steps
        yield Target(at, one.end(), word, label or clause, steps, through)
        position = one.end()


def _opens_an_item(text: str, start: int, position: int, before: tuple[str, ...], step: str) -> bool:
    """Whether a step behind a reference is the next item of what a sentence counts: "(a) by Section 3 and (b) ...".

    It is so behind a reference that names no step, and where the step before it counts an item further up; where the
    reference ends with that very step, only behind a comma: "(a) by Section 3(a), and (b) ...".
    """
    if not before:
        return True
    counted = (item.group() for item in _ITEM.finditer(text, 0, start))
    return any(follows(item, step) and (item != before[-1] or text[position] == ",") for item in counted)


@lru_cache(maxsize=20_000)
def whole_sections(text: str) -> tuple[WholeSection, ...]:
    """The references to whole Sections in a text."""
    found = (m for m in _SECTION.finditer(text) if not _foreign(text, m))
    return tuple(WholeSection(m.start(), m.end(), m["label"], bool(m["this"])) for m in found)


def _foreign(text: str, match: re.Match[str]) -> bool:
    return bool(re.match(r"\s+(?:of|to)\s+the\s+(?!Code)", text[match.end() : match.end() + 40]))
