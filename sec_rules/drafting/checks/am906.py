"""AM906: the redline's old words mean something else than the version held."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sec_rules.drafting.document import View
from sec_rules.drafting.remarks import Case, Check, FixKind, Remark, Severity


def _look(case: Case, check: Check) -> Iterator[Remark]:
    draft = case.draft
    for shown in draft.shown:
        if shown.mismatch is None or shown.before is None:
            continue
        text = shown.before.provision.text
        message = (
            f"The old words of {shown.label} mean something else than the version held on {draft.base_on}: "
            f"{shown.mismatch}. The document is believed."
        )
        end = min(len(text), 80)
        yield Remark(check.code, check.severity, shown.label, View.ORIGINAL, 0, end, text[:end], message)


CHECK: Final = Check(
    code="AM906",
    title="old words that mean something else than the version held",
    severity=Severity.WARNING,
    fix=FixKind.NONE,
    why="A redline against another text than the one in force amends what is not there.",
    bad="a redline whose struck-out figure is 200,000 where the Code says 250,000",
    good="a redline against the text in force",
    look=_look,
)
