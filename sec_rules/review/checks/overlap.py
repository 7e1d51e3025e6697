"""PR002: an overlap: two clauses answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sec_rules.review.findings import Case, Check, Finding, FixKind, Scope, Severity
from sec_rules.review.findings.anchors import failures


def _look(case: Case, check: Check) -> Iterator[Finding]:
    yield from failures(case, check, "exactly-one-answer", "overlap")


CHECK: Final = Check(
    code="PR002",
    title="an overlap: two clauses answer",
    severity=Severity.ERROR,
    fix=FixKind.NONE,
    scope=Scope.PROOF,
    why="Where two clauses answer, the Code gives two orders at once, even if they agree today.",
    bad=(
        "G8.41 Where a User is a Supplier Party and the sum of the number of Domestic Premises and five times the "
        "number of Non-Domestic Premises, in each case for which it is the Responsible Supplier, is «250,000 or "
        "more», it shall be subject to a Full User Security Assessment in each year after the year of its initial "
        "Full User Security Assessment."
    ),
    good=(
        "G8.41 Where a User is a Supplier Party and the sum of the number of Domestic Premises and five times the "
        "number of Non-Domestic Premises, in each case for which it is the Responsible Supplier, exceeds 250,000, "
        "it shall be subject to a Full User Security Assessment in each year after the year of its initial Full "
        "User Security Assessment."
    ),
    look=_look,
)
