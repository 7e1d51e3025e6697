"""Words of a draft changed on the screen: in a Word file as a tracked change, in a text as its form has it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import accumulate
from pathlib import PurePath

from attrs import frozen

from sec_rules.documents.document import Document, Mark, View, ViewedParagraph
from sec_rules.documents.word.annotation import Correction, annotate
from sec_rules.documents.word.locations import Stretch, piece_of
from sec_rules.errors import UsageError
from sec_rules.review.fixes.markdown import fix_text, replaced
from sec_rules.review.fixes.word import fixes
from sec_rules.review.review import Review
from sec_rules.span import Span


@frozen
class Words(Span):
    """Words of the stored text: from where to where they stand in the markup text of a paragraph."""

    paragraph: int


def changed(data: bytes, document: Document, words: Words, put: str) -> bytes:
    """The bytes of the draft with other words in the place of some; `document` is what was read of it.

    Raises `UsageError` for words that are not there, are deleted already, or cannot be changed in a file of its form.
    """
    stretches = tuple(_stretches(document, words))
    if not stretches or not put.isprintable():
        raise UsageError("The words to be changed do not stand in one paragraph of the draft.")
    if any(piece_of(document, s).mark in (Mark.DELETED, Mark.UNDONE) for s in stretches):
        raise UsageError("These words are deleted in the draft; change words that stand in it.")
    if _is_word(document):
        return _in_word(data, document, stretches, put)
    return _in_text(data, document, stretches, put)


def mended(data: bytes, result: Review, ids: Collection[str]) -> bytes:
    """The bytes of the draft with the fixes of those findings made: in a Word file as tracked changes.

    Raises `UsageError` where one of them cannot be made, with the reason.
    """
    draft, findings = result.draft, [f for f in result.findings if f.id in ids and f.fix is not None]
    if not findings:
        raise UsageError("There is no fix for this.")
    if _is_word(draft.document):
        found = fixes(draft, findings, unsafe=True)
        for refused in found.refused:
            raise UsageError(f"This is not fixed here, since {refused.why}; change it in Word.")
        return annotate(data, draft.document, (), found.corrections)
    fixed = fix_text(draft, data.decode("utf-8-sig"), findings, unsafe=True)
    for _, why in fixed.left:
        raise UsageError(f"This is not fixed here, since {why}; change it in the file.")
    return (_mark(data) + fixed.text).encode()


def _is_word(document: Document) -> bool:
    """Whether a draft is changed as a Word file, not as a text. `UsageError` for a PDF, in which nothing is changed."""
    form = PurePath(document.name).suffix.lower()
    if form == ".pdf":
        raise UsageError(f"{document.name} is a PDF, which cannot be changed; put the Word file in.")
    return form == ".docx"


def _mark(data: bytes) -> str:
    """The mark of the order of bytes with which a text begins, where it does."""
    return "\ufeff" if data.startswith(b"\xef\xbb\xbf") else ""


def _stretches(document: Document, words: Words) -> Iterator[Stretch]:
    if not 0 <= words.paragraph < len(document.paragraphs):
        return
    pieces = document.paragraphs[words.paragraph].pieces
    starts = accumulate((len(piece.text) for piece in pieces), initial=0)
    for i, (start, piece) in enumerate(zip(starts, pieces, strict=False)):
        common = Span(start, start + len(piece.text)).overlap(words)
        if common is not None and common.start < common.end:
            yield Stretch(common.start - start, common.end - start, words.paragraph, i)


def _in_word(data: bytes, document: Document, stretches: tuple[Stretch, ...], put: str) -> bytes:
    for piece in (piece_of(document, s) for s in stretches):
        if piece.element is None or piece.field or piece.text in ("\t", "\n"):
            raise UsageError(
                "These words are a number, a field or a break that Word writes itself; change them in Word."
            )
    return annotate(data, document, (), (Correction(stretches, put),))


def _in_text(data: bytes, document: Document, stretches: tuple[Stretch, ...], put: str) -> bytes:
    source = data.decode("utf-8-sig")
    for paragraph in document.view(View.ACCEPTED):
        found = tuple(_viewed(paragraph, stretches))
        if len(found) == len(stretches):
            wanted = Span(found[0].start, found[-1].end)
            text = replaced(document, source, paragraph, wanted, put)
            if text is not None:
                return (_mark(data) + text).encode()
    raise UsageError("These words do not stand in the file as they are read; change them there.")


def _viewed(paragraph: ViewedParagraph, stretches: tuple[Stretch, ...]) -> Iterator[Span]:
    """Where stretches of stored pieces stand in a paragraph of a view."""
    for stretch in stretches:
        for span in paragraph.spans:
            if (span.paragraph, span.piece) == (stretch.paragraph, stretch.piece):
                first = span.start + stretch.start - span.begins
                yield Span(first, first + stretch.end - stretch.start)
