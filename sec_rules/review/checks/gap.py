"""PR001: a gap: somebody to whom no clause applies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sec_rules.review.findings import Case, Check, Finding, FixKind, Scope, Severity
from sec_rules.review.findings.anchors import failures


def _look(case: Case, check: Check) -> Iterator[Finding]:
    yield from failures(case, check, "exactly-one-answer", "gap")


CHECK: Final = Check(
    code="PR001",
    title="a gap: somebody to whom no clause applies",
    severity=Severity.ERROR,
    fix=FixKind.NONE,
    scope=Scope.PROOF,
    why="A User whom no clause reaches need undergo no assessment, or nobody knows which.",
    bad=(
        "G8.42 Where a User is a Supplier Party and the sum of the number of Domestic Premises and five times the "
        "number of Non-Domestic Premises, in each case for which it is the Responsible Supplier, «is less than "
        "250,000», it shall be subject to a User Security Self-Assessment in each year after the year of its "
        "initial Full User Security Assessment."
    ),
    good=(
        "G8.42 Where a User is a Supplier Party and the sum of the number of Domestic Premises and five times the "
        "number of Non-Domestic Premises, in each case for which it is the Responsible Supplier, is equal to or "
        "less than 250,000, it shall be subject to a User Security Self-Assessment in each year after the year of "
        "its initial Full User Security Assessment."
    ),
    look=_look,
)
