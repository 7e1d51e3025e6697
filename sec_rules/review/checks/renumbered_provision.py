"""NU306: a standing provision renumbered by the draft instead of a suffix."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sec_rules.review.findings import Case, Check, Finding, FixKind, Scope, Severity, finding
from sec_rules.review.findings.places import at_start


def _look(case: Case, check: Check) -> Iterator[Finding]:
    for old, new in case.renumbered:
        message = (
            f"Existing {old.label} would be renumbered {new.label}, so references elsewhere to {old.label} would point "
            f"to another clause. Give the new clause a number with a suffix instead."
        )
        yield finding(check, new, at_start(new, message))


CHECK: Final = Check(
    code="NU306",
    title="a standing provision renumbered by the draft instead of a suffix",
    severity=Severity.WARNING,
    fix=FixKind.NONE,
    scope=Scope.CHANGES,
    why="Every reference to the old number, in the Code and outside it, silently comes to mean another clause.",
    bad=(
        "{++G8.45 Each Network Party shall keep a record of its premises.++}\n"
        "\n"
        "G8.{~~45~>46~~} «The Panel shall publish» a summary of the assessments of the year."
    ),
    good=(
        "{++G8.44A Each Network Party shall keep a record of its premises.++}\n"
        "\n"
        "G8.45 The Panel shall publish a summary of the assessments of the year."
    ),
    look=_look,
)
