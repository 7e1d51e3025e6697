"""What lies around a piece of text while it is read, and what that makes of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from attrs import evolve, frozen

from sec_rules.documents.document import Mark, Revision, Unread, Unseen, View
from sec_rules.documents.word.colours import PAPER
from sec_rules.documents.word.elements import DELETES, INSERTS, attribute, kind, on, path

_GALLERIES: Final = frozenset({"table of contents", "cover pages", "bibliographies"})


@frozen
class Noted:
    """A footnote or an endnote that the text refers to: its id, and the paragraph in which its sign stands."""

    kind: str
    id: str
    paragraph: int
    place: str
    mark: Mark


@frozen
class Around:
    """What lies around a piece of text: the mark and its revisions, and what keeps its look from being a redline."""

    mark: Mark = Mark.KEPT
    revisions: tuple[Revision, ...] = ()
    linked: bool = False
    field: bool = False
    operative: bool = True
    cell: tuple[int, int, int, int] | None = None
    behind: str = PAPER
    hides: str = ""
    placeholder: bool = False

    def within(self, revision: Revision) -> Around:
        """The surroundings inside a further revision."""
        mark = self.mark.then(revision.mark)
        return evolve(self, mark=mark, revisions=(*self.revisions, revision))


def notes_in(element: Element, around: Around) -> Iterator[tuple[Element, Around]]:
    """The signs of notes in what nobody knows, each with the revisions in which it stands there."""
    if kind(element) in ("footnoteReference", "endnoteReference"):
        yield element, around
    for child in element:
        name = kind(child)
        revised = name in INSERTS or name in DELETES
        mark = Mark.INSERTED if name in INSERTS else Mark.DELETED
        yield from notes_in(child, around.within(recorded(child, mark)) if revised else around)


def recorded(element: Element, mark: Mark, moved: bool = False) -> Revision:
    """The revision that an element records."""
    return Revision(mark, attribute(element, "author") or None, attribute(element, "date") or None, moved)


def hidden(shown: Unread, why: str) -> Iterator[Unseen]:
    """What would be shown, as words that are not seen; nothing of what has no words."""
    if shown.words:
        one, two, three = (shown.signs_in(view) for view in View)
        yield Unseen(shown.words, shown.place, why, shown.paragraph, shown.mark, (one, two, three))


def behind(around: Around, colour: str | None) -> Around:
    """What lies around text with a colour behind it, where there is one."""
    return around if colour is None or colour == around.behind else evolve(around, behind=colour)


def controlled(around: Around, control: Element) -> Around:
    """What lies around text in a content control, which may list contents or be unfilled."""
    gallery = attribute(path(control, "sdtPr", "docPartObj", "docPartGallery"), "val")
    return evolve(
        around,
        operative=around.operative and gallery.casefold() not in _GALLERIES,
        placeholder=around.placeholder or on(path(control, "sdtPr", "showingPlcHdr")),
    )
