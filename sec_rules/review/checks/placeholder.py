"""PH201: a placeholder or drafting note left in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sec_rules.documents.document import View
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.grammar.parser import shortened
from sec_rules.drafting.layout.provisions import Provision
from sec_rules.review.findings import Check, FixKind, Found, Scope, Severity, each_provision
from sec_rules.review.text.placeholders import placeholders
from sec_rules.span import Span, just_before

# Where a roman number may stand.
_ROMAN: Final = re.compile(r"(?:Part|Chapter|Schedule|Title|Appendix|Annex|Article|Volume|Book|Louis|Henry)\s+$")


def _look(provision: Provision, draft: Draft, view: View) -> Iterator[Found]:
    taken: list[Span] = []
    for found in placeholders(provision.text):
        words = found.words_in(provision.text)
        if any(found.overlaps(other) for other in taken):
            continue
        if re.fullmatch("X{2,3}", words) and _ROMAN.search(just_before(provision.text, found.start)):
            continue
        taken.append(found)
        yield Found(found.start, found.end, f"The placeholder or note '{words}' was left in.")
    for shown in _highlighted(provision, draft):
        if not any(shown.overlaps(other) for other in taken):
            words = shortened(shown.words_in(provision.text), 60)
            yield Found(shown.start, shown.end, f"'{words}' is highlighted, as what is still to be settled is.")


def _highlighted(provision: Provision, draft: Draft) -> Iterator[Span]:
    """The spans of a provision's own text that a Word file shows highlighted, those that adjoin put together."""
    marks = bytearray(len(provision.text))
    for source in provision.sources:
        for span in source.paragraph.spans:
            if draft.document.paragraphs[span.paragraph].pieces[span.piece].highlighted:
                shown = source.overlap(span.shifted(source.start - source.offset))
                if shown is not None:
                    marks[shown.start : shown.end] = b"\x01" * (shown.end - shown.start)
    for match in re.finditer(rb"\x01+", bytes(marks)):
        words = provision.text[match.start() : match.end()]
        if words.strip():
            yield Span(match.start() + len(words) - len(words.lstrip()), match.start() + len(words.rstrip()))


CHECK: Final = Check(
    code="PH201",
    title="a placeholder or drafting note left in",
    severity=Severity.ERROR,
    fix=FixKind.NONE,
    scope=Scope.PROVISION,
    why="A placeholder that reaches the Code is law that nobody wrote.",
    bad=(
        "G8.41 Where a User supplies more than «[●]» Domestic Premises, it shall be subject to a Full User "
        "Security Assessment in each year."
    ),
    good=(
        "G8.41 Where a User supplies more than 250,000 Domestic Premises, it shall be subject to a Full User "
        "Security Assessment in each year."
    ),
    look=each_provision(_look),
)
