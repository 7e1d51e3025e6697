"""Exact plane geometry: a rectangle cut by lines into convex faces, and faces joined into polygons.

All coordinates are fractions, so two faces that touch share their corners exactly.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from attrs import frozen

Point = tuple[Fraction, Fraction]
Ring = tuple[Point, ...]
Segment = tuple[Point, Point]


@frozen
class Line:
    """The points at which `x` times the first coordinate and `y` times the second add up to `at`."""

    x: int
    y: int
    at: Fraction

    def side(self, point: Point) -> Fraction:
        """Above nought where the sum exceeds `at`, nought on the line."""
        return self.x * point[0] + self.y * point[1] - self.at


@frozen
class Rectangle:
    """All points from `left` to `right` and from `bottom` to `top`."""

    left: Fraction
    bottom: Fraction
    right: Fraction
    top: Fraction

    def takes_in(self, point: Point) -> bool:
        """Whether a point lies in it or on its edge."""
        return self.left <= point[0] <= self.right and self.bottom <= point[1] <= self.top

    @property
    def ring(self) -> Ring:
        """Its corners, anticlockwise."""
        return (
            (self.left, self.bottom),
            (self.right, self.bottom),
            (self.right, self.top),
            (self.left, self.top),
        )

    @property
    def size(self) -> Fraction:
        """Its width times its height."""
        return (self.right - self.left) * (self.top - self.bottom)


def faces(rectangle: Rectangle, lines: Iterable[Line]) -> tuple[Ring, ...]:
    """The convex faces into which lines cut a rectangle. No line passes through the inside of a face."""
    found = [rectangle.ring]
    for line in dict.fromkeys(lines):
        found = [part for face in found for part in _cut(face, line)]
    return tuple(found)


def _cut(face: Ring, line: Line) -> Iterator[Ring]:
    """The parts of a face on either side of a line; the face itself where it lies on one side."""
    above: list[Point] = []
    below: list[Point] = []
    for one, two in _edges(face):
        here, there = line.side(one), line.side(two)
        if here >= 0:
            above.append(one)
        if here <= 0:
            below.append(one)
        if here * there < 0:
            part = here / (here - there)
            cross = (one[0] + part * (two[0] - one[0]), one[1] + part * (two[1] - one[1]))
            above.append(cross)
            below.append(cross)
    for part_of in (above, below):
        if len(part_of) > 2 and any(line.side(point) for point in part_of):
            yield tuple(part_of)


def meets(rectangle: Rectangle, sides: Iterable[tuple[Line, bool]]) -> bool:
    """Whether some of a rectangle lies above each line given with True, and below each given with False."""
    left: Ring | None = rectangle.ring
    for line, above in sides:
        parts = _cut(left, line) if left else ()
        left = next((part for part in parts if (line.side(centre(part)) > 0) is above), None)
    return left is not None


def centre(ring: Ring) -> Point:
    """A point inside a convex face: the mean of its corners."""
    return (sum((x for x, _ in ring), Fraction(0)) / len(ring), sum((y for _, y in ring), Fraction(0)) / len(ring))


def area(ring: Ring) -> Fraction:
    """The area that a ring encloses; above nought where it runs anticlockwise."""
    return sum((a[0] * b[1] - b[0] * a[1] for a, b in _edges(ring)), Fraction(0)) / 2


def joined(rings: Iterable[Ring]) -> tuple[Ring, ...]:
    """Faces that do not overlap, joined: the rings round them and round the holes in them."""
    outer = Counter(edge for ring in rings for edge in _edges(ring))
    for one, two in list(outer):
        if outer[one, two] and outer[two, one]:
            outer[one, two] = outer[two, one] = 0
    left: dict[Point, list[Point]] = {}
    for (one, two), count in outer.items():
        if count:
            left.setdefault(one, []).append(two)
    found: list[Ring] = []
    while left:
        found.append(_straight(_round(left)))
    return tuple(found)


def _round(left: dict[Point, list[Point]]) -> list[Point]:
    """A ring taken out of the edges that are left."""
    start = next(iter(left))
    ring = [start]
    while True:
        after = left[ring[-1]].pop()
        if not left[ring[-1]]:
            del left[ring[-1]]
        if after == start:
            return ring
        ring.append(after)


def _straight(ring: Sequence[Point]) -> Ring:
    """The ring without corners at which it does not turn."""
    around = zip((*ring[-1:], *ring[:-1]), ring, (*ring[1:], *ring[:1]), strict=True)
    return tuple(here for before, here, after in around if _turn(before, here, after))


def between(one: Iterable[Ring], two: Iterable[Ring]) -> tuple[Segment, ...]:
    """The segments at which faces of the first kind touch faces of the second, those in one line joined."""
    others = {(b, a) for ring in two for a, b in _edges(ring)}
    return chained(edge for ring in one for edge in _edges(ring) if edge in others)


def chained(segments: Iterable[Segment]) -> tuple[Segment, ...]:
    """Segments, those that go on in one line joined."""
    found = [segment for segment in segments if segment[0] != segment[1]]
    while True:
        pair = next(_going_on(found), None)
        if pair is None:
            return tuple(found)
        one, two, whole = pair
        found.remove(one)
        found.remove(two)
        found.append(whole)


def _going_on(segments: Sequence[Segment]) -> Iterator[tuple[Segment, Segment, Segment]]:
    for number, (a, b) in enumerate(segments):
        for c, d in segments[number + 1 :]:
            for (e, f), (g, h) in (((a, b), (c, d)), ((a, b), (d, c)), ((b, a), (c, d)), ((b, a), (d, c))):
                if f == g and not _turn(e, f, h):
                    yield (a, b), (c, d), (e, h)
                    break


def _turn(a: Point, b: Point, c: Point) -> Fraction:
    return (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0])


def _edges(ring: Sequence[Point]) -> Iterator[Segment]:
    yield from zip(ring, (*ring[1:], *ring[:1]), strict=True)
