"""The elements of WordprocessingML, known by their local names whichever of the two namespaces a file uses."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from lxml import etree

from sec_rules.errors import DocumentError

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT: Final = "http://purl.oclc.org/ooxml/wordprocessingml/main"
W14: Final = "http://schemas.microsoft.com/office/word/2010/wordml"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# The beginnings of the vocabularies that a Word of today draws.
_UNDERSTOOD: Final = (
    "http://schemas.openxmlformats.org/",
    "http://purl.oclc.org/ooxml/",
    "http://schemas.microsoft.com/office/word/",
    "http://schemas.microsoft.com/office/drawing/",
    "urn:schemas-microsoft-com:",
)
_W: Final = f"{{{W}}}"
_STRICT: Final = f"{{{STRICT}}}"
# No part of a document needs a declaration of type, and entities are what a hostile one is made of.
_DECLARED: Final = tuple(word.encode(code) for word in ("<!DOCTYPE", "<!ENTITY") for code in ("ascii", "utf-16-le"))


def parse(data: bytes, name: str, part: str, elements: int) -> etree._Element:
    """The root of a part; `elements` is how many tags it may have.

    Raises `DocumentError`, one sentence, for what is not well formed, declares a type or entities, or is too large.
    """
    if any(word in data for word in _DECLARED):
        raise DocumentError(f"{name} declares entities in {part}; no Word document does, so it is not read.")
    tags = data.count(b"<")
    if tags > elements:
        raise DocumentError(f"{name} has {tags:,} tags in {part}; at most {elements:,} are read.")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise DocumentError(f"{name} is broken: {part} is not well-formed XML ({_said(error)}).") from None
    except ValueError as error:
        raise DocumentError(f"{name} is broken: {part} cannot be read ({error}).") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise DocumentError(f"{name} declares a type in {part}; no Word document does, so it is not read.")
    return root


def _said(error: etree.XMLSyntaxError) -> str:
    return str(error.msg or "no more is known").replace("\n", " ")[:200]


@lru_cache(maxsize=4096)
def _local(tag: str) -> str:
    for namespace in (_W, _STRICT):
        if tag.startswith(namespace):
            return tag[len(namespace) :]
    return ""


def kind(element: etree._Element) -> str:
    """The local name of a Word element; "" for one of another vocabulary."""
    tag = element.tag
    return _local(tag) if isinstance(tag, str) else ""


def first(parent: etree._Element | None, name: str) -> etree._Element | None:
    """The first child of that name; None where there is none, or no parent."""
    if parent is not None:
        for child in parent:
            if kind(child) == name:
                return child
    return None


def children(parent: etree._Element | None, name: str) -> list[etree._Element]:
    """The children of that name, in order."""
    return [c for c in parent if kind(c) == name] if parent is not None else []


def path(parent: etree._Element | None, *names: str) -> etree._Element | None:
    """The first child of the first name, in it the first of the second, and so on."""
    for name in names:
        parent = first(parent, name)
    return parent


def attribute(element: etree._Element | None, name: str) -> str:
    """An attribute of the Word namespace; "" where it is not there."""
    if element is None:
        return ""
    return str(element.get(_W + name) or element.get(_STRICT + name) or "")


def branch(alternate: etree._Element) -> etree._Element | None:
    """The branch of an `AlternateContent` that Word shows: the first choice it understands, else the fallback."""
    for choice in alternate.findall(MC + "Choice"):
        needs = [choice.nsmap.get(prefix) or "" for prefix in str(choice.get("Requires", "")).split()]
        if needs and all(need.startswith(_UNDERSTOOD) for need in needs):
            return choice
    return alternate.find(MC + "Fallback")


def number(element: etree._Element | None, name: str = "val") -> int | None:
    """An attribute as a whole number; None where it is none, or none that a document can mean."""
    text = attribute(element, name)
    try:
        value = int(text)
    except ValueError:
        return None
    return value if len(text) <= 12 else None


def on(toggle: etree._Element | None) -> bool:
    """Whether a property that is either on or off is on."""
    return toggle is not None and attribute(toggle, "val") not in ("0", "false", "off", "none")


def descendants(root: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Every element of those names below, in order."""
    return root.iter(*(namespace + name for namespace in (_W, _STRICT) for name in names))


def with_id(root: etree._Element) -> list[etree._Element]:
    """Every element with an id."""
    found = root.xpath("//*[@w:id or @s:id]", namespaces={"w": W, "s": STRICT})
    return [e for e in found if isinstance(e, etree._Element)] if isinstance(found, list) else []
