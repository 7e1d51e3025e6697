"""The code of rows that are complete and proper, in numbers as narrow as the facts allow, which is fastest.

Rows that are not proper may wrap round here; nobody reads their code.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import add
from typing import Final

import polars as pl

from sec_rules.answers.portfolio.codes import Cells, Digit, Flag, Place, Steps, Terms
from sec_rules.lang.formulas import ahead

Types = Mapping[pl.DataType, int]

# Of places in a cycle, which are never below nought, and which are compared fastest without a sign.
_PLACES: Final[Types] = {pl.UInt16(): 2**16 - 1, pl.UInt32(): 2**32 - 1}
_SUMS: Final[Types] = {pl.Int32(): 2**31 - 1}


def code(cells: Cells, values: Mapping[str, pl.Expr], kind: pl.DataType) -> pl.Expr:
    """The code as a number of that kind, of columns of whole numbers and of yes and no."""
    parts = tuple(part for digit, worth in cells.strides() for part in _parts(digit, worth, values, kind))
    return reduce(add, parts) if parts else pl.lit(0, kind)


def _parts(digit: Digit, worth: int, values: Mapping[str, pl.Expr], kind: pl.DataType) -> Iterable[pl.Expr]:
    match digit:
        case Flag(fact):
            yield _where(values[fact.name], worth, kind)
        case Steps(terms, figures):
            total = _sum(terms, values)
            yield from (_where(total >= figure, worth, kind) for figure in figures)
        case Place(count, of):
            plus = ahead(count, of)
            wide = _narrowest(_PLACES, max(count.at_most + max(plus, 0), of))
            place = (values[count.name].cast(wide, wrap_numerical=True) + plus) % of
            yield place.cast(kind, wrap_numerical=True) * pl.lit(worth, kind)


def _where(condition: pl.Expr, worth: int, kind: pl.DataType) -> pl.Expr:
    return pl.when(condition).then(pl.lit(worth, kind)).otherwise(pl.lit(0, kind))


def _sum(terms: Terms, values: Mapping[str, pl.Expr]) -> pl.Expr:
    (first, weight), *more = terms
    if not more and weight == 1:
        # What is not added up is compared as it is.
        return values[first.name]
    kind = _narrowest(_SUMS, sum(abs(weight) * max(abs(count.at_least), count.at_most) for count, weight in terms))
    wide = ((values[count.name].cast(kind, wrap_numerical=True), weight) for count, weight in terms)
    return reduce(add, (value if weight == 1 else value * weight for value, weight in wide))


def _narrowest(types: Types, most: int) -> pl.DataType:
    return next((kind for kind, limit in types.items() if most <= limit), pl.Int64())
