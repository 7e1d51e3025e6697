"""XR401: a reference to a provision that is not there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sec_rules.documents.document import View
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.layout.provisions import Layout, Provision
from sec_rules.lang.citations import clause_of, path_of
from sec_rules.review.findings import Check, FixKind, Found, Scope, Severity, whole_draft
from sec_rules.review.text.provision_index import ProvisionIndex
from sec_rules.review.text.reference_targets import Cited, begins_late, citations, is_of_another, was_there, words_of


def _look(layout: Layout, draft: Draft) -> Iterator[tuple[Provision, Found]]:
    index = ProvisionIndex(layout, draft)
    before = ProvisionIndex(draft.original, draft) if layout.view is View.ACCEPTED else None
    of_another = is_of_another(index)
    for cited in citations(layout):
        # What a range lacks, and what the draft itself took away, have codes of their own.
        if cited.ranged or of_another(cited.target.word) or (before is not None and was_there(before, cited)):
            continue
        message = missing(index, cited)
        if message:
            place = words_of(cited)
            lacks = cited.label if index.clause(clause_of(cited.label)) else ""
            yield cited.provision, Found(place.start, place.end, message, lacks=lacks)


def missing(index: ProvisionIndex, cited: Cited) -> str:
    """What is not there of what a reference names; "" where nothing is known to lack."""
    clause, path = clause_of(cited.label), path_of(cited.label)
    shown = index.layout.find(clause)
    if not index.clause(clause):
        return "" if index.may_exist(clause) else index.lacks(clause)
    if not path or index.has(cited.label):
        return ""
    if cited.own and (shown is None or not shown.children):
        return ""
    if shown is not None and not index.of_the_code and begins_late(shown):
        return ""
    return f"{index.named(clause)} has no paragraph {path}."


CHECK: Final = Check(
    code="XR401",
    title="reference to a provision that is not there",
    severity=Severity.ERROR,
    fix=FixKind.NONE,
    scope=Scope.DRAFT,
    why=(
        "A reference to nothing leaves the rule that rests on it without effect. Provisions of Section G8 up to "
        "G8.60 exist without being held here, so they are not reported."
    ),
    bad="G8.41 Subject to «Section G8.44Z», each User shall keep a record of its premises.",
    good="G8.41 Subject to Section G8.44, each User shall keep a record of its premises.",
    look=whole_draft(_look),
)
