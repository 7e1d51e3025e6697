"""PR005: an outcome that changes for somebody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sec_rules.analysis.comparison import titled
from sec_rules.review.findings import Case, Check, Finding, FixKind, Scope, Severity
from sec_rules.review.findings.anchors import at, cause


def _look(case: Case, check: Check) -> Iterator[Finding]:
    for change, smallest in zip(case.changes, case.smallest, strict=True):
        was, becomes = (titled(name, case.question) for name in (change.was, change.becomes))
        doubt = " There is a doubt about the text before or after." if change.doubts else ""
        message = f"For {change.where}: {becomes} in place of {was} (smallest case: {smallest}).{doubt}"
        edits = case.edits.behind((change.witness,))
        found = cause(case.draft, edits, (*change.because, *change.was_because), change.witness)
        yield at(check, found, message, causes=edits)


CHECK: Final = Check(
    code="PR005",
    title="an outcome that changes for somebody",
    severity=Severity.NOTE,
    fix=FixKind.NONE,
    scope=Scope.PROOF,
    why="Who is affected, which way, and the smallest example of each: what a working group is asked to approve.",
    bad=(
        "G8.47 Where a User is neither a Supplier Party nor a Network Party, it shall be subject:\n\n"
        "(a) in the first year after the year of its initial Full User Security Assessment, to \u00aba "
        "{~~Verification~>Full~~} User Security Assessment\u00bb;\n\n"
        "(b) in the immediately following year, to a User Security Self-Assessment;\n\n"
        "(c) in the next following year, to a Full User Security Assessment; and\n\n"
        "(d) in each year thereafter, to a category which repeats the annual sequence of paragraphs (a) to (c)."
    ),
    good="G8.44A Each Network Party shall keep a record of its premises.",
    look=_look,
)
