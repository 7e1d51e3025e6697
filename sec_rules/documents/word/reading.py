"""The text of the main part: paragraphs of marked pieces, and what stands beside them.

A piece is the text of one element: tabs, breaks and no-break characters as one sign each, the result of a field and
not its code. Headers, footers and text boxes are not operative.
"""

from __future__ import annotations

import re
from typing import Final

from attrs import define, evolve, field, frozen
from lxml import etree

from sec_rules.documents.document import Mark, Paragraph, Piece, Revision
from sec_rules.documents.word.elements import MC, attribute, children, descendants, first, kind, on, path
from sec_rules.documents.word.styles import SILENT, Look, Numbered, Styles, look, numbered, outline, style_of

INSERTS: Final = ("ins", "moveTo")
DELETES: Final = ("del", "moveFrom")
# Wrappers whose text is read as if they were not there.
_THROUGH: Final = frozenset({"hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "bdo", "dir"})
_SIGNS: Final = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_REFERENCE: Final = re.compile(r"^\s*(?:REF|PAGEREF|NOTEREF)\s+\"?([^\s\"\\]+)\"?(.*)$", re.IGNORECASE | re.DOTALL)
_LIST_NUMBER: Final = re.compile(r"^\s*LISTNUM\b\s*(\"[^\"]*\"|[^\s\\]*)(.*)$", re.IGNORECASE | re.DOTALL)
_GALLERIES: Final = frozenset({"table of contents", "cover pages", "bibliographies"})


@frozen
class Numberings:
    """What the properties of one paragraph say of its numbering, after the changes and before them."""

    new: Numbered
    new_style: str
    old: Numbered
    old_style: str


@frozen
class Field:
    """A field that refers to a bookmark: the pieces `start` to `end` (exclusive) of a paragraph are its result."""

    paragraph: int
    start: int
    end: int
    code: str


@frozen
class InlineNumber:
    """A number inside a paragraph that a field counts: its place is that of two empty pieces, to be filled.

    The second is for the number after the changes, where it is another one than before.
    `list` is the name of a list, "" for the one of the paragraph; `level` is from 1, None for the next deeper one.
    """

    paragraph: int
    piece: int
    list: str
    level: int | None
    start: int | None


@define
class _Open:
    """A complex field that has begun: its code so far, and where its result begins, None before it does."""

    element: int
    code: str = ""
    result: int | None = None

    @property
    def lists_contents(self) -> bool:
        return self.code.strip().upper().startswith(("TOC", "INDEX", "TOA"))


@frozen
class _Around:
    """What lies around a piece of text: the mark and its revisions, and what keeps its look from being a redline."""

    mark: Mark = Mark.KEPT
    revisions: tuple[Revision, ...] = ()
    linked: bool = False
    field: bool = False
    operative: bool = True
    cell: tuple[int, int, int, int] | None = None

    def within(self, revision: Revision) -> _Around:
        """The surroundings inside a further revision."""
        mark = self.mark.then(revision.mark)
        return _Around(mark, (*self.revisions, revision), self.linked, self.field, self.operative, self.cell)


@define
class Reading:
    """What reading the body gives. A position is a stored paragraph and how many pieces of it stand before."""

    styles: Styles
    order: dict[etree._Element, int]
    paragraphs: list[Paragraph] = field(factory=list)
    numberings: list[Numberings] = field(factory=list)
    hidden: set[int] = field(factory=set)
    looks: dict[tuple[int, int], Look] = field(factory=dict)
    revisions: int = 0
    notes: dict[str, None] = field(factory=dict)
    starts: dict[str, tuple[int, int]] = field(factory=dict)
    ends: dict[str, tuple[int, int]] = field(factory=dict)
    references: list[tuple[str, str, tuple[int, int]]] = field(factory=list)
    bookmarks: dict[str, int] = field(factory=dict)
    fields: list[Field] = field(factory=list)
    inline_numbers: list[InlineNumber] = field(factory=list)
    _open: list[_Open] = field(factory=list, init=False)
    _pieces: list[Piece] = field(factory=list, init=False)
    _hides: bool = field(default=False, init=False)
    _tables: int = field(default=0, init=False)

    def read(self, body: etree._Element) -> None:
        """Reads all that is below the body."""
        self._blocks(body, _Around())
        self._close()

    # Blocks.

    def _blocks(self, parent: etree._Element, around: _Around) -> None:
        for child in parent:
            name = kind(child)
            if name == "p":
                self._paragraph(child, around)
            elif name == "tbl":
                self._table(child, around)
            elif name in INSERTS or name in DELETES:
                self._blocks(child, around.within(self._revision(child, name)))
            elif name in _THROUGH:
                self._blocks(child, self._inside(child, name, around))
            elif child.tag == MC + "AlternateContent":
                for choice in child.findall(MC + "Choice")[:1]:
                    self._blocks(choice, around)
            else:
                self._marker(child, name)

    def _table(self, table: etree._Element, around: _Around) -> None:
        self._tables += 1
        number = self._tables
        for i, row in enumerate(children(table, "tr")):
            inside = around
            for revision in self._changed(first(row, "trPr")):
                inside = inside.within(revision)
            cells = self._cells(row)
            for j, cell in enumerate(cells):
                within = inside
                for name, mark in (("cellIns", Mark.INSERTED), ("cellDel", Mark.DELETED)):
                    change = path(cell, "tcPr", name)
                    if change is not None:
                        within = within.within(self._counted(_of(change, mark)))
                self._blocks(cell, evolve(within, cell=(number, i, j, len(cells))))
                self._close()

    def _cells(self, row: etree._Element) -> list[etree._Element]:
        found: list[etree._Element] = []
        for child in row:
            if kind(child) == "tc":
                found.append(child)
            elif kind(child) in _THROUGH:
                found.extend(self._cells(child))
        return found

    def _close(self) -> None:
        """What stands last in a cell or the body joins nothing after it."""
        if self.paragraphs and not self.paragraphs[-1].closes:
            self.paragraphs[-1] = evolve(self.paragraphs[-1], closes=True)

    def _inside(self, element: etree._Element, name: str, around: _Around) -> _Around:
        if name == "hyperlink":
            return evolve(around, linked=True)
        if name == "sdt" and around.operative:
            gallery = attribute(path(element, "sdtPr", "docPartObj", "docPartGallery"), "val")
            return evolve(around, operative=gallery.casefold() not in _GALLERIES)
        return around

    def _changed(self, properties: etree._Element | None) -> list[Revision]:
        """The revisions that put in or take out what has these properties: a row, the end of a paragraph."""
        found: list[Revision] = []
        if properties is not None:
            for child in properties:
                name = kind(child)
                if name in INSERTS or name in DELETES:
                    found.append(self._revision(child, name))
        # Whatever their order in the file, text must be there before it is taken out.
        return sorted(found, key=lambda r: r.mark is Mark.DELETED)

    def _revision(self, element: etree._Element, name: str) -> Revision:
        moved = name in ("moveTo", "moveFrom")
        return self._counted(_of(element, Mark.INSERTED if name in INSERTS else Mark.DELETED, moved))

    def _counted(self, revision: Revision) -> Revision:
        self.revisions += 1
        return revision

    # Paragraphs.

    def _paragraph(self, element: etree._Element, around: _Around) -> None:
        properties = first(element, "pPr")
        end = around
        for revision in self._changed(first(properties, "rPr")):
            end = end.within(revision)
        style = style_of(properties) or self.styles.default
        self._open = [o for o in self._open if o.result is not None]
        for each in self._open:
            each.result = 0
        contents = any(o.lists_contents for o in self._open) or style in self.styles.contents
        self._pieces = []
        self._hides = bool(self.styles.look(style).hidden)
        self._inline(element, around)
        contents = contents or any(o.lists_contents for o in self._open)
        if not self._pieces and on(path(properties, "rPr", "vanish")):
            self.hidden.add(len(self.paragraphs))
        self.numberings.append(_numberings(properties, style))
        heading = style in self.styles.headings or outline(properties) is not None or _called_heading(style)
        self.paragraphs.append(
            Paragraph(
                tuple(self._pieces),
                end.mark,
                heading and around.cell is None,
                f"paragraph {len(self.paragraphs) + 1}",
                operative=around.operative and not contents,
                cell=around.cell,
            )
        )

    def _here(self) -> tuple[int, int]:
        return len(self.paragraphs), len(self._pieces)

    def _inline(self, parent: etree._Element, around: _Around) -> None:
        for child in parent:
            name = kind(child)
            if name == "r":
                self._run(child, around)
            elif name in INSERTS or name in DELETES:
                self._inline(child, around.within(self._revision(child, name)))
            elif name == "fldSimple":
                start = self._here()
                self._inline(child, evolve(around, linked=True, field=True))
                self._refers(attribute(child, "instr"), start[1])
            elif name in _THROUGH:
                self._inline(child, self._inside(child, name, around))
            elif child.tag == MC + "AlternateContent":
                for choice in child.findall(MC + "Choice")[:1]:
                    self._inline(choice, around)
            else:
                self._marker(child, name)

    def _marker(self, element: etree._Element, name: str) -> None:
        """A mark of where something begins or ends."""
        if name == "commentRangeStart":
            self.starts.setdefault(attribute(element, "id"), self._here())
        elif name == "commentRangeEnd":
            self.ends.setdefault(attribute(element, "id"), self._here())
        elif name == "bookmarkStart":
            self.bookmarks.setdefault(attribute(element, "name"), len(self.paragraphs))

    # Runs.

    def _run(self, run: etree._Element, around: _Around) -> None:
        properties = first(run, "rPr")
        seen = self._look(properties)
        hides = self._hides if seen.hidden is None else seen.hidden
        linked = around.linked or bool(self._open)
        for child in run:
            name = kind(child)
            if name in ("footnoteReference", "endnoteReference", "commentReference"):
                self.references.append((name.removesuffix("Reference"), attribute(child, "id"), self._here()))
                continue
            if name == "fldChar":
                self._field(child, attribute(child, "fldCharType"), around)
                continue
            text = self._sign(child, name)
            if not text or any(o.result is None for o in self._open):
                continue
            if hides:
                self.notes["Hidden text was passed over."] = None
                continue
            if seen is not SILENT and not linked:
                self.looks[len(self.paragraphs), len(self._pieces)] = seen
            shown = around.field or bool(self._open)
            self._pieces.append(
                Piece(text, around.mark, around.revisions, self.order[child], shown, highlighted=bool(seen.highlighted))
            )

    def _look(self, properties: etree._Element | None) -> Look:
        if properties is None:
            return SILENT
        own = look(properties)
        style = style_of(properties, "rStyle")
        return own.over(self.styles.look(style)) if style else own

    def _sign(self, element: etree._Element, name: str) -> str:
        if name in ("t", "delText"):
            return element.text or ""
        if name in ("instrText", "delInstrText"):
            if self._open and self._open[-1].result is None:
                self._open[-1].code += element.text or ""
        elif name == "sym":
            return _symbol(attribute(element, "char"))
        return _SIGNS.get(name, "")

    def _field(self, element: etree._Element, what: str, around: _Around) -> None:
        """Between the start of a field and its separator stands its code, which nobody reads."""
        if what == "begin":
            self._open.append(_Open(self.order[element]))
        elif what == "separate" and self._open:
            self._open[-1].result = len(self._pieces)
        elif what == "end" and self._open:
            done = self._open.pop()
            number = _LIST_NUMBER.match(done.code)
            if number is not None and not any(o.result is None for o in self._open):
                self._counts(number, done, around)
            elif done.result is not None:
                self._refers(done.code, done.result)

    def _refers(self, code: str, start: int) -> None:
        if _REFERENCE.match(code):
            self.fields.append(Field(len(self.paragraphs), start, len(self._pieces), code))

    def _counts(self, number: re.Match[str], done: _Open, around: _Around) -> None:
        """A field whose number Word counts and does not store; two empty pieces keep its place."""
        if done.result is not None and done.result < len(self._pieces):
            return
        level, start = (re.search(rf"\\{letter}\s*(\d{{1,6}})", number[2]) for letter in "ls")
        self.inline_numbers.append(
            InlineNumber(
                len(self.paragraphs),
                len(self._pieces),
                number[1].strip().strip('"'),
                int(level[1]) if level else None,
                int(start[1]) if start else None,
            )
        )
        place = Piece("", around.mark, around.revisions, done.element, True)
        self._pieces.extend((place, place))


def refers_to(code: str) -> tuple[str, str]:
    """The bookmark that the code of a field leads to, and the letters of its switches for what is shown."""
    match = _REFERENCE.match(code)
    if match is None:
        return "", ""
    return match[1], "".join(re.findall(r"\\([rnwp])\b", match[2].casefold()))


def _of(element: etree._Element, mark: Mark, moved: bool = False) -> Revision:
    return Revision(mark, attribute(element, "author") or None, attribute(element, "date") or None, moved)


def _called_heading(style: str) -> bool:
    return style.casefold().startswith("heading")


def _symbol(code: str) -> str:
    try:
        value = int(code, 16)
    except ValueError:
        return ""
    # Symbol fonts keep their signs in a private area, as does a text that cannot be encoded.
    return chr(value) if 0x20 <= value < 0xD800 or 0xE000 <= value <= 0x10FFFF else ""


def _numberings(properties: etree._Element | None, style: str) -> Numberings:
    new = numbered(properties)
    old, old_style = new, style
    change = path(properties, "pPrChange", "pPr")
    if change is not None:
        old, old_style = numbered(change), style_of(change) or style
    elif path(properties, "numPr", "ins") is not None:
        old = Numbered()
    return Numberings(new, style, old, old_style)


def plain(element: etree._Element) -> str:
    """The words of a comment or a note, a line for each paragraph."""
    lines: list[str] = []
    for paragraph in descendants(element, "p"):
        signs = (
            (e.text or "") if kind(e) == "t" else _SIGNS.get(kind(e), "")
            for e in paragraph.iter()
            if kind(e) in ("t", "tab", "br", "cr", "noBreakHyphen")
        )
        lines.append("".join(signs))
    return "\n".join(lines).strip()
