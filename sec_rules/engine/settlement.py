"""What is settled of a question with facts missing, by look-ups: who may answer, and what would settle it.

Comparisons tie facts into groups, and each group goes one of a few ways. All the ways together are the cells of a
table; a set of cells is one whole number with a bit for each. What is known of a User leaves some ways of each group,
so some cells, and whoever answers in one of them may answer. A fact settles the question where no two cells that agree
on it, and that one User can come into by the other facts, come to different results.

The results are those of the solver (`missing_facts`), without one: it is asked only where what is known of counts that
are tied together cannot be said by bounds (`elimination`).
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, reduce
from itertools import combinations
from operator import or_
from typing import Final

from attrs import evolve, field, frozen

from sec_rules.engine.elimination import Quotient
from sec_rules.engine.groups import Fact, Group, NotSaid, groups_of
from sec_rules.engine.linking import Branch, LinkedDoubt, Ruleset
from sec_rules.engine.ranges import Range
from sec_rules.engine.reference import FactValue, decided
from sec_rules.engine.results import Result, Settled, reason, result_of
from sec_rules.engine.traces import Asked, Batch, Said, Values, Work
from sec_rules.lang import Count, Turn, YesNo
from sec_rules.lang.formulas import (
    FALSE,
    TRUE,
    All,
    Atom,
    Bound,
    Formula,
    Literal,
    atoms,
    bound,
    facts_in,
    facts_of_atom,
    reach,
)

# A table of a million cells is made in some ten milliseconds, and one look-up in it takes as long as some hundred.
MOST_CELLS: Final = 2**20
# What there is to ask about a group is worked out once for what is known of it.
MOST_PLANS: Final = 1_024
_LOW: Final = " at least"
_HIGH: Final = " at most"


@frozen
class Came:
    """What came of a question with facts missing.

    `by_reference` where the reference, which looks at one comparison at a time, knows who answers; then `applying` are
    the clauses that apply where nobody does. `doubts` are those that the facts meet, or may meet, on who answers.
    """

    settled: Settled
    doubts: tuple[LinkedDoubt, ...] = ()
    by_reference: bool = False
    applying: tuple[str, ...] = ()


@frozen
class _Shape:
    """Which facts are known, and of which counts a range is."""

    known: frozenset[str]
    within: frozenset[str]

    def of(self, group: Group) -> _Shape:
        """The same of the facts of a group alone."""
        names = {fact.name for fact in group.facts}
        return _Shape(self.known & names, self.within & names)


class Settlement:
    """A ruleset as a table of cells. `facts` are those that can be given, `assumed` is what bears on the ruleset, and
    `checked` what no facts may break. `NotSaid` where there is no such table.
    """

    def __init__(
        self,
        ruleset: Ruleset,
        facts: Mapping[str, Fact],
        assumed: Iterable[Formula] = (),
        checked: Iterable[Formula] = (),
    ) -> None:
        self._ruleset, self._names = ruleset, tuple(facts)
        assumed = tuple(assumed)
        formulas = (*assumed, *(branch.when for branch in ruleset.branches))
        self._asked = asked = dict.fromkeys(atom for f in formulas for atom in atoms(f))
        self.table = _Table(groups_of(asked))
        self._allowed = reduce(lambda one, other: one & self.table.cells(other), assumed, self.table.every)
        self._branches = [self.table.cells(branch.when) & self._allowed for branch in ruleset.branches]
        self._results = self._by_result()
        # What is broken is reported where facts are admitted.
        self._checked = [each for each in checked if facts_in(each) <= facts.keys()]
        others = [d.when for d in ruleset.doubts] + [r.applies for r in ruleset.rules] + self._checked
        read = {f for atom in (*asked, *(a for o in others for a in atoms(o))) for f in facts_of_atom(atom)}
        if any(_differ(fact, facts.get(fact.name)) for fact in read):
            raise NotSaid
        self.read = tuple(sorted(read, key=lambda fact: self._names.index(fact.name)))
        self._slots = {fact.name: f"v[{n}]" for n, fact in enumerate(self.read)}
        self._plan = lru_cache(MOST_PLANS)(self._planned)
        self._pairs = lru_cache(MOST_PLANS)(self._paired)

    def _by_result(self) -> dict[Result, int]:
        once = twice = 0
        for cells in self._branches:
            twice |= once & cells
            once |= cells
        found: dict[Result, int] = {}
        for branch, cells in zip(self._ruleset.branches, self._branches, strict=True):
            result = result_of((branch,))
            found[result] = found.get(result, 0) | cells & ~twice
        found[result_of(())] = self._allowed & ~once
        if twice:
            found[result_of(self._ruleset.branches)] = twice
        return {result: cells for result, cells in found.items() if cells}

    def given(self, known: Mapping[str, FactValue], within: Mapping[str, Range]) -> tuple[int, Values]:
        """What is known of the facts, as `work` takes it: a number with a bit for each that is known and above them one
        for each of which a range is, and their values.
        """
        values = tuple(known.get(fact.name, within.get(fact.name)) for fact in self.read)
        places = {fact.name: n for n, fact in enumerate(self.read)}
        shape = sum(1 << n for name, n in places.items() if name in known)
        ranged = sum(1 << n for name, n in places.items() if name in within and name not in known)
        return shape | ranged << len(places), values

    def work(self, shape: int) -> Work[Came | None]:
        """What comes of facts of a shape; None where an assumption is broken, or it cannot be said by bounds."""
        number = len(self.read)
        given = _Shape(
            frozenset(f.name for n, f in enumerate(self.read) if shape >> n & 1),
            frozenset(f.name for n, f in enumerate(self.read) if shape >> n + number & 1),
        )
        try:
            return (yield from self._work(given))
        except NotSaid:
            return None

    def _work(self, given: _Shape) -> Work[Came | None]:
        plans = [self._plan(n, given.of(group)) for n, group in enumerate(self.table.groups)]
        truths = _Truths(self._slots, given.known)
        first = dict.fromkeys(a for f in self._checked for a in atoms(f)) | dict.fromkeys(self._asked)
        yield from truths.ask(first, (asked for asks, _ in plans for asked in asks))
        if any(decided(f, truths.of) is False for f in self._checked):
            return None
        ways = [ways(tuple(truths.said[asked] for asked in asks)) for asks, ways in plans]
        box = self.table.box(ways)
        answers = self._answering(box & self._allowed)
        results = {result: cells & box for result, cells in self._results.items() if cells & box}
        if len(results) <= 1:
            came = yield from self._by_reference(truths)
            if came is not None:
                return came
        needs: tuple[str, ...] = ()
        if len(results) > 1:
            answers = ()
            needs = yield from self._needs(truths, given, ways, tuple(results.values()))
        why = reason(results, answers, needs, given.within)
        doubts = yield from self._doubts(truths, answers)
        return Came((answers, why, needs), doubts)

    def _answering(self, box: int) -> tuple[Branch, ...]:
        return tuple(b for b, cells in zip(self._ruleset.branches, self._branches, strict=True) if cells & box)

    def _by_reference(self, truths: _Truths) -> Work[Came | None]:
        verdicts = [decided(branch.when, truths.of) for branch in self._ruleset.branches]
        if None in verdicts:
            return None
        answers = tuple(b for b, verdict in zip(self._ruleset.branches, verdicts, strict=True) if verdict)
        doubts = yield from self._doubts(truths, answers)
        rules = () if answers else self._ruleset.rules
        yield from truths.ask(a for rule in rules for a in atoms(rule.applies))
        applying = tuple(rule.clause for rule in rules if decided(rule.applies, truths.of))
        return Came((answers, None, ()), doubts, True, applying)

    def _doubts(self, truths: _Truths, answers: Iterable[Branch]) -> Work[tuple[LinkedDoubt, ...]]:
        labels = {branch.clause for branch in answers}
        doubts = [doubt for doubt in self._ruleset.doubts if doubt.touches & labels]
        yield from truths.ask(a for doubt in doubts for a in atoms(doubt.when))
        return tuple(doubt for doubt in doubts if decided(doubt.when, truths.of) is not False)

    # The ways that what is known leaves.

    def _planned(self, number: int, given: _Shape) -> tuple[Batch, Callable[[Said], int]]:
        """What to ask to know in which ways a group can go, and those ways by what is said."""
        group = self.table.groups[number]
        names = {fact.name for fact in group.facts}
        if names <= given.known:
            place = group.place
            return tuple(self._put(atom) for atom in group.atoms), lambda said: 1 << place[tuple(map(bool, said))]
        if names.isdisjoint(given.known | given.within):
            every = (1 << len(group.ways)) - 1
            return (), lambda said: every
        if group.single is not None:
            slot = self._slots[group.single.name]
            return (Asked(f"s({slot}.low, {slot}.high)", group.within()),), lambda said: said[0]
        known, unknown = self._known(group, given), _unknown(group, given)
        when = [group.when(way, known, unknown) for way in group.ways]
        left = tuple(dict.fromkeys(atom for f in when for atom in atoms(f)))
        places = {atom: n for n, atom in enumerate(left)}
        return (
            tuple(self._put(atom) for atom in left),
            lambda said: sum(1 << n for n, f in enumerate(when) if decided(f, lambda a: bool(said[places[a]]))),
        )

    def _known(self, group: Group, given: _Shape) -> list[Literal]:
        """That the counts of a group of which a range is known lie in it."""
        found = []
        for fact in group.facts:
            if fact.name in given.within and isinstance(fact, Count):
                low, high = evolve(fact, name=fact.name + _LOW), evolve(fact, name=fact.name + _HIGH)
                found += [bound({fact: 1, low: -1}, 0, True), bound({high: 1, fact: -1}, 0, True)]
        return [literal for literal in found if isinstance(literal, Literal)]

    def _put(self, atom: Atom) -> Asked:
        return Asked(_expression(atom, self._slots))

    # What would settle it.

    def _needs(
        self, truths: _Truths, given: _Shape, ways: Sequence[int], results: tuple[int, ...]
    ) -> Work[tuple[str, ...]]:
        """The smallest set of missing facts whose values always settle which of the results comes about."""
        groups = self.table.groups
        read = {fact.name for group, left in zip(groups, ways, strict=True) if left & left - 1 for fact in group.facts}
        missing = [name for name in self._names if name in read and name not in given.known]
        search = _Search(self, truths, given, ways, results)
        core = []
        for name in missing:
            if not (yield from search.settles({other for other in missing if other != name})):
                core.append(name)
        others = [name for name in missing if name not in core]
        for size in range(len(others) + 1):
            for more in combinations(others, size):
                if (yield from search.settles({*core, *more})):
                    return tuple(name for name in missing if name in core or name in more)
        return tuple(missing)

    def _paired(
        self, number: int, given: _Shape, agreed: frozenset[str], ways: int
    ) -> tuple[list[tuple[int, int]], list[Formula], dict[Atom, Asked]]:
        """The pairs of ways of a group, when two Users who agree on some of its facts can go them, and what to ask."""
        group = self.table.groups[number]
        known, unknown = self._known(group, given), _unknown(group, given)
        apart = [count for count in unknown if count.name not in agreed]
        pairs = list(combinations((n for n in range(len(group.ways)) if ways >> n & 1), 2))
        when = [group.both((group.ways[i], group.ways[j]), known, unknown, apart) for i, j in pairs]
        return pairs, when, {atom: self._put(atom) for f in when for atom in atoms(f)}

    def related(
        self, truths: _Truths, number: int, given: _Shape, agreed: frozenset[str], ways: int
    ) -> Work[list[tuple[int, int]]]:
        """The pairs of the ways left to a group that two Users can go who agree on some of its facts."""
        pairs, when, put = self._pairs(number, given.of(self.table.groups[number]), agreed, ways)
        yield from truths.ask((), put.values())
        return [pair for pair, f in zip(pairs, when, strict=True) if decided(f, lambda a: bool(truths.said[put[a]]))]


class _Search:
    """Which sets of facts settle which of the results comes about."""

    def __init__(
        self, of: Settlement, truths: _Truths, given: _Shape, ways: Sequence[int], results: tuple[int, ...]
    ) -> None:
        self._of, self._truths, self._given, self._ways, self._results = of, truths, given, ways, results
        self._every = reduce(or_, results)
        self._pairs: dict[tuple[int, frozenset[str]], list[tuple[int, int]]] = {}

    def settles(self, names: set[str]) -> Generator[Batch, Said, bool]:
        """Whether the values of these facts always settle it."""
        table = self._of.table
        spread: list[tuple[int, list[tuple[int, int]] | None]] = []
        for n, group in enumerate(table.groups):
            missing = {fact.name for fact in group.facts} - self._given.known
            if not self._ways[n] & self._ways[n] - 1 or missing <= names:
                continue
            agreed = frozenset(missing & names)
            if agreed and (n, agreed) not in self._pairs:
                found = yield from self._of.related(self._truths, n, self._given, agreed, self._ways[n])
                self._pairs[n, agreed] = found
            spread.append((n, self._pairs[n, agreed] if agreed else None))
        for cells in self._results[:-1]:
            others = self._every & ~cells
            for n, pairs in spread:
                cells = table.freed(cells, n) if pairs is None else table.related(cells, n, pairs)
            if cells & others:
                return False
        return True


@frozen(eq=False)
class _Table:
    """The cells: one for each way of each group, numbered so that the way of the first group counts one by one."""

    groups: tuple[Group, ...]
    every: int = field(init=False)
    _strides: tuple[int, ...] = field(init=False)
    _going: tuple[tuple[int, ...], ...] = field(init=False)
    _holding: dict[Atom, int] = field(init=False)

    def __attrs_post_init__(self) -> None:
        strides, size = [], 1
        for group in self.groups:
            strides.append(size)
            size *= len(group.ways)
        if size > MOST_CELLS:
            raise NotSaid
        going = tuple(
            tuple(_striped(stride, len(group.ways), size, n) for n in range(len(group.ways)))
            for stride, group in zip(strides, self.groups, strict=True)
        )
        set_ = object.__setattr__
        set_(self, "every", (1 << size) - 1)
        set_(self, "_strides", tuple(strides))
        set_(self, "_going", going)
        set_(self, "_holding", dict(self._atoms()))

    def _atoms(self) -> Iterator[tuple[Atom, int]]:
        for group, going in zip(self.groups, self._going, strict=True):
            for n, atom in enumerate(group.atoms):
                yield atom, reduce(or_, (cells for way, cells in zip(group.ways, going, strict=True) if way[n]), 0)

    def cells(self, of: Formula) -> int:
        """The cells in which a formula holds."""
        if isinstance(of, Literal):
            holding = self._holding[of.atom]
            return holding if of.holds else self.every & ~holding
        if isinstance(of, All):
            return reduce(lambda one, part: one & self.cells(part), of.parts, self.every)
        return reduce(lambda one, part: one | self.cells(part), of.parts, 0)

    def box(self, ways: Sequence[int]) -> int:
        """The cells in which each group goes one of the ways left to it."""
        found = self.every
        for going, left in zip(self._going, ways, strict=True):
            if left != (1 << len(going)) - 1:
                found &= reduce(or_, (cells for n, cells in enumerate(going) if left >> n & 1), 0)
        return found

    def freed(self, cells: int, group: int) -> int:
        """The cells that differ from given ones in the way of a group only, and these."""
        stride, base, spread = self._strides[group], 0, 0
        for n, going in enumerate(self._going[group]):
            base |= (cells & going) >> n * stride
            spread |= 1 << n * stride
        return base * spread

    def related(self, cells: int, group: int, pairs: Iterable[tuple[int, int]]) -> int:
        """The cells that given ones go to, where a group goes the other way of a pair, and these."""
        stride, going, found = self._strides[group], self._going[group], cells
        for one, two in pairs:
            by = (two - one) * stride
            found |= (cells & going[one]) << by | (cells & going[two]) >> by
        return found


def _striped(stride: int, ways: int, size: int, place: int) -> int:
    """The cells at one place of a group: `stride` of them in each `stride * ways`."""
    found, width = ((1 << stride) - 1) << place * stride, stride * ways
    while width < size:
        found |= found << width
        width *= 2
    return found & (1 << size) - 1


class _Truths:
    """What was said of what is known, and what follows of atoms as the reference sees it: a range tells it nothing."""

    def __init__(self, slots: Mapping[str, str], known: frozenset[str]) -> None:
        self.said: dict[Asked, int] = {}
        self._slots, self._known = slots, known
        self._found: dict[Atom, bool | None] = {}

    def of(self, atom: Atom) -> bool | None:
        """Whether an atom that was asked for holds; None where it may."""
        return self._found[atom]

    def ask(self, of: Iterable[Atom], also: Iterable[Asked] = ()) -> Generator[Batch, Said, None]:
        """Asks for atoms, and for what else there is to ask, as far as it has not been asked yet."""
        ends = {atom: self._ends(atom) for atom in of if atom not in self._found}
        put = {a: Asked(_expression(a, self._slots)) for both in ends.values() for f in both for a in atoms(f)}
        left = tuple(asked for asked in dict.fromkeys((*put.values(), *also)) if asked not in self.said)
        if left:
            said = yield left
            self.said |= zip(left, said, strict=True)
        for atom, (surely, maybe) in ends.items():
            holds, may = (decided(f, lambda a: bool(self.said[put[a]])) for f in (surely, maybe))
            self._found[atom] = True if holds else None if may else False

    def _ends(self, atom: Atom) -> tuple[Formula, Formula]:
        """When an atom surely holds, and when it may, as the facts that are known say."""
        if all(fact.name in self._known for fact in facts_of_atom(atom)):
            return Literal(atom, True), Literal(atom, True)
        if not isinstance(atom, Bound):
            return FALSE, TRUE
        known = {count: weight for count, weight in atom.terms if count.name in self._known}
        low, high = reach(term for term in atom.terms if term[0] not in known)
        return bound(known, atom.at_least - low, True), bound(known, atom.at_least - high, True)


def _unknown(group: Group, given: _Shape) -> list[Count]:
    return [fact for fact in group.facts if isinstance(fact, Count) and fact.name not in given.known]


def _expression(atom: Atom, slots: Mapping[str, str]) -> str:
    match atom:
        case YesNo(name):
            return slots[name]
        case Turn(count, turn, of):
            return f"({slots[count.name]} - 1) % {of} == {turn - 1}"
        case Bound(terms, at_least):
            return f"{_sum(terms, slots)} >= {at_least}"


def _sum(terms: Iterable[tuple[Count, int]], slots: Mapping[str, str]) -> str:
    return " + ".join(f"{weight} * {_slot(count, slots)}" for count, weight in terms) or "0"


def _slot(count: Count, slots: Mapping[str, str]) -> str:
    if isinstance(count, Quotient):
        return f"(({_sum(count.of, slots)} + {count.more}) // {count.by})"
    if count.name in slots:
        return slots[count.name]
    if count.name.endswith(_LOW):
        return f"{slots[count.name.removesuffix(_LOW)]}.low"
    return f"{slots[count.name.removesuffix(_HIGH)]}.high"


def _differ(fact: Fact, other: Fact | None) -> bool:
    if isinstance(fact, Count) and isinstance(other, Count):
        return (fact.at_least, fact.at_most) != (other.at_least, other.at_most)
    return type(fact) is not type(other)
