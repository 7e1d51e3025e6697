"""Word documents as a `Document`: three views, their numbers, and what stands beside the text.

Libraries drop inserted text or count moved text twice, and get a quarter of the numbers wrong, so the parts are read
directly.
"""

from __future__ import annotations

import hashlib
import re
from typing import Final
from xml.etree.ElementTree import Element

from attrs import evolve, field, frozen

from sec_rules.documents.counting import signs_of_word
from sec_rules.documents.document import Document, Mark, Piece, Unread, Unseen, View, governing, groups, stands
from sec_rules.documents.word.contents import listing
from sec_rules.documents.word.elements import attribute, descendants, first
from sec_rules.documents.word.fields import InlineNumber
from sec_rules.documents.word.limits import DEFAULT, Limits
from sec_rules.documents.word.manual_redline import marks_by_look, note, reported
from sec_rules.documents.word.notes import asides, cross_references
from sec_rules.documents.word.number_counters import Counter, Item, item_of
from sec_rules.documents.word.numbering import LONGEST_TEXT, Numbering, is_numbering, read_numbering
from sec_rules.documents.word.other_parts import led_to_from, read_comments, read_margins, read_notes
from sec_rules.documents.word.package import Package, open_package
from sec_rules.documents.word.reading import Reading
from sec_rules.documents.word.styles import DEEPEST, Styles, read_styles
from sec_rules.errors import DocumentError

_PARAGRAPH: Final = re.compile(rb"</(?:[\w.-]+:)?p\s*>|<(?:[\w.-]+:)?p(?:\s[^<>]*)?/>")
_VIEWS: Final = (View.ORIGINAL, View.MARKUP, View.ACCEPTED)


def read_docx(
    data: bytes, name: str, *, limits: Limits = DEFAULT, formatting_is_redline: bool | None = None
) -> Document:
    """The document in a .docx file; `name` stands in messages.

    `formatting_is_redline` says whether text that is struck through or underlined in a colour counts as a change; where
    it is None the document as it is has with it, as `by_look`, what it would be if it did.

    Raises `DocumentError`, one sentence, for what is no Word document, is broken or protected, or exceeds the limits.
    """
    package = open_package(data, name, limits)
    main = package.main()
    _bounded(package, main)
    root = package.root(main)
    body = first(root, "body")
    if body is None:
        raise DocumentError(f"{name} is a Word document without a body.")
    styles, lists = _definitions(package, main)
    order = {element: i for i, element in enumerate(root.iter())}
    reading = Reading(styles, order, led_to_from(package, main))
    reading.read(body)
    # Wherever a mark begins, in an equation too, it is there.
    reading.bookmarked_apart.update(attribute(e, "name").casefold() for e in descendants(root, "bookmarkStart"))
    read_notes(package, main, reading)
    read_margins(package, main, reading, body)
    read_comments(package, main, reading)
    counted, sha256 = signs_of_word(data), hashlib.sha256(data).hexdigest()
    read = list(reading.paragraphs)
    marks = {} if formatting_is_redline is False else marks_by_look(read, reading.looks)
    by_look = None
    if marks:
        reading.paragraphs = reported(read, marks)
        # Nothing but the reader knows which words a look marks.
        by_look = _document(package, main, reading, lists, (None, counted[1], None), sha256)
        revisions, notes = by_look.revisions + len(marks), (*by_look.notes, note(marks))
        by_look = evolve(by_look, revisions=revisions, notes=notes)
        if formatting_is_redline:
            return by_look
        reading.paragraphs = read
    return evolve(_document(package, main, reading, lists, counted, sha256), by_look=by_look)


def _document(
    package: Package,
    main: str,
    reading: Reading,
    lists: dict[int, Numbering],
    counted: tuple[int | None, int | None, int | None],
    sha256: str,
) -> Document:
    """What was read, with the numbers that Word computes."""
    reading.paragraphs = list(reading.paragraphs)
    _numbered(reading, lists)
    paragraphs = listing(reading.paragraphs, reading.contents)
    if not any(piece.text.strip() for p in paragraphs for piece in p.pieces):
        raise DocumentError(f"{package.name} holds no text.")
    return Document(
        package.name,
        sha256,
        "docx",
        tuple(paragraphs),
        reading.revisions,
        tuple(reading.notes),
        tuple(asides(package, main, reading)),
        tuple(cross_references(reading)),
        unread=tuple(sorted(reading.unread, key=_in_order)),
        unseen=tuple(sorted(reading.unseen, key=_in_order)),
        furniture=tuple(reading.furniture),
        counted=counted,
    )


def _in_order(listed: Unread | Unseen) -> tuple[bool, int]:
    """In the order of the paragraphs; what belongs to none comes last."""
    return listed.paragraph is None, listed.paragraph or 0


def _bounded(package: Package, main: str) -> None:
    """Refuses a part with more paragraphs than are read, before it is made into a tree."""
    closed = sum(1 for _ in _PARAGRAPH.finditer(package.read(main)))
    if closed > package.limits.paragraphs:
        raise DocumentError(
            f"{package.name} has {closed:,} paragraphs; at most {package.limits.paragraphs:,} are read."
        )


def _definitions(package: Package, main: str) -> tuple[Styles, dict[int, Numbering]]:
    part = package.related(main, "styles")
    styles = read_styles(package.root(part)) if part is not None else Styles()
    part = package.related(main, "numbering")
    root: Element | None = package.root(part) if part is not None else None
    lists = read_numbering(root, styles) if root is not None and is_numbering(root) else {}
    deep = styles.deepest()
    if deep is not None:
        raise DocumentError(
            f"{package.name}: the style '{deep[:80]}' is based on more than {DEEPEST} others in a line, which no "
            "document needs; save it again with Word."
        )
    if any(each.longest() > LONGEST_TEXT for each in lists.values()):
        raise DocumentError(
            f"{package.name} has a list whose numbers are written with more than {LONGEST_TEXT} characters; save it "
            "again with Word."
        )
    return styles, lists


def _numbered(reading: Reading, lists: dict[int, Numbering]) -> None:
    """Gives the paragraphs the labels that Word computes, counted in each view by itself."""
    if not lists and not reading.inline_numbers:
        return
    new = [item_of(n.new, n.new_style, reading.styles, lists) for n in reading.numberings]
    old = [
        item if n.old == n.new and n.old_style == n.new_style else item_of(n.old, n.old_style, reading.styles, lists)
        for n, item in zip(reading.numberings, new, strict=True)
    ]
    counted = tuple(_counted(reading, view, old if view is View.ORIGINAL else new, lists) for view in _VIEWS)
    for i in {i for each in counted for i in each.labels}:
        labels = tuple(each.labels.get(i) for each in counted)
        one, two, three = (
            item.depth if item is not None and label is not None else None
            for item, label in zip((old[i], new[i], new[i]), labels, strict=True)
        )
        reading.paragraphs[i] = evolve(
            reading.paragraphs[i], number=(labels[0], labels[1], labels[2]), level=(one, two, three)
        )
    filled: dict[int, list[Piece]] = {}
    for number in reading.inline_numbers:
        pieces = filled.get(number.paragraph) or list(reading.paragraphs[number.paragraph].pieces)
        filled[number.paragraph] = pieces
        at = number.paragraph, number.piece
        _fill(pieces, number.piece, *(each.inside.get(at) for each in counted))
    for i, pieces in filled.items():
        reading.paragraphs[i] = evolve(reading.paragraphs[i], pieces=tuple(pieces))


@frozen
class _Counted:
    """The labels of one view by stored paragraph, and the numbers inside paragraphs by their piece."""

    labels: dict[int, str | None] = field(factory=dict)
    inside: dict[tuple[int, int], str] = field(factory=dict)


def _counted(reading: Reading, view: View, items: list[Item | None], lists: dict[int, Numbering]) -> _Counted:
    """What Word counts in one view. A joined paragraph has one number; what is not there has none."""
    counter = Counter(lists)
    found = _Counted()
    inside: dict[int, list[InlineNumber]] = {}
    for number in reading.inline_numbers:
        inside.setdefault(number.paragraph, []).append(number)
    for group in groups(reading.paragraphs, view):
        i, _ = governing(group, view)
        item = items[i]
        if item is not None and i not in reading.hidden and stands(group, view):
            found.labels[i] = counter.next(item)
        for j, paragraph in group:
            for number in inside.get(j, ()):
                if paragraph.pieces[number.piece].mark.stands_in(view):
                    found.inside[j, number.piece] = counter.inside(item, number.list, number.level, number.start)
    reading.notes.update(counter.notes)
    return found


def _fill(pieces: list[Piece], at: int, original: str | None, markup: str | None, accepted: str | None) -> None:
    """Writes a number into the pieces that keep its place; one that differs between views into both."""
    if original is None or accepted is None or original == accepted:
        pieces[at] = evolve(pieces[at], text=accepted or original or markup or "")
    else:
        pieces[at] = evolve(pieces[at], text=original, mark=Mark.DELETED)
        pieces[at + 1] = evolve(pieces[at + 1], text=accepted, mark=Mark.INSERTED)
