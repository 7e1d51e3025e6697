"""Changes to the XML of a part that leave every other byte of it as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final
from xml.parsers import expat

from attrs import frozen

from sec_rules.documents.xml import escaped

_START_TAG: Final = re.compile(rb"<[^\s/>]+(?:\s+[^\s=]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*(/?)>")
_DECLARED: Final = re.compile(r"^(<\?xml[^>]*?encoding\s*=\s*[\"'])[^\"']*")


@frozen
class Splice:
    """Bytes `start` to `end` of a part are replaced; of splices at one place the lower rank stands first."""

    start: int
    end: int
    text: bytes
    rank: int = 0


@frozen(eq=False)
class Extents:
    """Where the elements of a part stand in its bytes, by their number in document order."""

    data: bytes
    starts: Sequence[int]
    closes: Sequence[int]

    def opened(self, element: int) -> int:
        """Where the start tag ends."""
        match = _START_TAG.match(self.data, self.starts[element])
        if match is None:
            raise ValueError(f"element {element} has no start tag")
        return match.end()

    def is_empty(self, element: int) -> bool:
        """Whether the element is one tag that closes itself."""
        return self.data[self.opened(element) - 2 : self.opened(element)] == b"/>"

    def start(self, element: int) -> int:
        """Where the element begins."""
        return self.starts[element]

    def close(self, element: int) -> int:
        """Where its end tag begins; its end for one that closes itself."""
        return self.opened(element) if self.is_empty(element) else self.closes[element]

    def end(self, element: int) -> int:
        """Where the element ends."""
        if self.is_empty(element):
            return self.opened(element)
        return self.data.index(b">", self.closes[element]) + 1

    def bytes_of(self, element: int) -> bytes:
        """The element as it is written."""
        return self.data[self.start(element) : self.end(element)]

    def prefix(self, element: int) -> bytes:
        """The prefix of its name as it is written, colon and all; empty where it has none."""
        name = re.match(rb"<([^\s/>]+)", self.data[self.starts[element] : self.starts[element] + 300])
        given = name[1] if name is not None else b""
        return given.rpartition(b":")[0] + b":" if b":" in given else b""


def in_xml(text: str) -> str:
    """Text as it stands in an element; a carriage return that is not escaped would be read as a line feed."""
    return escaped(text).replace("\r", "&#13;")


def in_utf8(data: bytes) -> bytes:
    """The part in UTF-8, as almost every part is."""
    for mark, code in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if data.startswith(mark):
            return _DECLARED.sub(r"\g<1>UTF-8", data.decode(code)).encode("utf-8") if code == "utf-16" else data
    declared = re.match(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)", data)
    code = declared[1].decode("ascii", "replace").casefold() if declared else "utf-8"
    if code in ("utf-8", "us-ascii", "ascii"):
        return data
    return _DECLARED.sub(r"\g<1>UTF-8", data.decode(code)).encode("utf-8")


def extents(data: bytes) -> Extents:
    """The extents of every element of a part in UTF-8."""
    starts: list[int] = []
    closes: list[int] = []
    open_: list[int] = []
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def begin(name: str, attributes: object) -> None:
        open_.append(len(starts))
        starts.append(parser.CurrentByteIndex)
        closes.append(-1)

    def end(name: str) -> None:
        closes[open_.pop()] = parser.CurrentByteIndex

    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.Parse(data, True)
    return Extents(data, starts, closes)


def spliced(data: bytes, splices: Iterable[Splice]) -> bytes:
    """The part with the splices made. Raises `ValueError` where two of them overlap."""
    out: list[bytes] = []
    position = 0
    for splice in sorted(splices, key=lambda s: (s.start, s.rank, s.end)):
        if splice.start < position:
            raise ValueError(f"two changes overlap at byte {splice.start}")
        out.append(data[position : splice.start])
        out.append(splice.text)
        position = splice.end
    out.append(data[position:])
    return b"".join(out)
