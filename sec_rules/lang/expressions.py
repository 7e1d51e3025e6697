"""The words that a condition is written with.

Two kinds of node, told apart by type. An `Amount` is a whole number: a fact's count, a figure, a sum, a
figure times an amount, an amount by name. A `Condition` is a yes or a no: a comparison of amounts, a
yes/no fact, a turn in a cycle, and `&`, `|`, `~` of those. Multiplication is figure times amount only, so
every condition is linear over whole numbers and every proof ends. `Open` and `OpenCount` stand where words were not
read: the condition or the number there may be any.

What was read from a document knows its `Place`; places never count when two nodes are compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from typing import Final, TypeGuard

from attrs import Factory, field, frozen

from sec_rules.span import Span


@frozen
class Place(Span):
    """A span of a provision's own text, in one view of a document."""

    provision: str


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

    def exceeds(self, other: Amount | int) -> Condition:
        """True above `other`, false at it."""
        return _compared(self, Relation.EXCEEDS, _amount(other))

    def is_at_most(self, other: Amount | int) -> Condition:
        """True at `other` and below: equal to or less than."""
        return _compared(self, Relation.AT_MOST, _amount(other))

    def is_at_least(self, other: Amount | int) -> Condition:
        """True at `other` and above: equal to or greater than."""
        return _compared(self, Relation.AT_LEAST, _amount(other))

    def is_less_than(self, other: Amount | int) -> Condition:
        """True below `other`, false at it."""
        return _compared(self, Relation.LESS_THAN, _amount(other))

    def is_exactly(self, other: Amount | int) -> Condition:
        """True at `other` only."""
        return _compared(self, Relation.EXACTLY, _amount(other))


DAY: Final = "day"

# As many years from an anchor as are spoken of.
MOST_YEARS: Final = 1_000

# So an unknown is named apart from every fact; facts are named in small letters and low lines.
OPEN: Final = "open:"


@frozen
class Figure(Amount):
    """A number that the Code states."""

    value: int
    place: Place | None = field(default=None, eq=False, repr=False, kw_only=True)


def _lowest(count: Count) -> int:
    return date.min.toordinal() if count.unit == DAY else int(count.counts_years)


def _highest(count: Count) -> int:
    if count.counts_years:
        return MOST_YEARS
    return date.max.toordinal() if count.unit == DAY else 1_000_000_000


# Marks what orders and draws, and is no part of what a rule says, so that no notation of a rule has it.
OF_THE_ENGINE: Final = {"of_the_engine": True}


@frozen
class Rank:
    """Where a fact stands among those of its rulebook: where they are listed, and in the order of the smallest case."""

    listed: int
    least: int


# Facts of which nothing is said come after those of which something is, in the order in which they are met.
LAST: Final = Rank(10**6, 10**6)


@frozen
class Gauge:
    """Other things than those that are counted, by whose number a count may be known: never by converting it.

    `names` are what people call them; there is at least one of them to each of what is counted, and at `most` so many,
    None where there may be any number. `because` says so, and `apart` tells these from what is not counted so.
    """

    names: tuple[str, ...]
    most: int | None
    because: str
    apart: str


@frozen(kw_only=True)
class Anchor:
    """That from whose year a count of years is counted, by calendar years: the year after it is the first.

    `what` it is ("the initial assessment"); `given` is the name under which its day may be given in the place of the
    count. After `cycle` years a sequence of them begins again; 1 where there is none. `because` says why its own year
    is not among them, `from_its_year` who counts that one as the first, `due` what falls due in each, in a word, and
    `unsettled` what is not settled of how they are counted; each may be empty but `because`.
    """

    what: str
    given: str
    cycle: int = 1
    because: str = "the first of the years is the one after it"
    from_its_year: str = ""
    due: str = ""
    unsettled: str = "whether calendar years are meant or rolling ones is not settled"

    def numbered(self, years: int) -> str:
        """A year by its number: "year 2 after the initial assessment (year 3 of the guidance)"."""
        also = f" (year {years + 1} of {self.from_its_year})" if self.from_its_year else ""
        return f"year {years} after {self.what}{also}"


@frozen
class Count(Amount):
    """A fact that is a whole number from `at_least` to `at_most`, in `unit`s.

    `names`, where given, are the names of its values from `at_least` on, each list with the day from which
    they are used, newest first. Where somebody may take it for less, `from_because` names the assumption by which it is
    not, and says it. A count in `DAY`s is a day of the calendar, counted as `date.toordinal` does. One that
    `counts_years` says which year it is after an `anchor`, the first of them 1, so it is one more a year later; where
    the anchor is not declared, only the count itself can be given. By its `gauge` it may be known as a range.
    """

    name: str
    meaning: str = field(eq=False, repr=False)
    unit: str = field(eq=False, repr=False)
    counts_years: bool = field(default=False, eq=False, repr=False, kw_only=True)
    anchor: Anchor | None = field(default=None, eq=False, repr=False, kw_only=True)
    at_least: int = field(default=Factory(_lowest, takes_self=True), eq=False, repr=False)
    at_most: int = field(default=Factory(_highest, takes_self=True), eq=False, repr=False)
    short: str = field(default="", eq=False, repr=False)
    names: tuple[tuple[date, tuple[str, ...]], ...] = field(default=(), eq=False, repr=False)
    from_because: tuple[str, str] | None = field(
        default=None, eq=False, repr=False, kw_only=True, metadata=OF_THE_ENGINE
    )
    rank: Rank = field(default=LAST, eq=False, repr=False, kw_only=True, metadata=OF_THE_ENGINE)
    gauge: Gauge | None = field(default=None, eq=False, repr=False, kw_only=True, metadata=OF_THE_ENGINE)
    place: Place | None = field(default=None, eq=False, repr=False, kw_only=True)

    def names_on(self, day: date) -> tuple[str, ...]:
        """The names of its values as they are used on a day; none where they have no names."""
        return next((names for first, names in self.names if first <= day), ())

    def turn(self, turn: int, *, of: int) -> Turn:
        """True in the `turn`-th of each `of` values, counted from 1."""
        return Turn(self, turn, of)


def is_year(fact: object) -> TypeGuard[Count]:
    """Whether a fact is a count that says which year it is."""
    return isinstance(fact, Count) and fact.counts_years


def is_number(fact: object) -> TypeGuard[Count]:
    """Whether a fact is a number of something; days and named values are none, nor is what says which year it is."""
    return isinstance(fact, Count) and not fact.counts_years and fact.unit != DAY and not fact.names


def years_among(facts: Iterable[object]) -> Count | None:
    """The count among some facts that says which year it is; None where there is none."""
    return next(filter(is_year, facts), None)


def anchor_among(facts: Iterable[object]) -> Anchor | None:
    """That from which the years among some facts are counted; None where none are, or it is not declared."""
    years = years_among(facts)
    return None if years is None else years.anchor


def is_fact(name: str, known: Mapping[str, object]) -> bool:
    """Whether a name is that of a known fact, or of the day from which the years among these are counted."""
    if name in known:
        return True
    anchor = anchor_among(known.values())
    return anchor is not None and name == anchor.given


def after_anchor(facts: Iterable[object]) -> str:
    """What stands behind a year that is told by its number: "after the initial assessment", or nothing."""
    anchor = anchor_among(facts)
    return "" if anchor is None else f"after {anchor.what}"


@frozen
class OpenCount(Count):
    """A number that words leave open: any that a count can be, or, where it `narrows`, none above `of`.

    It is named by the open place whose words they are, and is no fact: nobody can be asked for it.
    """

    of: Amount = field(eq=False, repr=False, kw_only=True)
    narrows: bool = field(default=False, eq=False, repr=False, kw_only=True)


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


class Compound(Amount):
    """An amount that no node of a rule holds, and that is only compared, as other amounts are."""

    def in_comparison(self, left: Amount, relation: Relation, right: Amount) -> Condition:
        """The two sides compared, one of which is or has this amount, in conditions that a rule can hold."""
        raise NotImplementedError


def _compound_in(amount: Amount) -> Compound | None:
    match amount:
        case Compound():
            return amount
        case Sum(parts):
            return next((found for part in parts if (found := _compound_in(part)) is not None), None)
        case Times():
            return _compound_in(amount.amount)
    return None


def _compared(left: Amount, relation: Relation, right: Amount) -> Condition:
    compound = _compound_in(left) or _compound_in(right)
    return Comparison(left, relation, right) if compound is None else compound.in_comparison(left, relation, right)


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
    """A fact that is yes or no. `decided_by` names whose decision it is, where it is somebody's; `party`, where it says
    what kind of User one is, what such a one is called ("Supplier Party").
    """

    name: str
    meaning: str = field(eq=False, repr=False)
    decided_by: str = field(default="", eq=False, repr=False)
    party: str = field(default="", eq=False, repr=False, kw_only=True)
    rank: Rank = field(default=LAST, eq=False, repr=False, kw_only=True, metadata=OF_THE_ENGINE)
    place: Place | None = field(default=None, eq=False, repr=False, kw_only=True)


def is_party(fact: object) -> TypeGuard[YesNo]:
    """Whether a fact says what kind of User one is."""
    return isinstance(fact, YesNo) and bool(fact.party)


def parties_among(facts: Iterable[object]) -> tuple[YesNo, ...]:
    """The kinds of User among some facts, each once."""
    return tuple(dict.fromkeys(filter(is_party, facts)))


@frozen
class Open(YesNo):
    """A condition that words leave open. It is named by the open place whose words they are, and is no fact."""


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
