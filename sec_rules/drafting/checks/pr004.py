"""PR004: a clause or limb that can never apply."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sec_rules.drafting.anchors import failures
from sec_rules.drafting.remarks import Case, Check, FixKind, Remark, Severity


def _look(case: Case, check: Check) -> Iterator[Remark]:
    yield from failures(case, check, "every-limb-can-apply", "never")


CHECK: Final = Check(
    code="PR004",
    title="a clause or limb that can never apply",
    severity=Severity.WARNING,
    fix=FixKind.NONE,
    why="Words that can apply to nobody are a slip, or hide one.",
    bad="exceeds 250,000 and is less than 100,000",
    good="exceeds 100,000 and is less than 250,000",
    look=_look,
)
