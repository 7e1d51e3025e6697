"""From a place in a document as it is stored to the provision that has it."""

from __future__ import annotations

from collections.abc import Iterator

from sec_rules.documents.document import Document
from sec_rules.drafting.layout.provisions import Layout, Provision
from sec_rules.span import Span


def stored_in(layout: Layout, document: Document, paragraph: int, wanted: Span) -> tuple[Provision, Span] | None:
    """The provision in whose own text stands a span of a stored paragraph's markup text, and where.

    What does not stand in the view is found at the character before it, or after; None where its paragraph is in no
    provision.
    """
    pieces = document.paragraphs[paragraph].pieces
    begins = [sum(len(p.text) for p in pieces[:i]) for i in range(len(pieces))]
    near: tuple[int, Provision, int] | None = None
    found: list[tuple[Provision, int]] = []
    for provision, piece, offset, length in _spans(layout, paragraph):
        first, last = begins[piece], begins[piece] + length
        for at in range(max(first, wanted.start), min(last, wanted.end)):
            found.append((provision, offset + at - first))
        for edge, shift in ((first, 0), (last - 1, length - 1)):
            distance = abs(edge - wanted.start)
            if length and (near is None or distance < near[0]):
                near = (distance, provision, offset + shift)
    if found:
        provision = found[0][0]
        places = [at for p, at in found if p is provision]
        return provision, Span(min(places), max(places) + 1)
    return (near[1], Span(near[2], near[2] + 1)) if near is not None else None


def _spans(layout: Layout, paragraph: int) -> Iterator[tuple[Provision, int, int, int]]:
    """Each piece of a stored paragraph that stands in a provision: the piece, where it begins there, its length."""
    for provision, source, span in layout.stored.get(paragraph, ()):
        shown = span.shifted(source.start - source.offset)
        common = source.overlap(shown)
        if common is not None and common.start == shown.start:
            yield provision, span.piece, common.start, common.end - common.start
