"""IG902: an acceptance that has no effect."""

from __future__ import annotations

from typing import Final

from sec_rules.review.findings import Check, FixKind, Scope, Severity

CHECK: Final = Check(
    code="IG902",
    title="an acceptance that has no effect",
    severity=Severity.NOTE,
    fix=FixKind.NONE,
    scope=Scope.ACCEPTANCE,
    why=(
        "What was accepted is fixed or says something else now, so that what is left over would hide the next one "
        "unseen; or it is a comment in the draft, and the settings do not let comments accept."
    ),
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
