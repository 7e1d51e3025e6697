"""Where in a Word file the words stand that a finding speaks of."""

from __future__ import annotations

from sec_rules.drafting.document import Document, View
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.remarks import Remark
from sec_rules.drafting.word.places import Stretch, in_paragraph, in_provision


def places(draft: Draft, remark: Remark) -> tuple[Stretch, ...]:
    """Where in the file a remark's words stand: in its provision, in an instruction, or else the nearest words."""
    provision = draft.layout(remark.view).find(remark.clause) if remark.clause else None
    if provision is not None and provision.text[remark.start : remark.end] == remark.snippet and provision.sources:
        found = in_provision(provision, remark.start, max(remark.end, remark.start + 1))
        return found or in_provision(provision, max(0, remark.start - 1), remark.start) or _label(draft, remark)
    return _elsewhere(draft, remark) or _label(draft, remark) or _first(draft.document)


def _elsewhere(draft: Draft, remark: Remark) -> tuple[Stretch, ...]:
    """The words of the remark in an instruction that names its clause, or wherever else they stand once."""
    if not remark.snippet:
        return ()
    where = [p for p in draft.document.view(remark.view) if remark.snippet in p.text]
    told = [p for p in where if any(i.text == p.text for i in draft.accepted.instructions)]
    for paragraph in told or where[:1]:
        at = paragraph.text.index(remark.snippet)
        return tuple(in_paragraph(paragraph, at, at + len(remark.snippet)))
    return ()


def _label(draft: Draft, remark: Remark) -> tuple[Stretch, ...]:
    """The first words of the nearest provision above that has any in the file."""
    label = remark.clause
    while label:
        provision = draft.layout(remark.view).find(label)
        if provision is not None and provision.sources:
            paragraph = provision.sources[0].paragraph
            return tuple(in_paragraph(paragraph, 0, min(len(paragraph.text), 40)))
        label = label.rpartition("(")[0] if "(" in label else ""
    return ()


def _first(document: Document) -> tuple[Stretch, ...]:
    for paragraph in document.view(View.ACCEPTED):
        if paragraph.text.strip() and paragraph.operative:
            return tuple(in_paragraph(paragraph, 0, len(paragraph.text)))
    return ()
