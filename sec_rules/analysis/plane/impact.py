"""What follows from one ruleset in the place of another: programmes, the decision plane, examples at the
boundaries.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches
from typing import Final

from attrs import evolve, frozen

from sec_rules.analysis.boundary_examples import Spot, spots
from sec_rules.analysis.contents import Content, GivenFacts, Remembered, content, given_facts
from sec_rules.analysis.plane.geometry import Point
from sec_rules.analysis.plane.plane import Plane, View, planes
from sec_rules.analysis.plane.regions import PlaneRegion
from sec_rules.analysis.programmes import Due, ProgrammeGroup, programmes_of
from sec_rules.engine.linking import Ruleset
from sec_rules.engine.solver import Fact
from sec_rules.errors import EngineError, UsageError
from sec_rules.lang import DAY, Count, is_number, is_year, years_among
from sec_rules.lang.citations import clause_of
from sec_rules.lang.traversal import facts_of_rules

Axes = tuple[Count, Count]
SMALLEST: Final = "smallest"


@frozen
class Row:
    """A group of Users, year by year: what falls due now and then."""

    group: ProgrammeGroup
    years: tuple[tuple[Due, Due], ...]


@frozen
class Mark:
    """A User marked in a drawing: the number of a worked example, or "smallest" of those for whom something changes."""

    point: Point
    label: str


@frozen
class Drawing:
    """A plane, who lies in each of its regions, and the Users marked in it."""

    plane: Plane
    legend: tuple[tuple[PlaneRegion, tuple[str, ...]], ...]
    marks: tuple[Mark, ...]

    @property
    def ringed(self) -> tuple[View, ...]:
        """The insets in which a smallest case lies."""
        smallest = [mark.point for mark in self.marks if mark.label == SMALLEST]
        return tuple(view for view in self.plane.insets if any(view.frame.takes_in(point) for point in smallest))


@frozen
class Effects:
    """What follows, as people read it; `because` says why it was not worked out, `undrawn` why no plane was drawn.

    `rows` are the groups of Users by year; `drawings` the decision planes, `spots` the worked examples at the
    boundaries. `yearly` is false where the question is not about years.
    """

    rows: tuple[Row, ...] = ()
    drawings: tuple[Drawing, ...] = ()
    spots: tuple[Spot, ...] = ()
    because: str = ""
    undrawn: str = ""
    yearly: bool = True

    def of(self, clause: str) -> Effects:
        """What of this concerns those whom a clause answers, now or then."""
        rows = tuple(row for row in self.rows if _rests_on(row.group, clause))
        drawings = tuple(d for d in self.drawings if any(_rests_on(a, clause) for a in d.plane.regions))
        return evolve(self, rows=rows, drawings=drawings)

    @property
    def changed(self) -> tuple[ProgrammeGroup, ...]:
        """The groups for which something else falls due in some year."""
        return tuple(row.group for row in self.rows if row.group.changes)


def _rests_on(given: ProgrammeGroup | PlaneRegion, clause: str) -> bool:
    cited = (*given.now.because, *given.becomes.because)
    return any(clause_of(label) == clause for label in cited)


def effects(
    old: Ruleset,
    new: Ruleset,
    facts: Mapping[str, Fact] | None = None,
    *,
    clauses: Collection[str],
    axes: Axes | None = None,
) -> Effects:
    """What follows from `new` in the place of `old`, with examples at the boundaries of the clauses named.

    `facts` are those of the question where none are given. `axes` are the counts of the decision plane: else those that
    the question names, or the first two that the rulesets read. Nothing is worked out of rulesets with clauses that
    were not read, or that read both years and days of the calendar.
    """
    if old.left_open or new.left_open:
        labels = sorted({label for label, _ in (*old.left_open, *new.left_open)})
        return Effects(because=f"Not worked out, because not all was read: {', '.join(labels)}.")
    read = facts_read(old, new)
    if years_among(read.values()) is not None and any(isinstance(f, Count) and f.unit == DAY for f in read.values()):
        return Effects(because=_DAYS)
    known = {fact.name: fact for fact in old.question.facts} if facts is None else facts
    return _worked_out(content(old), content(new), given_facts(known), frozenset(clauses), axes)


@Remembered
def _worked_out(one: Content, other: Content, given: GivenFacts, clauses: frozenset[str], axes: Axes | None) -> Effects:
    old, new, facts = one.of, other.of, given.of or {}
    try:
        found = programmes_of(old, new, facts)
        rows = tuple(Row(group, _years(group, found.columns)) for group in found.groups())
        examples = spots(found, (new, old), clauses)
    except EngineError as error:
        return Effects(because=f"Not worked out: {error}")
    pair = axes or _axes_of(old, new)
    if pair is None:
        why = "Not drawn: the answer turns on fewer than two counts."
        return Effects(rows, (), examples, undrawn=why, yearly=found.yearly)
    try:
        drawn = tuple(_drawing(plane, rows, examples) for plane in planes(found, *pair))
    except EngineError as error:
        return Effects(rows, (), examples, undrawn=f"Not drawn: {error}", yearly=found.yearly)
    undrawn = "" if drawn else f"Not drawn: no answer turns on {pair[0].short} or {pair[1].short}."
    return Effects(rows, drawn, examples, undrawn=undrawn, yearly=found.yearly)


_DAYS: Final = "Programmes by year are not given where the answer turns on a day, which is another in each year."


def _axes_of(old: Ruleset, new: Ruleset) -> Axes | None:
    """The counts to draw where none are asked for; None where the rulesets read fewer than two."""
    for axes in old.question.drawn:
        return axes
    first, second, *_ = (*filter(is_number, facts_read(old, new).values()), None, None)
    return (first, second) if isinstance(first, Count) and isinstance(second, Count) else None


def facts_read(*rulesets: Ruleset) -> dict[str, Fact]:
    """The facts that rulesets read, by name, in the order in which they read them."""
    found = (fact for ruleset in rulesets for rule in ruleset.rules for fact in facts_of_rules((rule.rule,)))
    return {fact.name: fact for fact in found}


def differing(old: Ruleset, new: Ruleset) -> frozenset[str]:
    """The labels of the clauses that say something else in one ruleset than in the other, or stand in one only."""
    one, two = (
        {r.clause: tuple(x.rule for x in ruleset.rules if x.clause == r.clause) for r in ruleset.rules}
        for ruleset in (old, new)
    )
    return frozenset(label for label in (*one, *two) if one.get(label) != two.get(label))


def _years(group: ProgrammeGroup, columns: int) -> tuple[tuple[Due, Due], ...]:
    return tuple((group.now.in_year(year), group.becomes.in_year(year)) for year in range(1, columns + 1))


def _drawing(plane: Plane, rows: Iterable[Row], examples: Iterable[Spot]) -> Drawing:
    who: dict[PlaneRegion, list[str]] = {region: [] for region in plane.regions}
    marks: list[Mark] = []
    for group in (row.group for row in rows):
        region = plane.user(group.witness)
        if region is not None:
            who[region].append(group.where)
            if group.changes:
                marks.append(Mark(plane.point(group.witness), SMALLEST))
    for spot in examples:
        middle = next((e for e in spot.examples if e.place == "at"), None)
        if middle is not None and plane.user(middle.facts) is not None:
            marks.append(Mark(plane.point(middle.facts), str(spot.number)))
    return Drawing(plane, tuple((region, tuple(said)) for region, said in who.items()), tuple(marks))


def axes_named(given: str, facts: Mapping[str, Fact]) -> Axes:
    """The two counts named with a comma between them, of the facts there are.

    Raises `UsageError` for what is no such pair, with the reason.
    """
    names = [name.strip().replace("-", "_") for name in given.split(",")]
    counts = {name: fact for name, fact in facts.items() if is_number(fact)}
    known = f"write two of {', '.join(counts)}, with a comma between them."
    for name in names:
        if name and name not in facts:
            near = get_close_matches(name, counts, n=1)
            hint = f"did you mean {near[0]}?" if near else known
            raise UsageError(f"'{name}' is no fact that can be drawn; {hint}")
    for name in names:
        if is_year(facts.get(name)):
            raise UsageError(f"'{name}' is no axis: each region of the plane shows all its years; {known}")
        if name and name not in counts:
            raise UsageError(f"'{name}' is no number of something, and so no axis; {known}")
    if len(names) != 2 or not all(names):
        raise UsageError(f"'{given}' names no two counts; {known}")
    if names[0] == names[1]:
        raise UsageError(f"'{names[0]}' is named twice; the plane needs two counts: {known}")
    return counts[names[0]], counts[names[1]]
