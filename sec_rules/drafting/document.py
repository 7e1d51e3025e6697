"""A draft as it arrives: paragraphs of marked text, and the views of them.

A reader (Word, Markdown, text) gives a `Document`. Nothing here knows what a clause is.

Three views: `ORIGINAL` is the text before the changes, `ACCEPTED` the text with them, `MARKUP` both
at once. Offsets are Unicode code points within one paragraph of one view.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum

from attrs import frozen


class View(Enum):
    """Which text of a redline is meant."""

    ORIGINAL = "original"
    MARKUP = "markup"
    ACCEPTED = "accepted"


class Mark(Enum):
    """What a redline does to a piece of text (or to the end of a paragraph)."""

    KEPT = "kept"
    INSERTED = "inserted"
    DELETED = "deleted"

    def stands_in(self, view: View) -> bool:
        """Whether text so marked is part of `view`."""
        if view is View.ORIGINAL:
            return self is not Mark.INSERTED
        if view is View.ACCEPTED:
            return self is not Mark.DELETED
        return True


@frozen
class Piece:
    """Text with one mark, and who made the change when (both None where the text is kept).

    Text inserted by one author and deleted by another stands in neither the original nor the accepted
    view; a reader leaves it out of the document and counts both revisions.
    """

    text: str
    mark: Mark = Mark.KEPT
    author: str | None = None
    date: str | None = None


@frozen
class Paragraph:
    """One paragraph as stored: its pieces in order, and the mark of its end.

    An end that is inserted or deleted joins the paragraph with the next one in the view where the end
    does not stand. `heading` is true where the document says that the paragraph is a heading. `place` is
    where a person finds it ("paragraph 12", "line 7"). `number` is the label that the word processor computes for the
    paragraph in (original, markup, accepted), each None where there is none.
    """

    pieces: tuple[Piece, ...]
    end: Mark = Mark.KEPT
    heading: bool = False
    place: str = ""
    number: tuple[str | None, str | None, str | None] = (None, None, None)


@frozen
class Stretch:
    """Code points `start` to `end` (exclusive) of one paragraph of a view, all with one mark."""

    start: int
    end: int
    mark: Mark


@frozen
class ViewedParagraph:
    """One paragraph of one view: its text, which stretches are changes, and whether its ends are."""

    text: str
    stretches: tuple[Stretch, ...]
    heading: bool
    place: str
    number: str | None = None
    touched: bool = False

    @property
    def changed(self) -> bool:
        """Whether a change touches the paragraph in this view: marked text, or a removal beside it."""
        return self.touched or any(s.mark is not Mark.KEPT for s in self.stretches)


@frozen
class Document:
    """A draft: where it came from and its paragraphs. `revisions` counts the tracked changes.

    `notes` are sentences for the reader about how it was read (for example that tables were passed over).
    `marked` is true where the document can show changes, whether or not it has any.
    """

    name: str
    sha256: str
    format: str
    paragraphs: tuple[Paragraph, ...]
    revisions: int = 0
    notes: tuple[str, ...] = ()

    @property
    def is_redline(self) -> bool:
        """Whether the document carries changes, so that its original view is the base text."""
        return self.revisions > 0

    def view(self, view: View) -> tuple[ViewedParagraph, ...]:
        """The paragraphs of one view, empty ones that the changes left behind dropped."""
        return tuple(_viewed(self.paragraphs, view))


def _viewed(paragraphs: Iterable[Paragraph], view: View) -> Iterator[ViewedParagraph]:
    """Joins paragraphs whose end does not stand in the view, then drops those with nothing left."""
    waiting: list[Paragraph] = []
    for paragraph in paragraphs:
        waiting.append(paragraph)
        if paragraph.end.stands_in(view):
            yield from _joined(waiting, view)
            waiting = []
    yield from _joined(waiting, view)


def _joined(parts: list[Paragraph], view: View) -> Iterator[ViewedParagraph]:
    if not parts:
        return
    texts: list[str] = []
    stretches: list[Stretch] = []
    position = 0
    touched = len(parts) > 1 or parts[-1].end is not Mark.KEPT
    for part in parts:
        for piece in part.pieces:
            if not piece.mark.stands_in(view):
                touched = True
                continue
            end = position + len(piece.text)
            if stretches and stretches[-1].mark is piece.mark:
                stretches[-1] = Stretch(stretches[-1].start, end, piece.mark)
            elif piece.text:
                stretches.append(Stretch(position, end, piece.mark))
            texts.append(piece.text)
            position = end
    text = "".join(texts)
    if not text.strip() and touched:
        return
    # Word gives the joined paragraph the properties of the last one, whose mark survives; but what a
    # reader sees as a heading or a label is that of the first with text in it.
    first = next((p for p in parts if any(x.mark.stands_in(view) and x.text for x in p.pieces)), parts[-1])
    number = first.number[(View.ORIGINAL, View.MARKUP, View.ACCEPTED).index(view)]
    yield ViewedParagraph(text, tuple(stretches), first.heading, first.place, number, touched)
