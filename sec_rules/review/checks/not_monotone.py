"""PR003: escalation broken: more premises, lighter assessment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sec_rules.review.findings import Case, Check, Finding, FixKind, Scope, Severity
from sec_rules.review.findings.anchors import failures


def _look(case: Case, check: Check) -> Iterator[Finding]:
    yield from failures(case, check, "more-never-lighter", "lighter")


CHECK: Final = Check(
    code="PR003",
    title="escalation broken: more premises, lighter assessment",
    severity=Severity.ERROR,
    fix=FixKind.NONE,
    scope=Scope.PROOF,
    why="A User that grows must not be assessed more lightly for it.",
    bad=(
        "G8.41 Where a User is a Supplier Party and the number of Domestic Premises «exceeds 250,000», it shall "
        "be subject to a User Security Self-Assessment in each year after the year of its initial Full User "
        "Security Assessment.\n"
        "\n"
        "G8.42 Where a User is a Supplier Party and the number of Domestic Premises is equal to or less than "
        "250,000, it shall be subject to a Verification User Security Assessment in each year after the year of "
        "its initial Full User Security Assessment."
    ),
    good=(
        "G8.41 Where a User is a Supplier Party and the number of Domestic Premises exceeds 250,000, it shall be "
        "subject to a Full User Security Assessment in each year after the year of its initial Full User Security "
        "Assessment.\n"
        "\n"
        "G8.42 Where a User is a Supplier Party and the number of Domestic Premises is equal to or less than "
        "250,000, it shall be subject to a User Security Self-Assessment in each year after the year of its "
        "initial Full User Security Assessment."
    ),
    look=_look,
)
