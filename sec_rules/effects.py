"""What follows from one law in the place of another: kinds of Users, the decision plane, examples at the boundaries."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from attrs import evolve, frozen

from sec_rules.areas import Area
from sec_rules.arrangement import Point
from sec_rules.backends.solver import Fact
from sec_rules.errors import EngineError, UsageError
from sec_rules.examples import Spot, spots
from sec_rules.facts import BY_NAME, domestic_premises, non_domestic_premises
from sec_rules.kinds import Due, Told, kinds
from sec_rules.lang import Count
from sec_rules.linking import Law
from sec_rules.plane import Plane, View, planes

Axes = tuple[Count, Count]
SMALLEST: Final = "smallest"
AXES: Final[Axes] = (domestic_premises, non_domestic_premises)


@frozen
class Row:
    """One kind of User, year by year: what falls due now and then."""

    told: Told
    years: tuple[tuple[Due, Due], ...]


@frozen
class Mark:
    """A User marked in a drawing: the number of a worked example, or "smallest" of those for whom something changes."""

    point: Point
    label: str


@frozen
class Drawing:
    """A plane, who lies in each of its areas, and the Users marked in it."""

    plane: Plane
    legend: tuple[tuple[Area, tuple[str, ...]], ...]
    marks: tuple[Mark, ...]

    @property
    def ringed(self) -> tuple[View, ...]:
        """The insets in which a smallest case lies."""
        smallest = [mark.point for mark in self.marks if mark.label == SMALLEST]
        return tuple(view for view in self.plane.insets if any(view.frame.takes_in(point) for point in smallest))


@frozen
class Effects:
    """What follows, as people read it; `because` says why it was not worked out, `undrawn` why no plane was drawn.

    `rows` are the kinds of Users by year; `drawings` the decision planes, `spots` the worked examples at the
    boundaries.
    """

    rows: tuple[Row, ...] = ()
    drawings: tuple[Drawing, ...] = ()
    spots: tuple[Spot, ...] = ()
    because: str = ""
    undrawn: str = ""

    def of(self, clause: str) -> Effects:
        """What of this concerns those whom a clause answers, now or then."""
        rows = tuple(row for row in self.rows if _rests_on(row.told, clause))
        drawings = tuple(d for d in self.drawings if any(_rests_on(a, clause) for a in d.plane.areas))
        return evolve(self, rows=rows, drawings=drawings)

    @property
    def changed(self) -> tuple[Told, ...]:
        """The kinds for which something else falls due in some year."""
        return tuple(row.told for row in self.rows if row.told.changes)


def _rests_on(given: Told | Area, clause: str) -> bool:
    cited = (*given.now.because, *given.becomes.because)
    return any(label.partition("(")[0] == clause for label in cited)


def effects(
    old: Law, new: Law, facts: Mapping[str, Fact] = BY_NAME, *, clauses: Collection[str], axes: Axes = AXES
) -> Effects:
    """What follows from `new` in the place of `old`, with examples at the boundaries of the clauses named.

    Nothing is worked out of laws with clauses that were not read.
    """
    if old.unread or new.unread:
        labels = sorted({label for label, _ in (*old.unread, *new.unread)})
        return Effects(because=f"Not worked out, because not all was read: {', '.join(labels)}.")
    try:
        found = kinds(old, new, facts)
        rows = tuple(Row(told, _years(told, found.columns)) for told in found.told())
        examples = spots(found, (new, old), clauses)
    except EngineError as error:
        return Effects(because=f"Not worked out: {error}")
    try:
        drawn = tuple(_drawing(plane, rows, examples) for plane in planes(found, *axes))
    except EngineError as error:
        return Effects(rows, (), examples, undrawn=f"Not drawn: {error}")
    undrawn = "" if drawn else f"Not drawn: no answer turns on {axes[0].short} or {axes[1].short}."
    return Effects(rows, drawn, examples, undrawn=undrawn)


def differing(old: Law, new: Law) -> frozenset[str]:
    """The labels of the clauses that say something else in one law than in the other, or stand in one only."""
    one, two = (
        {r.clause: tuple(x.rule for x in law.rules if x.clause == r.clause) for r in law.rules} for law in (old, new)
    )
    return frozenset(label for label in (*one, *two) if one.get(label) != two.get(label))


def _years(told: Told, columns: int) -> tuple[tuple[Due, Due], ...]:
    return tuple((told.now.in_year(year), told.becomes.in_year(year)) for year in range(1, columns + 1))


def _drawing(plane: Plane, rows: Iterable[Row], examples: Iterable[Spot]) -> Drawing:
    who: dict[Area, list[str]] = {area: [] for area in plane.areas}
    marks: list[Mark] = []
    for told in (row.told for row in rows):
        area = plane.user(told.witness)
        if area is not None:
            who[area].append(told.where)
            if told.changes:
                marks.append(Mark(plane.point(told.witness), SMALLEST))
    for spot in examples:
        middle = next((e for e in spot.examples if e.place == "at"), None)
        if middle is not None and plane.user(middle.facts) is not None:
            marks.append(Mark(plane.point(middle.facts), str(spot.number)))
    return Drawing(plane, tuple((area, tuple(said)) for area, said in who.items()), tuple(marks))


def axes_named(given: str) -> Axes:
    """The two counts named in "domestic_premises,network_premises". Raises `UsageError` for what is no such pair."""
    names = [name.strip().replace("-", "_") for name in given.split(",")]
    counts = {n: f for n, f in BY_NAME.items() if isinstance(f, Count) and n != "years_since_initial"}
    if len(names) != 2 or names[0] == names[1] or not all(name in counts for name in names):
        raise UsageError(f"'{given}' names no two counts; write two of {', '.join(counts)}, with a comma between them.")
    return counts[names[0]], counts[names[1]]
