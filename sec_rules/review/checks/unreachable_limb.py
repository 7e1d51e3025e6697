"""PR004: a clause or limb that can never apply."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sec_rules.review.findings import Case, Check, Finding, FixKind, Scope, Severity
from sec_rules.review.findings.anchors import failures


def _look(case: Case, check: Check) -> Iterator[Finding]:
    yield from failures(case, check, "every-limb-can-apply", "never")


CHECK: Final = Check(
    code="PR004",
    title="a clause or limb that can never apply",
    severity=Severity.WARNING,
    fix=FixKind.NONE,
    scope=Scope.PROOF,
    why="Words that can apply to nobody are a slip, or hide one.",
    bad=(
        "G8.44A Where a User is a Network Party and the number of Domestic Premises exceeds 250,000 and «is less "
        "than 100,000», it shall be subject to a Full User Security Assessment in each year after the year of its "
        "initial Full User Security Assessment."
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
