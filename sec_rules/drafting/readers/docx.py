"""Word documents with their tracked changes, read from the XML.

Libraries drop inserted text or count moved text twice, so the part is read directly. Offsets in a
`Paragraph` are those of the text a person reads: tabs, breaks and no-break characters as one sign each, the
result of a field and not its code. Headers, footers, footnotes, comments and text boxes are not operative.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from attrs import evolve, field, frozen, mutable
from lxml import etree

from sec_rules.drafting.document import Document, Mark, Paragraph, Piece
from sec_rules.errors import DocumentError

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT: Final = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_REL: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_INSERTS: Final = ("ins", "moveTo")
_DELETES: Final = ("del", "moveFrom")
# Wrappers whose text is read as if they were not there.
_THROUGH: Final = frozenset({"hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "bdo", "dir"})
_SIGNS: Final = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}


@frozen
class Limits:
    """What a document may take: bytes unpacked in all, times its packed size, and parts."""

    unpacked: int = 200_000_000
    ratio: int = 400
    parts: int = 5_000


def read_docx(data: bytes, name: str, *, limits: Limits | None = None) -> Document:
    """The document in a .docx file; `name` stands in messages.

    Raises `DocumentError`, one sentence, for what is no Word document, is broken or protected, or exceeds the
    limits.
    """
    parts = _Parts(_package(data, name, limits or Limits()), name, limits or Limits())
    main = parts.main()
    body = _first(_parse(parts.read(main), name, main), "body")
    if body is None:
        raise DocumentError(f"{name} is a Word document without a body.")
    reading = _Reading(_heading_styles(parts, main, name))
    paragraphs = tuple(reading.blocks(body, Mark.KEPT))
    paragraphs = tuple(evolve(p, place=f"paragraph {i}") for i, p in enumerate(paragraphs, 1))
    if not any(piece.text.strip() for p in paragraphs for piece in p.pieces):
        raise DocumentError(f"{name} holds no text.")
    return Document(
        name,
        hashlib.sha256(data).hexdigest(),
        "docx",
        paragraphs,
        reading.revisions,
        tuple(dict.fromkeys(reading.notes)),
    )


# The package.


def _package(data: bytes, name: str, limits: Limits) -> zipfile.ZipFile:
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise DocumentError(f"{name} is protected by a password; save it without one.")
        raise DocumentError(f"{name} is an old Word document (.doc), whatever its name; save it as .docx.")
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError):
        what = "is cut short or broken" if data.startswith(b"PK") else "is not a Word document"
        raise DocumentError(f"{name} {what}; a .docx file is a zip archive.") from None
    entries = package.infolist()
    if len(entries) > limits.parts:
        raise DocumentError(f"{name} has {len(entries):,} parts; at most {limits.parts:,} are read.")
    size = sum(e.file_size for e in entries)
    if size > limits.unpacked or size > limits.ratio * max(len(data), 10_000):
        raise DocumentError(f"{name} unpacks to {size:,} bytes, more than a document of its size would.")
    return package


@frozen
class _Parts:
    """The parts of a package, each read within the limits."""

    package: zipfile.ZipFile
    name: str
    limits: Limits

    def main(self) -> str:
        """The name of the main part, by the package's relationships; `word/document.xml` where they are silent."""
        if "_rels/.rels" in self.package.namelist():
            for relation in _parse(self.read("_rels/.rels"), self.name, "_rels/.rels").iter(_REL):
                if str(relation.get("Type", "")).endswith("/officeDocument"):
                    target = str(relation.get("Target", "")).lstrip("/")
                    if target in self.package.namelist():
                        return target
        if "word/document.xml" not in self.package.namelist():
            raise DocumentError(f"{self.name} is a zip archive without a Word document in it.")
        return "word/document.xml"

    def read(self, part: str) -> bytes:
        """The bytes of a part; what it says of its own size is not trusted."""
        try:
            with self.package.open(part) as stream:
                data = stream.read(self.limits.unpacked + 1)
        except RuntimeError:
            raise DocumentError(f"{self.name} is protected by a password; save it without one.") from None
        except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, zlib.error):
            raise DocumentError(f"{self.name} is cut short or broken: its part {part} cannot be unpacked.") from None
        if len(data) > self.limits.unpacked:
            raise DocumentError(f"{self.name} unpacks to more than {self.limits.unpacked:,} bytes.")
        return data

    def has(self, part: str) -> bool:
        """Whether there is such a part."""
        return part in self.package.namelist()


def _parse(data: bytes, name: str, part: str) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        remove_comments=True,
        remove_pis=True,
    )
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
        raise DocumentError(f"{name} declares entities in {part}; no Word document does, so it is not read.")
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise DocumentError(f"{name} is broken: {part} is not well-formed XML ({error.msg}).") from None
    return root


def _heading_styles(parts: _Parts, main: str, name: str) -> frozenset[str]:
    """The ids of styles that make a paragraph a heading, by name or by outline level, inherited ones too."""
    part = main.rpartition("/")[0] + "/styles.xml"
    if not parts.has(part):
        return frozenset()
    based: dict[str, str] = {}
    headings: set[str] = set()
    for style in _children(_parse(parts.read(part), name, part), "style"):
        identity = _attribute(style, "styleId")
        if (base := _first(style, "basedOn")) is not None:
            based[identity] = _attribute(base, "val")
        called = _attribute(_first(style, "name"), "val").casefold()
        if called.startswith("heading") or called == "title":
            headings.add(identity)
    return frozenset(s for s in {*based, *headings} if _reaches(s, headings, based))


def _reaches(style: str, wanted: set[str], based: dict[str, str]) -> bool:
    seen: set[str] = set()
    while style not in seen:
        if style in wanted:
            return True
        seen.add(style)
        style = based.get(style, style)
    return False


# The text.


@frozen
class _Change:
    """What a revision does to what is inside it, and whose it is."""

    mark: Mark = Mark.KEPT
    author: str | None = None
    date: str | None = None
    gone: bool = False

    def within(self, element: etree._Element, kind: str) -> _Change:
        """The change inside a further revision; inserted by one and deleted by another leaves nothing."""
        mark = Mark.INSERTED if kind in _INSERTS else Mark.DELETED
        gone = self.gone or (self.mark is Mark.INSERTED and mark is Mark.DELETED)
        author, date = _attribute(element, "author") or None, _attribute(element, "date") or None
        return _Change(mark, author, date, gone)


@mutable
class _Reading:
    """Reads the body; counts revisions and notes what it passed over."""

    headings: frozenset[str]
    revisions: int = 0
    notes: list[str] = field(factory=list)
    # Depth of complex fields, and of those whose code (and not yet result) is being passed.
    fields: list[bool] = field(factory=list)

    def blocks(self, parent: etree._Element, around: Mark) -> Iterator[Paragraph]:
        """The paragraphs below an element, in reading order; `around` is the mark of the table row they stand in."""
        for child in parent:
            kind = _kind(child)
            if kind == "p":
                yield self._paragraph(child, around)
            elif kind == "tbl":
                for row in _children(child, "tr"):
                    mark = self._row(row, around)
                    for cell in row.iter(_W + "tc", _STRICT + "tc"):
                        yield from self.blocks(cell, mark)
            elif kind in _INSERTS or kind in _DELETES:
                self.revisions += 1
                yield from self.blocks(child, Mark.INSERTED if kind in _INSERTS else Mark.DELETED)
            elif kind in _THROUGH:
                yield from self.blocks(child, around)
            elif child.tag == _MC + "AlternateContent":
                for choice in child.findall(_MC + "Choice")[:1]:
                    yield from self.blocks(choice, around)

    def _row(self, row: etree._Element, around: Mark) -> Mark:
        properties = _first(row, "trPr")
        for kind, mark in (("ins", Mark.INSERTED), ("del", Mark.DELETED)):
            if properties is not None and _first(properties, kind) is not None:
                self.revisions += 1
                return mark
        return around

    def _paragraph(self, paragraph: etree._Element, around: Mark) -> Paragraph:
        self.fields = []
        outside = _Change(around)
        end = around
        properties = _first(paragraph, "pPr")
        if properties is not None and (run := _first(properties, "rPr")) is not None:
            for kind in (*_INSERTS, *_DELETES):
                if _first(run, kind) is not None:
                    self.revisions += 1
                    end = Mark.INSERTED if kind in _INSERTS else Mark.DELETED
        pieces = tuple(_merged(self._inline(paragraph, outside)))
        return Paragraph(pieces, end, self._heading(properties))

    def _heading(self, properties: etree._Element | None) -> bool:
        if properties is None:
            return False
        style = _first(properties, "pStyle")
        named = style is not None and (
            _attribute(style, "val") in self.headings or _attribute(style, "val").casefold().startswith("heading")
        )
        return named or _first(properties, "outlineLvl") is not None

    def _inline(self, parent: etree._Element, change: _Change) -> Iterator[Piece]:
        for child in parent:
            kind = _kind(child)
            if kind == "r":
                yield from self._run(child, change)
            elif kind in _INSERTS or kind in _DELETES:
                self.revisions += 1
                yield from self._inline(child, change.within(child, kind))
            elif kind in _THROUGH:
                yield from self._inline(child, change)
            elif child.tag == _MC + "AlternateContent":
                for choice in child.findall(_MC + "Choice")[:1]:
                    yield from self._inline(choice, change)

    def _run(self, run: etree._Element, change: _Change) -> Iterator[Piece]:
        properties = _first(run, "rPr")
        if properties is not None and _on(_first(properties, "vanish")):
            self.notes.append("Hidden text was passed over.")
            return
        for child in run:
            text = self._sign(child)
            if text and not change.gone and not any(self.fields):
                yield Piece(text, change.mark, change.author, change.date)

    def _sign(self, element: etree._Element) -> str:
        kind = _kind(element)
        if kind in ("t", "delText"):
            return element.text or ""
        if kind == "fldChar":
            self._field(_attribute(element, "fldCharType"))
        elif kind == "sym":
            code = _attribute(element, "char")
            return chr(int(code, 16)) if len(code) <= 5 and code.isalnum() and _hex(code) else ""
        return _SIGNS.get(kind, "")

    def _field(self, what: str) -> None:
        """Between the start of a field and its separator stands its code, which nobody reads."""
        if what == "begin":
            self.fields.append(True)
        elif what == "separate" and self.fields:
            self.fields[-1] = False
        elif what == "end" and self.fields:
            self.fields.pop()


def _hex(text: str) -> bool:
    return all(c in "0123456789abcdefABCDEF" for c in text)


def _merged(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Pieces that differ in nothing but their text, put together."""
    waiting: Piece | None = None
    for piece in pieces:
        if waiting is not None and (waiting.mark, waiting.author, waiting.date) == (
            piece.mark,
            piece.author,
            piece.date,
        ):
            waiting = evolve(waiting, text=waiting.text + piece.text)
        else:
            if waiting is not None:
                yield waiting
            waiting = piece
    if waiting is not None:
        yield waiting


def _kind(element: etree._Element) -> str:
    """The local name of a Word element; "" for one of another vocabulary."""
    tag = element.tag
    if isinstance(tag, str):
        for namespace in (_W, _STRICT):
            if tag.startswith(namespace):
                return tag[len(namespace) :]
    return ""


def _first(parent: etree._Element | None, kind: str) -> etree._Element | None:
    return next(iter(_children(parent, kind)), None) if parent is not None else None


def _children(parent: etree._Element, kind: str) -> list[etree._Element]:
    return [c for c in parent if _kind(c) == kind]


def _attribute(element: etree._Element | None, name: str) -> str:
    if element is None:
        return ""
    return str(element.get(_W + name) or element.get(_STRICT + name) or "")


def _on(toggle: etree._Element | None) -> bool:
    return toggle is not None and _attribute(toggle, "val") not in ("0", "false", "off")
