"""How an invariant is declared: its name, its sentence, and what it says of answers.

An invariant says something of the answers to any facts (`Everywhere`), of facts before and after a count grows
(`Growing`), of some facts for each limb (`Somewhere`), of several Users, or one User in several years, whose facts
stand in a relation (`Related`, `ForEach`), or of the Code on two days or under other numbers (`Unchanged`). From the
one declaration come the proof (`prove`) and the test (`sec_rules.testing.invariant_test`):

    self_twice = Invariant(
        "no-two-self-assessments",
        "Nobody is left to a self-assessment two years running.",
        in_succession(2, lambda outcomes: set(outcomes) != {SELF}),
    )
    prove(ruleset, invariants=[self_twice])
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Literal, overload

from attrs import evolve, field, frozen

from sec_rules.engine.code import Code
from sec_rules.engine.linking import Branch, Ruleset
from sec_rules.lang import (
    ALWAYS,
    Amount,
    Condition,
    Count,
    Figure,
    Outcome,
    Question,
    Sum,
    Turn,
    YesNo,
)
from sec_rules.lang.traversal import Node, transform

Answered = tuple[Branch, ...]
Outcomes = tuple[Outcome | None, ...]
Fact = YesNo | Count
InvariantKind = Literal["formal", "policy"]


@frozen
class Everywhere:
    """Holds of the answers to any facts."""

    holds: Callable[[Answered], bool]


@frozen
class Growing:
    """Holds of the outcomes before and after one count of the question grows; None is no single outcome."""

    holds: Callable[[Outcome | None, Outcome | None], bool]


@frozen
class Somewhere:
    """Holds, for each limb, of the answers to some facts; the limb is given by its full label."""

    holds: Callable[[str, Answered], bool]


@frozen
class Standpoint:
    """One User of a relation, or one year of that User's.

    `own` are the names of the facts that may be other than the first User's, told apart by `mark`; `later` is how
    many years after the first the assessment falls. Called with an amount or a condition, it gives the same of this
    User in this year.
    """

    own: frozenset[str] = frozenset()
    mark: str = ""
    later: int = 0

    @overload
    def __call__(self, node: Amount) -> Amount: ...
    @overload
    def __call__(self, node: Condition) -> Condition: ...
    def __call__(self, node: Amount | Condition) -> Amount | Condition:
        return transform(node, self._own)

    def count(self, count: Count) -> Count:
        """The count as this User's own, years not yet put on."""
        return evolve(count, name=count.name + self.mark, counts_years=False) if count.name in self.own else count

    def _own(self, node: Node) -> Node:
        match node:
            case Count():
                own = self.count(node)
                return Sum((own, Figure(self.later))) if self.later and node.counts_years else own
            case YesNo(name):
                return evolve(node, name=name + self.mark) if name in self.own else node
            case Turn(count, turn, of):
                later = self.later if count.counts_years else 0
                return Turn(self.count(count), (turn - 1 - later) % of + 1, of)
        return node

    def facts(self, found: Mapping[str, bool | int], years: Count | None) -> dict[str, bool | int]:
        """This User's facts, from those of all Users by their marked names; `years` says which year it is."""
        mine = {name: value for name, value in found.items() if not name.endswith("'")}
        mine |= {name: found[name + self.mark] for name in self.own if name in mine and name + self.mark in found}
        if years is not None and years.name in mine:
            mine[years.name] += self.later
        return mine


def anyone(*_: Standpoint) -> Condition:
    """A relation in which all Users stand."""
    return ALWAYS


@frozen
class Related:
    """Holds of the outcomes of several Users, or of one in several years, wherever `where` holds of their facts.

    `where` is given the standpoints and says in the words of clauses how the facts stand to each other. Where one of
    the outcomes is not settled (None) nothing is said, unless `undecided`.

    It follows where `each_year`, an invariant of these Users in one year, holds of them in each of the years. So it is
    proved only of those of whom that does not hold.
    """

    users: tuple[Standpoint, ...]
    holds: Callable[[Outcomes], bool]
    where: Callable[..., Condition] = anyone
    undecided: bool = False
    each_year: Related | None = None

    def says(self, outcomes: Outcomes) -> bool:
        """Whether the invariant holds of these outcomes."""
        if not self.undecided and None in outcomes:
            return True
        return self.holds(outcomes)


@frozen
class ForEach:
    """Several relations, one for each of the things that a ruleset of a question reads, each with what it is about."""

    relations: Callable[[Ruleset], Iterable[tuple[str, Related]]]


@frozen
class Pair:
    """Two rulesets of a question that are to answer alike: how they differ, and labels that the second renames."""

    says: str
    one: Ruleset
    two: Ruleset
    renamed: Mapping[str, str] = field(factory=dict)


@frozen
class Unchanged:
    """Holds of a Code where every User is answered alike by both rulesets of each pair, by the same provisions."""

    pairs: Callable[[Code, Question, date], Iterable[Pair]]


Says = Everywhere | Growing | Somewhere | Related | ForEach | Unchanged


@frozen
class Invariant:
    """An invariant of the questions: its name, its sentence, and what it says of answers.

    A formal invariant is one that any text should keep; a policy invariant one that this text was meant to keep, from
    `first_day` to `last_day`, and `rests_on` says by what. An invariant of one `question` applies to that one only, and
    one of a `rulebook`, given by its name, to the text of that.
    An invariant about a figure that a draft may move says in `at` what it would say of another.
    """

    name: str
    statement: str
    says: Says
    kind: InvariantKind = "policy"
    first_day: date | None = None
    last_day: date | None = None
    rests_on: str = ""
    question: str = ""
    rulebook: str = ""
    at: Callable[[int], Says] | None = None

    @property
    def days(self) -> str:
        """The days for which the invariant is stated, such as "days from 2019-02-28"."""
        ends = [f"{word} {day}" for word, day in (("from", self.first_day), ("to", self.last_day)) if day]
        return " ".join(("days", *ends)) if ends else "every day"

    def stated_for(self, question: Question, day: date) -> bool:
        """Whether the invariant is stated for that question on that day."""
        begun = self.first_day is None or self.first_day <= day
        return begun and (self.last_day is None or day <= self.last_day) and self.question in ("", question.name)


def two_users(differ_in: Iterable[Fact], where: Callable[..., Condition], holds: Callable[[Outcomes], bool]) -> Related:
    """An invariant of two Users who may differ in some facts: `where` says how, `holds` what follows for the
    outcomes.
    """
    return Related((Standpoint(), Standpoint(_names(differ_in), "'")), holds, where)


def in_succession(years: int, holds: Callable[[Outcomes], bool], varying: Iterable[Fact] = ()) -> Related:
    """An invariant of the outcomes of one User in so many years running. `varying` facts may be others in each year."""
    names = _names(varying)
    return Related(tuple(Standpoint(names, "'" * later, later) for later in range(years)), holds)


def _names(facts: Iterable[Fact]) -> frozenset[str]:
    return frozenset(fact.name for fact in facts)
