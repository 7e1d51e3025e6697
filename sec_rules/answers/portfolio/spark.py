"""Answers in a frame of PySpark: looked up in arrays by the code of the row, which the engine compiles well.

A chain of conditions, one for each value of a column, grows past the size of a method that the engine's compiler takes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sec_rules.answers.portfolio.columns import Row


def counted(keyed: Any, key: str) -> dict[int, int]:
    """How many rows there are of each code, in one scan of the frame."""
    return {row[0]: row[1] for row in keyed.groupBy(key).count().collect()}


def looked_up(keyed: Any, key: str, answers: Mapping[int, Row], added: Iterable[str]) -> Any:
    """The frame with the columns of the answer of each row, without the column of its code."""
    from pyspark.sql import functions

    rows = list(dict.fromkeys(tuple(row.items()) for row in answers.values()))
    place = {row: n for n, row in enumerate(rows, 1)}
    # Numbers are written out: to hand them over one by one takes longer than all the rest.
    places = [
        place[tuple(answers[code].items())] if code in answers else 1 for code in range(max(answers, default=0) + 1)
    ]
    which = functions.expr(f"element_at(array({', '.join(map(str, places))}), {key} + 1)")
    columns = {}
    for name in added:
        values = [functions.lit(dict(row)[name]).cast("string") for row in rows]
        found = functions.element_at(functions.array(*values), functions.col(key)) if rows else functions.lit(None)
        columns[name] = found.cast("string")
    return keyed.withColumn(key, which).withColumns(columns).drop(key)
