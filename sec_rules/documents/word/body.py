"""The main part made ready to be changed: its elements by number, their extents, and what may stand where."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from attrs import define, field, frozen

from sec_rules.documents.word.elements import DELETES, INSERTS, MC, STRICT, W, attribute, descendants, kind
from sec_rules.documents.word.splices import Extents, Splice, in_xml
from sec_rules.documents.xml import prefixes

# Text inside these changes as a whole, so nothing is put into the middle of it.
_WHOLE: Final = frozenset({"fldSimple", "ruby"})
_ENDS_FIRST, _STARTS_LAST, _REPLACES = 0, 1, 2


@frozen
class Point:
    """A place between two runs (`run` is None, at byte `at`), or inside one after `offset` signs of an element."""

    at: int
    run: int | None = None
    element: int = -1
    offset: int = 0


@define(eq=False)
class Body:
    """The main part: elements by number, extents, and the changes gathered for it."""

    root: Element
    where: Extents
    elements: list[Element] = field(init=False)
    numbers: dict[Element, int] = field(init=False)
    _above: dict[Element, Element] = field(init=False)
    splices: list[Splice] = field(factory=list, init=False)
    cuts: dict[int, list[tuple[int, int, int, bytes]]] = field(factory=dict, init=False)
    takes: dict[int, list[tuple[int, int, int, bytes]]] = field(factory=dict, init=False)
    _fields: list[tuple[int, int]] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.elements = list(self.root.iter())
        self.numbers = {element: i for i, element in enumerate(self.elements)}
        self._above = {child: element for element in self.elements for child in element}
        self._fields = list(self._complex_fields())

    # What is there.

    def _complex_fields(self) -> Iterator[tuple[int, int]]:
        """The first and last element of each outermost complex field that lies in one paragraph."""
        open_: list[int] = []
        for element in descendants(self.root, "fldChar"):
            i = self.numbers[element]
            if not any(kind(around) == "r" for around in self._around(i)):
                continue
            what = attribute(element, "fldCharType")
            if what == "begin":
                open_.append(i)
            elif what == "end" and open_:
                begun = open_.pop()
                if not open_ and self._paragraph(begun) is self._paragraph(i):
                    yield begun, i

    def _around(self, element: int) -> Iterator[Element]:
        """The elements in which an element lies, nearest first."""
        above = self._above.get(self.elements[element])
        while above is not None:
            yield above
            above = self._above.get(above)

    def _paragraph(self, element: int) -> Element | None:
        return next((a for a in self._around(element) if kind(a) == "p"), None)

    def run_of(self, element: int) -> int:
        """The number of the run in which an element lies."""
        run = next(a for a in self._around(element) if kind(a) == "r")
        return self.numbers[run]

    def field_around(self, element: int) -> tuple[int, int] | None:
        """The first and last element of the complex field in which an element lies."""
        at = bisect_right(self._fields, (element, len(self.elements))) - 1
        if at >= 0 and self._fields[at][0] <= element <= self._fields[at][1]:
            return self._fields[at]
        return None

    def whole_around(self, element: int) -> int | None:
        """The outermost element around another that changes only as a whole; the run that holds it, if one does."""
        found = None
        for ancestor in self._around(element):
            if kind(ancestor) == "p":
                break
            whole = kind(ancestor) in _WHOLE or ancestor.tag == MC + "AlternateContent"
            if whole or (kind(ancestor) == "r" and found is not None):
                found = self.numbers[ancestor]
        return found

    def content(self, run: int) -> list[int]:
        """The children of a run but for its properties, in order."""
        return [self.numbers[c] for c in self.elements[run] if kind(c) != "rPr"]

    def text(self, element: int) -> str | None:
        """The signs of an element of text; None for one that is a sign by itself, such as a tab."""
        given = self.elements[element]
        return (given.text or "") if kind(given) in ("t", "delText") else None

    # Places.

    def before(self, element: int, offset: int) -> Point:
        """The place right before a sign of an element of text, outside whatever changes only as a whole."""
        outer = self._outer(element)
        if outer is not None:
            return Point(self.where.start(outer[0]))
        run = self.run_of(element)
        if offset == 0 and not self._shows_something(run, before=element):
            return Point(self.where.start(run))
        return Point(-1, run, element, offset)

    def after(self, element: int, offset: int) -> Point:
        """The place right after `offset` signs of an element of text, outside whatever changes only as a whole."""
        outer = self._outer(element)
        if outer is not None:
            return Point(self.where.end(outer[1]))
        run = self.run_of(element)
        text = self.text(element)
        if (text is None or offset >= len(text)) and not self._shows_something(run, after=element):
            return Point(self.where.end(run))
        return Point(-1, run, element, offset if text is not None else 1)

    def _outer(self, element: int) -> tuple[int, int] | None:
        """The elements before the first and after the last of which a mark may stand."""
        whole = self.whole_around(element)
        if whole is not None:
            return whole, whole
        around = self.field_around(element)
        if around is not None:
            return self.run_of(around[0]), self.run_of(around[1])
        return None

    def _shows_something(self, run: int, before: int | None = None, after: int | None = None) -> bool:
        content = self.content(run)
        if before is not None:
            content = content[: content.index(before)]
        elif after is not None:
            content = content[content.index(after) + 1 :]
        return any(
            kind(self.elements[c]) in ("t", "delText", "tab", "br", "cr", "noBreakHyphen", "sym") for c in content
        )

    def outside_revisions(self, element: int) -> int | None:
        """Where the outermost revision around an element ends; None where there is none."""
        found = None
        for ancestor in self._around(element):
            if kind(ancestor) == "p":
                break
            if kind(ancestor) in INSERTS or kind(ancestor) in DELETES or kind(ancestor) in ("sdt", "hyperlink"):
                found = self.where.end(self.numbers[ancestor])
        return found

    # Changes.

    def put(self, point: Point, text: bytes, *, ends: bool) -> None:
        """Puts XML at a place; what ends something stands before what starts something there."""
        rank = _ENDS_FIRST if ends else _STARTS_LAST
        if point.run is None:
            self.splices.append(Splice(point.at, point.at, text, rank))
        else:
            self.cuts.setdefault(point.run, []).append((point.element, point.offset, rank, text))

    def take(self, element: int, start: int, end: int, wrapper: bytes) -> None:
        """Puts signs of an element of text into a deletion; `wrapper` is its start tag."""
        self.takes.setdefault(self.run_of(element), []).append((element, start, end, wrapper))

    def remove(self, element: int) -> None:
        """Takes an element out of the part."""
        self.splices.append(Splice(self.where.start(element), self.where.end(element), b"", _REPLACES))

    def changed(self) -> list[Splice]:
        """All the changes of the part."""
        runs = sorted({*self.cuts, *self.takes})
        return [*self.splices, *(self._rebuilt(run) for run in runs)]

    def _rebuilt(self, run: int) -> Splice:
        """A run cut into runs of the same properties, with what stands between them."""
        where, out = self.where, bytearray()
        start, end = where.start(run), where.end(run)
        prefix = where.prefix(run)
        opening = where.data[start : where.opened(run)]
        opening += b"".join(where.bytes_of(self.numbers[c]) for c in self.elements[run] if kind(c) == "rPr")
        closing = b"</" + prefix + b"r>"
        pieces = list(self._pieces(run, prefix))
        is_open = False
        for what, content, wrapper in pieces:
            if what == "content" and not wrapper:
                out += b"" if is_open else opening
                out += content
                is_open = True
                continue
            out += closing if is_open else b""
            is_open = False
            if what == "content":
                out += wrapper + opening + content + closing + b"</" + wrapper[1:].split(b" ")[0] + b">"
            else:
                out += content
        out += closing if is_open else b""
        return Splice(start, end, bytes(out), _REPLACES)

    def _pieces(self, run: int, prefix: bytes) -> Iterator[tuple[str, bytes, bytes]]:
        """What a cut run consists of: its content, wrapped in a deletion or not, and marks between."""
        cuts = self.cuts.get(run, [])
        takes = self.takes.get(run, [])
        for child in self.content(run):
            here = sorted((c for c in cuts if c[0] == child), key=lambda c: (c[1], c[2]))
            gone = [t for t in takes if t[0] == child]
            text = self.text(child)
            if text is None or (not here and not gone):
                yield from (("mark", c[3], b"") for c in here if c[1] == 0)
                yield "content", self.where.bytes_of(child), b""
                yield from (("mark", c[3], b"") for c in here if c[1] > 0)
                continue
            bounds = sorted({0, len(text), *(c[1] for c in here), *(x for t in gone for x in t[1:3])})
            for i, bound in enumerate(bounds):
                yield from (("mark", c[3], b"") for c in here if c[1] == bound)
                following = bounds[i + 1] if i + 1 < len(bounds) else bound
                if following > bound:
                    wrapper = next((t[3] for t in gone if t[1] <= bound and following <= t[2]), b"")
                    tag = kind(self.elements[child]) if not wrapper else "delText"
                    yield "content", text_element(prefix, tag, text[bound:following]), wrapper

    def prefix(self) -> tuple[bytes, bytes]:
        """A prefix for elements put in, colon and all, and the declaration they need for it, if any."""
        namespace = STRICT if str(self.root.tag).startswith("{" + STRICT) else W
        for prefix, uri in prefixes(self.where.data):
            if prefix and uri == namespace:
                return prefix.encode() + b":", b""
        return b"w:", f' xmlns:w="{namespace}"'.encode()


def text_element(prefix: bytes, tag: str, text: str) -> bytes:
    """An element of text, its white space kept."""
    name = prefix + tag.encode()
    return b"<" + name + b' xml:space="preserve">' + in_xml(text).encode("utf-8") + b"</" + name + b">"
