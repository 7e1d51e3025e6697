"""How many signs a file holds in each view, counted without anything that reads documents.

It is the other side of the reading ledger: it knows zip archives, XML and the brackets of CriticMarkup, and no style,
numbering or paragraph, so that it never skips what a reader might have reason to skip. A sign is a character that is
not white space.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from html.parser import HTMLParser
from string import hexdigits
from typing import Final
from xml.etree.ElementTree import Element

from attrs import define, evolve, field, frozen

from sec_rules.documents.xml import tree

# In (original, markup, accepted); None where they cannot be counted.
Counts = tuple[int | None, int | None, int | None]
UNKNOWN: Final[Counts] = (None, None, None)
# No part of more bytes is counted.
_LARGEST: Final = 200_000_000
_KEPT, _IN, _OUT, _BOTH = "kept", "put in", "taken out", "put in and taken out"


@define
class _Tally:
    """Signs by what the redline does to them."""

    signs: Counter[str] = field(factory=Counter)

    def add(self, text: str | None, mark: str) -> None:
        if text:
            self.signs[mark] += sum(not c.isspace() for c in text)

    def counts(self) -> Counts:
        kept, put_in, out = (self.signs[mark] for mark in (_KEPT, _IN, _OUT))
        return kept + out, kept + out + put_in + self.signs[_BOTH], kept + put_in


# Text with changes in CriticMarkup.

_BRACKETS: Final = {"{++": "++}", "{--": "--}", "{~~": "~~}", "{>>": "<<}", "{==": "==}"}


def signs_of_text(text: str) -> Counts:
    """The signs of Markdown or plain text: brackets of changes, comments and notes are no signs, their words are."""
    tally = _Tally()
    rest = _without_comments(text.removeprefix("\ufeff"), tally)
    at = 0
    while (opened := _first_bracket(rest, at)) is not None:
        start, bracket = opened
        end = rest.find(_BRACKETS[bracket], start + 3)
        tally.add(rest[at:start], _KEPT)
        inside = rest[start + 3 : end]
        if bracket == "{~~":
            old, _, new = inside.partition("~>")
            tally.add(old, _OUT)
            tally.add(new, _IN)
        else:
            tally.add(inside, {"{++": _IN, "{--": _OUT}.get(bracket, _KEPT))
        at = end + 3
    tally.add(rest[at:], _KEPT)
    return tally.counts()


def _without_comments(text: str, tally: _Tally) -> str:
    kept: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        kept.append(text[at:start])
        tally.add(text[start + 4 : end], _KEPT)
        at = end + 3
    return "".join((*kept, text[at:]))


def _first_bracket(text: str, at: int) -> tuple[int, str] | None:
    """Where the next bracket that is closed begins, and which."""
    while (start := text.find("{", at)) >= 0:
        bracket = text[start : start + 3]
        if bracket in _BRACKETS:
            end = text.find(_BRACKETS[bracket], start + 3)
            if end >= 0:
                return start, bracket
        at = start + 1
    return None


# Word.

_RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DRAWN: Final = ("http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/", "urn:schemas-microsoft-com:")
_DRAWN_BY_WORD: Final = ("http://schemas.microsoft.com/office/word/", "http://schemas.microsoft.com/office/drawing/")
_REVISIONS: Final = {"ins": _IN, "moveTo": _IN, "cellIns": _IN, "del": _OUT, "moveFrom": _OUT, "cellDel": _OUT}
_PROPERTIES: Final = frozenset(
    {"pPr", "rPr", "trPr", "tcPr", "tblPr", "tblPrEx", "sectPr", "sdtPr", "sdtEndPr", "tblGrid", "accPr", "docPr"}
)

_LEAVES: Final = frozenset(
    {
        "t", "delText", "noBreakHyphen", "sym", "chr", "textpath", "footnoteReference", "endnoteReference", "chart",
        "relIds", "altChunk", "txbxContent",
    }
)  # fmt: skip


@frozen
class _Part:
    """A part: its root, and where its relationships lead."""

    root: Element
    targets: dict[str, tuple[str, str]]


@define
class _Word:
    """The signs of a package while they are counted."""

    archive: zipfile.ZipFile
    tally: _Tally = field(factory=_Tally)
    # Of each field that is open, whether its result has begun.
    fields: list[bool] = field(factory=list)
    notes: list[tuple[str, str, str]] = field(factory=list)

    def part(self, name: str) -> _Part:
        folder, file = posixpath.split(name)
        relations = posixpath.join(folder, "_rels", f"{file}.rels")
        targets: dict[str, tuple[str, str]] = {}
        if relations in self.archive.namelist():
            for relation in self._root(relations).iter(_RELATION):
                if relation.get("TargetMode") != "External":
                    target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
                    kind = relation.get("Type", "").rpartition("/")[2]
                    targets[relation.get("Id", "")] = (kind, target)
        return _Part(self._root(name), targets)

    def _bytes(self, name: str) -> bytes:
        with self.archive.open(name) as stream:
            data = stream.read(_LARGEST + 1)
        if len(data) > _LARGEST:
            raise ValueError(name)
        return data

    def _root(self, name: str) -> Element:
        return tree(self._bytes(name))

    def document(self) -> None:
        """Counts the main part and all that it leads to."""
        main = next((e.get("Target", "").lstrip("/") for e in self._main()), "word/document.xml")
        part = self.part(main)
        for body in part.root:
            if _name(body) == "body":
                self.below(body, _KEPT, part)
        part = evolve(part, targets=part.targets | self._by_name(main, part.targets))
        self._notes(part)
        stories = {target for kind, target in part.targets.values() if kind in ("header", "footer", "comments")}
        for story in sorted(stories & set(self.archive.namelist())):
            held = self.part(story)
            for root in [e for e in held.root.iter() if _name(e) == "comment"] or [held.root]:
                self._apart(evolve(held, root=root))

    def _by_name(self, main: str, targets: Mapping[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
        """The stories beside the main part to which nothing leads, and which their names say."""
        folder, names = posixpath.dirname(main), set(self.archive.namelist())
        missing = {"footnotes", "endnotes", "comments"} - {kind for kind, target in targets.values() if target in names}
        return {kind: (kind, posixpath.join(folder, f"{kind}.xml")) for kind in sorted(missing)}

    def _main(self) -> Iterator[Element]:
        if "_rels/.rels" in self.archive.namelist():
            for relation in self._root("_rels/.rels").iter(_RELATION):
                target = relation.get("Target", "").lstrip("/")
                if relation.get("Type", "").endswith("/officeDocument") and target in self.archive.namelist():
                    yield relation

    def _notes(self, main: _Part) -> None:
        """Each note as often as the text refers to it; one to which nothing does, once."""
        for kind, target in dict.fromkeys(main.targets.values()):
            if kind not in ("footnotes", "endnotes") or target not in self.archive.namelist():
                continue
            part = self.part(target)
            held = {_value(e, "id"): e for e in part.root.iter() if _name(e) == kind.removesuffix("s")}
            for identity, element in held.items():
                marks = [mark for note, of, mark in self.notes if (note, of) == (kind.removesuffix("s"), identity)]
                for mark in marks or [_KEPT]:
                    self._apart(evolve(part, root=element), mark)

    def _apart(self, part: _Part, mark: str = _KEPT) -> None:
        """Counts what stands apart from the text, with fields of its own."""
        self.fields, around = [], self.fields
        self.below(part.root, mark, part)
        self.fields = around

    def below(self, parent: Element, mark: str, part: _Part) -> None:
        """Counts what is below an element."""
        for child in parent:
            name = _name(child)
            if name == "AlternateContent":
                chosen = _branch(child)
                if chosen is not None:
                    self.below(chosen, mark, part)
            elif name == "fldChar":
                self._field(_value(child, "fldCharType"))
                self.below(child, mark, part)
            elif not name or name in _PROPERTIES:
                continue
            elif name in _REVISIONS:
                self.below(child, _then(mark, _REVISIONS[name]), part)
            elif name == "p":
                self.fields = [begun for begun in self.fields if begun]
                self.below(child, mark, part)
            elif name in _LEAVES:
                # While the code of a field goes on nothing is shown.
                if all(self.fields):
                    self._shown(child, name, mark, part)
                if name != "txbxContent":
                    self.below(child, mark, part)
            else:
                self.below(child, _all_of(mark, _revisions_of(child, name)), part)

    def _shown(self, element: Element, name: str, mark: str, part: _Part) -> None:
        """Counts an element that shows something by itself, or that stands apart from the text."""
        match name:
            case "t" | "delText":
                self.tally.add(element.text, mark)
            case "noBreakHyphen":
                self.tally.add("-", mark)
            case "sym":
                self.tally.add(_symbol(_value(element, "char")), mark)
            case "chr":
                self.tally.add(_value(element, "val"), mark)
            case "textpath":
                self.tally.add(element.get("string"), mark)
            case "footnoteReference" | "endnoteReference":
                self.notes.append((name.removesuffix("Reference"), _value(element, "id"), mark))
            case "chart" | "relIds":
                self._drawn(_value(element, "id") or _value(element, "dm"), mark, part)
            case "altChunk":
                self._brought_in(_value(element, "id"), mark, part)
            case _:
                self._apart(evolve(part, root=element), mark)

    def _field(self, what: str) -> None:
        if what == "begin":
            self.fields.append(False)
        elif what == "separate" and self.fields:
            self.fields[-1] = True
        elif what == "end" and self.fields:
            self.fields.pop()

    def _drawn(self, identity: str, mark: str, part: _Part) -> None:
        """The words and values of a chart or a diagram."""
        _, target = part.targets.get(identity, ("", ""))
        if target in self.archive.namelist():
            for element in self._root(target).iter():
                if _name(element) in ("t", "v"):
                    self.tally.add(element.text, mark)

    def _brought_in(self, identity: str, mark: str, part: _Part) -> None:
        """Another document that is put in the place of an element: a page, a text, or the body of a Word file."""
        _, target = part.targets.get(identity, ("", ""))
        if target not in self.archive.namelist():
            return
        match posixpath.splitext(target)[1].casefold():
            case ".htm" | ".html" | ".xhtml":
                page = _Page()
                page.feed(self._bytes(target).decode("utf-8", "replace"))
                self.tally.add("".join(page.words), mark)
            case ".txt":
                self.tally.add(self._bytes(target).decode("utf-8", "replace"), mark)
            case ".xml":
                self._apart(self.part(target), mark)
            case ".docx":
                with zipfile.ZipFile(io.BytesIO(self._bytes(target))) as archive:
                    inner = _Word(archive, self.tally)
                    main = inner.part("word/document.xml")
                    for body in main.root:
                        inner.below(body, mark, main)


class _Page(HTMLParser):
    """The words of a web page, but for those of scripts and styles and of its head."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style", "head"):
            self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.inside:
            self.inside.remove(tag)

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self.words.append(data)


def signs_of_word(data: bytes) -> Counts:
    """The signs of a Word file in each view, whether or not its page shows them; `UNKNOWN` for what cannot be opened.

    The text of every story counts once, a note as often as the text refers to it, and of two branches of
    alternate content the one that a Word of today shows; the code of a field does not.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            word = _Word(archive)
            word.document()
    except (zipfile.BadZipFile, zlib.error, ValueError, KeyError, OSError, RuntimeError):
        return UNKNOWN
    return word.tally.counts()


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _value(element: Element, name: str) -> str:
    """An attribute by its name, in whatever namespace."""
    return next((str(v) for k, v in element.attrib.items() if str(k).rpartition("}")[2] == name), "")


def _then(outer: str, inner: str) -> str:
    if _KEPT in (outer, inner):
        return inner if outer == _KEPT else outer
    return outer if outer == inner else _BOTH


def _all_of(mark: str, inner: Iterable[str]) -> str:
    return reduce(_then, inner, mark)


def _revisions_of(element: Element, name: str) -> Iterator[str]:
    """What the properties of a row or a cell say that the redline does to it, what is put in first."""
    if name in ("tr", "tc"):
        inside = [e for child in element if _name(child) == f"{name}Pr" for e in child]
        yield from sorted((_REVISIONS[n] for e in inside if (n := _name(e)) in _REVISIONS), key=lambda m: m == _OUT)


def _symbol(code: str) -> str:
    """The sign of a code in hexadecimal; some sign for what is none, since something is shown."""
    return chr(int(code, 16)) if len(code) <= 4 and all(c in hexdigits for c in code) and code else "?"


def _branch(alternate: Element) -> Element | None:
    """The first choice whose every need is drawn by a Word of today; else the fallback."""
    fallback = None
    for child in alternate:
        if _name(child) == "Fallback":
            fallback = child
        elif _name(child) == "Choice":
            needs = child.get("Requires", "").split()
            if needs and all(need.startswith(_DRAWN + _DRAWN_BY_WORD) for need in needs):
                return child
    return fallback
