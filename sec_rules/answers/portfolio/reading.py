"""A column read as a fact, whatever it is made of: whole numbers, floats, Decimals, text, categories, days.

In polars and narwhals, which say it alike. What is read is exact: a number that is not whole is no count.
"""

from __future__ import annotations

from datetime import date
from functools import reduce
from typing import Any as Untyped
from typing import Final

from sec_rules.engine.plain_values import YES_NO_WORDS
from sec_rules.lang import DAY, Count, YesNo

# The module polars or narwhals, and an expression or a data type of it.
Space = Untyped
Expr = Untyped
Kind = Untyped

_EPOCH: Final = date(1970, 1, 1).toordinal()


def read_column(
    space: Space, column: Expr, kind: Kind, fact: YesNo | Count, on: date | None = None
) -> tuple[Expr, Expr]:
    """A column read as a fact: its values, null where missing or improper, and whether each row's is proper.

    `on` is the day by whose names values that have names are read.
    """
    if kind == space.Categorical or kind == space.Enum:
        column, kind = column.cast(space.String), space.String
    nothing = column.is_null()
    if isinstance(fact, YesNo):
        return _yes_no(space, column, kind)
    if kind.is_integer():
        proper = column.is_between(fact.at_least, fact.at_most)
        # Only what is proper is made 64 bits wide: a number beyond them would stop the engine, not be reported.
        as_it_is = kind == space.Int64 or (
            is_polars(space) and kind in (space.Int8, space.Int16, space.Int32, space.UInt16, space.UInt32)
        )
        return (column if as_it_is else space.when(proper).then(column).cast(space.Int64)), proper
    if kind.is_float():
        whole = column.is_between(fact.at_least, fact.at_most) & (column % 1 == 0)
        return space.when(whole).then(column).cast(space.Int64), nothing | column.is_nan() | whole
    if kind.is_decimal():
        within = column.is_between(fact.at_least, fact.at_most)
        number = space.when(within).then(column).cast(space.Int64)
        whole = within & (number == column)
        return space.when(whole).then(number), nothing | whole
    if fact.unit == DAY and (kind == space.Date or kind == space.Datetime):
        return _of_day(space, column, kind, fact)
    if kind == space.String:
        return _of_text(space, column, fact, on)
    return space.lit(None, space.Int64), nothing


def years_since(space: Space, column: Expr, kind: Kind, fact: Count, on: date) -> tuple[Expr, Expr]:
    """The years since the day of an anchor, counted by calendar years up to a day, and whether each is
    proper: a day, and before the year of that one.
    """
    nothing = column.is_null()
    if kind == space.String and is_polars(space):
        nothing, column = nothing | (column == ""), column.str.to_date("%Y-%m-%d", strict=False)
    elif kind != space.Date and kind != space.Datetime:
        return space.lit(None, space.Int64), nothing
    years = on.year - column.dt.year().cast(space.Int64)
    proper = years.is_between(fact.at_least, fact.at_most)
    return space.when(proper).then(years), nothing | proper.fill_null(False)


def _yes_no(space: Space, column: Expr, kind: Kind) -> tuple[Expr, Expr]:
    nothing = column.is_null()
    if kind == space.Boolean:
        return column, space.lit(True)
    if kind == space.String:
        text = column.str.to_lowercase()
        says = {spoken: [word for word, value in YES_NO_WORDS.items() if value is spoken] for spoken in (True, False)}
        no = space.when(text.is_in(says[False])).then(False)
        value = space.when(text.is_in(says[True])).then(True).otherwise(no)
        return value, nothing | (column == "") | ~value.is_null()
    return space.lit(None, space.Boolean), nothing


def _of_day(space: Space, column: Expr, kind: Kind, fact: Count) -> tuple[Expr, Expr]:
    """Days, and times at midnight, counted as a fact counts them."""
    number = _ordinal(space, column)
    at_midnight = space.lit(True)
    if kind == space.Datetime:
        parts = (column.dt.hour(), column.dt.minute(), column.dt.second(), column.dt.nanosecond())
        at_midnight = reduce(lambda one, other: one & other, (part == 0 for part in parts))
    proper = at_midnight & number.is_between(fact.at_least, fact.at_most)
    return space.when(proper).then(number), column.is_null() | proper


def _ordinal(space: Space, column: Expr) -> Expr:
    """The number of a day, as `date.toordinal` gives it."""
    if is_polars(space):
        return column.cast(space.Date).cast(space.Int64) + _EPOCH
    # Not every engine counts days. Years are begun in March, so that the day that comes and goes is their last.
    year, month, day = (part.cast(space.Int64) for part in (column.dt.year(), column.dt.month(), column.dt.day()))
    begun = year - space.when(month <= 2).then(1).otherwise(0)
    since_march = (month + 9) % 12
    whole_years = 365 * begun + begun // 4 - begun // 100 + begun // 400
    return whole_years + (153 * since_march + 2) // 5 + day - 306


def _of_text(space: Space, column: Expr, fact: Count, on: date | None) -> tuple[Expr, Expr]:
    """Text: digits (with ".0" behind them, as pandas writes a count), the name of a value, or a day as 2019-02-28."""
    whole = column.str.contains(r"^[0-9]{1,18}(\.0+)?$").fill_null(False)
    number = space.when(whole).then(column.str.replace_all(r"\.0+$", "")).cast(space.Int64)
    if fact.unit == DAY and is_polars(space):
        days = column.str.to_date("%Y-%m-%d", strict=False)
        number = space.coalesce(number, _ordinal(space, days))
    names = fact.names_on(on) if on is not None else ()
    folded = column.str.to_lowercase()
    for place, name in enumerate(names):
        number = space.when(folded == name.lower()).then(fact.at_least + place).otherwise(number)
    proper = number.is_between(fact.at_least, fact.at_most).fill_null(False)
    return space.when(proper).then(number), column.is_null() | (column == "") | proper


def is_polars(space: Space) -> bool:
    """Whether it is polars itself. Not every engine behind narwhals makes numbers of a column that has nulls."""
    return bool(space.__name__ == "polars")
