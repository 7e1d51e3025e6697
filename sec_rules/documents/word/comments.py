"""The parts that hold comments: which are this tool's own, and new ones added to them."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Callable
from typing import Final
from xml.etree.ElementTree import Element

from attrs import define, field

from sec_rules.documents.word.elements import STRICT, W14, W, attribute, children, descendants, parse
from sec_rules.documents.word.notes import plain
from sec_rules.documents.word.package import Package, relations_of
from sec_rules.documents.word.splices import Extents, Splice, extents, in_utf8, in_xml, spliced
from sec_rules.documents.xml import local, quoted

_W15: Final = "http://schemas.microsoft.com/office/word/2012/wordml"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_OFFICE: Final = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_HEAD: Final = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@define(eq=False)
class Commentary:
    """The comments of a document. `own` are the ids of this tool's that go, `kept` the lines of those that stay.

    `text` is the root of the main part. Those stay that somebody has answered or resolved, and those whose id another's
    comment has too, since nothing then tells which marks of the text are whose.
    """

    package: Package
    main: str
    text: Element
    is_own: Callable[[str | None], bool]
    author: str
    own: set[str] = field(factory=set, init=False)
    kept: dict[str, tuple[str, ...]] = field(factory=dict, init=False)
    ids: set[str] = field(factory=set, init=False)
    _part: str | None = field(default=None, init=False)
    _extended: str | None = field(default=None, init=False)
    _gone: set[str] = field(factory=set, init=False)
    _paragraphs: set[str] = field(factory=set, init=False)
    _added: list[tuple[int, tuple[str, ...], str]] = field(factory=list, init=False)

    def __attrs_post_init__(self) -> None:
        self._part = self.package.related(self.main, "comments")
        self._extended = self.package.related(self.main, "commentsExtended")
        self._paragraphs.update(_paragraph_ids(self.text))
        if self._part is None:
            return
        comments = list(descendants(self.package.root(self._part), "comment"))
        others = [c for c in comments if not self.is_own(attribute(c, "author"))]
        taken = {same_id(c) for c in others}
        settled = self._settled({p for c in others for p in _paragraph_ids(c)})
        for comment in comments:
            identity, paragraphs = same_id(comment), _paragraph_ids(comment)
            self.ids.add(identity)
            if not self.is_own(attribute(comment, "author")):
                self._paragraphs.update(paragraphs)
            elif identity in taken or settled.intersection(paragraphs):
                self.kept[attribute(comment, "id")] = tuple(plain(comment).split("\n"))
                self._paragraphs.update(paragraphs)
            else:
                self.own.add(identity)
                self._gone.update(paragraphs)
        self._gone -= self._paragraphs

    def _settled(self, others: set[str]) -> set[str]:
        """The paragraphs of comments that are resolved, or that somebody else has answered; `others` are those of other
        people's comments.
        """
        found: set[str] = set()
        for row in self.package.root(self._extended) if self._extended is not None else ():
            parent, own = (str(row.get(f"{{{_W15}}}{name}") or "").upper() for name in ("paraIdParent", "paraId"))
            if parent and own in others:
                found.add(parent)
            if row.get(f"{{{_W15}}}done") in ("1", "true", "on"):
                found.add(own)
        return found

    def add(self, identity: int, lines: tuple[str, ...]) -> None:
        """Adds a comment of these paragraphs."""
        self._added.append((identity, lines, self._paragraph_id(identity, lines)))

    def parts(self) -> dict[str, bytes]:
        """The parts that change, as they become."""
        if not self._added and not self.own:
            return {}
        if self._part is None:
            part = self._free_name()
            return {part: self._comments(part, None), **self._entries(part)}
        changed = {self._part: self._comments(self._part, in_utf8(self.package.read(self._part)))}
        for kind in ("commentsExtended", "commentsIds"):
            part_ = self.package.related(self.main, kind)
            if part_ is not None:
                changed[part_] = self._rows(part_, adds=kind == "commentsExtended")
        return changed

    def _free_name(self) -> str:
        folder = posixpath.dirname(self.main)
        number, name = 1, posixpath.join(folder, "comments.xml")
        while self.package.has(name):
            number, name = number + 1, posixpath.join(folder, f"comments{number}.xml")
        return name

    # comments.xml

    @property
    def _strict(self) -> bool:
        """Whether the package is of the Strict kind, so that what is added is too."""
        return str(self.text.tag).startswith("{" + STRICT)

    def _comments(self, part: str, data: bytes | None) -> bytes:
        if data is None:
            data = _HEAD + f'<w:comments xmlns:w="{STRICT if self._strict else W}"></w:comments>'.encode()
        root = parse(data, self.package.name, part, self.package.limits.tags)
        where = extents(data)
        numbers = {e: i for i, e in enumerate(root.iter())}
        splices = [
            Splice(where.start(numbers[c]), where.end(numbers[c]), b"")
            for c in children(root, "comment")
            if same_id(c) in self.own
        ]
        namespace = STRICT if str(root.tag).startswith("{" + STRICT) else W
        added = b"".join(self._comment(*given, namespace) for given in self._added)
        return spliced(data, [*splices, _last(where, b"comments", added)])

    def _comment(self, identity: int, lines: tuple[str, ...], paragraph: str, namespace: str) -> bytes:
        paragraphs: list[str] = []
        for i, line in enumerate(lines):
            last = self._extended is not None and i == len(lines) - 1
            para = f' xmlns:w14="{W14}" w14:paraId="{paragraph}"' if last else ""
            paragraphs.append(f'<w:p{para}><w:r><w:t xml:space="preserve">{in_xml(line)}</w:t></w:r></w:p>')
        head = f'<w:comment xmlns:w="{namespace}" w:id="{identity}" w:author={quoted(self.author)} w:initials="sr">'
        return f"{head}{''.join(paragraphs)}</w:comment>".encode()

    # commentsExtended.xml and commentsIds.xml

    def _paragraph_id(self, identity: int, lines: tuple[str, ...]) -> str:
        """An id for the paragraph of a comment that no other has, the same in each run for the same comment."""
        digest = hashlib.sha256("\x1f".join((str(identity), *lines)).encode("utf-8", "surrogatepass")).hexdigest()
        number = int(digest[:8], 16) & 0x7FFFFFFE | 1
        while f"{number:08X}" in self._paragraphs:
            number = number % 0x7FFFFFFE + 1
        self._paragraphs.add(f"{number:08X}")
        return f"{number:08X}"

    def _rows(self, part: str, *, adds: bool) -> bytes:
        data = in_utf8(self.package.read(part))
        root = parse(data, self.package.name, part, self.package.limits.tags)
        where = extents(data)
        numbers = {e: i for i, e in enumerate(root.iter())}
        splices = [
            Splice(where.start(numbers[row]), where.end(numbers[row]), b"")
            for row in root
            if any(str(v).upper() in self._gone for k, v in row.attrib.items() if str(k).endswith("}paraId"))
        ]
        rows = b""
        if adds:
            rows = b"".join(
                f'<w15:commentEx xmlns:w15="{_W15}" w15:paraId="{paragraph}" w15:done="0"/>'.encode()
                for _, _, paragraph in self._added
            )
        name = local(root).encode()
        return spliced(data, [*splices, _last(where, name, rows)])

    # What makes a new part known.

    def _entries(self, part: str) -> dict[str, bytes]:
        types = in_utf8(self.package.read("[Content_Types].xml"))
        entry = f'<Override PartName="/{part}" ContentType="{_TYPE}"/>'.encode()
        relations = relations_of(self.main)
        target = posixpath.basename(part)
        if self.package.has(relations):
            data = in_utf8(self.package.read(relations))
        else:
            data = (
                _HEAD
                + b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
            )
        number = 1
        while f'"rId{number}"'.encode() in data or f"'rId{number}'".encode() in data:
            number += 1
        kind = f"{_STRICT_OFFICE if self._strict else _OFFICE}/comments"
        link = f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'.encode()
        return {
            "[Content_Types].xml": self._appended("[Content_Types].xml", types, entry),
            relations: self._appended(relations, data, link),
        }

    def _appended(self, part: str, data: bytes, entry: bytes) -> bytes:
        root = parse(data, self.package.name, part, self.package.limits.tags)
        where = extents(data)
        prefix = where.prefix(0)
        if prefix:
            entry = entry[:1] + prefix + entry[1:]
        name = local(root).encode()
        return spliced(data, [_last(where, name, entry)])


def _last(where: Extents, name: bytes, added: bytes) -> Splice:
    """What is added as the last child of a root."""
    if not where.is_empty(0):
        return Splice(where.close(0), where.close(0), added)
    close = where.close(0)
    return Splice(where.data.rindex(b"/>", 0, close), close, b">" + added + b"</" + where.prefix(0) + name + b">")


def same_id(element: Element) -> str:
    """The id of an element, the same for each way to write its number."""
    given = attribute(element, "id")
    return str(int(given)) if given.isdecimal() and len(given) < 12 else given


def _paragraph_ids(below: Element) -> list[str]:
    given = (p.get(f"{{{W14}}}paraId") for p in descendants(below, "p"))
    return [str(g).upper() for g in given if g]
