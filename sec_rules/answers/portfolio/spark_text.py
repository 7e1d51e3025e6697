"""Expressions of Spark as text: what `expressions` says with the names of polars and narwhals, written out in SQL.

An expression made by calls takes a call to the engine's process for each of its signs, which takes longer than to count
a million rows. Of columns of whole numbers and of yes and no, which are read as they stand.
"""

from __future__ import annotations

from typing import Final

from attrs import field, frozen


@frozen
class Kind:
    """A type of SQL."""

    name: str

    def is_integer(self) -> bool:
        """Whether it is one of whole numbers."""
        return self in (Int16, Int32, Int64)


Int16, Int32, Int64, Boolean, String = map(Kind, ("smallint", "int", "bigint", "boolean", "string"))
Categorical: Final = None
Enum: Final = None


@frozen(eq=False)
class Text:
    """An expression; `case` is it without its end, where it says only what comes where a condition is met."""

    sql: str
    case: str = field(default="", kw_only=True)

    def _with(self, sign: str, other: object) -> Text:
        return Text(f"({self.sql} {sign} {_sql(other)})")

    def __add__(self, other: Text | int) -> Text:
        return self._with("+", other)

    def __mul__(self, other: Text | int) -> Text:
        return self._with("*", other)

    def __mod__(self, other: int) -> Text:
        return self._with("%", other)

    def __and__(self, other: Text) -> Text:
        return self._with("AND", other)

    def __or__(self, other: Text) -> Text:
        return self._with("OR", other)

    def __ge__(self, other: Text | int) -> Text:
        return self._with(">=", other)

    def __lt__(self, other: Text | int) -> Text:
        return self._with("<", other)

    def __eq__(self, other: object) -> Text:  # type: ignore[override]
        return self._with("=", other)

    def __invert__(self) -> Text:
        return Text(f"(NOT {self.sql})")

    def is_null(self) -> Text:
        """Whether it is null."""
        return Text(f"({self.sql} IS NULL)")

    def is_between(self, low: int, high: int) -> Text:
        """Whether it lies between two numbers or is one of them."""
        return Text(f"({self.sql} BETWEEN {low} AND {high})")

    def fill_null(self, value: object) -> Text:
        """A value in the place of null."""
        return Text(f"coalesce({self.sql}, {_sql(value)})")

    def cast(self, kind: Kind) -> Text:
        """As another type."""
        return Text(f"CAST({self.sql} AS {kind.name})")

    def alias(self, _: str) -> Text:
        """The same: a text is named where it is put."""
        return self

    def then(self, value: object) -> Text:
        """What comes where this condition is met, null elsewhere."""
        case = f"CASE WHEN {self.sql} THEN {_sql(value)}"
        return Text(f"({case} END)", case=case)

    def otherwise(self, value: object) -> Text:
        """What comes elsewhere."""
        return Text(f"({self.case} ELSE {_sql(value)} END)")


def col(name: str) -> Text:
    """A column."""
    return Text("`" + name.replace("`", "``") + "`")


def lit(value: object, kind: Kind | None = None) -> Text:
    """A value, of that type where one is given."""
    return Text(_sql(value)) if kind is None else Text(_sql(value)).cast(kind)


def when(condition: Text) -> Text:
    """A condition, of which `then` says what comes where it is met."""
    return condition


def _sql(value: object) -> str:
    if isinstance(value, Text):
        return value.sql
    return "null" if value is None else str(value).lower()
