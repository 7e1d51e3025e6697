"""Answers in columns with polars: the code of each row looked up in one table, in one run where it can."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from threading import Lock
from typing import Any, Final

import polars as pl

from sec_rules.answers.portfolio.codes import Cells
from sec_rules.answers.portfolio.columns import Row
from sec_rules.answers.portfolio.expressions import BAD, INCOMPLETE, KEY, MISSING, Columns

_FACTS: Final = "__facts__"
_ROWS: Final = "__rows__"
# Cells that are all put into the table at once; of more only those that occur.
SMALL_TABLE: Final = 8_192
# A table in which a place is kept for each code that tells missing facts too.
LARGE_TABLE: Final = 2**24
# Rows in which it is looked for whether facts are missing.
LOOKED_AT: Final = 1_000
NOT_KNOWN: Final = -1

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
    cells = columns.cells
    if columns.complete and cells.size <= SMALL_TABLE and not _misses_some(frame, columns):
        found = _by_code(frame, columns, write, also)
        if found is not None:
            return found
    if not cells.exact and cells.wide_size <= LARGE_TABLE:
        found = _by_wide_code(frame, columns, write, also)
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


def _misses_some(frame: pl.LazyFrame, columns: Columns) -> bool:
    """Whether facts are missing in the first rows, which shows which way is shorter and decides nothing."""
    first = frame.select(columns.values[name].alias(name) for name in columns.read).head(LOOKED_AT)
    return any(first.null_count().collect().row(0)) if columns.read else False


def _by_wide_code(
    frame: pl.LazyFrame, columns: Columns, write: Write | None, also: Sequence[pl.LazyFrame]
) -> tuple[list[Answer], list[pl.DataFrame]] | None:
    """In one run, with a table that grows by the codes that come; None where no User was found for one of them."""
    taking = _TakingAsTheyCome(columns.cells)
    key = columns.dense_key()
    if write is None:
        counts, *rest = pl.collect_all([frame.select(key).group_by(KEY).len(), *also], engine="streaming")
    else:
        rest = pl.collect_all([*also, write(taking.taken(frame, key))], engine="streaming")
        found = taking.counted()
        counts = frame.select(key).group_by(KEY).len().collect(engine="streaming") if found is None else found
    by_code: dict[int, int] = dict(counts.iter_rows())
    if BAD in by_code:
        raise BadRows(by_code[BAD])
    answers = [(columns.cells.of_wide(code), number) for code, number in sorted(by_code.items())]
    told: list[Answer] = [(row, number) for row, number in answers if row is not None]
    return (told, rest) if len(told) == len(answers) else None


class _TakingAsTheyCome:
    """Takes the answers of rows from a table that grows by the codes that come by, and counts these."""

    def __init__(self, cells: Cells) -> None:
        self._cells, self._lock = cells, Lock()
        self._places = pl.repeat(NOT_KNOWN, cells.wide_size, dtype=pl.Int32, eager=True)
        self._rows: dict[tuple[str | None, ...], int] = {}
        self._schema = pl.Struct(dict.fromkeys(cells.columns, pl.String))
        self._answers = self._shown()
        self._counts: list[pl.DataFrame] = []

    def taken(self, frame: pl.LazyFrame, key: pl.Expr) -> pl.LazyFrame:
        """The rows with the columns of their answers."""
        return frame.with_columns(key.map_batches(self._take, return_dtype=self._schema, is_elementwise=True)).unnest(
            KEY
        )

    def _take(self, codes: pl.Series) -> pl.Series:
        counts, known = codes.value_counts(name="len"), codes.clip(0)
        with self._lock:
            self._counts.append(counts)
            places = self._places.gather(known)
            if places.min() == NOT_KNOWN:
                self._learn(code for code in counts[codes.name].to_list() if code != BAD)
                places = self._places.gather(known)
            return self._answers.gather(places.clip(0)).alias(codes.name)

    def _learn(self, codes: Iterable[int]) -> None:
        known, names = len(self._rows), self._cells.columns
        new = {code: self._cells.of_wide(code) or {} for code in codes if self._places[code] == NOT_KNOWN}
        rows = (tuple(row.get(name) for name in names) for row in new.values())
        self._places.scatter(list(new), [self._rows.setdefault(row, len(self._rows)) for row in rows])
        if len(self._rows) != known:
            self._answers = self._shown()

    def _shown(self) -> pl.Series:
        rows = [dict(zip(self._cells.columns, row, strict=True)) for row in self._rows]
        return pl.Series(KEY, rows or [dict.fromkeys(self._cells.columns)], self._schema)

    def counted(self) -> pl.DataFrame | None:
        """As `_Taking.counted` does."""
        return _counted(self._counts)


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
        return _counted(self._counts)


def _counted(each: Sequence[pl.DataFrame]) -> pl.DataFrame | None:
    if any(len(counts) == 1 and counts["len"].item() == 1 for counts in each):
        return None
    none = pl.DataFrame(schema={KEY: pl.Int64, "len": pl.UInt64})
    return pl.concat([none, *(counts.cast({KEY: pl.Int64, "len": pl.UInt64}) for counts in each)]).group_by(KEY).sum()


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
