"""What may be answered in a cell whose answer depends on open words: sets of branches, never one cell for each meaning.

A branch that depends on open words answers or does not. Which of them can answer together is read off where their
words are different ones, and put to the solver where they share some.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product
from typing import Final

from attrs import evolve, frozen

from sec_rules.engine.decision_tree import Literals, grow
from sec_rules.engine.linking import Branch
from sec_rules.engine.open_words import Unknown, limits, unknowns
from sec_rules.engine.solver import Fact, Solver
from sec_rules.lang import OpenCount, Outcome, Question, Undetermined
from sec_rules.lang.formulas import Atom, Formula, Literal, atoms, negation, simplify
from sec_rules.lang.lists import joined

Answered = tuple[Branch, ...]

# Of more branches that may answer a cell the sets with up to two of them are looked at, and no more sets than this.
MOST_TAKEN_APART: Final = 4
MOST_SETS: Final = 24
# A sentence names no more open words than these.
MOST_NAMED: Final = 3


@frozen
class Possible:
    """A part of a cell, and the sets of branches that may answer there.

    Where there may be other sets, `beyond` are the outcomes that those may come to, None for no single one.
    """

    literals: Literals
    sets: tuple[Answered, ...]
    beyond: tuple[Outcome | None, ...]


class PossibleAnswers:
    """What may be answered in cells of a ruleset. Its solver is its own, so that no other comes to know unknowns."""

    def __init__(self, question: Question, facts: Iterable[Fact]) -> None:
        self._outcomes = question.outcomes
        self._solver = Solver(facts)

    def of(self, literals: Literals, answers: Answered) -> Iterator[Possible]:
        """The parts of a cell in which branches that depend on open words are among those that answer."""
        origins = [b.origin for b in answers if b.origin is not None]
        for part, known in self._parts(literals, origins):
            sets, complete = self._sets(part, known, answers)
            beyond = () if complete else (None, *self._any_outcome(answers))
            yield Possible(part, tuple(self._with_outcomes(sets)), beyond)

    def _parts(self, literals: Literals, origins: Sequence[Branch]) -> Iterator[tuple[Literals, dict[Atom, bool]]]:
        """The cell in parts in which nothing but open words decides whether the branches answer."""
        known = {literal.atom: literal.holds for literal in literals}
        left = (atom for branch in origins for atom in atoms(simplify(branch.when, known)) if not _reads_unknown(atom))
        asked = tuple(dict.fromkeys(left))
        for leaf in grow([Literal(atom, True) for atom in asked], self._solver, literals):
            yield leaf.literals, known | dict(zip(asked, leaf.truths, strict=True))

    def _sets(self, part: Literals, known: dict[Atom, bool], answers: Answered) -> tuple[list[Answered], bool]:
        """The sets of branches that can answer together, and whether these are all."""
        may = [n for n, branch in enumerate(answers) if branch.origin is not None]
        left = {n: simplify(branch.origin.when, known) for n in may if (branch := answers[n]).origin is not None}
        complete = len(may) <= MOST_TAKEN_APART
        sizes = range(len(may) + 1) if complete else range(3)
        found: list[Answered] = []
        for taken in (set(some) for size in sizes for some in combinations(may, size)):
            if len(found) == MOST_SETS:
                return found, False
            if self._together(part, [left[n] if n in taken else negation(left[n]) for n in may], left.values()):
                found.append(tuple(b.origin or b for n, b in enumerate(answers) if n in taken or n not in left))
        return found, complete

    def _together(self, part: Literals, formulas: Sequence[Formula], left: Iterable[Formula]) -> bool:
        """Whether the words can have a meaning by which all the formulas hold."""
        given = tuple(left)
        if _apart([unknowns(f) for f in given]):
            return True
        return self._solver.satisfiable(*part, *formulas, *limits(given))

    def _any_outcome(self, answers: Answered) -> Iterator[Outcome]:
        """Every outcome that one of the branches may give."""
        for branch in (b.origin or b for b in answers):
            if isinstance(branch.outcome, Outcome):
                yield branch.outcome
            elif _unread(branch):
                yield from self._outcomes

    def _with_outcomes(self, sets: Iterable[Answered]) -> Iterator[Answered]:
        """The sets, with each outcome in turn for a branch whose own was not read."""
        for answers in sets:
            if len(answers) > 1:
                yield answers
                continue
            choices = (
                [evolve(b, outcome=o, depends=()) for o in self._outcomes] if _unread(b) else [b] for b in answers
            )
            yield from product(*choices)


def _reads_unknown(atom: Atom) -> bool:
    return bool(unknowns(Literal(atom, True)))


def _apart(given: Sequence[Sequence[Unknown]]) -> bool:
    """Whether branches depend each on unknowns of its own, each on one condition: then they answer as they please."""
    every = [unknown for some in given for unknown in some]
    single = all(len(some) == 1 and not isinstance(some[0], OpenCount) for some in given)
    return single and len(set(every)) == len(every)


def _unread(branch: Branch) -> bool:
    return isinstance(branch.outcome, Undetermined) and bool(branch.outcome.id)


def settled(answers: Sequence[Branch]) -> bool:
    """Whether nothing of what is answered depends on open words."""
    return not any(branch.depends for branch in answers)


def depends_on(answers: Iterable[Branch]) -> tuple[str, ...]:
    """The open places, by id, on which it depends what is answered."""
    return tuple(dict.fromkeys(id for branch in answers for id in branch.depends))


def words_in_brief(words: Iterable[str]) -> str:
    """Open words as a list in a sentence; of many the first few, which stand for all."""
    given = tuple(dict.fromkeys(words))
    return joined(given) if len(given) <= MOST_NAMED else joined((*given[:MOST_NAMED], "others"))
