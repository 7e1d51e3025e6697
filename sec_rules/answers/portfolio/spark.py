"""Answers in a frame of PySpark: looked up in arrays by the code of the row, which the engine compiles well.

A chain of conditions, one for each value of a column, grows past the size of a method that the engine's compiler takes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sec_rules.answers.portfolio.columns import Row
from sec_rules.answers.portfolio.spark_text import Boolean, Int16, Int32, Int64, Kind


def schema_of(frame: Any, names: Sequence[str]) -> dict[str, Kind] | None:
    """The types of those columns; None where one is neither of whole numbers of up to 64 bits nor of yes and no."""
    kinds = {"short": Int16, "integer": Int32, "long": Int64, "boolean": Boolean}
    found = {name: kinds.get(frame.schema[name].dataType.typeName()) for name in names}
    known = {name: kind for name, kind in found.items() if kind is not None}
    return known if len(known) == len(found) else None


def keyed(frame: Any, key: str, code: str) -> Any:
    """The frame with a column of the code of each row; `code` is an expression as text."""
    from pyspark.sql import functions

    return frame.withColumn(key, functions.expr(code))


def some(frame: Any, which: str, names: Sequence[str], most: int) -> list[dict[str, Any]]:
    """Those columns of the first rows that meet a condition."""
    return [row.asDict() for row in frame.where(which).select(*names).limit(most).collect()]


def counted(keyed: Any, key: str) -> dict[int, int]:
    """How many rows there are of each code, in one scan of the frame."""
    return {row[0]: row[1] for row in keyed.groupBy(key).count().collect()}


def looked_up(keyed: Any, key: str, answers: Mapping[int, Row], added: Iterable[str]) -> Any:
    """The frame with the columns of the answer of each row, without the column of its code."""
    from pyspark.sql import functions

    rows = list(dict.fromkeys(tuple(row.items()) for row in answers.values()))
    place = {row: n for n, row in enumerate(rows)}
    places = [
        place[tuple(answers[code].items())] if code in answers else 0 for code in range(max(answers, default=0) + 1)
    ]

    def array(values: list[Any], kind: str) -> Any:
        # One text, which the engine reads once: an expression for each value takes longer to plan than all the rest.
        return functions.from_json(functions.lit(json.dumps(values)), f"array<{kind}>")

    which = functions.get(array(places, "int"), functions.col(key)).alias(key)
    columns = [
        functions.get(array([dict(row)[name] for row in rows], "string"), functions.col(key)).alias(name)
        for name in added
    ]
    own = [keyed[name] for name in keyed.columns if name != key]
    found = keyed.select(*own, which)
    return found.select(*(found[name] for name in keyed.columns if name != key), *columns)
