"""From a finding to the words of the file: stretches of stored pieces, the elements that hold them, and back."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from sec_rules.documents.document import Document, Piece, ViewedParagraph
from sec_rules.span import Span


@frozen
class Stretch(Span):
    """A span of one stored piece, by the numbers of its paragraph and itself."""

    paragraph: int
    piece: int


def in_paragraph(paragraph: ViewedParagraph, wanted: Span) -> Iterator[Stretch]:
    """The stretches of stored pieces that are a span of a paragraph of a view."""
    for span in paragraph.spans:
        common = span.overlap(wanted)
        if common is not None:
            stored = common.shifted(span.begins - span.start)
            yield Stretch(stored.start, stored.end, span.paragraph, span.piece)


def piece_of(document: Document, stretch: Stretch) -> Piece:
    """The stored piece in which a stretch lies."""
    return document.paragraphs[stretch.paragraph].pieces[stretch.piece]
