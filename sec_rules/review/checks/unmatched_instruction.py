"""AM901: an amending instruction whose target words are not in the base text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sec_rules.documents.document import View
from sec_rules.drafting.layout.instructions import Edit
from sec_rules.review.findings import Case, Check, Finding, FixKind, Scope, Severity


def _look(case: Case, check: Check) -> Iterator[Finding]:
    draft = case.draft
    for failed in draft.failed:
        edit = failed.act
        if isinstance(edit, Edit) and failed.official:
            message = f"The instruction cannot be carried out: {failed.why}."
            yield Finding(
                edit.given.start, edit.given.end, check.code, check.severity, edit.at, View.ACCEPTED, edit.old, message
            )


CHECK: Final = Check(
    code="AM901",
    title="an instruction whose target words are not in the base text",
    severity=Severity.ERROR,
    fix=FixKind.NONE,
    scope=Scope.CHANGES,
    why=(
        "An instruction to change words that are not there, or are there twice, changes nothing or too much. "
        "Words are looked for in official words or in the document's own, never in our restatement."
    ),
    bad=(
        "G8.44A Each Network Party shall keep a record of its premises.\n"
        "\n"
        'In Section G8.44A, for "«a register»" substitute "a record".'
    ),
    good=(
        "G8.44A Each Network Party shall keep a record of its premises.\n"
        "\n"
        'In Section G8.44A, for "a record" substitute "a register".'
    ),
    look=_look,
)
