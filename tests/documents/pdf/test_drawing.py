"""What a page draws: where its characters stand, and its thin lines."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from sec_rules.documents.pdf.drawing import Drawing, drawing_of, may_hold_lines
from tests.documents.pdf.made import pdf


def drawn(page: str, **more: object) -> Drawing:
    return drawing_of(PdfReader(io.BytesIO(pdf(page, **more))).pages[0])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("operators", "lefts"),
    [
        ("BT /F1 10 Tf 72 700 Td (ab) Tj ET", [72, 77]),
        ("BT /F1 10 Tf 72 700 Td [(a) -1000 (b)] TJ ET", [72, 87]),
        ("BT /F1 10 Tf 2 Tc 72 700 Td (ab) Tj ET", [72, 79]),
        ("BT /F1 10 Tf 50 Tz 72 700 Td (ab) Tj ET", [72, 74.5]),
        ("q 2 0 0 2 0 0 cm BT /F1 5 Tf 36 350 Td (ab) Tj ET Q", [72, 77]),
        ("BT /F1 10 Tf 14 TL 72 714 Td (a) Tj (b) ' ET", [72, 72]),
        ("BT /F1 10 Tf 3 Tw 72 700 Td ( b) Tj ET", [72, 80]),
    ],
)
def test_characters_stand_where_the_operators_put_them(operators: str, lefts: list[float]) -> None:
    characters = drawn(operators).characters
    assert [c.left for c in characters] == pytest.approx(lefts)
    assert characters[-1].baseline == pytest.approx(700)
    assert characters[0].size == pytest.approx(10)


@pytest.mark.parametrize(
    ("operators", "expected"),
    [
        ("72 703 90 0.6 re f", [(72, 162, 703.3)]),
        ("0.5 w 72 703 m 162 703 l S", [(72, 162, 703)]),
        ("q 0.1 0 0 0.1 0 0 cm 720 7030 900 6 re f Q", [(72, 162, 703.3)]),
        ("72 703 m 162 703 l 162 703.6 l 72 703.6 l h f", [(72, 162, 703.3)]),
        ("72 703 90 0.6 re W n", []),
        ("72 703 90 12 re f", []),
        ("72 600 m 72 700 l S", []),
    ],
)
def test_thin_lines_are_told_from_other_shapes(operators: str, expected: list[tuple[float, float, float]]) -> None:
    found = [(r.left, r.right, r.height) for r in drawn(operators).rules]
    assert found == [pytest.approx(each) for each in expected]


def test_what_a_form_draws_stands_on_the_page() -> None:
    inner = "BT /F1 10 Tf 2 3 Td (x) Tj ET 0 5 20 0.5 re f"
    form = (
        "<< /Type /XObject /Subtype /Form /BBox [0 0 99 99] /Matrix [1 0 0 1 70 0] /Resources << /Font << /F1 3 0 R >> "
        f">> /Length {len(inner)} >>\nstream\n{inner}\nendstream"
    )
    found = drawn("q 1 0 0 1 0 700 cm /X1 Do Q", more=[form])
    assert [(c.text, c.left, c.baseline) for c in found.characters] == [("x", 72, 703)]
    assert [(r.left, r.height) for r in found.rules] == [(70, 705.25)]


def test_turned_text_is_kept_apart() -> None:
    found = drawn("BT /F1 10 Tf 0 1 -1 0 72 300 Tm (side) Tj ET")
    assert (found.turned, found.characters) == ("side", [])


@pytest.mark.parametrize(
    ("operators", "expected"),
    [
        ("BT /F1 10 Tf 72 700 Td (words) Tj ET", False),
        ("0 0 595 842 re W n BT /F1 10 Tf 72 700 Td (words) Tj ET", False),
        ("72 703 90 0.6 re f", True),
        ("72 703 m 162 703 l S", True),
    ],
)
def test_pages_without_thin_shapes_are_passed_over(operators: str, expected: bool) -> None:
    assert may_hold_lines(PdfReader(io.BytesIO(pdf(operators))).pages[0]) is expected
