"""QT706: number formats mixed, or a unit missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sec_rules._patterns import compiled
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.grammar import numbers
from sec_rules.drafting.layout.provisions import Layout, Provision
from sec_rules.review.findings import Check, Fix, FixKind, Found, Scope, Severity, whole_draft
from sec_rules.span import just_before

_COMMA: Final = compiled(r"(?<![\w.,/-])\d{1,3}(?:,\d{3})+(?!\w|,\d)")
_PLAIN: Final = compiled(r"(?<![\w.,/:\u2013-])\d{4,}(?![\w/:-])(?!,\d)(?!\.\d)")
_SPACED: Final = compiled(r"(?<![\w.,/-])\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\w|,\d)")
# Digits with marks between them, whether or not those are thousands.
_COMMAS: Final = compiled(r"(?<![\w.,/-])[1-9]\d{0,3}(?:,\d{1,6})+(?!\w|[.,]\d)")
# Words before a number that says how many; there the marks stand between thousands, however few digits it has.
_COMPARES: Final = compiled(
    r"(?:\b(?:exceeds?|than|above|below|over|under|least|most)|[\u00a3$\u20ac])\s*$", re.IGNORECASE
)
_A_THOUSAND: Final = 3
_NUMBERED: Final = compiled(
    r"(?:\b(?:ISO|IEC|BS|EN|RFC|FIPS|No\.?|number|version|Act|Regulations?|Order|"
    r"in|of|year|by|since|until|January|February|March|April|May|June|July|August|"
    r"September|October|November|December|Directive|SECMP|"
    r"MP|DP)\s*)$",
    re.IGNORECASE,
)
_UNITLESS: Final = numbers.NumberPattern(
    rf"\b(?:within|no\s+later\s+than|not\s+later\s+than|at\s+least|every|not\s+(?:less|"
    rf"more)\s+than|no\s+(?:less|more)\s+than)\s+(?P<number>{numbers.NUMBER})\s+(?=(?:of|"
    rf"after|from|before|following|prior|beginning|starting)\b)",
    hint=rf"(?:within|than|least|every)\s+{numbers.BEGINS_BEFORE_A_WORD}",
)


_OF_THESE: Final = compiled(r"\s*of\s+(?:the|its|those|these|them|such|all)\b")


def _look(layout: Layout, draft: Draft) -> Iterator[tuple[Provision, Found]]:
    comma = _hits(layout, _COMMA)
    others = [*_plain(layout), *_hits(layout, _SPACED)]
    odd = others if len(comma) >= len(others) else comma
    if comma and others:
        for provision, match in odd:
            value = int(re.sub(r"\D", "", match.group()))
            right = f"{value:,}" if odd is others else str(value)
            message = f"Other numbers in the draft are written like '{right}'."
            yield provision, Found(match.start(), match.end(), message, Fix(True, right))
    if comma or _hits(draft.original, _COMMA):
        yield from _misprinted(layout)
    for provision, match in _hits(layout, _UNITLESS):
        if not _OF_THESE.match(provision.text, match.end()) or "within" in match.group().lower():
            message = f"{match['number']} of what? There is no unit."
            yield provision, Found(match.start("number"), match.end("number"), message)


def _misprinted(layout: Layout) -> Iterator[tuple[Provision, Found]]:
    """Numbers whose marks stand elsewhere than between thousands: "250,00" among others like "250,000"."""
    for provision, match in _hits(layout, _COMMAS):
        groups = match.group().split(",")
        before = just_before(provision.text, match.start())
        listed = all(len(group) < _A_THOUSAND for group in groups)
        if _COMMA.fullmatch(match.group()) is None and (_COMPARES.search(before) or not listed):
            message = f"\u201c{match.group()}\u201d is not a properly written number; it may be a misprint."
            yield provision, Found(match.start(), match.end(), message)


def _hits(layout: Layout, pattern: re.Pattern[str] | numbers.NumberPattern) -> list[tuple[Provision, re.Match[str]]]:
    return [(p, m) for p in layout.walk() for m in pattern.finditer(p.text)]


def _plain(layout: Layout) -> Iterator[tuple[Provision, re.Match[str]]]:
    """Numbers of four digits and more without a mark between the thousands, years and numbers of documents left out."""
    for provision, match in _hits(layout, _PLAIN):
        year = len(match.group()) == 4 and match.group()[:2] in ("18", "19", "20")
        if not year and not (len(match.group()) < 6 and _NUMBERED.search(just_before(provision.text, match.start()))):
            yield provision, match


CHECK: Final = Check(
    code="QT706",
    title="number formats mixed, or a unit missing",
    severity=Severity.NOTE,
    fix=FixKind.SAFE,
    scope=Scope.DRAFT,
    why="A number in another form is missed by whoever looks for it, and a number without a unit says nothing.",
    bad=(
        "G8.41 Where a User is a Supplier Party and the number of Domestic Premises exceeds 250,000, it shall be "
        "subject to a Full User Security Assessment in each year after the year of its initial Full User Security "
        "Assessment.\n"
        "\n"
        "G8.42 Where a User is a Supplier Party and the number of Domestic Premises is equal to or less than "
        "«250000», it shall be subject to a User Security Self-Assessment in each year after the year of its "
        "initial Full User Security Assessment."
    ),
    good=(
        "G8.41 Where a User is a Supplier Party and the number of Domestic Premises exceeds 250,000, it shall be "
        "subject to a Full User Security Assessment in each year after the year of its initial Full User Security "
        "Assessment.\n"
        "\n"
        "G8.42 Where a User is a Supplier Party and the number of Domestic Premises is equal to or less than "
        "250,000, it shall be subject to a User Security Self-Assessment in each year after the year of its "
        "initial Full User Security Assessment."
    ),
    look=whole_draft(_look),
)
