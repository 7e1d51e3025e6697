"""Cells as expressions over columns: validation, and the code of each row. In polars and narwhals, which say it alike.

Whatever works the expressions out, a row that is not proper is refused before its code is looked at, and all
arithmetic is of 64 bits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import reduce
from typing import Final

from attrs import frozen

from sec_rules.answers.portfolio.codes import Cells, Digit, Flag, Place, Steps
from sec_rules.answers.portfolio.reading import Expr, Kind, Space, is_polars, read_column, years_since
from sec_rules.lang import Count, Turn, YesNo, anchor_among, years_among
from sec_rules.lang.formulas import All, Atom, Bound, Formula, Literal, ahead, formula

Fact = YesNo | Count

# The columns that a row's answer hangs on while it is worked out; a name like these is nobody's.
KEY: Final = "__cell__"
HIGH: Final = "__cell_high__"
MISSING: Final = "__missing__"
BAD: Final = -2
INCOMPLETE: Final = -1


@frozen
class Columns:
    """The columns of a frame that hold facts, read as facts: `values` where they can be, `proper` whether they can."""

    space: Space
    cells: Cells
    values: Mapping[str, Expr]
    proper: Expr
    # Whether nulls pass through a cast; not every engine makes numbers of a column that has them.
    nulls_pass: bool = False

    @property
    def read(self) -> tuple[str, ...]:
        """The facts that the code hangs on and that have a column."""
        return tuple(fact.name for fact in self.cells.reads if fact.name in self.values)

    @property
    def complete(self) -> bool:
        """Whether each fact that the code hangs on has a column."""
        return len(self.read) == len(self.cells.reads)

    @property
    def kind(self) -> Kind:
        """What a code is held in."""
        return self.space.Int16 if self.cells.size < 2**15 else self.space.Int64

    def key(self) -> Expr:
        """The code of a row; `INCOMPLETE` where a fact is missing, `BAD` where one cannot be."""
        when, lit = self.space.when, self.space.lit
        given = self._all(~self.values[name].is_null() for name in self.read)
        code = self._whole_code() if self.complete else lit(INCOMPLETE, self.kind)
        known = when(given).then(code).otherwise(lit(INCOMPLETE, self.kind))
        return when(self.proper).then(known).otherwise(lit(BAD, self.kind)).alias(KEY)

    def dense_key(self) -> Expr:
        """The code of a row that tells missing facts too; `BAD` where one cannot be. For cells with no `exact` sums."""
        parts = (self._wide_digit(digit) * worth for digit, worth in self.cells.wide_strides())
        wide = self._total(parts).cast(self.wide_kind)
        return self.space.when(self.proper).then(wide).otherwise(self.space.lit(BAD, self.wide_kind)).alias(KEY)

    @property
    def wide_kind(self) -> Kind:
        """What a code that tells missing facts too is held in."""
        return self.space.Int32 if self.cells.wide_size < 2**31 else self.space.Int64

    def _wide_digit(self, digit: Digit) -> Expr:
        missing = [self._value(fact).is_null() for fact in digit.reads]
        when, lit = self.space.when, self.space.lit
        if len(missing) == 1:
            known = self._known_digit(digit) if self.nulls_pass else self._digit(digit, True).cast(self.wide_kind)
            return when(missing[0]).then(lit(digit.size, self.wide_kind)).otherwise(known)
        low = self._digit(digit, True).cast(self.wide_kind)
        high = self._digit(digit, False).cast(self.wide_kind)
        which = self._total(each.cast(self.wide_kind) * 2**place for place, each in enumerate(missing))
        span = (which * digit.size + low) * digit.size + high + digit.size
        return when(_joined(missing, "|")).then(span).otherwise(low)

    def _known_digit(self, digit: Digit) -> Expr:
        """The digit of one fact where that is known: shorter than at an end, and Spark compiles no long expression."""
        value = self._value(digit.reads[0])
        match digit:
            case Flag():
                return value.cast(self.wide_kind)
            case Steps(((_, weight),), figures):
                reached = ((value >= -(-figure // weight)) for figure in figures)
                return self._total(each.cast(self.wide_kind) for each in reached)
            case Place(count, of):
                return ((value + ahead(count, of)) % of).cast(self.wide_kind)
        raise TypeError(f"{digit!r} hangs on several facts.")

    def wide_key(self) -> tuple[Expr, ...]:
        """What rows with missing facts are told apart by: both ends of the code, what is missing, and exact sums."""
        int64 = self.space.Int64
        missing = self._total(
            self._value(fact).is_null().cast(int64) * 2**place for place, fact in enumerate(self.cells.reads)
        )
        ends = (self._code(True).cast(int64).alias(KEY), self._code(False).cast(int64).alias(HIGH))
        return (*ends, missing.cast(int64).alias(MISSING), *(self._known(terms) for terms in self.cells.exact))

    def wide_names(self) -> list[str]:
        """The names of `wide_key`."""
        return [KEY, HIGH, MISSING, *(_sum_name(terms) for terms in self.cells.exact)]

    def _known(self, terms: tuple[tuple[Count, int], ...]) -> Expr:
        """What the known counts add up to where others are missing; null where none or all are."""
        missing = [self._value(count).is_null() for count, _ in terms]
        some = _joined(missing, "|") & ~_joined(missing, "&")
        wide = (_widened(self.space, self._value(count)).fill_null(0) * weight for count, weight in terms)
        total = self._total(wide)
        return self.space.when(some).then(total).otherwise(None).alias(_sum_name(terms))

    def _value(self, fact: Fact) -> Expr:
        return self.values.get(fact.name, _nothing(self.space, fact))

    def _whole_code(self) -> Expr:
        """The code where no fact is missing and each is proper; of other rows it says nothing."""
        if not is_polars(self.space):
            return self._code(True).cast(self.kind)
        from sec_rules.answers.portfolio import narrow_codes

        return narrow_codes.code(self.cells, self.values, self.kind)

    def _code(self, low: bool) -> Expr:
        """The code, with missing facts as they make it least or greatest."""
        return self._total(self._digit(digit, low) * worth for digit, worth in self.cells.strides())

    def _digit(self, digit: Digit, low: bool) -> Expr:
        match digit:
            case Flag(fact):
                return self._value(fact).fill_null(not low).cast(self.kind)
            case Steps(terms, figures):
                total = self._total(self._at_end(c, low is (w > 0)) * w for c, w in terms)
                return self._total((total >= figure).cast(self.kind) for figure in figures)
            case Place(count, of):
                place = (self._value(count) + ahead(count, of)) % of
                return place.fill_null(0 if low else of - 1).cast(self.kind)

    def _at_end(self, count: Count, least: bool) -> Expr:
        value = _widened(self.space, self._value(count))
        return value.fill_null(count.at_least if least else count.at_most)

    def _total(self, parts: Iterable[Expr]) -> Expr:
        found = tuple(parts)
        return _joined(found, "+") if found else self.space.lit(0)

    def _all(self, parts: Iterable[Expr]) -> Expr:
        found = tuple(parts)
        return _joined(found, "&") if found else self.space.lit(True)


def read_facts(
    space: Space, schema: Mapping[str, Kind], cells: Cells, known: Mapping[str, Fact], on: date | None = None
) -> Columns:
    """The columns of a frame that hold facts, by name; `on` is the day for which they are asked with.

    The day of that from which years are counted gives the years since it.
    """
    values: dict[str, Expr] = {}
    proper: list[Expr] = []
    years, anchor = years_among(known.values()), anchor_among(known.values())
    for name, kind in schema.items():
        column, fact = space.col(name), known.get(name)
        if fact is not None:
            values[name], is_proper = read_column(space, column, kind, fact, on)
        elif years is not None and anchor is not None and name == anchor.given and on is not None:
            values[years.name], is_proper = years_since(space, column, kind, years, on)
        else:
            continue
        proper.append(is_proper)
    for assumption in cells.now.ruleset.assumptions:
        proper.append(met(space, formula(assumption.holds), values).fill_null(True))
    # What is missing is neither proper nor not until here, where all that is not improper passes.
    return Columns(space, cells, values, _joined(proper, "&").fill_null(True), is_polars(space))


def _nothing(space: Space, fact: Fact | None) -> Expr:
    return space.lit(None, space.Int64 if isinstance(fact, Count) else space.Boolean)


def met(space: Space, of: Formula, values: Mapping[str, Expr]) -> Expr:
    """Whether each row meets a condition; null where facts are missing that may matter."""
    if isinstance(of, Literal):
        atom = _atom(space, of.atom, values)
        return atom if of.holds else ~atom
    parts = tuple(met(space, part, values) for part in of.parts)
    if not parts:
        return space.lit(isinstance(of, All))
    return _joined(parts, "&" if isinstance(of, All) else "|")


def _atom(space: Space, atom: Atom, values: Mapping[str, Expr]) -> Expr:
    match atom:
        case YesNo(name):
            return values.get(name, _nothing(space, atom))
        case Turn(count, turn, of):
            return (_wide(space, values, count) + ahead(count, of)) % of == turn - 1
        case Bound(terms, at_least):
            # What is missing may be anything in its range, so that the sum lies between two ends.
            least, most = (
                _joined([_end(space, values, c, least=low is (w > 0)) * w for c, w in terms], "+")
                for low in (True, False)
            )
            never = space.when(most < at_least).then(False).otherwise(_nothing(space, None))
            return space.when(least >= at_least).then(True).otherwise(never)


def _end(space: Space, values: Mapping[str, Expr], count: Count, *, least: bool) -> Expr:
    return _wide(space, values, count).fill_null(count.at_least if least else count.at_most)


def _wide(space: Space, values: Mapping[str, Expr], count: Count) -> Expr:
    return _widened(space, values.get(count.name, _nothing(space, count)))


def _widened(space: Space, value: Expr) -> Expr:
    # What comes by narwhals is as wide as this from the start.
    return value.cast(space.Int64) if is_polars(space) else value


def _sum_name(terms: tuple[tuple[Count, int], ...]) -> str:
    return "__known__" + "+".join(f"{weight}{count.name}" for count, weight in terms)


def _joined(parts: Iterable[Expr], by: str) -> Expr:
    match by:
        case "&":
            return reduce(lambda one, other: one & other, parts)
        case "|":
            return reduce(lambda one, other: one | other, parts)
        case _:
            return reduce(lambda one, other: one + other, parts)
