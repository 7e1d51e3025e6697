"""Answers in columns with polars: the code of each row looked up in one table, in one run where it can."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

import polars as pl

from sec_rules.answers.portfolio.codes import Cells
from sec_rules.answers.portfolio.columns import Row
from sec_rules.answers.portfolio.expressions import BAD, INCOMPLETE, KEY, MISSING, Columns

_FACTS: Final = "__facts__"
_ROWS: Final = "__rows__"
# Cells that are all put into the table at once; of more only those that occur.
SMALL_TABLE: Final = 8_192

Answer = tuple[Mapping[str, str | None], int]
Write = Callable[[pl.LazyFrame], pl.LazyFrame]


class BadRows(Exception):
    """So many rows hold what cannot be facts of a User."""

    def __init__(self, number: int) -> None:
        super().__init__(f"{number:,} rows cannot be facts of Users")
        self.number = number


def answer(
    frame: pl.LazyFrame, columns: Columns, write: Write | None = None, also: Sequence[pl.LazyFrame] = ()
) -> tuple[list[Answer], list[pl.DataFrame]]:
    """Answers every row: the answers there are, and how many rows have each; and what `also` comes to, in the same run.

    `write` makes of the answered rows a frame that writes them when it is collected. Where a row cannot be, `BadRows`
    is raised; what was written by then is worth nothing. What `write` comes to is the last of the frames given back.
    """
    if columns.complete and columns.cells.size <= SMALL_TABLE:
        found = _by_code(frame, columns, write, also)
        if found is not None:
            return found
    return _by_keys(frame, columns, write, also)


def _by_code(
    frame: pl.LazyFrame, columns: Columns, write: Write | None, also: Sequence[pl.LazyFrame]
) -> tuple[list[Answer], list[pl.DataFrame]] | None:
    """In one run, with a table of all cells; None where facts turn out to be missing."""
    key = columns.key()
    codes = frame.select(key).group_by(KEY).len()
    if write is None:
        counts, *rest = pl.collect_all([codes, *also], engine="streaming")
    else:
        taking = _Taking(columns.cells)
        rest = pl.collect_all([*also, write(taking.taken(frame, key))], engine="streaming")
        found = taking.counted()
        counts = codes.collect(engine="streaming") if found is None else found
    by_code: dict[int, int] = dict(counts.iter_rows())
    if BAD in by_code:
        raise BadRows(by_code[BAD])
    if INCOMPLETE in by_code:
        return None
    return [(columns.cells.answer(code), number) for code, number in sorted(by_code.items())], rest


class _Taking:
    """Takes the answers of rows from a table in the order of the codes, and counts the codes as they come by.

    Taking costs half of what a join costs that keeps the order of the rows, and counting beside it half of what it
    costs to hand the rows to two readers. The codes of rows that are bad or incomplete take anything, since what is
    written of them is thrown away.
    """

    def __init__(self, cells: Cells) -> None:
        answers = [({KEY: code}, cells.answer(code)) for code in cells.allowed()]
        every = pl.DataFrame({KEY: range(cells.size)}, schema={KEY: pl.Int64})
        rows = every.join(table(answers, every.schema, cells.columns), on=KEY, how="left", maintain_order="left")
        self._answers = rows.drop(KEY).to_struct(KEY)
        self._counts: list[pl.DataFrame] = []

    def taken(self, frame: pl.LazyFrame, key: pl.Expr) -> pl.LazyFrame:
        """The rows with the columns of their answers."""
        return frame.with_columns(
            key.map_batches(self._take, return_dtype=self._answers.dtype, is_elementwise=True)
        ).unnest(KEY)

    def _take(self, codes: pl.Series) -> pl.Series:
        self._counts.append(codes.value_counts(name="len"))
        return self._answers.gather(codes.clip(0)).alias(codes.name)

    def counted(self) -> pl.DataFrame | None:
        """The codes that have come by, and how often; None where a single one came, which may stand for many rows.

        Where polars sees that all rows it has at hand have one value, it shows that value once.
        """
        if any(len(counts) == 1 and counts["len"].item() == 1 for counts in self._counts):
            return None
        none = pl.DataFrame(schema={KEY: pl.Int64, "len": pl.UInt64})
        some = (counts.cast({KEY: pl.Int64, "len": pl.UInt64}) for counts in self._counts)
        return pl.concat([none, *some]).group_by(KEY).sum()


def _by_keys(
    frame: pl.LazyFrame, columns: Columns, write: Write | None, also: Sequence[pl.LazyFrame]
) -> tuple[list[Answer], list[pl.DataFrame]]:
    """In two runs: which rows there are that are not alike, then each with the answer of those like it."""
    bad, *rest = pl.collect_all([frame.select((~columns.proper).sum().alias(KEY)), *also], engine="streaming")
    if bad.item():
        raise BadRows(bad.item())
    keyed = frame.with_columns(columns.wide_key())
    names = columns.wide_names()
    read = [columns.values[name].alias(name) for name in columns.read]
    facts = (pl.struct(read) if read else pl.lit(None)).first().alias(_FACTS)
    alike = keyed.group_by(names).agg(pl.len().alias(_ROWS), facts).sort(names).collect(engine="streaming")
    rows = list(alike.iter_rows(named=True))
    answers = [(row, _settled(columns.cells, row)) for row in rows]
    if write is not None:
        keys = pl.Schema({name: alike.schema[name] for name in names})
        looked_up = _looked_up(keyed, table(answers, keys, columns.cells.columns), names)
        rest.append(write(looked_up).collect(engine="streaming"))
    return [(answer, row[_ROWS]) for row, answer in answers], rest


def _settled(cells: Cells, row: Mapping[str, Any]) -> Row:
    if row[MISSING] == 0:
        return cells.answer(row[KEY])
    return cells.settled({name: value for name, value in (row[_FACTS] or {}).items() if value is not None})


def _looked_up(keyed: pl.LazyFrame, found: pl.DataFrame, names: list[str]) -> pl.LazyFrame:
    joined = keyed.join(found.lazy(), on=names, how="left", nulls_equal=True, maintain_order="left")
    return joined.drop(names)


def table(
    answers: Iterable[tuple[Mapping[str, object], Mapping[str, str | None]]], keys: pl.Schema, names: Iterable[str]
) -> pl.DataFrame:
    """The table in which answers are looked up: for each key the columns of its answer, as categories."""
    given = tuple(answers)
    columns = [pl.Series(name, [key[name] for key, _ in given], kind) for name, kind in keys.items()]
    for name in names:
        values = [row[name] for _, row in given]
        kinds = dict.fromkeys(value for value in values if value is not None)
        columns.append(pl.Series(name, values, pl.Enum(list(kinds)) if kinds else pl.String))
    return pl.DataFrame(columns)
