"""Fonts of a PDF: their characters and their widths."""

from __future__ import annotations

import pytest
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    PdfObject,
)

from sec_rules.documents.pdf.fonts import font_of

MAP = b"""1 beginbfchar <0003> <0020> endbfchar
2 beginbfrange <0024> <0026> <0041> <0030> <0031> [<00660069> <0078>] endbfrange"""


def dictionary(**entries: PdfObject) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{name}"): value for name, value in entries.items()})


def stream(data: bytes) -> DecodedStreamObject:
    made = DecodedStreamObject()
    made.set_data(data)
    return made


def numbers(*values: float) -> ArrayObject:
    return ArrayObject(FloatObject(value) if value % 1 else NumberObject(int(value)) for value in values)


def composite() -> DictionaryObject:
    widths = ArrayObject([NumberObject(36), numbers(600, 700), NumberObject(48), NumberObject(49), NumberObject(300)])
    inner = dictionary(W=widths, DW=NumberObject(1000))
    return dictionary(Subtype=NameObject("/Type0"), DescendantFonts=ArrayObject([inner]), ToUnicode=stream(MAP))


def test_a_composite_font_names_its_characters_by_its_map() -> None:
    glyphs = list(font_of(composite()).glyphs(b"\x00\x24\x00\x25\x00\x26\x00\x03\x00\x30\x00\x31\x00\x99"))
    assert [g.text for g in glyphs] == ["A", "B", "C", " ", "fi", "x", ""]
    assert [g.width for g in glyphs] == [0.6, 0.7, 1.0, 1.0, 0.3, 0.3, 1.0]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("quoteright", "\u2019"), ("fi", "fi"), ("uni20AC", "\u20ac"), ("seven", "7"), ("g0123", "")],
)
def test_an_encoding_names_glyphs(name: str, expected: str) -> None:
    differences = ArrayObject([NumberObject(65), NameObject(f"/{name}")])
    font = font_of(dictionary(Subtype=NameObject("/Type1"), Encoding=dictionary(Differences=differences)))
    assert [g.text for g in font.glyphs(b"AB")] == [expected, "B"]


def test_widths_stand_from_the_first_character_on() -> None:
    made = dictionary(Subtype=NameObject("/TrueType"), FirstChar=NumberObject(65), Widths=numbers(650, 710))
    assert [g.width for g in font_of(made).glyphs(b"AB")] == [0.65, 0.71]
    assert next(iter(font_of(made).glyphs(b" "))).blank
