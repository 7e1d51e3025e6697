"""PR002: an overlap: two clauses answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sec_rules.drafting.anchors import failures
from sec_rules.drafting.remarks import Case, Check, FixKind, Remark, Severity


def _look(case: Case, check: Check) -> Iterator[Remark]:
    yield from failures(case, check, "exactly-one-answer", "overlap")


CHECK: Final = Check(
    code="PR002",
    title="an overlap: two clauses answer",
    severity=Severity.ERROR,
    fix=FixKind.NONE,
    why="Where two clauses answer, the Code gives two orders at once, even if they agree today.",
    bad="is 250,000 or more in one clause, is equal to or less than 250,000 in its twin",
    good="exceeds 250,000 in one clause, is equal to or less than 250,000 in its twin",
    look=_look,
)
