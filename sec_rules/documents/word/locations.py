"""From a finding to the words of the file: stretches of stored pieces, the elements that hold them, and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from sec_rules.documents.document import Document, Piece, View, ViewedParagraph
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


def text_of(document: Document, stretches: Iterable[Stretch]) -> str:
    """The words of stretches, one after the other."""
    return "".join(s.words_in(piece_of(document, s).text) for s in stretches)


def piece_of(document: Document, stretch: Stretch) -> Piece:
    """The stored piece in which a stretch lies."""
    return document.paragraphs[stretch.paragraph].pieces[stretch.piece]


def pieces_by_element(document: Document) -> Mapping[int, tuple[int, int]]:
    """For each element of the file that holds text, the stored paragraph and piece."""
    return {
        piece.element: (i, j)
        for i, paragraph in enumerate(document.paragraphs)
        for j, piece in enumerate(paragraph.pieces)
        if piece.element is not None and piece.text
    }


def offsets(document: Document, view: View) -> dict[tuple[int, int], tuple[int, int]]:
    """For each stored piece that stands in a view, the number of its paragraph there and where it begins in it."""
    return {
        (span.paragraph, span.piece): (number, span.start)
        for number, paragraph in enumerate(document.view(view))
        for span in paragraph.spans
    }
