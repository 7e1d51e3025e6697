"""The words a clause is written with.

Two kinds of node, told apart by type. An `Amount` is a whole number: a fact's count, a figure, a sum, a
figure times an amount, an amount by name. A `Condition` is a yes or a no: a comparison of amounts, a
yes/no fact, a turn in a cycle, and `&`, `|`, `~` of those. Multiplication is figure times amount only, so
every condition is linear over whole numbers and every proof ends.

A clause declared in Python and a clause read from a Word file are the same type, `Clause`. What was read
knows its `Place`; places never count when two nodes are compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import Final, Literal

from attrs import field, frozen


@frozen
class Place:
    """Code points `start` to `end` (exclusive) of a provision's own text, in one view of a document."""

    provision: str
    start: int
    end: int


class Relation(Enum):
    """How two amounts are compared, as the Code says it."""

    EXCEEDS = "exceeds"
    AT_MOST = "is at most"
    AT_LEAST = "is at least"
    LESS_THAN = "is less than"
    EXACTLY = "is exactly"


class Amount:
    """A whole number that depends on the facts. Compared with words, never with `<` or `==`."""

    def __add__(self, other: Amount | int) -> Sum:
        return Sum((*_addends(self), *_addends(_amount(other))))

    def __radd__(self, other: int) -> Sum:
        return _amount(other) + self

    def __mul__(self, figure: int) -> Times:
        return Times(_figure(figure), self)

    __rmul__ = __mul__

    def exceeds(self, other: Amount | int) -> Comparison:
        """True above `other`, false at it."""
        return Comparison(self, Relation.EXCEEDS, _amount(other))

    def is_at_most(self, other: Amount | int) -> Comparison:
        """True at `other` and below: equal to or less than."""
        return Comparison(self, Relation.AT_MOST, _amount(other))

    def is_at_least(self, other: Amount | int) -> Comparison:
        """True at `other` and above: equal to or greater than."""
        return Comparison(self, Relation.AT_LEAST, _amount(other))

    def is_less_than(self, other: Amount | int) -> Comparison:
        """True below `other`, false at it."""
        return Comparison(self, Relation.LESS_THAN, _amount(other))

    def is_exactly(self, other: Amount | int) -> Comparison:
        """True at `other` only."""
        return Comparison(self, Relation.EXACTLY, _amount(other))


DAY: Final = "day"


@frozen
class Figure(Amount):
    """A number that the Code states."""

    value: int
    place: Place | None = field(default=None, eq=False, repr=False, kw_only=True)


@frozen
class Count(Amount):
    """A fact that is a whole number from `at_least` to `at_most`, in `unit`s.

    `names`, where given, are the names of its values from `at_least` on, each list with the day from which
    they are used, newest first. A count in `DAY`s is a day of the calendar, counted as `date.toordinal` does.
    """

    name: str
    meaning: str = field(eq=False, repr=False)
    unit: str = field(eq=False, repr=False)
    at_least: int = field(default=0, eq=False, repr=False)
    at_most: int = field(default=1_000_000_000, eq=False, repr=False)
    short: str = field(default="", eq=False, repr=False)
    names: tuple[tuple[date, tuple[str, ...]], ...] = field(default=(), eq=False, repr=False)
    place: Place | None = field(default=None, eq=False, repr=False, kw_only=True)

    def names_on(self, day: date) -> tuple[str, ...]:
        """The names of its values as they are used on a day; none where they have no names."""
        return next((names for first, names in self.names if first <= day), ())

    def turn(self, turn: int, *, of: int) -> Turn:
        """True in the `turn`-th of each `of` values, counted from 1."""
        return Turn(self, turn, of)


@frozen
class Sum(Amount):
    """Amounts added together."""

    parts: tuple[Amount, ...]
    place: Place | None = field(default=None, eq=False, repr=False, kw_only=True)


@frozen
class Times(Amount):
    """A figure times an amount."""

    figure: Figure
    amount: Amount
    place: Place | None = field(default=None, eq=False, repr=False, kw_only=True)


@frozen
class Named(Amount):
    """An amount that the Code has given a name, such as "Weighted Premises"; linked when the Code is."""

    name: str
    place: Place | None = field(default=None, eq=False, repr=False, kw_only=True)


def _figure(value: int) -> Figure:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"A figure is a whole number, and amounts are multiplied by figures only; got {value!r}.")
    return Figure(value)


def _amount(value: Amount | int) -> Amount:
    return value if isinstance(value, Amount) else _figure(value)


def _addends(amount: Amount) -> tuple[Amount, ...]:
    return amount.parts if isinstance(amount, Sum) else (amount,)


class Condition:
    """A yes or a no that depends on the facts. Joined with `&`, `|`, `~`, never with `and`, `or`, `not`."""

    def __and__(self, other: Condition) -> Both:
        return Both((*_members(self, Both), *_members(other, Both)))

    def __or__(self, other: Condition) -> Either:
        return Either((*_members(self, Either), *_members(other, Either)))

    def __invert__(self) -> Not:
        return Not(self)

    def __bool__(self) -> bool:
        raise TypeError("A condition has no truth of its own: join conditions with &, | and ~.")


@frozen
class YesNo(Condition):
    """A fact that is yes or no. `decided_by` names whose decision it is, where it is somebody's."""

    name: str
    meaning: str = field(eq=False, repr=False)
    decided_by: str = field(default="", eq=False, repr=False)
    place: Place | None = field(default=None, eq=False, repr=False, kw_only=True)


@frozen
class Comparison(Condition):
    """Two amounts compared in the words of the Code."""

    left: Amount
    relation: Relation
    right: Amount
    place: Place | None = field(default=None, eq=False, repr=False, kw_only=True)


@frozen
class Both(Condition):
    """Every one of the conditions; with none of them, always."""

    conditions: tuple[Condition, ...]
    place: Place | None = field(default=None, eq=False, repr=False, kw_only=True)


@frozen
class Either(Condition):
    """At least one of the conditions; with none of them, never."""

    conditions: tuple[Condition, ...]
    place: Place | None = field(default=None, eq=False, repr=False, kw_only=True)


@frozen
class Not(Condition):
    """The condition does not hold."""

    condition: Condition
    place: Place | None = field(default=None, eq=False, repr=False, kw_only=True)


@frozen
class Turn(Condition):
    """`count` is the `turn`-th of each `of`: 1, 1 + of, 1 + 2 of, ... for turn 1."""

    count: Count
    turn: int
    of: int
    place: Place | None = field(default=None, eq=False, repr=False, kw_only=True)


ALWAYS = Both(())
NEVER = Either(())


def _members(condition: Condition, kind: type[Both] | type[Either]) -> tuple[Condition, ...]:
    if isinstance(condition, kind):
        return condition.conditions
    return (condition,)


@frozen
class Outcome:
    """One answer to a question. `weight` orders the answers, lightest first."""

    name: str
    title: str = field(eq=False, repr=False)
    weight: int = field(eq=False, repr=False)

    def __str__(self) -> str:
        return self.name


@frozen
class Question:
    """Something the Code decides.

    `more_never_lighter` names the counts of which more must not weigh less, and `more` says that law of them.
    `facts` are those that it is asked with. `first_day` is the first day on which its laws are stated, where
    they are not stated of every day on which the Code is held.
    """

    name: str
    asks: str = field(eq=False, repr=False)
    outcomes: tuple[Outcome, ...] = field(eq=False, repr=False)
    more_never_lighter: tuple[Count, ...] = field(eq=False, repr=False, default=())
    facts: tuple[YesNo | Count, ...] = field(eq=False, repr=False, default=(), kw_only=True)
    more: str = field(eq=False, repr=False, default="More premises never make the answer lighter.", kw_only=True)
    first_day: date | None = field(eq=False, repr=False, default=None, kw_only=True)

    def outcome(self, name: str) -> Outcome:
        """The outcome of that name; `KeyError` where there is none."""
        return {o.name: o for o in self.outcomes}[name]


@frozen
class Undetermined:
    """An outcome the clause does not settle, and why: never a guess."""

    why: str


@frozen
class Repeats:
    """The outcomes of limbs `first` to `last`, over and over, year after year."""

    first: str
    last: str


@frozen
class Limb:
    """One thing a clause says: its label as the text has it ("" for a clause without limbs), when, what."""

    label: str
    when: Condition
    outcome: Outcome | Undetermined | Repeats
    place: Place | None = field(default=None, eq=False, repr=False, kw_only=True)


@frozen(kw_only=True)
class Answers:
    """A clause that answers a question for those to whom it applies.

    `unless` is its exception. `yields_to` are the labels it is "subject to"; `prevails_over` those it stands
    "notwithstanding"; `stands_beside` those it is "without prejudice to".
    """

    question: Question
    applies: Condition
    limbs: tuple[Limb, ...]
    unless: Condition = NEVER
    yields_to: tuple[str, ...] = ()
    prevails_over: tuple[str, ...] = ()
    stands_beside: tuple[str, ...] = ()
    place: Place | None = field(default=None, eq=False, repr=False, kw_only=True)


@frozen(kw_only=True)
class Deems:
    """For the clauses in `on`, `count` takes in `includes` and leaves out `excludes`."""

    on: tuple[str, ...]
    count: Count
    includes: tuple[Amount, ...] = ()
    excludes: tuple[Amount, ...] = ()
    place: Place | None = field(default=None, eq=False, repr=False, kw_only=True)


@frozen(kw_only=True)
class Defines:
    """Gives an amount a name, for the clauses in `within` (everywhere where that is empty)."""

    name: str
    amount: Amount
    within: tuple[str, ...] = ()
    place: Place | None = field(default=None, eq=False, repr=False, kw_only=True)


@frozen
class NotUsed:
    """A label that is kept and says nothing."""


@frozen
class Reading:
    """One way to read a citation: where it leads, and on what evidence."""

    leads_to: str
    says: str
    evidence: tuple[Evidence, ...]


@frozen
class Redirects:
    """A citation on record that is no clause we hold: it leads to `to`, for the `readings` given."""

    to: str
    readings: tuple[Reading, ...]


@frozen
class Unread:
    """A clause whose words were not read as a rule, and why."""

    why: str


@frozen
class Informs:
    """A clause that bears on no question asked here, and what it says in a sentence."""

    says: str


Rule = Answers | Deems | Defines | NotUsed | Redirects | Informs | Unread


class Standing(Enum):
    """What the words of a version are worth as law."""

    VERBATIM = "verbatim"
    RECONSTRUCTED = "reconstructed"
    PROPOSED = "proposed"


class Mark(Enum):
    """How sure a fact is."""

    PUBLISHED = "a published source was read"
    INFERRED = "said in, or inferred from, the consultation responses"
    RECOLLECTED = "recollected and not confirmed"


@frozen
class Source:
    """A document that evidence rests on."""

    name: str
    title: str


@frozen
class Evidence:
    """What a source supports, and how surely."""

    source: Source
    supports: str
    mark: Mark


@frozen(kw_only=True)
class Doubt:
    """A known uncertainty of reading: what is unsure, when it matters, on what evidence, on which days."""

    unsure: str
    when: Condition = ALWAYS
    evidence: tuple[Evidence, ...]
    first_day: date | None = None
    last_day: date | None = None

    def stands_on(self, day: date) -> bool:
        """Whether the doubt concerns answers of that day."""
        return (self.first_day is None or self.first_day <= day) and (self.last_day is None or day <= self.last_day)


@frozen(kw_only=True)
class Transition:
    """Which version governs a User whose cycle of years was running when a version came into force.

    `governs` is "old" or "new", up to the end of the cycle; None where that is not settled.
    """

    says: str
    governs: Literal["old", "new"] | None
    evidence: tuple[Evidence, ...]


@frozen
class Words:
    """The heading in `legal_text/` under which the words of a version stand, and their SHA-256."""

    heading: str
    sha256: str


@frozen(kw_only=True)
class Version:
    """A clause as it stands from one day on, until the next version begins.

    `by_hand` says why the words are not read by the grammar, where they are not: the rule is then declared by hand
    and not proved equal to them.
    """

    in_force: date
    brought_in_by: str
    words: Words
    standing: Standing
    evidence: tuple[Evidence, ...]
    rules: tuple[Rule, ...]
    doubts: tuple[Doubt, ...] = ()
    transition: Transition | None = None
    by_hand: str = ""


@frozen(kw_only=True)
class Clause:
    """A clause and its versions, newest first. `ceased` is the first day on which it says nothing."""

    label: str
    title: str
    versions: tuple[Version, ...]
    ceased: date | None = None
    ceased_by: str = ""

    def on(self, day: date) -> Version | None:
        """The version in force on a day, or None."""
        if self.ceased is not None and day >= self.ceased:
            return None
        return next((v for v in self.versions if v.in_force <= day), None)

    def spans(self) -> Iterator[tuple[Version, date, date | None]]:
        """Each version with its first day and the first day it no longer stands (None: it stands still)."""
        ends = self.ceased
        for version in self.versions:
            yield version, version.in_force, ends
            ends = version.in_force
