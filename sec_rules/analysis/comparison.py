"""Two rulesets side by side: whose answer changes, which way, and on what it rested and rests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Literal

from attrs import evolve, field, frozen

from sec_rules._shown import Shown
from sec_rules.analysis.atlas import JointCell, Region, cited, refine, regions, sole
from sec_rules.analysis.contents import Content, GivenFacts, Remembered, content, given_facts
from sec_rules.analysis.possible_answers import depends_on, settled, words_in_brief
from sec_rules.engine.decision_tree import Literals, Witness, grow, position
from sec_rules.engine.english.numerals import with_article
from sec_rules.engine.english.regions import region
from sec_rules.engine.linking import Branch, LinkedDoubt, Ruleset
from sec_rules.engine.open_words import unknowns
from sec_rules.engine.solver import Fact, Solver
from sec_rules.errors import EngineError
from sec_rules.lang import Count, Outcome, Question, YesNo, parties_among
from sec_rules.lang.formulas import All, Any, Formula, facts_of_atom
from sec_rules.lang.traversal import facts_of_rules

Verdict = Literal["equivalent", "heavier", "lighter", "incomparable"]
Direction = Literal["heavier", "lighter", "decided", "undecided", "other"]
Doubts = tuple[tuple[str, str], ...]

# How a direction is put into words.
WAYS: Final[Mapping[str, str]] = {
    "heavier": "more onerous",
    "lighter": "less onerous",
    "decided": "one answer where there was none",
    "undecided": "no longer one answer",
    "other": "another, no more and no less onerous",
}
_DIRECTIONS: Final[tuple[Direction, ...]] = ("heavier", "lighter", "decided", "undecided", "other")


@frozen(kw_only=True, repr=False)
class Change(Shown):
    """An outcome that changes for somebody.

    `where` says for whom, in English; `was` and `becomes` name the outcomes, None where no single provision
    settles one. `doubts` are pairs of a clause and what is unsure of it, on either side. `was_because` and
    `because` are the provisions that answer before and after; `witness` is the smallest case. `cells` are the parts of
    which it is made, by the literals that they meet. One that `depends_on` open words, by the ids of their places, is
    one for some meaning of them; a side that hangs on them has no outcome here.
    """

    question: str
    where: str
    was: str | None
    becomes: str | None
    direction: Direction
    doubts: Doubts
    was_because: tuple[str, ...]
    because: tuple[str, ...]
    witness: Witness
    depends_on: tuple[str, ...] = ()
    cells: tuple[Literals, ...] = field(default=(), eq=False, repr=False)

    def __repr__(self) -> str:
        was, becomes = self.was or "no single answer", self.becomes or "no single answer"
        return f"<Change of {self.question}, {self.direction}: {was} -> {becomes} for {self.where}>"

    @property
    def facts(self) -> tuple[YesNo | Count, ...]:
        """The facts on which it hangs for whom it changes so."""
        read = (fact for cell in self.cells for literal in cell for fact in facts_of_atom(literal.atom))
        return tuple(dict.fromkeys(read))

    @property
    def when(self) -> Formula:
        """What the facts of those for whom it changes so meet."""
        return Any(tuple(All(cell) for cell in self.cells))


@frozen
class Overall:
    """What a comparison comes to: equivalent, heavier (for somebody, lighter for nobody), lighter, or incomparable."""

    verdict: Verdict
    says: str


def titled(name: str | None, question: Question) -> str:
    """An outcome of a change as a sentence names it, by its title; that there is no single one for None."""
    return with_article(question.outcome(name).title) if name else "no single answer"


def overall(changes: Iterable[Change]) -> Overall:
    """What all changes come to together. A gap, an overlap or an open outcome is neither heavier nor lighter."""
    given = tuple(changes)
    ways = {change.direction for change in given}
    if not ways:
        return Overall("equivalent", "Everybody gets the same outcome.")
    if any(change.depends_on for change in given):
        return Overall("incomparable", "Not settled: for some it depends on words that were not read.")
    if ways == {"heavier"}:
        return Overall("heavier", "More onerous for some, less onerous for nobody.")
    if ways == {"lighter"}:
        return Overall("lighter", "Less onerous for some, more onerous for nobody.")
    if ways == {"decided"}:
        return Overall("incomparable", "Decided: for some there is an answer where there was none, or more than one.")
    directions = ", ".join(WAYS[way] for way in _DIRECTIONS if way in ways)
    return Overall("incomparable", f"Neither way for all: {directions}, each for some.")


def compare(old: Ruleset, new: Ruleset, facts: Mapping[str, Fact] | None = None) -> tuple[Change, ...]:
    """Every change of outcome from one ruleset of a question to another, heavier ones first.

    Another clause with the same outcome is no change, nor is no single outcome here and there. Clauses that
    could not be read are not in it; the caller says so. Raises `OutOfBudget` where the solver gives up.
    """
    return _compared(content(old), content(new), given_facts(facts))


@Remembered
def _compared(one: Content, other: Content, given: GivenFacts) -> tuple[Change, ...]:
    old, new, facts = one.of, other.of, given.of
    solver = Solver(new.question.facts if facts is None else facts.values(), assumptions=new.assumptions)
    groups: dict[_Key, list[_Piece]] = {}
    for cell in refine(old, new, solver):
        if _changes_or_may(cell):
            for key, piece in _pieces(cell, old, new, solver):
                groups.setdefault(key, []).append(piece)
    found = [
        (_order(change, key, solver), change)
        for key, pieces in groups.items()
        for change in _changes(new, key, pieces, solver)
    ]
    return tuple(change for _, change in sorted(found, key=lambda f: f[0]))


def _changes_or_may(cell: JointCell) -> bool:
    """Whether the outcome changes, or may where it hangs on open words that were not there before."""
    if settled(cell.one) and settled(cell.two):
        return sole(cell.one) != sole(cell.two)
    return _written(cell.one) != _written(cell.two)


def _written(answers: Iterable[Branch]) -> list[tuple[str, object, object, tuple[str, ...]]]:
    """Branches as they are written, unknowns and all."""
    return [(b.label, (b.origin or b).when, (b.origin or b).outcome, b.depends) for b in answers]


@frozen
class _Key:
    """What the cells of one change have in common."""

    was: Outcome | None
    becomes: Outcome | None
    doubts: Doubts
    was_clauses: tuple[str, ...]
    clauses: tuple[str, ...]
    depends_on: tuple[str, ...]


@frozen
class _Piece:
    """A part of a changed cell in which the same doubts are met."""

    literals: Literals
    witness: Witness
    one: tuple[Branch, ...]
    two: tuple[Branch, ...]


def _pieces(cell: JointCell, old: Ruleset, new: Ruleset, solver: Solver) -> Iterator[tuple[_Key, _Piece]]:
    before, after = _clauses(cell.one), _clauses(cell.two)
    doubts = (*_touching(old.doubts, before), *_touching(new.doubts, after))
    for leaf in grow([doubt.when for doubt in doubts], solver, cell.literals):
        met = (d for d, holds in zip(doubts, leaf.truths, strict=True) if holds)
        unsure = tuple(dict.fromkeys((d.clause, d.doubt.unsure) for d in met))
        witness = solver.smallest(*leaf.literals)
        if witness is not None:
            ids = depends_on((*cell.one, *cell.two))
            key = _Key(_settled(cell.one), _settled(cell.two), unsure, before, after, ids)
            yield key, _Piece(leaf.literals, witness, cell.one, cell.two)


def _settled(answers: Sequence[Branch]) -> Outcome | None:
    """The outcome, where it is one whatever open words mean."""
    return sole(answers) if settled(answers) else None


def _touching(doubts: Iterable[LinkedDoubt], clauses: Sequence[str]) -> Iterator[LinkedDoubt]:
    yield from (doubt for doubt in doubts if not doubt.touches.isdisjoint(clauses))


def _clauses(answers: Iterable[Branch]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(branch.clause for branch in answers))


def _changes(new: Ruleset, key: _Key, pieces: list[_Piece], solver: Solver) -> Iterator[Change]:
    pieces = sorted(pieces, key=lambda piece: position(piece.witness, solver))
    for found in regions([piece.literals for piece in pieces], solver):
        yield _change(new, key, found, [pieces[number] for number in found.members], solver)


def _change(new: Ruleset, key: _Key, found: Region, pieces: list[_Piece], solver: Solver) -> Change:
    branches = (branch for piece in pieces for branch in (*piece.one, *piece.two))
    return Change(
        question=new.question.name,
        where=region(found.literals, solver, found.years) + _depending(branches),
        was=None if key.was is None else key.was.name,
        becomes=None if key.becomes is None else key.becomes.name,
        direction="other" if key.was is key.becomes is None else direction_of(key.was, key.becomes),
        doubts=key.doubts,
        was_because=cited(branch for piece in pieces for branch in piece.one),
        because=cited(branch for piece in pieces for branch in piece.two),
        witness=pieces[0].witness,
        depends_on=key.depends_on,
        cells=tuple(piece.literals for piece in pieces),
    )


def _depending(branches: Iterable[Branch]) -> str:
    """On what open words it depends, to stand behind whom it is about; "" where on none."""
    open_words = [text for branch in branches if branch.depends for text in _words_of(branch)]
    return f", depending on {words_in_brief(open_words)}" if open_words else ""


def _words_of(branch: Branch) -> Iterator[str]:
    found = unknowns(branch.origin.when) if branch.origin is not None else ()
    yield from (f"'{unknown.meaning}'" for unknown in found)
    if not found:
        yield f"words of {branch.label} that were not read"


def direction_of(was: Outcome | None, becomes: Outcome | None) -> Direction:
    """Which way an outcome changes."""
    if was is None or becomes is None:
        return "decided" if was is None else "undecided"
    if was.weight == becomes.weight:
        return "other"
    return "heavier" if becomes.weight > was.weight else "lighter"


def _order(change: Change, key: _Key, solver: Solver) -> tuple[object, ...]:
    return (
        _DIRECTIONS.index(change.direction),
        *(not change.witness.get(party.name) for party in parties_among(solver.facts)),
        0 if key.was is None else -key.was.weight,
        len(change.doubts),
        position(change.witness, solver),
    )


def without_doubts(
    old: Ruleset, new: Ruleset, facts: Mapping[str, YesNo | Count], changes: tuple[Change, ...]
) -> tuple[Change, ...]:
    """The changes with those put together that differ only in their doubts, each with the doubts of all of them."""
    if not any(c.doubts for c in changes):
        return changes
    plain = compare(evolve(old, doubts=()), evolve(new, doubts=()), facts)

    def alike(one: Change, two: Change) -> bool:
        return (one.was, one.becomes, set(one.because), set(one.was_because), one.depends_on) == (
            two.was,
            two.becomes,
            set(two.because),
            set(two.was_because),
            two.depends_on,
        )

    return tuple(
        evolve(p, doubts=tuple(dict.fromkeys(d for c in changes if alike(c, p) for d in c.doubts))) for p in plain
    )


def changes_or_why(
    old: Ruleset, new: Ruleset, facts: Mapping[str, YesNo | Count]
) -> tuple[tuple[Change, ...] | None, tuple[Change, ...], str]:
    """The changes from one ruleset to another, the same without doubts, and ""; or None, and why they were not worked
    out.
    """
    unread = [f"{label} ({why})" for label, why in (*old.unread, *new.unread)]
    if unread:
        return None, (), "What changes was not worked out, because not all of it was read: " + "; ".join(unread) + "."
    try:
        found = compare(old, new, facts)
        return found, without_doubts(old, new, facts, found), ""
    except EngineError as error:
        return None, (), f"What changes was not worked out: {error}"


@frozen
class Differences:
    """What changes from one ruleset to another; `because` says why it was not worked out, where it was not.

    `facts` are those that either ruleset reads or that can be given anyway.
    """

    changes: tuple[Change, ...]
    merged: tuple[Change, ...]
    because: str
    facts: Mapping[str, YesNo | Count] = field(factory=dict, repr=False)


def differences(old: Ruleset, new: Ruleset) -> Differences:
    """What changes for whom from one ruleset of a question to another."""
    read = (f for ruleset in (old, new) for rule in ruleset.rules for f in facts_of_rules((rule.rule,)))
    facts = {f.name: f for f in new.question.facts} | {f.name: f for f in read}
    changes, merged, because = changes_or_why(old, new, facts)
    return Differences(changes or (), merged, because, facts)
