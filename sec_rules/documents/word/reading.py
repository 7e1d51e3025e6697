"""The text of the main part: paragraphs of marked pieces, and what stands beside them.

A piece is the text of one element: tabs, breaks and no-break characters as one sign each, the result of a field and
not its code. What is shown and is no paragraph of the text (a text box, an equation, a picture) is listed with the
paragraph it stands in, and so are words that the page does not show.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from attrs import define, evolve, field

from sec_rules.documents.document import Mark, Paragraph, Piece, Revision, Unread, Unseen, View, viewed
from sec_rules.documents.word.colours import PAPER, hides_row, shading, unseen_because
from sec_rules.documents.word.elements import (
    DELETES,
    INSERTS,
    MC,
    attribute,
    branch,
    descendants,
    first,
    kind,
    number,
    on,
    path,
)
from sec_rules.documents.word.fields import (
    LIST_NUMBER,
    SHOWS_CODE,
    Field,
    InlineNumber,
    Open,
    OpenFields,
    bookmarks_of,
    chosen,
    inline_number,
    is_reference,
    symbol,
)
from sec_rules.documents.word.graphics import Leads, Shown, is_equation, is_hidden, related, shown_in
from sec_rules.documents.word.styles import SILENT, Look, Numberings, Styles, look, numberings_of, outline, style_of
from sec_rules.documents.word.surroundings import Around, Noted, behind, controlled, hidden, notes_in, recorded

# Wrappers whose text is read as if they were not there.
_THROUGH: Final = frozenset({"hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "bdo", "dir"})
SIGNS: Final = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_DATES: Final = frozenset({"dayShort", "monthShort", "yearShort", "dayLong", "monthLong", "yearLong"})
_RAISED: Final = str.maketrans("0123456789", "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079")
_GRAPHICS: Final = frozenset({"drawing", "pict", "object", "contentPart"})
# What stands between paragraphs or runs and shows nothing.
_SHOWS_NOTHING: Final = frozenset(
    {
        "pPr", "rPr", "tcPr", "trPr", "tblPr", "tblGrid", "tblPrEx", "sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr",
        "sectPr", "proofErr", "permStart", "permEnd",
    }
)  # fmt: skip


@define
class Reading:
    """What reading the body gives. A position is a stored paragraph and how many pieces of it stand before.

    `leads` gives what the relationships of the part lead to. `behind` is the colour of the page, "" where it is not
    known. `bookmarks` begin in the paragraph of that number, those `bookmarked_apart` beside the text; `starts` and
    `ends` are those of the comments of an id. `contents` are the paragraphs that look like a list of contents, and
    whether a field made them.
    """

    styles: Styles
    order: dict[Element, int]
    leads: Leads = field(default=lambda _: None)
    behind: str = PAPER
    paragraphs: list[Paragraph] = field(factory=list)
    numberings: list[Numberings] = field(factory=list)
    hidden: set[int] = field(factory=set)
    looks: dict[tuple[int, int], Look] = field(factory=dict)
    revisions: int = 0
    notes: dict[str, None] = field(factory=dict)
    starts: dict[str, list[tuple[int, int]]] = field(factory=dict)
    ends: dict[str, list[tuple[int, int]]] = field(factory=dict)
    references: list[tuple[str, str, tuple[int, int]]] = field(factory=list)
    bookmarks: dict[str, int] = field(factory=dict)
    bookmarked_apart: set[str] = field(factory=set)
    fields: list[Field] = field(factory=list)
    inline_numbers: list[InlineNumber] = field(factory=list)
    unread: list[Unread] = field(factory=list)
    furniture: list[Unread] = field(factory=list)
    unseen: list[Unseen] = field(factory=list)
    noted: list[Noted] = field(factory=list)
    contents: dict[int, bool] = field(factory=dict)
    codes: set[str] = field(factory=set)
    _open: OpenFields = field(factory=OpenFields, init=False)
    _pieces: list[Piece] = field(factory=list, init=False)
    _look_of_paragraph: Look = field(default=SILENT, init=False)
    _hides: str = field(default="", init=False)
    _listed: bool = field(default=False, init=False)
    _tables: int = field(default=0, init=False)
    _marked_cells: dict[str, int] = field(factory=dict, init=False)

    def read(self, body: Element) -> None:
        """Reads all that is below the body."""
        self._blocks(body, Around(behind=self.behind))
        self._close()

    def texts(self) -> tuple[str, str, str]:
        """What was read as one text in each view, a line for each paragraph."""
        one, two, three = ("\n".join(p.text for p in viewed(self.paragraphs, v)).strip() for v in View)
        return one, two, three

    # Blocks.

    def _blocks(self, parent: Element, around: Around) -> None:
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
                chosen = branch(child)
                if chosen is not None:
                    self._blocks(chosen, around)
            elif name == "altChunk":
                self._brought_in(child, around)
            else:
                self._else(child, name, around)

    def _brought_in(self, chunk: Element, around: Around) -> None:
        """Another document, which Word puts in the place of this element when it opens the file."""
        root = self.leads(related(chunk))
        if root is None:
            self._list(Shown("altChunk"), around)
        else:
            self.apart(Shown("altChunk", holds=root), *self._at(), around.mark, even_if_empty=True)

    def _table(self, table: Element, around: Around) -> None:
        self._tables += 1
        number = self._tables
        shade = self.styles.shading(attribute(path(table, "tblPr", "tblStyle"), "val"))
        inside = behind(behind(around, shade), shading(path(table, "tblPr", "shd")))
        merged: frozenset[int] = frozenset()
        for i, (row, near) in enumerate(self._wrapped(table, "tr", inside)):
            merged = self._row(row, near, (number, i), merged)

    def _row(self, row: Element, around: Around, at: tuple[int, int], above: frozenset[int]) -> frozenset[int]:
        """Reads a row; gives the columns that a cell of the row below may continue, as those `above` of this one."""
        properties = first(row, "trPr")
        for revision in self._changed(properties):
            around = around.within(revision)
        around = evolve(around, hides=around.hides or hides_row(properties))
        cells = _cells(row)
        marked, self._marked_cells = self._marked_cells, {}
        begins: list[int] = []
        merged: set[int] = set()
        column = 0
        for j, (cell, near) in enumerate(self._wrapped(row, "tc", around)):
            begins.append(len(self.paragraphs))
            within = near
            for name, mark in (("cellIns", Mark.INSERTED), ("cellDel", Mark.DELETED)):
                change = path(cell, "tcPr", name)
                if change is not None:
                    within = within.within(self._counted(recorded(change, mark)))
            merge = path(cell, "tcPr", "vMerge")
            if merge is not None:
                merged.add(column)
                if column in above and attribute(merge, "val") != "restart":
                    within = evolve(within, hides=within.hides or "a cell merged into the one above it")
            column += number(path(cell, "tcPr", "gridSpan")) or 1
            within = behind(within, shading(path(cell, "tcPr", "shd")))
            self._blocks(cell, evolve(within, cell=(*at, j, cells)))
            self._close()
        self.bookmarks.update({name: begins[j] for name, j in self._marked_cells.items() if j < cells})
        self._marked_cells = marked
        return frozenset(merged)

    def _wrapped(self, parent: Element, wanted: str, around: Around) -> Iterator[tuple[Element, Around]]:
        """The rows of a table or the cells of a row, whatever wraps them; what stands between is read on the way."""
        for child in parent:
            name = kind(child)
            if name == wanted:
                yield child, around
            elif name in INSERTS or name in DELETES:
                yield from self._wrapped(child, wanted, around.within(self._revision(child, name)))
            elif name in _THROUGH:
                yield from self._wrapped(child, wanted, self._inside(child, name, around))
            elif child.tag == MC + "AlternateContent":
                chosen = branch(child)
                if chosen is not None:
                    yield from self._wrapped(chosen, wanted, around)
            else:
                self._else(child, name, around)

    def _close(self) -> None:
        """What stands last in a cell or the body joins nothing after it."""
        if self.paragraphs and not self.paragraphs[-1].closes:
            self.paragraphs[-1] = evolve(self.paragraphs[-1], closes=True)

    def _inside(self, element: Element, name: str, around: Around) -> Around:
        if name == "hyperlink":
            return evolve(around, linked=True)
        return controlled(around, element) if name == "sdt" else around

    def _changed(self, properties: Element | None) -> list[Revision]:
        """The revisions that put in or take out what has these properties: a row, the end of a paragraph."""
        found: list[Revision] = []
        if properties is not None:
            for child in properties:
                name = kind(child)
                if name in INSERTS or name in DELETES:
                    found.append(self._revision(child, name))
        # Whatever their order in the file, text must be there before it is taken out.
        return sorted(found, key=lambda r: r.mark is Mark.DELETED)

    def _revision(self, element: Element, name: str) -> Revision:
        moved = name in ("moveTo", "moveFrom")
        return self._counted(recorded(element, Mark.INSERTED if name in INSERTS else Mark.DELETED, moved))

    def _counted(self, revision: Revision) -> Revision:
        self.revisions += 1
        return revision

    # Paragraphs.

    def _paragraph(self, element: Element, around: Around) -> None:
        properties = first(element, "pPr")
        end = around
        for revision in self._changed(first(properties, "rPr")):
            end = end.within(revision)
        style = style_of(properties) or self.styles.default
        self._open.next_paragraph()
        listed, self._listed = self._open.list_contents, False
        self._pieces = []
        shade = shading(first(properties, "shd"))
        around = behind(around, self.styles.shading(style) if shade is None else shade)
        self._look_of_paragraph = self.styles.look(style).over(self.styles.base)
        self._hides = self._unseen_because(SILENT, around)
        hidden = len(self.unseen)
        self._inline(element, around)
        listed = listed or self._listed or self._open.list_contents
        if listed or style in self.styles.contents:
            self.contents[len(self.paragraphs)] = listed
        if self._is_hidden(properties, around, len(self.unseen) > hidden):
            self.hidden.add(len(self.paragraphs))
        self.numberings.append(numberings_of(properties, style))
        heading = style in self.styles.headings or outline(properties) is not None or _called_heading(style)
        self.paragraphs.append(
            Paragraph(
                tuple(self._pieces),
                end.mark,
                heading and around.cell is None,
                self._place(),
                operative=around.operative,
                cell=around.cell,
                run_in=on(path(properties, "rPr", "specVanish")),
            )
        )

    def _is_hidden(self, properties: Element | None, around: Around, some_unseen: bool) -> bool:
        """Whether a paragraph has no number on the page: it, or all its words and its end, are not seen, or it has no
        words and only ends a section.
        """
        if around.hides or (not self._pieces and first(properties, "sectPr") is not None):
            return True
        if not self._pieces and on(path(properties, "rPr", "vanish")):
            return True
        words = any(p.text.strip() for p in self._pieces)
        return some_unseen and not words and bool(self._unseen_because(look(first(properties, "rPr")), around))

    def _place(self) -> str:
        return f"paragraph {len(self.paragraphs) + 1}"

    def _at(self) -> tuple[int, str]:
        return len(self.paragraphs), self._place()

    def _here(self) -> tuple[int, int]:
        return len(self.paragraphs), len(self._pieces)

    def _inline(self, parent: Element, around: Around) -> None:
        for child in parent:
            name = kind(child)
            if name == "r":
                self._run(child, around)
            elif name in INSERTS or name in DELETES:
                self._inline(child, around.within(self._revision(child, name)))
            elif name == "fldSimple":
                start = self._here()
                self._notes_code(attribute(child, "instr"))
                self._inline(child, evolve(around, linked=True, field=True))
                self._refers(attribute(child, "instr"), start[1])
                if self._here() == start:
                    self._shows_code(Open(-1, attribute(child, "instr")), around)
            elif name in _THROUGH:
                self._inline(child, self._inside(child, name, around))
            elif child.tag == MC + "AlternateContent":
                chosen = branch(child)
                if chosen is not None:
                    self._inline(chosen, around)
            else:
                self._else(child, name, around)

    def _else(self, element: Element, name: str, around: Around) -> None:
        """A mark of where something begins or ends, an equation, or what nobody knows and may still show something."""
        if name == "commentRangeStart":
            self.starts.setdefault(attribute(element, "id"), []).append(self._here())
        elif name == "commentRangeEnd":
            self.ends.setdefault(attribute(element, "id"), []).append(self._here())
        elif name == "bookmarkStart":
            self._bookmark(element)
        elif is_equation(element):
            self._list(Shown("equation", holds=element), around)
            return
        elif name == "subDoc":
            self._list(Shown("subdocument"), around)
        elif name in ("t", "delText"):
            self._list(Shown("unknown element", element.text or ""), around)
        elif name in ("fldChar", "p"):
            self._open.follow(element)
        self._within_else(element, name, around)

    def _bookmark(self, start: Element) -> None:
        """One of some columns of a table stands in the first of its rows, and begins in the cell that it names."""
        name, column = attribute(start, "name").casefold(), attribute(start, "colFirst")
        if name not in self.bookmarks and column.isdecimal():
            self._marked_cells[name] = int(column)
        self.bookmarks.setdefault(name, len(self.paragraphs))

    def _within_else(self, element: Element, name: str, around: Around) -> None:
        if name not in _SHOWS_NOTHING and (len(element) or not name):
            if name in INSERTS or name in DELETES:
                around = around.within(self._revision(element, name))
            for note, within in notes_in(element, around):
                self._refers_to_note(kind(note).removesuffix("Reference"), attribute(note, "id"), within)
            for shown in shown_in(element, self.leads, self._open.follow):
                self._put_by(shown, around)

    # Runs.

    def _run(self, run: Element, around: Around) -> None:
        properties = first(run, "rPr")
        seen = self._look(properties)
        hides = around.hides or (self._hides if seen is SILENT else self._unseen_because(seen, around))
        self._content(run, seen, evolve(around, hides=hides) if hides else around)

    def _content(self, run: Element, seen: Look, around: Around) -> None:
        """What a run holds, also in the branch that is shown of two."""
        for child in run:
            name = kind(child)
            if name in ("footnoteReference", "endnoteReference", "commentReference"):
                self._refers_to_note(name.removesuffix("Reference"), attribute(child, "id"), around)
            elif name == "fldChar":
                self._field(child, attribute(child, "fldCharType"), around)
                self._within_else(child, name, around)
            elif name == "ruby":
                self._ruby(child, around)
            elif name in _GRAPHICS:
                hides = around.hides or ("a hidden drawing" if is_hidden(child) else "")
                for shown in shown_in(child, self.leads):
                    self._list(shown, evolve(around, hides=hides))
            elif child.tag == MC + "AlternateContent":
                chosen = branch(child)
                if chosen is not None:
                    self._content(chosen, seen, around)
            elif not name or len(child):
                self._else(child, name, around)
            elif name in _DATES:
                self._list(Shown("date"), around)
            else:
                self._signs(child, name, seen, around)

    def _signs(self, element: Element, name: str, seen: Look, around: Around) -> None:
        """The text of an element, unless a field hides it as its code or nobody sees it."""
        text = self._sign(element, name)
        if not text or self._open.hide:
            return
        if around.hides and (text.strip() or around.hides == "hidden"):
            self._hide(text, around)
            return
        base = self._look_of_paragraph
        struck = base.struck if seen.struck is None else seen.struck
        if (struck or seen.underlined) and not (around.linked or self._open.fields):
            self.looks[self._here()] = evolve(seen, struck=struck)
        raised = base.raised if seen.raised is None else seen.raised
        shown = around.field or bool(self._open.fields)
        self._pieces.append(
            Piece(
                text.translate(_RAISED) if raised else text,
                around.mark,
                around.revisions,
                self.order.get(element),
                shown,
                highlighted=bool(seen.highlighted),
                placeholder=around.placeholder,
            )
        )

    def _unseen_because(self, seen: Look, around: Around) -> str:
        """Why text of a look is not seen; "" where it is."""
        whole = seen.over(self._look_of_paragraph)
        if whole.hidden:
            return "hidden"
        return unseen_because(whole.colour, around.behind if whole.behind is None else whole.behind, whole.size)

    def _hide(self, words: str, around: Around) -> None:
        """Puts words by that are not seen, those of one paragraph and reason together."""
        if around.hides == "hidden":
            self.notes["Hidden text was passed over."] = None
        new = Unseen(words, self._place(), around.hides, len(self.paragraphs), around.mark)
        last = self.unseen[-1] if self.unseen else None
        if last is not None and evolve(last, words=words) == new:
            self.unseen[-1] = evolve(last, words=last.words + words)
        else:
            self.unseen.append(new)

    # What is shown beside the text.

    def _refers_to_note(self, name: str, identity: str, around: Around) -> None:
        self.references.append((name, identity, self._here()))
        if name != "comment" and not around.hides:
            self.noted.append(Noted(name, identity, len(self.paragraphs), self._place(), around.mark))

    def _ruby(self, element: Element, around: Around) -> None:
        """Words with others above them: the ones below are text."""
        above = first(element, "rt")
        if above is not None:
            words = "".join(e.text or "" for e in descendants(above, "t", "delText"))
            self._list(Shown("ruby text", words), around)
        below = first(element, "rubyBase")
        if below is not None:
            self._inline(below, around)

    def _list(self, shown: Shown, around: Around) -> None:
        """Lists something shown in the paragraph that is being read, but for what stands in the code of a field."""
        if not self._open.hide:
            self._put_by(shown, around)

    def _put_by(self, shown: Shown, around: Around) -> None:
        if shown.holds is not None and not is_equation(shown.holds):
            self.apart(shown, *self._at(), around.mark, hides=around.hides)
            return
        texts = shown.texts
        found = Unread(shown.kind, texts, self._place(), len(self.paragraphs), around.mark, shown.added)
        if around.hides:
            self.unseen.extend(hidden(found, around.hides))
        elif any(texts) or shown.kind not in ("equation", "ruby text"):
            self.unread.append(found)

    def apart(
        self,
        shown: Shown,
        at: int | None,
        place: str,
        mark: Mark = Mark.KEPT,
        *,
        hides: str = "",
        leads: Leads | None = None,
        even_if_empty: bool = False,
    ) -> None:
        """Reads paragraphs that stand apart from the text, as one thing, and what is shown among them.

        `at` is the paragraph it belongs to; `leads` serves another part than the one that is being read.
        """
        if shown.holds is None:
            return
        inner = Reading(self.styles, self.order, leads or self.leads, "" if shown.kind == "text box" else self.behind)
        inner.read(shown.holds)
        self.bookmarked_apart.update(inner.bookmarks, inner.bookmarked_apart)
        texts = inner.texts()
        found = [Unread(shown.kind, texts, place, at, mark)] if any(texts) or even_if_empty else []
        found.extend(evolve(u, place=place, paragraph=at, mark=mark.then(u.mark)) for u in inner.unread)
        self.unseen.extend(evolve(u, place=place, paragraph=at, mark=mark.then(u.mark)) for u in inner.unseen)
        if hides:
            self.unseen.extend(u for each in found for u in hidden(each, hides))
        else:
            self.unread.extend(found)

    def _look(self, properties: Element | None) -> Look:
        if properties is None:
            return SILENT
        own = look(properties)
        style = style_of(properties, "rStyle")
        return own.over(self.styles.look(style)) if style else own

    def _sign(self, element: Element, name: str) -> str:
        if name in ("t", "delText"):
            return element.text or ""
        if name in ("instrText", "delInstrText"):
            if self._open.fields and self._open.fields[-1].result is None:
                self._open.fields[-1].code += element.text or ""
        elif name == "sym":
            return symbol(attribute(element, "char"))
        return SIGNS.get(name, "")

    def _field(self, element: Element, what: str, around: Around) -> None:
        fields = self._open.fields
        if what == "begin":
            fields.append(Open(self.order.get(element, -1), chosen=chosen(element)))
        elif what == "separate" and fields:
            fields[-1].result = len(self._pieces)
            self._notes_code(fields[-1].code)
        elif what == "end" and fields:
            done = fields.pop()
            self._listed = self._listed or done.lists_contents
            self.bookmarked_apart.update(bookmarks_of(done.code))
            number = LIST_NUMBER.match(done.code)
            if number is not None and not self._open.hide:
                self._counts(number, done, around)
            elif done.result is not None:
                self._refers(done.code, done.result)
            else:
                self._shows_code(done, around)

    def _notes_code(self, code: str) -> None:
        self.codes.update(code.split()[:1])
        self.bookmarked_apart.update(bookmarks_of(code))

    def _shows_code(self, done: Open, around: Around) -> None:
        """A field without a result, which shows what is chosen in it or what its code says."""
        code = SHOWS_CODE.match(done.code)
        if code is not None and code[1].casefold().startswith("autonum"):
            self._list(Shown(f"automatic number ({code[1].upper()})"), around)
        elif done.chosen or code is not None:
            words = done.chosen or (code[2].strip() if code is not None else "")
            self._list(Shown("field", words, coded=True), around)

    def _refers(self, code: str, start: int) -> None:
        if is_reference(code):
            self.fields.append(Field(len(self.paragraphs), start, len(self._pieces), code))

    def _counts(self, number: re.Match[str], done: Open, around: Around) -> None:
        """A field whose number Word counts and does not store; two empty pieces keep its place."""
        if done.result is not None and done.result < len(self._pieces):
            return
        self.inline_numbers.append(inline_number(number, *self._here()))
        place = Piece("", around.mark, around.revisions, done.element, True, computed=True)
        self._pieces.extend((place, place))


def _cells(parent: Element) -> int:
    """How many cells a row has, whatever wraps them."""
    inside = (branch(child) if child.tag == MC + "AlternateContent" else child for child in parent)
    return sum(1 if kind(e) == "tc" else _cells(e) for e in inside if e is not None)


def _called_heading(style: str) -> bool:
    return style.casefold().startswith("heading")
