"""LI602: the words "and/or"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sec_rules._patterns import compiled
from sec_rules.documents.document import View
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.layout.provisions import Provision
from sec_rules.review.findings import Check, FixKind, Found, Scope, Severity, each_provision

_AND_OR: Final = compiled(r"\band\s*/\s*or\b|\bor\s*/\s*and\b", re.IGNORECASE)


def _look(provision: Provision, draft: Draft, view: View) -> Iterator[Found]:
    for match in _AND_OR.finditer(provision.text):
        yield Found(match.start(), match.end(), f"'{match.group()}' leaves the reader to choose.")


CHECK: Final = Check(
    code="LI602",
    title='"and/or"',
    severity=Severity.NOTE,
    fix=FixKind.NONE,
    scope=Scope.PROVISION,
    why='"A or B" already takes in both; "and/or" invites the question of what else was meant.',
    bad=(
        "G8.44A A User which is the Electricity Distributor «and/or» the Gas Transporter shall undergo a Full "
        "User Security Assessment."
    ),
    good=(
        "G8.44A A User which is the Electricity Distributor or the Gas Transporter shall undergo a Full User "
        "Security Assessment."
    ),
    on=False,
    look=each_provision(_look),
)
