"""Where in a Word file the words stand that a finding speaks of."""

from __future__ import annotations

from sec_rules.documents.document import Document, View
from sec_rules.documents.word.locations import Stretch, in_paragraph
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.layout.provisions import Provision
from sec_rules.lang.citations import parent_of
from sec_rules.review.findings import Finding
from sec_rules.span import Span


def places(draft: Draft, finding: Finding) -> tuple[Stretch, ...]:
    """Where in the file a finding's words stand: in its provision, in an instruction, or else the nearest words."""
    provision = draft.layout(finding.view).find(finding.clause) if finding.clause else None
    if provision is not None and finding.words_in(provision.text) == finding.snippet and provision.sources:
        found = in_provision(provision, Span(finding.start, max(finding.end, finding.start + 1)))
        before = Span(max(0, finding.start - 1), finding.start)
        return found or in_provision(provision, before) or _label(draft, finding)
    return _elsewhere(draft, finding) or _label(draft, finding) or _first(draft.document)


def _elsewhere(draft: Draft, finding: Finding) -> tuple[Stretch, ...]:
    """The words of the finding in an instruction that names its clause, or wherever else they stand once."""
    if not finding.snippet:
        return ()
    where = [p for p in draft.document.view(finding.view) if finding.snippet in p.text]
    instructing = [p for p in where if any(i.text == p.text for i in draft.accepted.instructions)]
    for paragraph in instructing or where[:1]:
        at = paragraph.text.index(finding.snippet)
        return tuple(in_paragraph(paragraph, Span(at, at + len(finding.snippet))))
    return ()


def _label(draft: Draft, finding: Finding) -> tuple[Stretch, ...]:
    """The first words of the nearest provision above that has any in the file."""
    label = finding.clause
    while label:
        provision = draft.layout(finding.view).find(label)
        if provision is not None and provision.sources:
            paragraph = provision.sources[0].paragraph
            return tuple(in_paragraph(paragraph, Span(0, min(len(paragraph.text), 40))))
        label = parent_of(label)
    return ()


def _first(document: Document) -> tuple[Stretch, ...]:
    for paragraph in document.view(View.ACCEPTED):
        if paragraph.text.strip() and paragraph.operative:
            return tuple(in_paragraph(paragraph, Span(0, len(paragraph.text))))
    return ()


def in_provision(provision: Provision, wanted: Span) -> tuple[Stretch, ...]:
    """The stretches of stored pieces that are a span of a provision's own text."""
    found: list[Stretch] = []
    for source in provision.sources:
        common = source.overlap(wanted)
        if common is not None:
            found.extend(in_paragraph(source.paragraph, common.shifted(source.offset - source.start)))
    return tuple(found)
