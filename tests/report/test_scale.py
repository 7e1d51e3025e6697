"""Places in a drawing: no label over another."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, pairwise
from math import hypot
from pathlib import Path

import pytest

from sec_rules.analysis.plane.geometry import Rectangle
from sec_rules.analysis.plane.plane import View
from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.loading import load
from sec_rules.report.scale import Scale
from sec_rules.review.review import check
from sec_rules.review.summary import effects_of
from sec_rules.rulebook.questions import assessment

DRAFT = Path(__file__).resolve().parents[2] / "legal_text" / "drafts" / "secmp0059.md"
# The corner of a drawing that showed two figures as one.
CORNER = Scale(Rectangle(Fraction(249_976), Fraction(0), Fraction(250_005), Fraction(5)), 62, 12, 350, 66)


@pytest.mark.parametrize(("figures", "rows"), [((249_976, 250_004), [0, 0]), ((249_976, 250_000, 250_004), [0, 0, 1])])
def test_figures_across_that_would_run_into_each_other_stand_in_two_rows(
    figures: tuple[int, ...], rows: list[int]
) -> None:
    assert [row for _, _, row in CORNER.across(figures)] == rows


def test_figures_up_stand_a_line_apart() -> None:
    labels = [label for _, _, label in CORNER.up((0, 1, 2))]
    assert all(lower - upper >= 13 for lower, upper in pairwise(labels))
    assert CORNER.up((0,))[0][1] == CORNER.up((0,))[0][2]


def test_the_letters_of_regions_and_the_numbers_of_examples_do_not_cover_each_other() -> None:
    text = DRAFT.read_text(encoding="utf-8").replace("exceeds 250,000", "exceeds 300,000", 1)
    found = check(read_markdown(text, "gap.md"), load(), assessment)
    drawings = effects_of(found.draft, assessment).drawings
    assert drawings
    for drawing in drawings:
        view: View = drawing.plane.whole
        circles = Scale.of(view, 62, 14, 350, 262).circles(view, drawing.marks)
        assert {c.text for c in circles if c.is_letter} == {shape.region.letter for shape in view.shapes}
        for one, two in combinations(circles, 2):
            assert hypot(one.x - two.x, one.y - two.y) >= (one.radius + two.radius if not two.is_letter else 0)
