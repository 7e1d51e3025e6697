"""The words that a document stores at stretches found in a view of it."""

from __future__ import annotations

from collections.abc import Iterable

from sec_rules.documents.document import Document
from sec_rules.documents.word.locations import Stretch, piece_of


def stored(document: Document, stretches: Iterable[Stretch]) -> str:
    """The words stored at stretches, one after the other."""
    return "".join(s.words_in(piece_of(document, s).text) for s in stretches)
