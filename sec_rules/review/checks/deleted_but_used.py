"""AM903: a term or clause deleted but still used."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from attrs import evolve

from sec_rules.documents.document import View
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.layout.held_words import held_provision
from sec_rules.drafting.layout.provisions import Layout
from sec_rules.engine import legal_text
from sec_rules.lang import TextSource
from sec_rules.lang.citations import clause_of
from sec_rules.review.findings import Case, Check, Finding, FixKind, Found, Related, Scope, Severity, finding
from sec_rules.review.findings.places import at_start, related_to
from sec_rules.review.text.defined_terms import defined, standing
from sec_rules.review.text.provision_index import ProvisionIndex, not_used
from sec_rules.review.text.reference_targets import Cited, citations, was_there


def _look(case: Case, check: Check) -> Iterator[Finding]:
    if case.draft.original.provisions == case.draft.accepted.provisions:
        return
    yield from _clauses(case.draft, check, case.new_labels)
    yield from _terms(case.draft, check)


def _clauses(draft: Draft, check: Check, moved: Mapping[str, str]) -> Iterator[Finding]:
    """Clauses and paragraphs that the draft takes away and that are still cited, here or in a clause not shown."""
    before, after = ProvisionIndex(draft.original, draft), ProvisionIndex(draft.accepted, draft)
    uses: dict[str, list[Related]] = {}
    for cited in (*citations(draft.accepted), *_around(draft)):
        gone = _gone(draft, after, cited)
        if gone and gone not in moved and was_there(before, cited):
            uses.setdefault(gone, []).append(related_to(cited))
    for label, related in uses.items():
        provision = draft.original.find(label)
        if provision is not None:
            places = ", ".join(dict.fromkeys(r.clause for r in related))
            message = f"{label} is deleted, and still cited in {places}."
            found = evolve(at_start(provision, message), related=tuple(related))
            yield evolve(finding(check, provision, found, view=View.ORIGINAL), causes=(label,))


def _gone(draft: Draft, after: ProvisionIndex, cited: Cited) -> str:
    clause = clause_of(cited.label)
    there = draft.accepted.find(clause)
    if there is None:
        return clause if draft.original.find(clause) is not None else ""
    if not_used(there):
        old = draft.original.find(clause)
        return clause if old is not None and not not_used(old) else ""
    return "" if cited.ranged or after.has(cited.label) else cited.label


def _around(draft: Draft) -> Iterator[Cited]:
    """The references in clauses that are held and not shown."""
    shown = {s.label for s in draft.shown}
    for clause, version in draft.proposed.standing(draft.on):
        if clause.label not in shown and version.words.source is not TextSource.DRAFT:
            provision = held_provision(clause.label, legal_text.words_of(clause, version))
            if provision is not None:
                yield from citations(Layout(View.ACCEPTED, (provision,), (), ()))


def _terms(draft: Draft, check: Check) -> Iterator[Finding]:
    kept = {d.key for d in defined(draft.accepted)}
    for definition in defined(draft.original):
        if definition.key in kept or definition.key in standing():
            continue
        pattern = re.compile(rf"(?<![\w-]){re.escape(definition.term)}(?:e?s)?(?![\w-])")
        related = tuple(
            Related(m.start(), m.end(), p.label) for p in draft.accepted.walk() for m in pattern.finditer(p.text)
        )
        if related:
            places = ", ".join(dict.fromkeys(r.clause for r in related))
            message = f"The definition of '{definition.term}' is deleted, and the term still used in {places}."
            found = Found(definition.place.start, definition.place.end, message, related=related)
            yield finding(check, definition.provision, found, view=View.ORIGINAL)


CHECK: Final = Check(
    code="AM903",
    title="term or clause deleted but still used",
    severity=Severity.ERROR,
    fix=FixKind.NONE,
    scope=Scope.CHANGES,
    why="What still rests on it loses its meaning, in the draft or in a clause that the draft does not show.",
    bad=(
        "G8.44A Each User shall comply with the Assurance Rulebook.\n"
        "\n"
        '{--G8.44B The "«Assurance Rulebook»" means the document that the Panel publishes.--}'
    ),
    good=(
        "G8.44A Each User shall comply with the Assurance Rulebook.\n"
        "\n"
        'G8.44B The "Assurance Rulebook" means the document that the Panel {--publishes--}{++issues++}.'
    ),
    look=_look,
)
