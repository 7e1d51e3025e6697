"""XML read into elements, within limits, by the parser that Python brings with it.

One reader serves the command and the page in a browser, for which no other parser is to be had. Comments and processing
instructions are left out, and what stands around them is one text.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from xml.parsers import expat

# No part of a document needs a declaration of type, and entities are what a hostile one is made of. The parser knows no
# other encoding in which these are other bytes.
_DECLARED: Final = {
    word.encode(code): what
    for word, what in (("<!ENTITY", "entities"), ("<!DOCTYPE", "a type"))
    for code in ("ascii", "utf-16-le", "utf-16-be")
}
_LINES: Final = {ord(sign): f"&#{ord(sign)};" for sign in "\t\n\r"}
_DEEPEST: Final = 256
_CHOICE: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
_UNBOUND: Final = "?"
# A root with all the namespaces that Word declares fits into the first.
_PIECE: Final = 4096


class XmlError(ValueError):
    """XML that is not read: not well formed, in an encoding that is not known, or nested too deep."""


class DeclaresError(XmlError):
    """XML that declares a type or entities; the message is which."""


class TooManyTagsError(XmlError):
    """XML with more tags than are read; the message is how many."""


def escaped(text: str) -> str:
    """A text as it is written in an element."""
    return escape(text, quote=False)


def quoted(value: str) -> str:
    """A value as it is written for an attribute, in its quotation marks; white space in it stays what it is."""
    return f'"{escape(value).translate(_LINES)}"'


def tree(data: bytes, most_tags: int | None = None) -> Element:
    """The root element of XML. Of a choice of alternate content `Requires` gives namespaces in place of prefixes.

    Raises `XmlError`, or one of the two below it.
    """
    # Most parts hold no sign that every declaration holds, and to look for one sign is the quickest.
    for sign, what in _DECLARED.items() if b"!" in data else ():
        if sign in data:
            raise DeclaresError(what)
    tags = data.count(b"<")
    if most_tags is not None and tags > most_tags:
        raise TooManyTagsError(f"{tags:,} tags")
    builder = ElementTree.TreeBuilder()
    try:
        root = ElementTree.XML(data, ElementTree.XMLParser(target=builder))
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        _take_apart(builder.close())
        raise XmlError(str(error).replace("\n", " ")[:200]) from None
    if _is_deeper(root, _DEEPEST):
        _take_apart(root)
        raise XmlError(f"elements nested more than {_DEEPEST} deep")
    choices = list(root.iter(_CHOICE))
    for choice, required in zip(choices, _required(data) if choices else (), strict=True):
        choice.set("Requires", required)
    return root


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def _is_deeper(root: Element, most: int) -> bool:
    row = [root]
    for _ in range(most):
        row = [child for element in row for child in element]
        if not row:
            return False
    return True


def _take_apart(root: Element | None) -> None:
    """Lets go of elements from the deepest on: each lets go of those in it, for which a browser has no room where they
    stand thousands deep.
    """
    rows = [[] if root is None else [root]]
    while rows[-1]:
        rows.append([child for element in rows[-1] for child in element])
    for row in reversed(rows):
        for element in row:
            element.clear()


def _required(data: bytes) -> list[str]:
    """What each choice requires, in order. The elements of the tree do not keep what a prefix stands for."""
    bound: dict[str, list[str]] = {}
    found: list[str] = []
    parser = expat.ParserCreate(namespace_separator="}")

    def begin(name: str, attributes: dict[str, str]) -> None:
        if "{" + name == _CHOICE:
            prefixes = attributes.get("Requires", "").split()
            found.append(" ".join((bound.get(prefix) or [_UNBOUND])[-1] for prefix in prefixes))

    def bind(prefix: str | None, uri: str | None) -> None:
        bound.setdefault(prefix or "", []).append(uri or _UNBOUND)

    def release(prefix: str | None) -> None:
        bound[prefix or ""].pop()

    parser.StartElementHandler = begin
    parser.StartNamespaceDeclHandler = bind
    parser.EndNamespaceDeclHandler = release
    parser.Parse(data, True)
    return found


def prefixes(data: bytes) -> Iterator[tuple[str, str]]:
    """The prefixes that the root of XML binds, each with its namespace, in order; "" for none.

    No more of the XML is parsed than the piece in which its root begins: it is asked once for every comment put in.
    """
    found: list[tuple[str, str]] = []
    parser = expat.ParserCreate(namespace_separator="}")
    begun = False

    def bind(prefix: str | None, uri: str | None) -> None:
        found.append((prefix or "", uri or ""))

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal begun
        begun = True
        parser.StartNamespaceDeclHandler = parser.StartElementHandler = None

    parser.StartNamespaceDeclHandler = bind
    parser.StartElementHandler = begin
    for start in range(0, len(data), _PIECE):
        parser.Parse(data[start : start + _PIECE], False)
        if begun:
            break
    yield from found
