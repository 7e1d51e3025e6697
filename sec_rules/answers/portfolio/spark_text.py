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
        return self in (Int32, Int64)


# What is small is counted in 32 bits like what is not, so that nothing is made wider on the way.
Int16 = Int32 = Kind("int")
Int64, Boolean, String = map(Kind, ("bigint", "boolean", "string"))
Categorical: Final = None
Enum: Final = None


# How strongly the signs bind, the strongest first: a part that binds less stands in brackets. Spark's parser takes long
# over brackets in brackets, so that there are no others.
_ATOM, _TIMES, _PLUS, _COMPARED, _NOT, _AND, _OR = range(7)
# The most that may stand to the left and to the right of each sign without brackets, and what it makes.
_SIGNS: Final = {
    "*": (_TIMES, _ATOM, _TIMES),
    "%": (_TIMES, _ATOM, _TIMES),
    "+": (_PLUS, _TIMES, _PLUS),
    ">=": (_PLUS, _PLUS, _COMPARED),
    "<": (_PLUS, _PLUS, _COMPARED),
    "=": (_PLUS, _PLUS, _COMPARED),
    "AND": (_AND, _NOT, _AND),
    "OR": (_OR, _AND, _OR),
}


_TRUE: Final = "true"


@frozen(eq=False)
class Text:
    """An expression, how strongly its last sign binds, and its type where that is known.

    `case` is it without its end, where it says only what comes where a condition is met.
    """

    sql: str
    binds: int = field(default=_ATOM, kw_only=True)
    kind: Kind | None = field(default=None, kw_only=True)
    case: str = field(default="", kw_only=True)

    def within(self, most: int) -> str:
        """It as a part of what binds so strongly."""
        return self.sql if self.binds <= most else f"({self.sql})"

    def _with(self, sign: str, other: object) -> Text:
        left, right, binds = _SIGNS[sign]
        beside = other.within(right) if isinstance(other, Text) else _sql(other)
        kind = self.kind if isinstance(other, Text) and self.kind == other.kind else None
        return Text(f"{self.within(left)} {sign} {beside}", binds=binds, kind=kind)

    def __add__(self, other: Text | int) -> Text:
        return self._with("+", other)

    def __mul__(self, other: Text | int) -> Text:
        return self if isinstance(other, int) and other == 1 else self._with("*", other)

    def __mod__(self, other: int) -> Text:
        return self._with("%", other)

    def __and__(self, other: Text) -> Text:
        return other if self.sql == _TRUE else self if other.sql == _TRUE else self._with("AND", other)

    def __or__(self, other: Text) -> Text:
        return self._with("OR", other)

    def __ge__(self, other: Text | int) -> Text:
        return self._with(">=", other)

    def __lt__(self, other: Text | int) -> Text:
        return self._with("<", other)

    def __eq__(self, other: object) -> Text:  # type: ignore[override]
        return self._with("=", other)

    def __invert__(self) -> Text:
        return Text(f"NOT {self.within(_COMPARED)}", binds=_NOT)

    def is_null(self) -> Text:
        """Whether it is null."""
        return Text(f"{self.within(_PLUS)} IS NULL", binds=_COMPARED)

    def is_between(self, low: int, high: int) -> Text:
        """Whether it lies between two numbers or is one of them."""
        return Text(f"{self.within(_PLUS)} BETWEEN {low} AND {high}", binds=_COMPARED)

    def fill_null(self, value: object) -> Text:
        """A value in the place of null."""
        return Text(f"coalesce({self.sql}, {_sql(value)})")

    def cast(self, kind: Kind) -> Text:
        """As another type."""
        return self if self.kind == kind else Text(f"CAST({self.sql} AS {kind.name})", kind=kind)

    def alias(self, _: str) -> Text:
        """The same: a text is named where it is put."""
        return self

    def then(self, value: object) -> Text:
        """What comes where this condition is met, null elsewhere."""
        case = f"CASE WHEN {self.sql} THEN {_sql(value)}"
        return Text(f"{case} END", case=case)

    def otherwise(self, value: object) -> Text:
        """What comes elsewhere."""
        return Text(f"{self.case} ELSE {_sql(value)} END")


def col(name: str) -> Text:
    """A column."""
    return Text("`" + name.replace("`", "``") + "`")


def lit(value: object, kind: Kind | None = None) -> Text:
    """A value, of that type where one is given."""
    if kind is Int32 and value is not None:
        return Text(_sql(value), kind=kind)
    return Text(_sql(value)) if kind is None else Text(_sql(value)).cast(kind)


def when(condition: Text) -> Text:
    """A condition, of which `then` says what comes where it is met."""
    return condition


def _sql(value: object) -> str:
    if isinstance(value, Text):
        return value.sql
    return "null" if value is None else str(value).lower()
