"""PR003: escalation broken: more premises, lighter assessment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sec_rules.drafting.anchors import failures
from sec_rules.drafting.remarks import Case, Check, FixKind, Remark, Severity


def _look(case: Case, check: Check) -> Iterator[Remark]:
    yield from failures(case, check, "more-never-lighter", "lighter")


CHECK: Final = Check(
    code="PR003",
    title="escalation broken: more premises, lighter assessment",
    severity=Severity.ERROR,
    fix=FixKind.NONE,
    why="A User that grows must not be assessed more lightly for it.",
    bad="a sequence for the large that is lighter in some year than that for the small",
    good="a sequence for the large that is at least as heavy in every year",
    look=_look,
)
