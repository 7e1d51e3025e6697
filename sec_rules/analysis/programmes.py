"""Programmes: what falls due year by year under two rulesets, for Users that both treat alike in every year.

The atlas with its years put side by side: what a User undergoes in the first year, the second, and so on,
for ever, under the ruleset as it is and as it would be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from attrs import evolve, field, frozen

from sec_rules.analysis.atlas import cited, regions, sole
from sec_rules.engine.decision_tree import Literals, Witness, grow, position
from sec_rules.engine.english.numerals import cardinal, ordinal, with_article
from sec_rules.engine.english.regions import case, region
from sec_rules.engine.english.years import EVERY_YEAR, split_years
from sec_rules.engine.linking import LONGEST_SEQUENCE, Branch, Ruleset, facts_of
from sec_rules.engine.reference import FactValue, holds
from sec_rules.engine.solver import Fact, Solver
from sec_rules.errors import EngineError
from sec_rules.lang import Outcome, after_anchor, is_party, parties_among, years_among
from sec_rules.lang.citations import clause_of, order
from sec_rules.lang.formulas import All, Atom, Formula, Literal, atoms, facts_of_atom, formula, simplify
from sec_rules.lang.lists import joined
from sec_rules.lang.rulebooks import bearing_on


@frozen
class Due:
    """What falls due in one year: the outcome (None: no single one) and the provisions that say so."""

    outcome: Outcome | None
    because: tuple[str, ...] = field(default=(), eq=False)


@frozen
class Programme:
    """What falls due year by year: `first`, once each, then `cycle` over and over.

    `yearly` is false where the question is not about years; the one answer is then the cycle.
    """

    first: tuple[Due, ...]
    cycle: tuple[Due, ...]
    yearly: bool = True

    def in_year(self, year: int) -> Due:
        """What falls due in a year, counted from 1."""
        if year <= len(self.first):
            return self.first[year - 1]
        return self.cycle[(year - 1 - len(self.first)) % len(self.cycle)]

    @property
    def in_words(self) -> str:
        """Such as "VERIFICATION, SELF, FULL, repeating" or "FULL every year"."""
        said = [_named(due) for due in self.cycle]
        if not self.yearly:
            return said[0]
        then = f"{said[0]} every year" if len(said) == 1 else f"{', '.join(said)}, repeating"
        return f"{', '.join(_named(due) for due in self.first)}, then {then}" if self.first else then

    @property
    def in_a_sentence(self) -> str:
        """Such as "a Full User Security Assessment every year", to stand after "would have"."""
        said = [_titled(due) for due in self.cycle]
        if not self.yearly:
            return said[0]
        then = _every_year(said[0]) if len(said) == 1 else _in_turn(said)
        if not self.first:
            return then
        first = f"{joined(map(_titled, self.first))} in the first {_so_many_years(len(self.first))}"
        return f"{first}, then {_NONE if said == [_NONE] else then}"

    @property
    def because(self) -> tuple[str, ...]:
        """The provisions it rests on, each once, in the order of the Code."""
        found = {label for due in (*self.first, *self.cycle) for label in due.because}
        return tuple(sorted(found, key=lambda label: (order(clause_of(label)), label)))


def _every_year(said: str) -> str:
    return f"{said} in any year" if said in (_NONE, _NOT_ONE) else f"{said} every year"


def _in_turn(said: Sequence[str]) -> str:
    """What falls due one year after the other; the same in several years of the turn is said once, with these years."""
    if len(set(said)) == len(said):
        return f"{joined(said)} in turn, year after year"
    years = {each: [ordinal(n) for n, other in enumerate(said, 1) if other == each] for each in said}
    (first, when), *others = ((each, joined(numbers)) for each, numbers in years.items())
    cycle = f"of every {cardinal(len(said))} years"
    told = (f"{first} in the {when} {cycle}", *(f"{o} in the {y}" for o, y in others))
    return joined(told)


def _named(due: Due) -> str:
    return due.outcome.called if due.outcome else "no single answer"


def _titled(due: Due) -> str:
    return with_article(due.outcome.title) if due.outcome else _NOT_ONE if due.because else _NONE


_NONE: Final = "none"
_NOT_ONE: Final = "no single answer"


def _so_many_years(number: int) -> str:
    return "year" if number == 1 else f"{cardinal(number)} years"


@frozen
class ProgrammePair:
    """Users that both rulesets treat alike in every year: who, in literals that read no year, and the two
    programmes.
    """

    literals: Literals
    now: Programme
    becomes: Programme

    @property
    def changes(self) -> bool:
        """Whether anything else falls due in some year."""
        return self.now != self.becomes

    def takes_in(self, facts: Mapping[str, FactValue]) -> bool:
        """Whether a User of whom all is known has this pair."""
        return holds(All(self.literals), facts) is True


@frozen(kw_only=True)
class ProgrammeGroup:
    """Users of one party with the same two programmes, in one phrase, with the smallest case of them.

    `counted` is the name of the fact that counts years, "" where none does; `after` tells after what they are counted.
    """

    where: str
    now: Programme
    becomes: Programme
    witness: Witness
    example: str
    counted: str = ""
    after: str = ""

    @property
    def each_year(self) -> tuple[Witness, ...]:
        """The smallest case in each of the years that show both programmes whole."""
        if not self.counted:
            return (self.witness,)
        years = max(len(p.first) + len(p.cycle) for p in (self.now, self.becomes))
        return tuple({**self.witness, self.counted: year} for year in range(1, years + 1))

    @property
    def changes(self) -> bool:
        """Whether anything else falls due in some year."""
        return self.now != self.becomes

    @property
    def direction(self) -> str:
        """Which way it goes, over all years: "heavier", "lighter", "decided", "undecided", or some of these."""
        years = range(1, max(_years_shown(self.now), _years_shown(self.becomes)) + 1)
        ways = (_way(self.now.in_year(year).outcome, self.becomes.in_year(year).outcome) for year in years)
        return " in some years, ".join(dict.fromkeys(way for way in ways if way))


def _years_shown(programme: Programme) -> int:
    return len(programme.first) + LONGEST_SEQUENCE


def _way(now: Outcome | None, becomes: Outcome | None) -> str:
    if now == becomes:
        return ""
    if now is None or becomes is None:
        return "decided" if now is None else "undecided"
    if now.weight == becomes.weight:
        return "other"
    return "heavier" if becomes.weight > now.weight else "lighter"


@frozen
class Programmes:
    """The pairs of programmes there can be. They exclude each other and cover everybody within the assumptions."""

    pairs: tuple[ProgrammePair, ...]
    solver: Solver = field(eq=False, repr=False)

    def of(self, facts: Mapping[str, FactValue]) -> ProgrammePair | None:
        """The pair of a User of whom all is known; None for facts that break an assumption."""
        return next((pair for pair in self.pairs if pair.takes_in(facts)), None)

    @property
    def in_order(self) -> tuple[ProgrammePair, ...]:
        """The pairs, that of the smallest User first."""
        return tuple(sorted(self.pairs, key=lambda pair: position(_smallest(pair.literals, self.solver), self.solver)))

    def groups(self) -> tuple[ProgrammeGroup, ...]:
        """The Users as a person reads of them: by party, those with the same programmes in as few phrases as may be."""
        found = [group for alike in _alike(self.pairs) for group in _groups(alike, self.solver)]
        return tuple(sorted(found, key=lambda group: _order(group, self.solver)))

    @property
    def yearly(self) -> bool:
        """Whether the question is about years."""
        return all(pair.now.yearly for pair in self.pairs)

    @property
    def columns(self) -> int:
        """How many years show every programme whole, up to a dozen."""
        programmes = [p for pair in self.pairs for p in (pair.now, pair.becomes)]
        return min(max((len(p.first) + len(p.cycle) for p in programmes), default=1), _MOST_COLUMNS)


_MOST_COLUMNS: Final = 12


def programmes_of(old: Ruleset, new: Ruleset, facts: Mapping[str, Fact] | None = None) -> Programmes:
    """The programmes of all Users under two rulesets of a question.

    Raises `EngineError` where a condition weighs years against premises, so that years cannot be told apart, or
    where the solver gives up.
    """
    known = new.question.facts if facts is None else facts.values()
    solver = Solver(known, assumptions=new.assumptions)
    calendar = _calendar((*old.branches, *new.branches))
    tables = [_by_class(ruleset.branches, calendar) for ruleset in (old, new)]
    formulas = list(dict.fromkeys(f for table in tables for row in table for f in row))
    assumed = [formula(a.holds) for a in bearing_on(facts_of(old) | facts_of(new), new.assumptions)]
    number = {f: i for i, f in enumerate(formulas, len(assumed))}
    yearly = new.question.by_years or len(calendar.classes) > 1
    found: list[ProgrammePair] = []
    for leaf in grow([*assumed, *formulas], solver):
        if all(leaf.truths[: len(assumed)]):
            now, becomes = (
                _programme(ruleset.branches, [[leaf.truths[number[f]] for f in row] for row in table], calendar, yearly)
                for ruleset, table in zip((old, new), tables, strict=True)
            )
            found.append(ProgrammePair(leaf.literals, now, becomes))
    return Programmes(tuple(found), solver)


def programme_of(branches: Sequence[Branch], facts: Mapping[str, FactValue], *, yearly: bool) -> Programme:
    """What some branches by themselves give one User year by year; no outcome where none or several answer."""
    calendar = _calendar(branches)
    truths = [[holds(each, facts) is True for each in row] for row in _by_class(branches, calendar)]
    return _programme(branches, truths, calendar, yearly)


# Years.


@frozen
class _Calendar:
    """Years that no condition tells apart, as classes: what the atoms say in each, and the classes year by year.

    From year `start` on the classes repeat every `period` years.
    """

    classes: tuple[Mapping[Atom, bool], ...]
    years: tuple[int, ...]
    start: int
    period: int


def _calendar(branches: Iterable[Branch]) -> _Calendar:
    masks = dict(
        _yearly(atom) for atom in dict.fromkeys(a for b in branches for a in atoms(b.when)) if _reads_year(atom)
    )
    numbers: dict[tuple[bool, ...], int] = {}
    years = [
        numbers.setdefault(tuple(bool(mask >> year & 1) for mask in masks.values()), len(numbers))
        for year in EVERY_YEAR
    ]
    classes = tuple(dict(zip(masks, truths, strict=True)) for truths in numbers)
    return _Calendar(classes, tuple(years), *_repeating(years))


def _reads_year(atom: Atom) -> bool:
    return years_among(facts_of_atom(atom)) is not None


def _yearly(atom: Atom) -> tuple[Atom, int]:
    others, years = split_years((Literal(atom, True),))
    if others:
        raise EngineError(f"Years cannot be told apart where {region(others, Solver())}.")
    return atom, years.mask


def _repeating(years: Sequence[int]) -> tuple[int, int]:
    """From which year on the years repeat, and after how many; the earliest, then the shortest."""
    best = (len(years), 1)
    for period in range(1, LONGEST_SEQUENCE + 1):
        apart = (y for y in range(len(years) - period, 0, -1) if years[y - 1] != years[y - 1 + period])
        start = next(apart, 0) + 1
        if start + period < len(years):
            best = min(best, (start, period), key=lambda found: (sum(found), found))
    return best


def _by_class(branches: Sequence[Branch], calendar: _Calendar) -> list[list[Formula]]:
    """For each class of years, when each branch answers in it."""
    return [[simplify(branch.when, known) for branch in branches] for known in calendar.classes]


def _programme(
    branches: Sequence[Branch], truths: Sequence[Sequence[bool]], calendar: _Calendar, yearly: bool
) -> Programme:
    by_class = [_due([b for b, answers in zip(branches, row, strict=True) if answers]) for row in truths]
    dues = [by_class[number] for number in calendar.years[: calendar.start + calendar.period - 1]]
    return evolve(_shortest(dues[: calendar.start - 1], dues[calendar.start - 1 :]), yearly=yearly)


def _due(answers: Sequence[Branch]) -> Due:
    return Due(sole(answers), cited(answers))


def _shortest(first: list[Due], cycle: list[Due]) -> Programme:
    """The programme put in as few years as may be."""
    lengths = (n for n in range(1, len(cycle) + 1) if len(cycle) % n == 0)
    length = next(n for n in lengths if all(due == cycle[i % n] for i, due in enumerate(cycle)))
    cycle = [_with_all(cycle[i::length]) for i in range(length)]
    while first and first[-1] == cycle[-1]:
        cycle = [_with_all([first.pop(), cycle[-1]]), *cycle[:-1]]
    return Programme(tuple(first), tuple(cycle))


def _with_all(alike: Sequence[Due]) -> Due:
    return evolve(alike[0], because=tuple(dict.fromkeys(label for due in alike for label in due.because)))


# Groups in words.


def _alike(given: Iterable[ProgrammePair]) -> Iterator[list[ProgrammePair]]:
    found: dict[tuple[object, ...], list[ProgrammePair]] = {}
    for pair in given:
        party = frozenset(m for m in pair.literals if is_party(m.atom))
        found.setdefault((party, pair.now, pair.becomes), []).append(pair)
    yield from found.values()


def _groups(alike: Sequence[ProgrammePair], solver: Solver) -> Iterator[ProgrammeGroup]:
    years = years_among(solver.facts)
    for found in regions([pair.literals for pair in alike], solver):
        members = [alike[number] for number in found.members]
        witness, literals = min(
            ((_smallest(pair.literals, solver), pair.literals) for pair in members),
            key=lambda w: position(w[0], solver),
        )
        yield ProgrammeGroup(
            where=region(found.literals, solver),
            now=_together([pair.now for pair in members]),
            becomes=_together([pair.becomes for pair in members]),
            witness=witness,
            example=case(
                {n: v for n, v in witness.items() if years is None or n != years.name}, literals, solver.facts
            ),
            counted="" if years is None else years.name,
            after=after_anchor(solver.facts),
        )


def _together(programmes: Sequence[Programme]) -> Programme:
    """Programmes that are alike, as one that rests on the provisions of all."""
    columns = [zip(*(getattr(p, side) for p in programmes), strict=True) for side in ("first", "cycle")]
    first, cycle = (tuple(_with_all(alike) for alike in side) for side in columns)
    return Programme(first, cycle, programmes[0].yearly)


def _smallest(literals: Literals, solver: Solver) -> Witness:
    witness = solver.smallest(*literals)
    if witness is None:
        raise ValueError("A pair is made only where somebody has it.")
    return witness


def _order(group: ProgrammeGroup, solver: Solver) -> tuple[object, ...]:
    return (
        *(not group.witness.get(party.name) for party in parties_among(solver.facts)),
        position(group.witness, solver),
    )
