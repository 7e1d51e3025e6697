"""LG803: a vague standard inside a rule to be executed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sec_rules._patterns import compiled
from sec_rules.documents.document import View
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.layout.provisions import Provision
from sec_rules.lang.citations import clause_of
from sec_rules.review.findings import Check, FixKind, Found, Scope, Severity, each_provision

_VAGUE: Final = compiled(
    r"\b(?:(?:un)?reasonabl[ey]|(?:in)?appropriate(?:ly)?|adequate(?:ly)?|sufficient(?:ly)?|"
    r"material(?:ly)?|substantial(?:ly)?|"
    r"significant(?:ly)?|promptly|timely|as\s+soon\s+as\s+(?:reasonably\s+)?practicable|"
    r"from\s+time\s+to\s+time|where\s+necessary|"
    r"as\s+necessary|suitabl[ey]|proportionate(?:ly)?|normal(?:ly)?|usual(?:ly)?|"
    r"generally|approximately|best\s+endeavours|"
    r"satisfactor(?:y|ily)|good\s+faith|periodically|excessive(?:ly)?)\b",
    re.IGNORECASE,
)


def _look(provision: Provision, draft: Draft, view: View) -> Iterator[Found]:
    clause = clause_of(provision.label)
    shown = next((s for s in draft.shown if s.label == clause), None)
    read = None if shown is None else shown.before if view is View.ORIGINAL else shown.after
    if read is None or not (read.rules or any(s.bears for s in read.sentences)):
        return
    for match in _VAGUE.finditer(provision.text):
        message = f"'{match.group()}' leaves to opinion what the rule should decide."
        yield Found(match.start(), match.end(), message)


CHECK: Final = Check(
    code="LG803",
    title="a vague standard inside a rule to be executed",
    severity=Severity.NOTE,
    fix=FixKind.NONE,
    scope=Scope.PROVISION,
    why=(
        'Whether a standard such as "reasonable" is met is somebody\'s opinion; a rule that sets an assessment '
        "should not rest on it."
    ),
    bad=(
        "G8.41 Where a User is a Supplier Party of «significant» size, it shall be subject to a Full User "
        "Security Assessment in each year."
    ),
    good=(
        "G8.41 Where a User is a Supplier Party, it shall be subject to a Full User Security Assessment in each year."
    ),
    on=False,
    look=each_provision(_look),
)
