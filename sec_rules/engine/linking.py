"""Clauses in force, linked for one question: who is answered, when, with what.

Linking puts in what clauses take from each other (a deemed count, an amount by name), orders clauses that
yield and prevail, and writes a limb that repeats others out as what it repeats.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

from attrs import evolve, field, frozen

from sec_rules.engine.open_words import Unknown, another, ids_of, possibly, surely, unknowns
from sec_rules.errors import CodeError
from sec_rules.lang import (
    ALWAYS,
    NEVER,
    Amount,
    Answers,
    Clause,
    Condition,
    Count,
    Deems,
    Defines,
    Doubt,
    Figure,
    Limb,
    Named,
    Open,
    OpenCount,
    Outcome,
    Place,
    Question,
    Repeats,
    Rule,
    Sum,
    Turn,
    Undetermined,
    Unread,
    Version,
    years_among,
)
from sec_rules.lang.citations import stands_in
from sec_rules.lang.formulas import FALSE, All, Formula, atoms, facts_in, facts_of_atom, folded, formula, negation
from sec_rules.lang.lists import joined
from sec_rules.lang.rulebooks import Assumption
from sec_rules.lang.traversal import Node, transform, transform_answers, walk

# A sequence longer than this is no sequence of years that a drafter writes out.
LONGEST_SEQUENCE = 60


@frozen
class Branch:
    """One outcome and the formula, folded, under which a clause gives it. `cites` as an answer cites it.

    One that `depends` on open words, by the ids of their places, may give its outcome there or may not; `origin` is
    then the branch with the unknowns in it.
    """

    clause: str
    limb: str
    cites: tuple[str, ...]
    when: Formula
    outcome: Outcome | Undetermined
    place: Place | None = None
    depends: tuple[str, ...] = ()
    origin: Branch | None = field(default=None, eq=False, repr=False)

    @property
    def label(self) -> str:
        """The limb's full label, such as G8.42(b)."""
        return self.clause + self.limb


@frozen
class LinkedRule:
    """A rule that answers the question: to whom it applies (exceptions and precedence in; folded), and its branches."""

    clause: str
    version: Version
    rule: Answers
    applies: Formula
    branches: tuple[Branch, ...]


@frozen
class LinkedDoubt:
    """A doubt that stands on the day, the clause it hangs on, and the clauses whose answers it touches."""

    clause: str
    touches: frozenset[str]
    doubt: Doubt
    when: Formula


@frozen
class Ruleset:
    """All that bears on one question on one day. `unread` are the clauses that could not be read as rules.

    Beside one of those no branch has an outcome that is settled. Where words of a rule are open, `rules` have a branch
    for what they answer whatever the words mean, and one that depends on the words for what they may answer; `exact`
    are then the rules with the unknowns in them, and `open` the ids of all places that are open. `assumed` are
    sentences on what was taken for granted in reading the clauses; `assumptions` are those of the rulebook on facts.
    """

    question: Question
    day: date
    rules: tuple[LinkedRule, ...]
    doubts: tuple[LinkedDoubt, ...]
    unread: tuple[tuple[str, str], ...]
    exact: tuple[LinkedRule, ...] = ()
    open: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    assumptions: tuple[Assumption, ...] = ()

    @property
    def branches(self) -> tuple[Branch, ...]:
        """The branches of all rules, in the order of the clauses."""
        return tuple(branch for rule in self.rules for branch in rule.branches)

    @cached_property
    def years(self) -> Count | None:
        """The count of the years that its rules read."""
        read = {atom for branch in self.branches for atom in atoms(branch.when)}
        return years_among(fact for atom in read for fact in facts_of_atom(atom))

    @property
    def left_open(self) -> tuple[tuple[str, str], ...]:
        """The clauses of which not all was read, each with why: those that are no rules, and words that none uses."""
        words = ((b.clause, b.outcome.why) for b in self.branches if b.depends and isinstance(b.outcome, Undetermined))
        return self.unread or tuple(dict.fromkeys(words))


Standing = tuple[Clause, Version]


def link(
    question: Question, day: date, standing: Iterable[Standing], assumptions: tuple[Assumption, ...] = ()
) -> Ruleset:
    """The ruleset of a question from the clauses that stand on a day, in the order of their labels."""
    clauses = tuple(standing)
    not_rules = [(c.label, r) for c, v in clauses for r in v.rules if isinstance(r, Unread)]
    unread = [(label, rule.why) for label, rule in not_rules]
    drafts: list[LinkedRule] = []
    for clause, version in clauses:
        for rule in version.rules:
            if isinstance(rule, Answers) and rule.question == question:
                try:
                    drafts.append(_rule(clause.label, version, _with_amounts(clause.label, rule, clauses)))
                except CodeError as error:
                    unread.append((clause.label, str(error)))
    answering = frozenset(rule.clause for rule in drafts)
    silent = frozenset(c.label for c, v in clauses if not any(isinstance(r, (Answers, Deems)) for r in v.rules))
    doubts = tuple(_doubts(day, clauses, answering | silent))
    exact = _ordered(tuple(drafts))
    rules = tuple(_bounded(rule) for rule in exact)
    ids = tuple(dict.fromkeys((*(r.id for _, r in not_rules if r.id), *_depended_on(rules))))
    beside = _beside(unread, ids, rules) if unread else rules
    assumed = tuple(dict.fromkeys(sentence for _, version in clauses for sentence in version.assumed))
    said = () if rules == exact else exact
    return Ruleset(question, day, beside, doubts, tuple(unread), said, ids, assumed, assumptions)


def _beside(
    unread: Sequence[tuple[str, str]], ids: tuple[str, ...], rules: Iterable[LinkedRule]
) -> tuple[LinkedRule, ...]:
    """The rules as they stand beside text that was not read: what it says may answer instead, or change any answer."""
    outcome = Undetermined(f"{' '.join(not_read(*each) for each in unread)} It may answer, or change this answer.")
    return tuple(
        evolve(rule, branches=tuple(evolve(branch, outcome=outcome, depends=ids) for branch in rule.branches))
        for rule in rules
    )


def _depended_on(rules: Iterable[LinkedRule]) -> Iterator[str]:
    yield from (id for rule in rules for branch in rule.branches for id in branch.depends)


def _bounded(rule: LinkedRule) -> LinkedRule:
    """The rule without unknowns: what it answers whatever the open words mean, and apart from it what it may."""
    branches = tuple(part for branch in rule.branches for part in _surely_and_possibly(branch))
    return rule if branches == rule.branches else evolve(rule, applies=surely(rule.applies), branches=branches)


def _surely_and_possibly(branch: Branch) -> Iterator[Branch]:
    found = unknowns(branch.when)
    left = branch.outcome.id if isinstance(branch.outcome, Undetermined) else ""
    if not found:
        yield evolve(branch, depends=(left,)) if left else branch
        return
    always, sometimes = surely(branch.when), possibly(branch.when)
    if always != FALSE:
        yield evolve(branch, when=always, depends=(left,) if left else ())
    may = folded(All((sometimes, negation(always))))
    if may != FALSE:
        ids = tuple(dict.fromkeys((*(id for unknown in found for id in ids_of(unknown)), *((left,) if left else ()))))
        yield evolve(branch, when=may, outcome=Undetermined(depends_on_words(found)), depends=ids, origin=branch)


def left_open(answers: Iterable[Branch]) -> str:
    """Why no answer is settled where those branches answer or may, as one of them depends on open words; "" if none."""
    open_outcomes = (b.outcome for b in answers if b.depends)
    return " ".join(dict.fromkeys(outcome.why for outcome in open_outcomes if isinstance(outcome, Undetermined)))


def words_left_open(ruleset: Ruleset, ids: Iterable[str]) -> tuple[str, ...]:
    """The words at open places of the rules of a ruleset, in their order; what is no part of a rule is left out."""
    wanted = set(ids)
    rules = ruleset.exact or ruleset.rules
    found: dict[str, None] = {}
    for branch in (branch for rule in rules for branch in rule.branches):
        found.update({u.meaning: None for u in unknowns(branch.when) if wanted.intersection(ids_of(u))})
        if isinstance(branch.outcome, Undetermined) and branch.outcome.id in wanted and not unknowns(branch.when):
            found[branch.outcome.why] = None
    return tuple(found)


def depends_on_words(found: Iterable[Unknown]) -> str:
    """A sentence that says on which words that were not read an answer depends."""
    words = joined(dict.fromkeys(f"'{unknown.meaning}'" for unknown in found))
    return f"It depends on words that were not read: {words}."


def not_read(label: str, why: str) -> str:
    """A sentence that a provision was not read, and why."""
    return f"{label[:1].upper()}{label[1:]} was not read ({why.rstrip('.')})."


def _doubts(day: date, clauses: tuple[Standing, ...], concerned: frozenset[str]) -> Iterator[LinkedDoubt]:
    """The doubts that stand on a day and touch one of the clauses concerned."""
    for clause, version in clauses:
        touches = {clause.label}
        for rule in version.rules:
            if isinstance(rule, Deems):
                touches.update(rule.on)
        if touches.isdisjoint(concerned):
            continue
        for doubt in version.doubts:
            if doubt.stands_on(day):
                yield LinkedDoubt(clause.label, frozenset(touches), doubt, formula(doubt.when))


def _with_amounts(label: str, rule: Answers, clauses: tuple[Standing, ...]) -> Answers:
    """The rule with names and deemed counts put in."""
    rules = [r for _, v in clauses for r in v.rules]
    names = _names(label, _concerning(label, rules, Defines))
    deems = [r for r in rules if isinstance(r, Deems) and label in r.on]
    return transform_answers(rule, _put_in(names, deems))


def _names(label: str, definitions: Iterable[Defines]) -> dict[str, Amount]:
    """What each name means for a clause. `CodeError` where two definitions of equal reach say two things."""
    found: dict[str, Defines] = {}
    for given in definitions:
        other = found.get(given.name.casefold())
        if other is not None and bool(other.within) is bool(given.within) and other.amount != given.amount:
            raise CodeError(f"'{given.name}' is defined twice for {label}, each time differently.")
        found[given.name.casefold()] = given
    return {name: given.amount for name, given in found.items()}


def _concerning(label: str, rules: Iterable[Rule], kind: type[Defines]) -> Iterator[Defines]:
    """Definitions that reach a clause; one given for the clause itself comes last and so prevails."""
    found = [r for r in rules if isinstance(r, kind) and (not r.within or label in r.within)]
    yield from sorted(found, key=lambda r: bool(r.within))


def _put_in(
    names: Mapping[str, Amount], deems: Sequence[Deems], seen: frozenset[str] = frozenset()
) -> Callable[[Node], Node]:
    """What takes the place of a node: of a count with what is deemed into it, of a name with what it means."""

    def put(node: Node) -> Node:
        match node:
            case Count():
                included = [part for d in deems if d.count == node for part in d.includes]
                excluded = [part for d in deems if d.count == node for part in d.excludes]
                # What is deemed in may have a name; it takes in nothing by itself.
                parts = dict.fromkeys(part for part in included if part not in excluded)
                extra = tuple(transform(part, _put_in(names, (), seen)) for part in parts)
                own = Figure(0) if node in excluded else node
                return Sum((own, *extra)) if extra else own
            case Named(name):
                key = name.casefold()
                if key in seen:
                    raise CodeError(f"'{name}' is defined by way of itself.")
                if key not in names:
                    raise CodeError(f"Nothing in force defines '{name}', so the amount cannot be worked out.")
                return transform(names[key], _put_in(names, deems, seen | {key}))
        return node

    return put


def counting(deems: Sequence[Deems]) -> Callable[[Node], Node]:
    """What takes the place of a node where some clauses deem something into its counts; names are left alone."""
    put = _put_in({}, deems)
    return lambda node: put(node) if isinstance(node, Count) else node


def _rule(label: str, version: Version, rule: Answers) -> LinkedRule:
    applies = folded(All((formula(rule.applies), formula(rule.unless, holds=False))))
    branches: list[Branch] = []
    for limb in rule.limbs:
        if isinstance(limb.outcome, Repeats):
            branches.extend(_repeated(label, applies, limb, limb.outcome, rule.limbs))
        else:
            when = folded(All((applies, formula(limb.when))))
            cites = (label + limb.label,)
            branches.append(Branch(label, limb.label, cites, when, limb.outcome, limb.place))
    return LinkedRule(label, version, rule, applies, tuple(branches))


def _repeated(label: str, applies: Formula, limb: Limb, repeats: Repeats, limbs: tuple[Limb, ...]) -> Iterator[Branch]:
    """A limb that repeats others, as one branch for each year of the sequence and limb repeated.

    The sequence starts over in the first year in which the repeating limb applies.
    """
    repeated = _range(label, repeats, limbs)
    if limb in repeated:
        among = f"paragraphs {repeats.first} to {repeats.last}, and so itself"
        raise CodeError(f"{label}{limb.label} repeats {among}.")
    start = _first_year(limb.when)
    counts = years_among(node for m in (limb, *repeated) for node in walk(m.when))
    # Only the years before the limb that repeats them can be repeated, so no later one is looked at.
    years = [y for y in range(1, start or 1) if any(in_year(m.when, y) != FALSE for m in repeated)]
    if start is None or not years or counts is None:
        raise CodeError(f"{label}{limb.label} repeats a sequence of years that cannot be made out.")
    length = years[-1] - years[0] + 1
    for position in range(length):
        turn = Turn(counts, (start + position - 1) % length + 1, length)
        for other in repeated:
            left = in_year(transform(other.when, _of_another_year(years[0] + position)), years[0] + position)
            if left == FALSE or isinstance(other.outcome, Repeats):
                continue
            when = folded(All((applies, formula(limb.when), formula(turn), left)))
            cites = (label + limb.label, label + other.label)
            yield Branch(label, limb.label, cites, when, other.outcome, limb.place)


def _of_another_year(year: int) -> Callable[[Node], Node]:
    """What takes the place of a node in a limb repeated: open words may come to another thing in another year."""
    return lambda node: another(node, str(year)) if isinstance(node, (Open, OpenCount)) else node


def repeating_a_gap(rule: Answers) -> tuple[Limb, ...]:
    """The limbs that repeat a sequence in which nothing falls due in some year.

    Whether that year is repeated too, with nothing in it, is not said.
    """
    return tuple(limb for limb in rule.limbs if isinstance(limb.outcome, Repeats) and _has_gap(limb, rule.limbs))


def _has_gap(limb: Limb, limbs: tuple[Limb, ...]) -> bool:
    assert isinstance(limb.outcome, Repeats)
    try:
        repeated = _range("", limb.outcome, limbs)
    except CodeError:
        return False
    start = _first_year(limb.when) or 1
    filled = [any(in_year(m.when, y) != FALSE for m in repeated if m is not limb) for y in range(1, start)]
    if True not in filled:
        return False
    return not all(filled[filled.index(True) : len(filled) - filled[::-1].index(True)])


def _range(label: str, repeats: Repeats, limbs: tuple[Limb, ...]) -> tuple[Limb, ...]:
    # A paragraph may say one thing in one case and another in another, or have paragraphs of its own.
    firsts, lasts = (
        [n for n, limb in enumerate(limbs) if limb.label == name or limb.label.startswith(f"{name}(")]
        for name in (repeats.first, repeats.last)
    )
    if not firsts or not lasts:
        gone = repeats.last if firsts else repeats.first
        raise CodeError(f"{label} repeats paragraphs {repeats.first} to {repeats.last}, but has no paragraph {gone}.")
    first, last = firsts[0], lasts[-1]
    if first > last:
        raise CodeError(f"{label} repeats paragraphs {repeats.first} to {repeats.last}, which are in the wrong order.")
    return limbs[first : last + 1]


def _first_year(when: Condition) -> int | None:
    return next((y for y in range(1, LONGEST_SEQUENCE + 1) if in_year(when, y) != FALSE), None)


def in_year(condition: Condition, year: int) -> Formula:
    """What is left of a condition in one year after the initial assessment."""

    def put(node: Node) -> Node:
        match node:
            case Count() if node.counts_years:
                return Figure(year)
            case Turn(_, turn, of):
                return ALWAYS if (year - 1) % of == turn - 1 else NEVER
        return node

    return formula(transform(condition, put))


@frozen
class _Way:
    """Rule number `to` answers before this one: its branches named in `before`, those of ours in `ours`."""

    to: int
    before: tuple[str, ...]
    ours: tuple[str, ...]


def _ordered(rules: tuple[LinkedRule, ...]) -> tuple[LinkedRule, ...]:
    """The rules with "subject to" and "notwithstanding" carried out.

    A rule gives way only where the other applies and answers; if that other gives way itself, only to what it
    then still answers. In a circle nobody can be asked first, so whoever is asked takes the last on the way round
    by its bare words: two that give way to each other both answer, three leave a gap, and either is found.
    """
    ways = [_ways(rule, rules) for rule in rules]

    def settle(i: int, path: frozenset[int]) -> LinkedRule:
        rule = rules[i]
        for way in ways[i]:
            other = rules[way.to] if way.to in path else settle(way.to, path | {way.to})
            over = All(tuple(negation(b.when) for b in other.branches if _named(b, way.before)))
            rule = _giving_way(rule, over, way.ours)
        return rule

    return tuple(settle(i, frozenset({i})) for i in range(len(rules)))


def _ways(rule: LinkedRule, rules: tuple[LinkedRule, ...]) -> list[_Way]:
    found: list[_Way] = []
    for j, other in enumerate(rules):
        if other is rule:
            continue
        before = tuple(x for x in rule.rule.yields_to if _is_of(x, other, rule))
        if before:
            found.append(_Way(j, before, (rule.clause,)))
        ours = tuple(x for x in other.rule.prevails_over if _is_of(x, rule, other))
        if ours:
            found.append(_Way(j, (other.clause,), ours))
    return found


def _is_of(label: str, named: LinkedRule, by: LinkedRule) -> bool:
    """Whether a rule speaks of another by a label: of one of its own clause only by that of a part of it."""
    if not stands_in(label, named.clause):
        return False
    if named.clause != by.clause:
        return True
    return not _has_part(by, label) and _has_part(named, label)


def _has_part(rule: LinkedRule, label: str) -> bool:
    return label != rule.clause and any(stands_in(branch.label, label) for branch in rule.branches)


def _named(branch: Branch, labels: tuple[str, ...]) -> bool:
    return branch.clause in labels or any(stands_in(branch.label, label) for label in labels)


def _giving_way(rule: LinkedRule, over: Formula, ours: tuple[str, ...]) -> LinkedRule:
    whole = rule.clause in ours
    return evolve(
        rule,
        applies=folded(All((rule.applies, over))) if whole else rule.applies,
        branches=tuple(evolve(b, when=folded(All((b.when, over)))) if _named(b, ours) else b for b in rule.branches),
    )


def facts_of(ruleset: Ruleset) -> frozenset[str]:
    """The names of all facts that the ruleset of the question reads."""
    formulas = [f for rule in ruleset.rules for f in (rule.applies, *(b.when for b in rule.branches))]
    return frozenset().union(*(facts_in(f) for f in formulas))
