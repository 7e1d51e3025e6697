"""QT707: a period without an anchor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sec_rules._patterns import compiled
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.grammar import numbers
from sec_rules.drafting.layout.provisions import Layout, Provision
from sec_rules.review.findings import Check, FixKind, Found, Scope, Severity, whole_draft
from sec_rules.review.text.lists import lead_of, own_sentences

_UNIT: Final = (
    r"(?:calendar\s+|consecutive\s+|clear\s+|business\s+)?(?:Working\s+Days?|"
    r"working\s+days?|Business\s+Days?|days?|weeks?|months?|years?|"
    r"hours?|quarters?)"
)
_PERIOD: Final = numbers.NumberPattern(
    rf"\b(?P<lead>within|every|at\s+intervals\s+of(?:\s+(?:no|not)\s+more\s+than)?|"
    rf"in\s+every(?:\s+period\s+of)?|in\s+each\s+period\s+of|for\s+a\s+(?:further\s+)?period\s+of(?:\s+at\s+least)?|"
    rf"at\s+the\s+end\s+of)"
    rf"\s+(?:a\s+period\s+of\s+|the\s+next\s+|the\s+following\s+)?(?P<number>{numbers.NUMBER})\s+(?P<unit>{_UNIT})\b",
    hint=rf"(?:within|every|of|than|least|next|following)\s+{numbers.BEGINS_BEFORE_A_WORD}",
)
_ANCHOR: Final = compiled(
    r"\b(?:after|following|from|since|until|till|before|prior\s+to|preceding|"
    r"beginning|commencing|starting|ending|begins|starts|"
    r"commences|upon|"
    r"on\s+(?:the|or|its|receipt|each|which|\d)|receipt|of\s+(?:the|that|its|"
    r"such|receiv\w+|be\w+|any|each|an?|\w+ing|written|notice|receipt|publication|"
    r"completion|notification)|"
    r"as\s+(?:from|at|of)|once|when(?:ever)?|date|anniversary|thereafter|last|"
    r"previous|later\s+than|expiry|end\s+of|first|initial|1\s+\w+|January|April|"
    r"July|October|"
    r"by\s+reference\s+to)\b",
    re.IGNORECASE,
)
_OF: Final = compiled(
    r"\s*(?:\([^)]*\)\s*)?(?:of|after|from|following|before|prior\s+to|beginning|"
    r"commencing|starting|ending|preceding|until|since|"
    r"to)\b",
    re.IGNORECASE,
)
_EVENT: Final = compiled(
    r"\b(?:[Ww]here|[Ii]f|[Ww]hen|[Oo]n|[Uu]pon)\b[^.;]*?\b(?:receives?|gives?|"
    r"notif\w+|becomes?|submits?|fails?|changes?|requests?|directs?|issues?|"
    r"occurs?|makes?|"
    r"identif\w+|determines?|asks?|publish\w*|completes?|provides?|raises?|rejects?|"
    r"ceases?|requires?|has\s+\w+ed|is\s+\w+ed|are\s+\w+ed|serves?|asked|told|"
    r"calls?|finds?|reports?|becom\w+|receiving|learns?|discovers?|decides?|sends?|"
    r"appoints?|intends?|proposes?|disputes?|wishes)\b"
)


def _look(layout: Layout, draft: Draft) -> Iterator[tuple[Provision, Found]]:
    for clause in layout.provisions:
        for provision in clause.walk():
            if next(_PERIOD.finditer(provision.text), None):
                lead = lead_of(clause, provision) if provision is not clause else ""
                yield from ((provision, found) for found in _in(provision, lead))


def _in(provision: Provision, lead: str) -> Iterator[Found]:
    text = provision.text
    for sentence in own_sentences(provision):
        for match in _PERIOD.finditer(text, sentence.start, sentence.end):
            before = f"{lead} {text[sentence.start : match.start()]}"
            after = text[match.end() : sentence.end]
            if _OF.match(after) or _anchored(match, before, after):
                continue
            message = f"'{' '.join(match.group().split())}': counted from when?"
            yield Found(match.start(), match.end(), message)


def _anchored(match: re.Match[str], before: str, after: str) -> bool:
    """Whether the sentence tells elsewhere from when the period is counted."""
    clause = re.split(r"[;.]", after)[0]
    if _ANCHOR.search(clause[:160]) or re.search(
        r"\b(?:after|following|from|since|once|on\s+receipt|upon|receipt|beginning|" r"commencing|starting)\b",
        before,
        re.IGNORECASE,
    ):
        return True
    return bool(_EVENT.search(before))


CHECK: Final = Check(
    code="QT707",
    title="a period without an anchor",
    severity=Severity.WARNING,
    fix=FixKind.NONE,
    scope=Scope.PROVISION,
    why='"Every 12 months": from when? The first day decides all the others.',
    bad="G8.41 Each User shall tell the Panel of its premises «every 12 months».",
    good=(
        "G8.41 Each User shall tell the Panel of its premises every 12 months, beginning with the date of its "
        "initial Full User Security Assessment."
    ),
    look=whole_draft(_look),
)
