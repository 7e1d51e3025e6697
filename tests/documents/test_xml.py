"""XML as elements: what another parser reads of it, prefixes as namespaces, and what is refused."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from lxml import etree

from sec_rules.documents import xml
from sec_rules.documents.xml import DeclaresError, TooManyTagsError, XmlError, escaped, local, prefixes, quoted, tree

ROOT = Path(__file__).resolve().parents[2]
DRAFTS = sorted((ROOT / "legal_text" / "drafts").glob("*.docx"))
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def parts(path: Path) -> Iterator[bytes]:
    with zipfile.ZipFile(path) as archive:
        yield from (archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".rels")))


def said(data: bytes) -> list[tuple[str, dict[str, str], str, str]] | None:
    """What the parser of the package says of XML; None where it refuses it."""
    try:
        return [(e.tag, dict(e.attrib), e.text or "", e.tail or "") for e in tree(data).iter()]
    except XmlError:
        return None


def said_by_another(data: bytes) -> list[tuple[str, dict[str, str], str, str]] | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None
    return [
        (str(e.tag), {str(k): str(v) for k, v in e.attrib.items()}, e.text or "", e.tail or "") for e in root.iter()
    ]


def without_requires(said: list[tuple[str, dict[str, str], str, str]] | None) -> object:
    return said and [(tag, {k: v for k, v in given.items() if k != "Requires"}, *texts) for tag, given, *texts in said]


@pytest.mark.parametrize("path", DRAFTS, ids=lambda p: p.name)
def test_every_part_is_read_as_another_parser_reads_it(path: Path) -> None:
    for data in parts(path):
        assert without_requires(said(data)) == without_requires(said_by_another(data))


def test_what_another_parser_reads_of_mutated_xml_is_read_the_same() -> None:
    chance = random.Random(20)
    whole = b'<w:p xmlns:w="urn:w" a="1"><w:r b=\'2\'>x &amp; &#65; y</w:r><!-- c --><?pi d?>z<e xmlns="urn:e"/></w:p>'
    signs = [b"<", b">", b"&", b'"', b"/", b":", b"=", b" ", b"x", b"]]>", b"<!--", b"\x00", b"\xff", b"w:", b"--"]
    both = 0
    for _ in range(8_000):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 2)):
            at = chance.randrange(len(data))
            data[at : at + chance.randint(0, 3)] = chance.choice(signs)
        one, two = said(bytes(data)), said_by_another(bytes(data))
        # Each refuses some that the other takes: a prefix that is not bound, a namespace that is no URI.
        if one is not None and two is not None:
            assert one == two, bytes(data)
            both += 1
    assert both > 500


@pytest.mark.parametrize(
    ("outer", "inner", "requires", "stands"),
    [
        ('xmlns:a="urn:1"', "", "a", "urn:1"),
        ('xmlns:a="urn:1"', 'xmlns:a="urn:2"', "a", "urn:2"),
        ('xmlns:a="urn:1" xmlns:b="urn:2"', "", " a  b ", "urn:1 urn:2"),
        ("", "", "a", "?"),
        ('xmlns:a="urn:1"', "", "", ""),
    ],
)
def test_what_a_choice_requires_is_given_as_namespaces(outer: str, inner: str, requires: str, stands: str) -> None:
    data = f'<x {outer} xmlns:mc="{MC}"><mc:Choice {inner} Requires="{requires}"/><y xmlns:a="urn:9"/></x>'
    for encoding in ("utf-8", "utf-16"):
        (choice,) = tree(data.encode(encoding)).iter(f"{{{MC}}}Choice")
        assert choice.get("Requires") == stands


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-16"])
@pytest.mark.parametrize(("head", "what"), [("<!DOCTYPE x>", "a type"), ('<!ENTITY a "b">', "entities")])
def test_a_declaration_is_refused_in_every_encoding(head: str, what: str, encoding: str) -> None:
    with pytest.raises(DeclaresError, match=f"^{what}$"):
        tree(f"{head}<x/>".encode(encoding))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<x>",
        b"<x></y>",
        b"<a:x/>",
        b"<x>&nbsp;</x>",
        b"<x/><y/>",
        b"<?xml version='1.0' encoding='no-such'?><x/>",
    ],
)
def test_what_is_not_well_formed_is_refused(data: bytes) -> None:
    with pytest.raises(XmlError):
        tree(data)


def test_the_number_of_tags_and_the_depth_are_bounded() -> None:
    assert len(list(tree(b"<x><y/></x>", 3).iter())) == 2
    with pytest.raises(TooManyTagsError, match=r"^3 tags$"):
        tree(b"<x><y/></x>", 2)
    assert tree(b"<x>" * 256 + b"</x>" * 256).tag == "x"
    with pytest.raises(XmlError, match="nested more than 256 deep"):
        tree(b"<x>" * 257 + b"</x>" * 257)


@pytest.mark.parametrize("ends", [b"", b"</x>" * 50_000, b"&y;"])
def test_elements_that_are_refused_hold_no_others(ends: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Element] = []
    take_apart = xml._take_apart

    def taken(root: Element) -> None:
        made.extend(root.iter())
        take_apart(root)

    monkeypatch.setattr(xml, "_take_apart", taken)
    with pytest.raises(XmlError):
        tree(b"<x>" * 50_000 + ends)
    assert len(made) == 50_000
    assert not any(len(element) for element in made)


def test_the_prefixes_are_those_of_the_root_alone() -> None:
    data = b'<a:x xmlns:a="urn:1" xmlns="urn:2"><b:y xmlns:b="urn:3"/></a:x>'
    assert list(prefixes(data)) == [("a", "urn:1"), ("", "urn:2")]


def test_a_name_is_known_without_its_namespace() -> None:
    assert (local(Element("{urn:1}x")), local(Element("y"))) == ("x", "y")


@pytest.mark.parametrize(
    "text", ["plain", "a < b && c > d", "\"so\" and 'so'", "one\ntwo\tthree\rfour", "&amp;", "\u2014"]
)
def test_text_and_values_are_read_as_they_were_written(text: str) -> None:
    root = tree(f"<a b={quoted(text)}>{escaped(text)}</a>".encode())
    assert root.get("b") == text
    # A carriage return in an element is a line feed by the rules of XML.
    assert root.text == text.replace("\r", "\n")
