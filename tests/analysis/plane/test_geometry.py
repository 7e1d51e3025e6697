"""Exact plane geometry: nothing is lost, nothing overlaps, and every face lies on one side of every line."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from sec_rules.analysis.plane.geometry import Line, Rectangle, Ring, area, between, centre, faces, joined

SQUARE = Rectangle(Fraction(0), Fraction(0), Fraction(100), Fraction(60))
LINES = st.lists(
    st.builds(
        Line,
        st.integers(-6, 6),
        st.integers(-6, 6),
        st.integers(-200, 700).map(lambda n: n + Fraction(1, 2)),
    ).filter(lambda line: line.x or line.y),
    max_size=6,
)


def inside(ring: Ring) -> list[tuple[Fraction, Fraction]]:
    """The middle of a face, and points half way between it and each corner."""
    x, y = centre(ring)
    return [(x, y), *(((x + a) / 2, (y + b) / 2) for a, b in ring)]


@given(LINES)
def test_the_faces_make_up_the_rectangle(lines: list[Line]) -> None:
    found = faces(SQUARE, lines)
    assert sum(area(ring) for ring in found) == 100 * 60
    assert all(area(ring) > 0 for ring in found)


@given(LINES)
def test_no_line_passes_through_a_face(lines: list[Line]) -> None:
    for ring in faces(SQUARE, lines):
        for line in lines:
            assert len({line.side(point) > 0 for point in inside(ring)}) == 1


@given(LINES, st.integers(0, 63))
def test_joined_faces_keep_their_area_and_their_outline(lines: list[Line], which: int) -> None:
    found = faces(SQUARE, lines)
    some = [ring for number, ring in enumerate(found) if which >> number % 6 & 1]
    rings = joined(some)
    assert sum(area(ring) for ring in rings) == sum(area(ring) for ring in some)
    # Two faces side by side have no edge between them left.
    assert joined(found)[0]
    assert len(joined(found)) == 1


def test_two_halves_touch_along_the_one_line_between_them() -> None:
    cut, across = Line(1, 0, Fraction(81, 2)), Line(0, 1, Fraction(21, 2))
    found = faces(SQUARE, [cut, across])
    left = [ring for ring in found if cut.side(centre(ring)) < 0]
    right = [ring for ring in found if cut.side(centre(ring)) > 0]
    (segment,) = between(left, right)
    assert {segment[0], segment[1]} == {(Fraction(81, 2), Fraction(0)), (Fraction(81, 2), Fraction(60))}


def test_the_middle_of_a_face_is_the_mean_of_its_corners() -> None:
    ring = tuple((Fraction(x), Fraction(y)) for x, y in ((2, 1), (8, 1), (5, 7)))
    assert centre(ring) == (5, 3)
