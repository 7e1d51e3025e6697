"""Words of a draft changed by their place: in a Word file as a tracked change, in a text as its form has it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from pathlib import PurePath
from typing import Final

from attrs import frozen

from sec_rules.documents.document import Document, Mark, Piece, View, ViewedParagraph
from sec_rules.documents.word.annotation import AUTHOR, Correction, annotate
from sec_rules.documents.word.locations import Stretch, piece_of
from sec_rules.errors import UsageError
from sec_rules.review.fixes.markdown import replaced
from sec_rules.span import Span

_NOT_THERE: Final = "The words to be changed do not stand in one paragraph of the draft."
_DELETED: Final = "These words are deleted in the draft; change words that stand in it."
_COUNTED: Final = "These words are a number, a field or a break that Word writes itself; change them in Word."


@frozen
class Words(Span):
    """Words of the stored text: from where to where they stand in the markup text of a paragraph.

    Where both are one place, there are none, and what is put there comes between the signs beside it.
    """

    paragraph: int


def changed(data: bytes, document: Document, words: Words, put: str, *, by: str = AUTHOR) -> bytes:
    """The bytes of the draft with other words in the place of some; `document` is what was read of it.

    `by` is the name under which the change is tracked in a Word file.

    Raises `UsageError` for words that are not there, are deleted already, or cannot be changed in a file of its form.
    """
    if not 0 <= words.paragraph < len(document.paragraphs):
        raise UsageError(_NOT_THERE)
    if not put.isprintable():
        raise UsageError("What is put in stands in one paragraph: it has no line break and no sign that is not seen.")
    pieces = document.paragraphs[words.paragraph].pieces
    if not 0 <= words.start <= words.end <= sum(len(piece.text) for piece in pieces):
        raise UsageError(_NOT_THERE)
    if words.start == words.end and not put:
        return data
    if is_word(document):
        correction = _correction(words, pieces, put)
        for piece in (piece_of(document, s) for s in (correction.deletes or (correction.at or ())[:1])):
            if why := _untouchable(piece):
                raise UsageError(why)
        return annotate(data, document, (), (correction,), by=by)
    return _in_text(data, document, words, put)


def is_word(document: Document) -> bool:
    """Whether a draft is changed as a Word file, not as a text. `UsageError` for a PDF, in which nothing is changed."""
    form = PurePath(document.name).suffix.lower()
    if form == ".pdf":
        raise UsageError(f"{document.name} is a PDF, which cannot be changed; put the Word file in.")
    return form == ".docx"


def byte_order_mark(data: bytes) -> str:
    """The mark of the order of bytes with which a text begins, where it does."""
    return "\ufeff" if data.startswith(b"\xef\xbb\xbf") else ""


def _stretches(words: Words, pieces: tuple[Piece, ...]) -> Iterator[Stretch]:
    """The words by piece; of a place between signs the stretches of no sign that the pieces beside it have there."""
    starts = accumulate((len(piece.text) for piece in pieces), initial=0)
    for i, (start, piece) in enumerate(zip(starts, pieces, strict=False)):
        first, last = max(start, words.start), min(start + len(piece.text), words.end)
        if first < last or (first == last and words.start == words.end):
            yield Stretch(first - start, last - start, words.paragraph, i)


def _correction(words: Words, pieces: tuple[Piece, ...], put: str) -> Correction:
    found = tuple(_stretches(words, pieces))
    if words.start < words.end:
        return Correction(found, put)
    if not found:
        raise UsageError(_NOT_THERE)
    # Between what may be changed and what may not, the words go with the former.
    beside = next((s for s in found if not _untouchable(pieces[s.piece])), found[0])
    return Correction((), put, (beside, beside.start))


def _untouchable(piece: Piece) -> str:
    """Why a piece of a Word file is not changed, "" where it is."""
    if piece.mark in (Mark.DELETED, Mark.UNDONE):
        return _DELETED
    return _COUNTED if piece.element is None or piece.field or piece.text in ("\t", "\n") else ""


def _in_text(data: bytes, document: Document, words: Words, put: str) -> bytes:
    source, pieces = data.decode("utf-8-sig"), document.paragraphs[words.paragraph].pieces
    stretches = tuple(_stretches(words, pieces))
    standing = tuple(s for s in stretches if pieces[s.piece].mark not in (Mark.DELETED, Mark.UNDONE))
    if not standing or (words.start < words.end and len(standing) < len(stretches)):
        raise UsageError(_DELETED if stretches else _NOT_THERE)
    for paragraph in document.view(View.ACCEPTED):
        found = tuple(_viewed(paragraph, standing))
        if len(found) == len(standing):
            text = replaced(document, source, paragraph, Span(found[0].start, found[-1].end), put)
            if text is not None:
                return (byte_order_mark(data) + text).encode()
    raise UsageError("These words do not stand in the file as they are read; change them there.")


def _viewed(paragraph: ViewedParagraph, stretches: tuple[Stretch, ...]) -> Iterator[Span]:
    """Where stretches of stored pieces stand in a paragraph of a view."""
    for stretch in stretches:
        for span in paragraph.spans:
            if (span.paragraph, span.piece) == (stretch.paragraph, stretch.piece):
                first = span.start + stretch.start - span.begins
                yield Span(first, first + stretch.end - stretch.start)
