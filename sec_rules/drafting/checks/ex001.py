"""EX001: a sentence that is not executable, with the furthest point read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sec_rules.drafting.document import View
from sec_rules.drafting.remarks import Case, Check, FixKind, Remark, Severity


def _look(case: Case, check: Check) -> Iterator[Remark]:
    draft = case.draft
    for shown in draft.shown:
        if shown.after is None:
            continue
        old = {s.text for s in shown.before.sentences} if shown.before else set()
        for sentence in shown.after.sentences:
            place = sentence.place
            provision = next(p for p in shown.after.provision.walk() if p.label == place.provision)
            words = provision.text[place.start : place.end]
            message = f"This sentence is not read as a rule ('{sentence.text}'): {sentence.why}."
            yield Remark(
                check.code,
                check.severity,
                place.provision,
                View.ACCEPTED,
                place.start,
                place.end,
                words,
                message,
                known=sentence.text in old,
            )
    for failed in draft.failed:
        if failed.edit is None or not failed.official:
            yield _instruction(failed.instruction.text, failed.why, failed.edit.at if failed.edit else "", check)


def _instruction(text: str, why: str, at: str, check: Check) -> Remark:
    message = (
        f"This instruction was not carried out: {why}. The words held are our restatement, not the official ones."
        if at
        else f"This instruction was not carried out: {why}."
    )
    return Remark(check.code, check.severity, at, View.ACCEPTED, 0, len(text), text, message)


CHECK: Final = Check(
    code="EX001",
    title="a sentence that is not executable",
    severity=Severity.NOTE,
    fix=FixKind.NONE,
    why="What cannot be read as a rule is not proved; it is listed so that nobody takes silence for proof.",
    bad="G8.41 Such Users as the Panel thinks fit shall undergo such assessment as it may direct.",
    good="G8.41 Where a User is a Supplier Party, it shall be subject to a Full User Security Assessment in each year.",
    look=_look,
)
