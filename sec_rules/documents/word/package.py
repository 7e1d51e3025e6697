"""The package of a Word document: a zip archive of parts, read within limits and never unpacked to disk."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from attrs import field, frozen

from sec_rules.documents.word.elements import parse
from sec_rules.documents.word.limits import DEFAULT, Limits
from sec_rules.errors import DocumentError

_RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_AS_DOCX: Final = "open it in a word processor and save it as .docx"
# How files of other forms begin, and the parts by which other packages are told.
_OTHER_FORMS: Final = {
    b"{\\rtf": "in Rich Text Format (.rtf)",
    b"%pdf-": "a PDF",
    b"<!doctype html": "a web page",
    b"<html": "a web page",
}
_OTHER_PACKAGES: Final = {
    "mimetype": "an OpenDocument file (.odt) or its like,",
    "xl/workbook.xml": "an Excel workbook",
    "ppt/presentation.xml": "a PowerPoint presentation",
}
_BROKEN: Final = (
    zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, KeyError, IndexError, OverflowError,
    zlib.error, struct.error, MemoryError,
)  # fmt: skip


@frozen
class Relation:
    """A relationship of a part: what kind, and the part it leads to; "" where it leads out of the package."""

    id: str
    kind: str
    target: str


@frozen
class Package:
    """The parts of a package, each read within the limits. `name` stands in messages.

    The names of parts are alike whatever their capitals (ECMA-376, part 2, 6.2.2.3), so each is looked up without them.
    """

    data: bytes = field(repr=False)
    name: str
    limits: Limits
    archive: zipfile.ZipFile = field(repr=False)
    names: frozenset[str] = field(repr=False)
    _stored: dict[str, str] = field(init=False, repr=False, eq=False)
    # The relationships of each part that was asked; many ask of the same.
    _asked: dict[str, tuple[Relation, ...]] = field(factory=dict, init=False, repr=False, eq=False)

    @_stored.default
    def _names_without_capitals(self) -> dict[str, str]:
        return {name.casefold(): name for name in self.names}

    def read(self, part: str) -> bytes:
        """The bytes of a part; what it says of its own size is not trusted."""
        try:
            with self.archive.open(self.stored(part)) as stream:
                data = stream.read(self.limits.unpacked + 1)
        except RuntimeError as error:
            if isinstance(error, NotImplementedError):
                raise self._cut_short(part) from None
            raise DocumentError(f"{self.name} is protected by a password; save it without one.") from None
        except _BROKEN:
            raise self._cut_short(part) from None
        if len(data) > self.limits.unpacked:
            raise DocumentError(f"{self.name} unpacks to more than {self.limits.unpacked:,} bytes.")
        return data

    def _cut_short(self, part: str) -> DocumentError:
        return DocumentError(f"{self.name} is cut short or broken: its part {part} cannot be unpacked.")

    def root(self, part: str) -> Element:
        """The root element of a part."""
        return parse(self.read(part), self.name, part, self.limits.tags)

    def has(self, part: str) -> bool:
        """Whether there is such a part."""
        return part.casefold() in self._stored

    def stored(self, part: str) -> str:
        """The name of a part as the archive writes it; that given where there is none."""
        return self._stored.get(part.casefold(), part)

    def main(self) -> str:
        """The name of the main part, by the package's relationships; `word/document.xml` where they are silent."""
        for relation in self.relations(""):
            if relation.kind == "officeDocument" and self.has(relation.target):
                return relation.target
        if not self.has("word/document.xml"):
            other = next((form for part, form in _OTHER_PACKAGES.items() if self.has(part)), "a zip archive")
            raise DocumentError(f"{self.name} is {other} without a Word document in it; {_AS_DOCX}.")
        return self.stored("word/document.xml")

    def relations(self, part: str) -> tuple[Relation, ...]:
        """The relationships of a part; of the package itself for ""."""
        if part not in self._asked:
            self._asked[part] = tuple(self._relations(part))
        return self._asked[part]

    def _relations(self, part: str) -> Iterator[Relation]:
        source = relations_of(part)
        if not self.has(source):
            return
        folder = posixpath.dirname(part)
        for relation in self.root(source).iter(_RELATION):
            target = str(relation.get("Target", ""))
            outside = relation.get("TargetMode") == "External"
            inside = (
                target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            )
            kind = str(relation.get("Type", "")).rpartition("/")[2]
            yield Relation(str(relation.get("Id", "")), kind, "" if outside else self.stored(inside))

    def related(self, part: str, kind: str) -> str | None:
        """The part of a kind ("styles", "numbering") that a part leads to; None where there is none."""
        for relation in self.relations(part):
            if relation.kind == kind and self.has(relation.target):
                return relation.target
        # Some writers leave out the relationship.
        guess = posixpath.join(posixpath.dirname(part), f"{kind}.xml")
        return self.stored(guess) if self.has(guess) else None


def relations_of(part: str) -> str:
    """The name of the part that holds the relationships of a part."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def open_package(data: bytes, name: str, limits: Limits = DEFAULT) -> Package:
    """The package in the bytes of a .docx file.

    Raises `DocumentError`, one sentence, for what is no Word document, is broken, protected, holds macros, or exceeds
    the limits.
    """
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise DocumentError(f"{name} is protected by a password; save it without one.")
        raise DocumentError(f"{name} is an old Word document (.doc), whatever its name; save it as .docx.")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except _BROKEN:
        what = "is cut short or broken" if data.startswith(b"PK") else "is not a Word document"
        other = next((form for sign, form in _OTHER_FORMS.items() if data.lstrip().lower().startswith(sign)), "")
        if other:
            raise DocumentError(f"{name} is {other}, whatever its name; {_AS_DOCX}.") from None
        raise DocumentError(f"{name} {what}: {_AS_DOCX}.") from None
    _bounded(entries, len(data), name, limits)
    names = frozenset(e.filename for e in entries)
    if any(n.casefold().endswith("vbaproject.bin") for n in names):
        raise DocumentError(f"{name} holds macros; save it as .docx without them.")
    return Package(data, name, limits, archive, names)


def _bounded(entries: list[zipfile.ZipInfo], size: int, name: str, limits: Limits) -> None:
    if len(entries) > limits.parts:
        raise DocumentError(f"{name} has {len(entries):,} parts; at most {limits.parts:,} are read.")
    unpacked = sum(e.file_size for e in entries)
    if unpacked > limits.unpacked or unpacked > limits.ratio * max(size, 10_000):
        raise DocumentError(f"{name} unpacks to {unpacked:,} bytes, more than a document of its size would.")
    seen: set[str] = set()
    for entry in entries:
        part = entry.filename
        if part.casefold() in seen:
            raise DocumentError(f"{name} has two parts of the name {part[:80]!r}, so what it says is not certain.")
        seen.add(part.casefold())
        if part != entry.orig_filename or not part.isprintable():
            raise DocumentError(f"{name} is cut short or broken; a part of it has no name that can be read.")
        if part.startswith(("/", "\\")) or ".." in part.replace("\\", "/").split("/") or ":" in part:
            raise DocumentError(f"{name} has a part whose name leads out of it: {part[:80]!r}.")
        if entry.flag_bits & 0x1:
            raise DocumentError(f"{name} is protected by a password; save it without one.")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise DocumentError(f"{name} is packed in a way that no Word document is (part {part[:80]!r}).")
