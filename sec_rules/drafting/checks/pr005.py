"""PR005: an outcome that changes for somebody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sec_rules.drafting.anchors import at, cause
from sec_rules.drafting.remarks import Case, Check, FixKind, Remark, Severity


def _look(case: Case, check: Check) -> Iterator[Remark]:
    for change in case.changes:
        was, becomes = change.was or "no single answer", change.becomes or "no single answer"
        doubt = " There is a doubt about the text before or after." if change.doubts else ""
        message = f"For {change.where}, {was} becomes {becomes} ({change.direction}).{doubt}"
        yield at(check, cause(case.draft, (*change.because, *change.was_because)), message)


CHECK: Final = Check(
    code="PR005",
    title="an outcome that changes for somebody",
    severity=Severity.NOTE,
    fix=FixKind.NONE,
    why="Who is affected, which way, and the smallest example of each: what a working group is asked to approve.",
    bad="a change of words that was meant to be editorial and moves a threshold",
    good="a change of words that changes no outcome",
    look=_look,
)
