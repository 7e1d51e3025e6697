"""XR403: "this Section X" used outside X."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sec_rules.documents.document import View
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.layout.provisions import Provision
from sec_rules.lang.citations import clause_of
from sec_rules.review.findings import Check, FixKind, Found, Scope, Severity, each_provision
from sec_rules.review.text.cross_references import expressions, whole_sections


def _look(provision: Provision, draft: Draft, view: View) -> Iterator[Found]:
    clause = clause_of(provision.label)
    section = clause.partition(".")[0]
    for whole in whole_sections(provision.text):
        if whole.this and whole.label not in (section, section[:1]):
            message = f"'{whole.words_in(provision.text)}' stands in {clause}, which is not in Section {whole.label}."
            yield Found(whole.start, whole.end, message)
    for expression in expressions(provision.text):
        target = expression.targets[0]
        if not expression.this or len(expression.targets) > 1:
            continue
        inside = (
            provision.label.startswith(target.clause + target.path) if target.clause else target.path in provision.label
        )
        if target.clause and not target.steps:
            inside = clause == target.clause
        if not inside:
            words = expression.words_in(provision.text)
            yield Found(expression.start, expression.end, f"'{words}' stands in {provision.label}, which is not in it.")


CHECK: Final = Check(
    code="XR403",
    title='"this Section X" used outside X',
    severity=Severity.ERROR,
    fix=FixKind.NONE,
    scope=Scope.PROVISION,
    why=(
        'Words moved from another Section carry "this Section" along, and then say that the other Section is this one.'
    ),
    bad="G8.41 For the purposes of «this Section G7», each User shall keep a record of its premises.",
    good="G8.41 For the purposes of this Section G8, each User shall keep a record of its premises.",
    look=each_provision(_look),
)
