"""IG902: an acceptance that meets no finding."""

from __future__ import annotations

from typing import Final

from sec_rules.review.findings import Check, FixKind, Scope, Severity

CHECK: Final = Check(
    code="IG902",
    title="an acceptance that meets no finding",
    severity=Severity.NOTE,
    fix=FixKind.NONE,
    scope=Scope.ACCEPTANCE,
    why=("What was accepted is fixed or says something else now; what is left over would hide the next one unseen."),
    bad=(
        "G8.44A «Each Network Party shall keep a record» of its premises."
        "{>>sec-rules: ignore TY101 because the table is taken over as it stands<<}"
    ),
    good=(
        "G8.44A Each Network Party shall keep a record of  its premises."
        "{>>sec-rules: ignore TY101 because the table is taken over as it stands<<}"
    ),
    # Reported by `sec_rules.review.acceptance` when all findings are there.
    look=lambda case, check: (),
)
