"""Answers in a frame of Dask: the codes of a partition worked out by polars, counted once, and looked up in an array.

An expression of Dask for each comparison makes a graph that takes longer to build than the rows take to answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from sec_rules.answers.portfolio.columns import Row
from sec_rules.answers.portfolio.expressions import BAD, KEY

_ROWS = "rows"


def is_read(frame: Any, names: Sequence[str]) -> bool:
    """Whether the kind of each of those columns says what is in it, in every partition."""
    return "object" not in map(str, frame.dtypes[list(names)])


def schema_of(frame: Any, names: Sequence[str]) -> pl.Schema:
    """The types of those columns as polars reads them."""
    return pl.from_pandas(frame[list(names)]._meta).schema


def counted(frame: Any, schema: pl.Schema, key: pl.Expr) -> dict[int, int]:
    """How many rows there are of each code, in one scan of the columns that are facts."""
    facts, given = frame[list(schema)], {"schema": schema, "key": key}
    meta = _counts(facts._meta, schema, key)
    found = facts.reduction(_counts, aggregate=_added, meta=meta, chunk_kwargs=given).compute()
    return dict(zip(found[KEY].tolist(), found[_ROWS].tolist(), strict=True))


def bad(frame: Any, schema: pl.Schema, key: pl.Expr, most: int) -> Iterator[dict[str, Any]]:
    """The facts of the first rows that cannot be."""
    facts = frame[list(schema)]
    found = facts.map_partitions(_bad, schema, key, meta=facts._meta).head(most, npartitions=-1)
    return pl.from_pandas(found).cast(schema).iter_rows(named=True)


def looked_up(frame: Any, schema: pl.Schema, key: pl.Expr, answers: Mapping[int, Row], added: Iterable[str]) -> Any:
    """The frame with the columns of the answer of each row. Only those are worked out that are asked for."""
    import pandas

    facts, codes = frame[list(schema)], sorted(answers)
    keys = facts.map_partitions(_keys, schema, key, meta=_keys(facts._meta, schema, key))
    text = pandas.StringDtype("pyarrow")
    columns = {}
    for name in added:
        values = [answers[code][name] for code in codes]
        columns[name] = keys.map_partitions(_column, codes, values, meta=pandas.Series([], dtype=text, name=name))
    return frame.assign(**columns)


def _coded(part: Any, schema: pl.Schema, key: pl.Expr) -> pl.Series:
    return pl.from_pandas(part).cast(schema).select(key.cast(pl.Int64)).to_series()


def _keys(part: Any, schema: pl.Schema, key: pl.Expr) -> Any:
    import pandas

    return pandas.Series(_coded(part, schema, key).to_numpy(), index=part.index, name=KEY)


def _counts(part: Any, schema: pl.Schema, key: pl.Expr) -> Any:
    return _coded(part, schema, key).value_counts(name=_ROWS).cast(pl.Int64).to_pandas()


def _added(counts: Any) -> Any:
    return counts.groupby(KEY, as_index=False)[_ROWS].sum()


def _bad(part: Any, schema: pl.Schema, key: pl.Expr) -> Any:
    return part[(_coded(part, schema, key) == BAD).to_numpy()]


def _column(keys: Any, codes: list[int], values: list[str | None]) -> Any:
    """The values of a column for the codes of a partition; `codes` are in order."""
    import numpy
    import pandas
    import pyarrow

    distinct = list(dict.fromkeys(values))
    place = numpy.array([distinct.index(value) for value in values], dtype=numpy.int32)
    which = place[numpy.searchsorted(codes, keys.to_numpy())] if codes else numpy.zeros(0, numpy.int32)
    found = pyarrow.array(distinct, pyarrow.string()).take(pyarrow.array(which))
    return pandas.Series(pandas.array(found, dtype=pandas.StringDtype("pyarrow")), index=keys.index)
