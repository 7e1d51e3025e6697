"""XR407: a reference left dangling by a deletion in this draft."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import evolve

from sec_rules.lang.citations import clause_of, path_of
from sec_rules.review.findings import Case, Check, Finding, FixKind, Found, Scope, Severity, finding
from sec_rules.review.text.provision_index import ProvisionIndex, not_used
from sec_rules.review.text.reference_targets import Cited, citations, was_there, words_of


def _look(case: Case, check: Check) -> Iterator[Finding]:
    draft = case.draft
    before, after = ProvisionIndex(draft.original, draft), ProvisionIndex(draft.accepted, draft)
    moved = case.new_labels
    for cited in citations(draft.accepted):
        if cited.ranged or cited.label in moved or not was_there(before, cited):
            continue
        message = _gone(after, before, cited)
        if message:
            place = words_of(cited)
            there = after.layout.find(clause_of(cited.label))
            gone = cited.label if there is not None and not not_used(there) else clause_of(cited.label)
            yield evolve(finding(check, cited.provision, Found(place.start, place.end, message)), causes=(gone,))


def _gone(after: ProvisionIndex, before: ProvisionIndex, cited: Cited) -> str:
    clause, path = clause_of(cited.label), path_of(cited.label)
    there = after.layout.find(clause)
    if there is not None and not_used(there):
        old = before.layout.find(clause)
        return f"{after.named(clause)} says nothing any more after this draft." if old and not not_used(old) else ""
    if there is None and (clause in after.deleted or before.layout.find(clause) is not None):
        return f"This draft deletes {after.named(clause)}."
    if path and there is not None and not after.has(cited.label):
        return f"This draft deletes {cited.label}."
    return ""


CHECK: Final = Check(
    code="XR407",
    title="a reference left dangling by a deletion in this draft",
    severity=Severity.ERROR,
    fix=FixKind.NONE,
    scope=Scope.CHANGES,
    why="What the draft deletes is still cited, and the clause that cites it loses a part of its meaning.",
    bad=(
        "G8.41 Subject to «Section G8.48», each User shall keep a record of its premises.\n"
        "\n"
        "{--G8.48 Each User shall tell the Panel of its premises.--}"
    ),
    good=(
        "G8.41 {--Subject to Section G8.48, each--}{++Each++} User shall keep a record of its premises.\n"
        "\n"
        "{--G8.48 Each User shall tell the Panel of its premises.--}"
    ),
    look=_look,
)
