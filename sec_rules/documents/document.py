"""A draft as it arrives: paragraphs of marked text, and the views of them.

A reader (Word, Markdown, text) gives a `Document`. Nothing here knows what a clause is.

Three views: `ORIGINAL` is the text before the changes, `ACCEPTED` the text with them, `MARKUP` both
at once. Offsets are Unicode code points within one paragraph of one view; its spans lead from there to the pieces
stored, and from a piece to the element of the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum

import attrs
from attrs import field, frozen

from sec_rules.span import Span


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
    UNDONE = "undone"

    def stands_in(self, view: View) -> bool:
        """Whether text so marked is part of `view`; what was put in and taken out again is only in the markup."""
        if view is View.ORIGINAL:
            return self in (Mark.KEPT, Mark.DELETED)
        if view is View.ACCEPTED:
            return self in (Mark.KEPT, Mark.INSERTED)
        return True

    def then(self, inner: Mark) -> Mark:
        """The mark of text under a revision of this mark that lies inside another."""
        if self is Mark.KEPT or inner is Mark.KEPT:
            return inner if self is Mark.KEPT else self
        return self if self is inner else Mark.UNDONE


@frozen
class Revision:
    """One tracked change: what it does, by whom, and when (None where the document does not say)."""

    mark: Mark
    author: str | None = None
    date: str | None = None
    moved: bool = False


@frozen
class Piece:
    """Text with one mark, and the revisions that gave it that mark, the outermost first.

    `element` is where the text stands in a file made of elements: the number, in document order, of the element that
    holds it; the text of one piece lies in one element, from its offset `begins`. `field` is true of what a field
    shows, which the word processor writes anew. `highlighted` words are marked with a colour behind them. `computed`
    text is a number that the word processor counts and the file does not hold. A `placeholder` stands in a control that
    nobody has filled.
    """

    text: str
    mark: Mark = Mark.KEPT
    revisions: tuple[Revision, ...] = ()
    element: int | None = None
    field: bool = False
    begins: int = 0
    highlighted: bool = False
    computed: bool = False
    placeholder: bool = False

    @property
    def author(self) -> str | None:
        """Who made the change, the last one where there are several; None where the text is kept."""
        return self.revisions[-1].author if self.revisions else None

    @property
    def date(self) -> str | None:
        """When the change was made, as `author`."""
        return self.revisions[-1].date if self.revisions else None


@frozen
class Paragraph:
    """One paragraph as stored: its pieces in order, and the mark of its end.

    An end that is inserted or deleted joins the paragraph with the next one in the view where the end
    does not stand, unless it `closes` what it stands in (a cell of a table, the body). `heading` is true where the
    document says that the paragraph is a heading, `operative` false where it is no legal text (a list of contents).
    `place` is where a person finds it ("paragraph 12", "line 7"). `number` is the label that the word processor
    computes for the paragraph in (original, markup, accepted), each None where there is none, and `level` how deep it
    stands in its list there, from 0. `cell` is where it stands in a table: the table, the row, the column, and how many
    columns that row has. One that is `run_in` is a heading on one line with what follows. `indent` is how many columns
    to the right the first line of a text file's stands.
    """

    pieces: tuple[Piece, ...]
    end: Mark = Mark.KEPT
    heading: bool = False
    place: str = ""
    number: tuple[str | None, str | None, str | None] = (None, None, None)
    level: tuple[int | None, int | None, int | None] = (None, None, None)
    closes: bool = False
    operative: bool = True
    cell: tuple[int, int, int, int] | None = None
    run_in: bool = False
    indent: int = 0

    @property
    def text(self) -> str:
        """All its text, what is deleted and what is inserted too."""
        return "".join(piece.text for piece in self.pieces)


@frozen
class Stretch(Span):
    """A span of one paragraph of a view, all with one mark."""

    mark: Mark


@frozen
class StoredSpan(Span):
    """A span of a paragraph of a view, and where it is stored: paragraph and piece by number.

    It begins at offset `begins` of the piece, and is all of it unless the paragraph was cut.
    """

    paragraph: int
    piece: int
    begins: int = 0


@frozen
class ViewedParagraph:
    """One paragraph of one view: its text, which stretches are changes, and whether its ends are.

    `spans` say for each piece of the text where it is stored, in order; signs that the document does not hold (the
    quotation marks around a term that a table defines) have none.
    """

    text: str
    stretches: tuple[Stretch, ...]
    heading: bool
    place: str
    number: str | None = None
    touched: bool = False
    level: int | None = None
    operative: bool = True
    spans: tuple[StoredSpan, ...] = attrs.field(default=(), repr=False)
    cell: tuple[int, int, int, int] | None = None
    run_in: bool = False
    indent: int = 0

    @property
    def changed(self) -> bool:
        """Whether a change touches the paragraph in this view: marked text, or a removal beside it."""
        return self.touched or any(s.mark is not Mark.KEPT for s in self.stretches)

    def cut(self, start: int, end: int) -> ViewedParagraph:
        """Code points `start` to `end`, as a paragraph."""
        kept = Span(start, end)
        stretches = tuple(
            Stretch(common.start - start, common.end - start, s.mark)
            for s in self.stretches
            if (common := s.overlap(kept)) is not None
        )
        spans = tuple(
            StoredSpan(
                common.start - start, common.end - start, s.paragraph, s.piece, s.begins + common.start - s.start
            )
            for s in self.spans
            if (common := s.overlap(kept)) is not None
        )
        return attrs.evolve(self, text=self.text[start:end], stretches=stretches, spans=spans)


@frozen
class Aside:
    """What stands beside the text: a "comment", a "footnote" or an "endnote", who wrote it, and on what words.

    `start` and `end` are a stored paragraph and an offset in its markup text; `place` is where a person finds it. `id`
    is the file's own name for it, "" where there is none.
    """

    kind: str
    text: str
    author: str | None
    date: str | None
    start: tuple[int, int]
    end: tuple[int, int]
    place: str
    snippet: str = ""
    id: str = ""


@frozen
class CrossReference(Span):
    """A reference that the word processor keeps up to date: where its shown text stands, and where it leads.

    It is a span of the markup text of a stored paragraph, `paragraph`. `target` is the name of a
    bookmark, `leads_to` the stored paragraph in which that begins, None where there is no such bookmark. `switches` say
    what is shown: "r", "n" or "w" for the number of the paragraph, "p" for above or below, "" for its text.
    """

    paragraph: int
    shown: str
    target: str
    leads_to: int | None
    switches: str = ""


@frozen
class Unread:
    """What the page shows and no paragraph holds: a text box, an equation, a picture, a footnote, a header.

    `texts` are the words it shows in (original, markup, accepted), "" for a picture. `paragraph` is the number of the
    stored paragraph it belongs to, None for what stands on every page; `mark` is what the redline does to all of it.
    `added` says how many signs of each text the file does not hold as text (the stroke of a fraction, a field's code).
    """

    kind: str
    texts: tuple[str, str, str]
    place: str
    paragraph: int | None
    mark: Mark = Mark.KEPT
    added: tuple[int, int, int] = (0, 0, 0)

    @property
    def words(self) -> str:
        """All its words, those before the changes and those with them."""
        return self.words_in(View.MARKUP)

    def words_in(self, view: View) -> str:
        """The words that it shows in a view."""
        return self.texts[tuple(View).index(view)]

    def stands_in(self, view: View) -> bool:
        """Whether it is there in a view; what shows words somewhere, and none there, is not."""
        return self.mark.stands_in(view) and bool(self.words_in(view) or not any(self.texts))

    def signs_in(self, view: View) -> int:
        """How many signs of the file it shows in a view."""
        at = tuple(View).index(view)
        return signs(self.texts[at]) - self.added[at] if self.mark.stands_in(view) else 0


def signs(text: str) -> int:
    """How many signs of a text are seen: all but white space."""
    return len("".join(text.split()))


@frozen
class Unseen:
    """Words of the file that the page does not show, so that no view holds them, and why they are not seen.

    `held` says how many signs of them stand in (original, markup, accepted), where the mark alone does not.
    """

    words: str
    place: str
    why: str
    paragraph: int | None
    mark: Mark = Mark.KEPT
    held: tuple[int, int, int] | None = None

    def signs_in(self, view: View) -> int:
        """How many signs of the file it holds in a view."""
        held = signs(self.words) if self.held is None else self.held[tuple(View).index(view)]
        return held if self.mark.stands_in(view) else 0


@frozen
class Document:
    """A draft: where it came from and its paragraphs. `revisions` counts the tracked changes.

    `notes` are sentences for the reader about how it was read (for example that tables were passed over). `caution` is
    what must be said first of all. `asides` are comments and footnotes, `cross_references` the references kept by the
    word processor. `base` names the file it was compared with, "" where the document itself shows what it changes.
    `unread` is what the page shows and no view holds, `unseen` what the file holds and the page does not show.
    `furniture` is what is shown beside the text and is none: the numbers of pages, comments, the signs of Markdown.
    `counted` says how many signs the file holds in (original, markup, accepted), as something else than the reader
    counts them; None where nothing does. `by_look` is the same with text that is struck or underlined in a colour read
    as changes, where there is such and nobody has said which it is. `sides` are the older and the newer document, where
    it compares two.
    """

    name: str
    sha256: str
    format: str
    paragraphs: tuple[Paragraph, ...]
    revisions: int = 0
    notes: tuple[str, ...] = ()
    asides: tuple[Aside, ...] = ()
    cross_references: tuple[CrossReference, ...] = ()
    caution: str = ""
    base: str = ""
    unread: tuple[Unread, ...] = ()
    unseen: tuple[Unseen, ...] = ()
    furniture: tuple[Unread, ...] = ()
    counted: tuple[int | None, int | None, int | None] = (None, None, None)
    by_look: Document | None = None
    sides: tuple[Document, ...] = field(default=(), eq=False, repr=False)

    @property
    def is_redline(self) -> bool:
        """Whether the document carries changes, so that its original view is the base text."""
        return self.revisions > 0 or bool(self.base)

    def view(self, view: View) -> tuple[ViewedParagraph, ...]:
        """The paragraphs of one view, empty ones that the changes left behind dropped."""
        return tuple(viewed(self.paragraphs, view))


def groups(paragraphs: Iterable[Paragraph], view: View) -> Iterator[list[tuple[int, Paragraph]]]:
    """The stored paragraphs, numbered, that are one paragraph in a view: an end that does not stand there joins."""
    waiting: list[tuple[int, Paragraph]] = []
    for i, paragraph in enumerate(paragraphs):
        waiting.append((i, paragraph))
        if paragraph.closes or paragraph.end.stands_in(view):
            yield waiting
            waiting = []
    if waiting:
        yield waiting


def governing(group: list[tuple[int, Paragraph]], view: View) -> tuple[int, Paragraph]:
    """The stored paragraph whose properties a joined one has: the last with text in the view, as in Word."""
    if len(group) == 1:
        return group[0]
    return next((p for p in reversed(group) if _has_text(p[1], view)), group[-1])


def stands(group: list[tuple[int, Paragraph]], view: View) -> bool:
    """Whether a joined paragraph is there at all: it has an end of its own in the view, or text."""
    return group[-1][1].end.stands_in(view) or any(_has_text(p, view) for _, p in group)


def _has_text(paragraph: Paragraph, view: View) -> bool:
    return any(x.text and x.mark.stands_in(view) for x in paragraph.pieces)


def viewed(paragraphs: Iterable[Paragraph], view: View) -> Iterator[ViewedParagraph]:
    """The paragraphs of one view: joined where an end does not stand in it, and those with nothing left dropped."""
    which = (View.ORIGINAL, View.MARKUP, View.ACCEPTED).index(view)
    for group in groups(paragraphs, view):
        joined = _joined(group, view, which)
        if joined is not None:
            yield joined


def _joined(group: list[tuple[int, Paragraph]], view: View, which: int) -> ViewedParagraph | None:
    texts: list[str] = []
    stretches: list[Stretch] = []
    spans: list[StoredSpan] = []
    position = 0
    touched = len(group) > 1 or group[-1][1].end is not Mark.KEPT
    for i, part in group:
        for j, piece in enumerate(part.pieces):
            if not piece.mark.stands_in(view):
                touched = True
                continue
            if not piece.text:
                continue
            end = position + len(piece.text)
            if stretches and stretches[-1].mark is piece.mark:
                stretches[-1] = Stretch(stretches[-1].start, end, piece.mark)
            else:
                stretches.append(Stretch(position, end, piece.mark))
            spans.append(StoredSpan(position, end, i, j))
            texts.append(piece.text)
            position = end
    text = "".join(texts)
    if not text.strip() and touched:
        return None
    first = group[0][1] if len(group) == 1 else next((p for _, p in group if _has_text(p, view)), group[-1][1])
    governs = governing(group, view)[1]
    return ViewedParagraph(
        text,
        tuple(stretches),
        governs.heading,
        first.place,
        governs.number[which],
        touched,
        governs.level[which],
        governs.operative,
        tuple(spans),
        governs.cell,
        governs.run_in,
        governs.indent,
    )
