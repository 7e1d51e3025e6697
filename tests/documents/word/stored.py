"""Where the words of a view are stored, and which words are stored there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sec_rules.documents.document import Document, View
from sec_rules.documents.word.locations import Stretch, piece_of


def stored(document: Document, stretches: Iterable[Stretch]) -> str:
    """The words stored at stretches, one after the other."""
    return "".join(s.words_in(piece_of(document, s).text) for s in stretches)


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
