"""The elements of WordprocessingML, known by their local names whichever of the two namespaces a file uses."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final
from xml.etree.ElementTree import Element

from sec_rules.documents.xml import DeclaresError, TooManyTagsError, XmlError, tree
from sec_rules.errors import DocumentError

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT: Final = "http://purl.oclc.org/ooxml/wordprocessingml/main"
W14: Final = "http://schemas.microsoft.com/office/word/2010/wordml"
INSERTS: Final = ("ins", "moveTo")
DELETES: Final = ("del", "moveFrom")
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


def parse(data: bytes, name: str, part: str, elements: int) -> Element:
    """The root of a part; `elements` is how many tags it may have.

    Raises `DocumentError`, one sentence, for what is not well formed, declares a type or entities, or is too large.
    """
    try:
        return tree(data, elements)
    except TooManyTagsError as error:
        raise DocumentError(f"{name} has {error} in {part}; at most {elements:,} are read.") from None
    except DeclaresError as error:
        raise DocumentError(f"{name} declares {error} in {part}; no Word document does, so it is not read.") from None
    except XmlError as error:
        raise DocumentError(f"{name} is broken: {part} is not well-formed XML ({error}).") from None


@lru_cache(maxsize=4096)
def _local(tag: str) -> str:
    for namespace in (_W, _STRICT):
        if tag.startswith(namespace):
            return tag[len(namespace) :]
    return ""


def kind(element: Element) -> str:
    """The local name of a Word element; "" for one of another vocabulary."""
    return _local(element.tag)


def first(parent: Element | None, name: str) -> Element | None:
    """The first child of that name; None where there is none, or no parent."""
    if parent is not None:
        for child in parent:
            if kind(child) == name:
                return child
    return None


def children(parent: Element | None, name: str) -> list[Element]:
    """The children of that name, in order."""
    return [c for c in parent if kind(c) == name] if parent is not None else []


def path(parent: Element | None, *names: str) -> Element | None:
    """The first child of the first name, in it the first of the second, and so on."""
    for name in names:
        parent = first(parent, name)
    return parent


def attribute(element: Element | None, name: str) -> str:
    """An attribute of the Word namespace; "" where it is not there."""
    if element is None:
        return ""
    return element.get(_W + name) or element.get(_STRICT + name) or ""


def branch(alternate: Element) -> Element | None:
    """The branch of an `AlternateContent` that Word shows: the first choice it understands, else the fallback."""
    for choice in alternate.findall(MC + "Choice"):
        needs = choice.get("Requires", "").split()
        if needs and all(need.startswith(_UNDERSTOOD) for need in needs):
            return choice
    return alternate.find(MC + "Fallback")


def number(element: Element | None, name: str = "val") -> int | None:
    """An attribute as a whole number; None where it is none, or none that a document can mean."""
    text = attribute(element, name)
    try:
        value = int(text)
    except ValueError:
        return None
    return value if len(text) <= 12 else None


def on(toggle: Element | None) -> bool:
    """Whether a property that is either on or off is on."""
    return toggle is not None and attribute(toggle, "val") not in ("0", "false", "off", "none")


def descendants(root: Element, *names: str) -> Iterator[Element]:
    """Every element of those names below, in order."""
    wanted = {namespace + name for namespace in (_W, _STRICT) for name in names}
    return (element for element in root.iter() if element.tag in wanted)


def with_id(root: Element) -> list[Element]:
    """Every element with an id."""
    return [e for e in root.iter() if _W + "id" in e.attrib or _STRICT + "id" in e.attrib]
