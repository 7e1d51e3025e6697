"""PH201: a placeholder or drafting note left in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sec_rules._patterns import compiled
from sec_rules.documents.document import View
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.grammar.parser import shortened
from sec_rules.drafting.layout.provisions import Provision
from sec_rules.review.findings import Check, FixKind, Found, Scope, Severity, each_provision
from sec_rules.review.text.placeholders import pieces_as, placeholders, unfilled
from sec_rules.span import just_before

# Where a roman number may stand.
_ROMAN: Final = compiled(r"(?:Part|Chapter|Schedule|Title|Appendix|Annex|Article|Volume|Book|Louis|Henry)\s+$")


def _look(provision: Provision, draft: Draft, view: View) -> Iterator[Found]:
    taken = list(unfilled(provision, draft))
    for found in taken:
        words = shortened(found.words_in(provision.text), 60)
        yield Found(found.start, found.end, f"The placeholder '{words}' was left in: nobody filled its control.")
    for found in placeholders(provision.text):
        words = found.words_in(provision.text)
        if any(found.overlaps(other) for other in taken):
            continue
        if re.fullmatch("X{2,3}", words) and _ROMAN.search(just_before(provision.text, found.start)):
            continue
        taken.append(found)
        yield Found(found.start, found.end, f"The placeholder or note '{words}' was left in.")
    for shown in pieces_as(lambda piece: piece.highlighted, provision, draft):
        if not any(shown.overlaps(other) for other in taken):
            words = shortened(shown.words_in(provision.text), 60)
            yield Found(shown.start, shown.end, f"'{words}' is highlighted, as what is still to be settled is.")


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
