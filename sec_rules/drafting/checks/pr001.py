"""PR001: a gap: somebody to whom no clause applies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sec_rules.drafting.anchors import failures
from sec_rules.drafting.remarks import Case, Check, FixKind, Remark, Severity


def _look(case: Case, check: Check) -> Iterator[Remark]:
    yield from failures(case, check, "exactly-one-answer", "gap")


CHECK: Final = Check(
    code="PR001",
    title="a gap: somebody to whom no clause applies",
    severity=Severity.ERROR,
    fix=FixKind.NONE,
    why="A User whom no clause reaches need undergo no assessment, or nobody knows which.",
    bad="exceeds 250,000 in one clause, is less than 250,000 in its twin",
    good="exceeds 250,000 in one clause, is equal to or less than 250,000 in its twin",
    look=_look,
)
