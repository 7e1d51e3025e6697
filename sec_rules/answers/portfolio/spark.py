"""Answers in a frame of PySpark: looked up in arrays by the code of the row, which the engine compiles well.

A chain of conditions, one for each value of a column, grows past the size of a method that the engine's compiler takes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from sec_rules.answers.portfolio.columns import Row
from sec_rules.answers.portfolio.spark_text import Boolean, Int16, Int32, Int64, Kind, col

_PLACE: Final = "__place__"


def schema_of(frame: Any, names: Sequence[str]) -> dict[str, Kind] | None:
    """The types of those columns; None where one is neither of whole numbers of up to 64 bits nor of yes and no."""
    kinds = {"short": Int16, "integer": Int32, "long": Int64, "boolean": Boolean}
    found = {name: kinds.get(frame.schema[name].dataType.typeName()) for name in names}
    known = {name: kind for name, kind in found.items() if kind is not None}
    return known if len(known) == len(found) else None


def answered(frame: Any, code: str, facts: Sequence[str], answers: Mapping[int, Row], added: Iterable[str]) -> Any:
    """The frame with the columns of the answer of each row, looked up by its code, an expression as text.

    Nothing is read here. Where an answer is used of a row whose code has none, Spark raises, and names its facts.
    """
    rows, places = _places(answers, missing=None)
    place = f"coalesce(get({_array(places, 'int')}, {code}), raise_error({_refusal(facts)}))"
    return _with_columns(frame.selectExpr("*", f"{place} AS {_PLACE}"), rows, added)


def _refusal(facts: Sequence[str]) -> str:
    """What is said of a row without an answer, as an expression."""
    said = (f"'{name}', ' ', coalesce(CAST({col(name).sql} AS string), 'missing')" for name in facts)
    return f"""concat('No User can have the facts of a row: ', {", ', ', ".join(said)})"""


def counted(keyed: Any, key: str) -> dict[int, int]:
    """How many rows there are of each code, in one scan of the frame."""
    return {row[0]: row[1] for row in keyed.groupBy(key).count().collect()}


def looked_up(keyed: Any, key: str, answers: Mapping[int, Row], added: Iterable[str]) -> Any:
    """The frame with the columns of the answer of each row, without the column of its code."""
    rows, places = _places(answers, missing=0)
    found = keyed.selectExpr("*", f"get({_array(places, 'int')}, {col(key).sql}) AS {_PLACE}").drop(key)
    return _with_columns(found, rows, added)


def _places(answers: Mapping[int, Row], missing: int | None) -> tuple[list[Row], list[int | None]]:
    """The answers without those said twice, and for each code the place of its own."""
    rows = list(dict.fromkeys(tuple(row.items()) for row in answers.values()))
    place = {row: n for n, row in enumerate(rows)}
    codes = range(max(answers, default=0) + 1)
    return [dict(row) for row in rows], [
        place[tuple(answers[code].items())] if code in answers else missing for code in codes
    ]


def _with_columns(placed: Any, rows: Sequence[Row], added: Iterable[str]) -> Any:
    """The frame with the columns of the answer whose place it tells, in the place of that."""
    columns = (f"get({_array([row[name] for row in rows], 'string')}, {_PLACE}) AS {col(name).sql}" for name in added)
    return placed.selectExpr("*", *columns).drop(_PLACE)


def _array(values: Sequence[object], kind: str) -> str:
    # One text, which the engine reads once: an expression for each value takes longer to plan than all the rest.
    text = json.dumps(values, separators=(",", ":"), ensure_ascii=False)
    # What a backslash or an apostrophe means in a text is a setting of the engine.
    plain = "'" not in text and "\\" not in text
    given = f"'{text}'" if plain else f"decode(unhex('{text.encode().hex()}'), 'UTF-8')"
    return f"from_json({given}, 'array<{kind}>')"
