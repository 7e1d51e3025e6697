"""From a finding to the words of the file: stretches of stored pieces, the elements that hold them, and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from sec_rules.documents.document import Document, Piece, View, ViewedParagraph


@frozen
class Stretch:
    """Code points `start` to `end` of one stored piece."""

    paragraph: int
    piece: int
    start: int
    end: int


def in_paragraph(paragraph: ViewedParagraph, start: int, end: int) -> Iterator[Stretch]:
    """The stretches of stored pieces that are code points `start` to `end` of a paragraph of a view."""
    for span in paragraph.spans:
        first, last = max(start, span.start), min(end, span.end)
        if first < last:
            shift = span.begins - span.start
            yield Stretch(span.paragraph, span.piece, first + shift, last + shift)


def text_of(document: Document, stretches: Iterable[Stretch]) -> str:
    """The words of stretches, one after the other."""
    return "".join(piece_of(document, s).text[s.start : s.end] for s in stretches)


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
