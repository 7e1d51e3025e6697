"""The decision plane: two counts against each other, cut into regions by the exact lines at which an answer turns.

Nothing is sampled. A boundary "at least" is drawn half way between the last whole number below it and the
first at it, so every User lies inside one region and on no line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import gcd
from typing import Final

from attrs import evolve, frozen

from sec_rules.analysis.boundary_examples import figure
from sec_rules.analysis.plane.geometry import (
    Line,
    Point,
    Rectangle,
    Ring,
    Segment,
    area,
    between,
    centre,
    faces,
    joined,
)
from sec_rules.analysis.plane.grid import Cells, cells
from sec_rules.analysis.plane.regions import HALF, Edge, PlaneRegion
from sec_rules.analysis.programmes import Programme, ProgrammePair, Programmes
from sec_rules.engine.english.regions import region
from sec_rules.engine.reference import FactValue, holds
from sec_rules.errors import EngineError
from sec_rules.lang import Count, YesNo, is_party, is_year, parties_among
from sec_rules.lang.formulas import Bound, Literal

# Beyond this many lines a drawing tells nobody anything.
MOST_LINES: Final = 16
_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_STEPS: Final = (Fraction(1), Fraction(6, 5), Fraction(3, 2), 2, Fraction(5, 2), 3, 4, 5, 6, 8, 10)
_MOST_CORNERS: Final = 3


@frozen
class Shape:
    """A region as it shows in a view: the rings round it and its holes, and where its letter goes."""

    region: PlaneRegion
    rings: tuple[Ring, ...]
    label: Point

    @property
    def size(self) -> Fraction:
        """How much of the plane it takes, without its holes."""
        return sum(map(area, self.rings), Fraction(0))


@frozen
class View:
    """A rectangle of the plane: the regions in it, the boundaries of each ruleset, and the Users one by one (in an
    inset).

    `at` is the corner that an inset shows, None for the whole plane. `across` and `up` are the figures on the axes.
    """

    frame: Rectangle
    shapes: tuple[Shape, ...]
    now: tuple[Segment, ...]
    proposed: tuple[Segment, ...]
    users: tuple[tuple[Point, PlaneRegion], ...]
    across: tuple[int, ...]
    up: tuple[int, ...]
    at: Point | None = None


@frozen(kw_only=True)
class Plane:
    """Two counts against each other, for one party, with all other facts as `given` says.

    `lines` are the figures at which something turns; `whole` is the drawing, `insets` the corners, `cells` the table.
    """

    across: Count
    up: Count
    party: str
    given: str
    facts: Mapping[str, FactValue]
    regions: tuple[PlaneRegion, ...]
    whole: View
    insets: tuple[View, ...]
    cells: Cells

    def region_of(self, across: int, up: int) -> PlaneRegion | None:
        """The region in which a User lies."""
        return _region_of(self.regions, across, up)

    def point(self, facts: Mapping[str, FactValue]) -> Point:
        """Where a User lies."""
        return Fraction(facts[self.across.name]), Fraction(facts[self.up.name])

    def user(self, facts: Mapping[str, FactValue]) -> PlaneRegion | None:
        """The region of a User of whom all is known; None for one who does not lie in this plane."""
        here = all(facts.get(name) == value for name, value in self.facts.items())
        return self.region_of(int(facts[self.across.name]), int(facts[self.up.name])) if here else None

    @property
    def changes(self) -> bool:
        """Whether anything changes anywhere in it."""
        return any(a.changes for a in self.regions)


def planes(found: Programmes, across: Count, up: Count) -> tuple[Plane, ...]:
    """The planes of two counts: one for each party whose answers turn on either of them.

    Raises `EngineError` where the answer turns on more lines than can be drawn, or in another way than by lines.
    """
    read = {literal.atom for pair in found.pairs for literal in pair.literals}
    parties = tuple(party for party in parties_among(found.solver.facts) if party in read)
    drawn = (
        _plane(found, across, up, dict(zip(parties, flags, strict=True)))
        for flags in product((True, False), repeat=len(parties))
    )
    return tuple(plane for plane in drawn if plane is not None)


def _plane(found: Programmes, across: Count, up: Count, parties: Mapping[YesNo, bool]) -> Plane | None:
    facts: dict[str, FactValue] = {
        f.name: f.at_least if isinstance(f, Count) else False
        for f in found.solver.facts
        if f not in (across, up) and not is_year(f)
    }
    facts |= {party.name: flag for party, flag in parties.items()}
    if any(holds(assumed, facts) is False for assumed in found.solver.granted):
        return None
    sides = tuple(_sides(found, across, up, facts))
    lines = tuple(dict.fromkeys(edge.line for _, edges in sides for edge in edges))
    if not lines:
        return None
    if len(lines) > MOST_LINES:
        raise EngineError(f"The answer turns on {len(lines)} lines here, which is more than a drawing can show.")
    regions = tuple(_regions(sides))
    frame = Rectangle(Fraction(0), Fraction(0), *_extent(lines))
    corners = _corners(lines)
    ticks = _figures(corners, across=True), _figures(corners, across=False)
    return Plane(
        across=across,
        up=up,
        party=region((Literal(*each) for each in parties.items()), found.solver) if parties else "Users",
        given=_given(found, facts, across, up),
        facts=facts,
        regions=regions,
        whole=_view(regions, lines, frame, ticks),
        insets=tuple(_inset(regions, lines, corner) for corner in corners[:_MOST_CORNERS]),
        cells=cells(regions, (across, up), (ticks[0][1:], ticks[1][1:]), found.solver),
    )


def _sides(
    found: Programmes, across: Count, up: Count, facts: Mapping[str, FactValue]
) -> Iterator[tuple[ProgrammePair, tuple[Edge, ...]]]:
    """The pairs of programmes of those in the plane, each with the lines between which they lie."""
    for pair in found.in_order:
        edges = _edges(pair, across, up, facts)
        if edges is not None and found.solver.satisfiable(*(edge.literal((across, up)) for edge in edges)):
            yield pair, edges


def _edges(pair: ProgrammePair, across: Count, up: Count, facts: Mapping[str, FactValue]) -> tuple[Edge, ...] | None:
    """The lines between which the Users of a pair lie; None where what is fixed keeps everybody in the plane out."""
    edges: list[Edge] = []
    for literal in pair.literals:
        truth = holds(literal, facts)
        if truth is False:
            return None
        if truth is None:
            edge = _edge(literal, across, up, facts)
            if edge is not None:
                edges.append(edge)
    return tuple(edges)


def _edge(literal: Literal, across: Count, up: Count, facts: Mapping[str, FactValue]) -> Edge | None:
    if not isinstance(literal.atom, Bound):
        raise EngineError("The answer turns on something that is no line in the plane.")
    weights = dict(literal.atom.terms)
    left = literal.atom.at_least - sum(int(facts[c.name]) * w for c, w in weights.items() if c not in (across, up))
    x, y = weights.get(across, 0), weights.get(up, 0)
    factor = gcd(x, y)
    return Edge(Line(x // factor, y // factor, -(-left // factor) - HALF), literal.holds)


def _regions(sides: Iterable[tuple[ProgrammePair, tuple[Edge, ...]]]) -> Iterator[PlaneRegion]:
    """The regions, lettered; that of the smallest User is A."""
    groups: dict[tuple[Programme, Programme], list[tuple[Edge, ...]]] = {}
    for pair, edges in sides:
        groups.setdefault((pair.now, pair.becomes), []).append(edges)
    for number, ((now, becomes), parts) in enumerate(groups.items()):
        letter = _LETTERS[number] if number < len(_LETTERS) else f"A{number - len(_LETTERS) + 1}"
        yield PlaneRegion(letter, now, becomes, tuple(parts))


def _given(found: Programmes, facts: Mapping[str, FactValue], across: Count, up: Count) -> str:
    """What is held fixed of facts that the answer may read for this party."""
    read: dict[str, None] = {}
    for pair in found.pairs:
        if all(holds(m, facts) is not False for m in pair.literals if is_party(m.atom)):
            for literal in pair.literals:
                if isinstance(literal.atom, Bound):
                    read.update({c.short or c.name: None for c, _ in literal.atom.terms if c not in (across, up)})
                elif isinstance(literal.atom, YesNo) and not literal.atom.party:
                    read[f'"{literal.atom.meaning}"'] = None
    return ", ".join(f"no {name}" for name in read)


# The drawing.


def _view(
    regions: Sequence[PlaneRegion],
    lines: Iterable[Line],
    frame: Rectangle,
    ticks: tuple[tuple[int, ...], tuple[int, ...]],
) -> View:
    parts = [(ring, found) for ring in faces(frame, lines) if (found := _region_at(regions, centre(ring))) is not None]
    shapes = tuple(
        _shape(a, [ring for ring, of in parts if of is a]) for a in regions if any(of is a for _, of in parts)
    )
    return View(
        frame,
        shapes,
        _boundaries(parts, lambda a: a.now),
        _boundaries(parts, lambda a: a.becomes),
        (),
        ticks[0],
        ticks[1],
    )


def _region_at(regions: Iterable[PlaneRegion], point: Point) -> PlaneRegion | None:
    return next((a for a in regions if a.takes_in(point)), None)


def _region_of(regions: Iterable[PlaneRegion], across: int, up: int) -> PlaneRegion | None:
    return next((a for a in regions if a.has(across, up)), None)


def _shape(of: PlaneRegion, rings: Sequence[Ring]) -> Shape:
    return Shape(of, joined(rings), centre(max(rings, key=area)))


def _boundaries(
    parts: Sequence[tuple[Ring, PlaneRegion]], ruleset: Callable[[PlaneRegion], Programme]
) -> tuple[Segment, ...]:
    """Where one ruleset's programme turns: the lines between faces in which it says different things."""
    programmes = list(dict.fromkeys(ruleset(of) for _, of in parts))
    found: list[Segment] = []
    for number, one in enumerate(programmes):
        here = [ring for ring, of in parts if ruleset(of) == one]
        there = [ring for ring, of in parts if ruleset(of) in programmes[number + 1 :]]
        found.extend(between(here, there))
    return tuple(found)


@frozen
class _Corner:
    """Where a line meets an axis: which axis, at which whole number, and how far the line runs along it per unit."""

    across: bool
    value: int
    run: Fraction


def _corners(lines: Iterable[Line]) -> tuple[_Corner, ...]:
    found: dict[tuple[bool, int], _Corner] = {}
    for line in lines:
        said = figure(int(line.at + HALF))
        for along, weight, other in ((True, line.x, line.y), (False, line.y, line.x)):
            if weight and said // weight > 0:
                corner = _Corner(along, said // weight, Fraction(-other, weight))
                steepest = found.get((along, corner.value), corner)
                found[along, corner.value] = max(steepest, corner, key=lambda c: abs(c.run))
    return tuple(sorted(found.values(), key=lambda c: (not c.across, -c.value)))


def _figures(corners: Iterable[_Corner], *, across: bool) -> tuple[int, ...]:
    """Nought and the corners on an axis."""
    return tuple(sorted({0, *(c.value for c in corners if c.across is across)}))


def _extent(lines: Iterable[Line]) -> tuple[Fraction, Fraction]:
    """How far the axes run: a round number somewhat beyond the farthest corner."""
    corners = _corners(lines)
    farthest = [max((c.value for c in corners if c.across is side), default=0) for side in (True, False)]
    known = [value for value in farthest if value] or [100_000]
    across, up = (_round_number(Fraction(value or max(known)) * Fraction(115, 100)) for value in farthest)
    return across, up


def _round_number(least: Fraction) -> Fraction:
    unit = Fraction(10 ** max(0, len(str(int(least))) - 1))
    return next(unit * step for step in _STEPS if unit * step >= least)


_ROWS: Final = 5


def _inset(regions: Sequence[PlaneRegion], lines: Iterable[Line], corner: _Corner) -> View:
    """The Users one by one round a corner: a few rows of them, as far along the axis as the lines run there."""
    drift = [int(corner.run * (_ROWS - 1)), 0]
    first = max(0, corner.value + max(-_FARTHEST, min(drift)) - _BESIDE)
    last = corner.value + min(_FARTHEST, max(drift)) + _BESIDE
    along, beside = (first, last), (0, _ROWS - 1)
    (left, right), (bottom, top) = (along, beside) if corner.across else (beside, along)
    frame = Rectangle(*(Fraction(n) for n in (left, bottom, right, top)))
    wide = Rectangle(frame.left - HALF, frame.bottom - HALF, frame.right + HALF, frame.top + HALF)
    at = (Fraction(corner.value), Fraction(0)) if corner.across else (Fraction(0), Fraction(corner.value))
    points = product(range(left, right + 1), range(bottom, top + 1))
    users = (((Fraction(x), Fraction(y)), _region_of(regions, x, y)) for x, y in points)
    marks = ((left, corner.value, right), (bottom, top)) if corner.across else ((left, right), (bottom, corner.value))
    view = _view(regions, lines, wide, marks)
    return evolve(view, users=tuple((p, a) for p, a in users if a is not None), at=at)


_FARTHEST: Final = 24
_BESIDE: Final = 4
