"""Where comments and notes stand in the text."""

from __future__ import annotations

import pytest

from sec_rules.documents.document import Paragraph, Piece
from sec_rules.documents.word.notes import Offsets

PARAGRAPHS = [Paragraph((Piece("abc"), Piece("de"))), Paragraph((Piece("fgh"),))]


@pytest.mark.parametrize(
    ("at", "offset"),
    [
        ((0, 0), (0, 0)),
        ((0, 1), (0, 3)),
        ((0, 2), (0, 5)),
        # Behind the last piece, and behind the last paragraph, is the end.
        ((0, 9), (0, 5)),
        ((1, 2), (1, 3)),
        ((5, 0), (1, 3)),
    ],
)
def test_a_position_is_a_paragraph_and_how_much_of_it_stands_before(
    at: tuple[int, int], offset: tuple[int, int]
) -> None:
    assert Offsets(PARAGRAPHS)(at) == offset


def test_in_a_document_without_paragraphs_everything_is_at_its_beginning() -> None:
    assert Offsets([])((3, 2)) == (0, 0)
