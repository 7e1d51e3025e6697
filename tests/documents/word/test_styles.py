"""What the properties of a paragraph say."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from sec_rules.documents.word.styles import Numbered, outline
from tests.documents.word.conftest import W


@pytest.mark.parametrize(("level", "heading"), [("0", 0), ("8", 8), ("9", None), ("-1", None), ("", None)])
def test_nine_levels_are_headings_and_body_text_is_none(level: str, heading: int | None) -> None:
    given = ElementTree.fromstring(f'<w:pPr {W}><w:outlineLvl w:val="{level}"/></w:pPr>')
    assert outline(given) == heading


def test_what_properties_say_of_a_number_stands_over_what_others_say() -> None:
    assert Numbered(3, None).over(Numbered(4, 2)) == Numbered(3, 2)
    assert Numbered(None, 1).over(Numbered(4, 2)) == Numbered(4, 1)
