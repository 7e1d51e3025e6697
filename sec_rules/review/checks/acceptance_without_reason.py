"""IG901: a finding that is accepted without a reason."""

from __future__ import annotations

from typing import Final

from sec_rules.review.findings import Check, FixKind, Scope, Severity

CHECK: Final = Check(
    code="IG901",
    title="a finding that is accepted without a reason",
    severity=Severity.WARNING,
    fix=FixKind.NONE,
    scope=Scope.ACCEPTANCE,
    why=("Whoever reads the draft next cannot tell a finding that was weighed from one that was only silenced."),
    bad=("G8.44A «Each Network Party shall keep a record» of  its premises.{>>sec-rules: ignore TY101<<}"),
    good=(
        "G8.44A Each Network Party shall keep a record of  its premises."
        "{>>sec-rules: ignore TY101 because the table is taken over as it stands<<}"
    ),
    # Reported by `sec_rules.review.acceptance` when all findings are there.
    look=lambda case, check: (),
)
