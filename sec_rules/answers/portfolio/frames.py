"""Frames of Users, one row a User and year, of whatever library: they come back as what they were, with answers.

Frames that are in memory (polars, pandas, pyarrow) are answered by polars and keep their own type and index. Frames
that are not (DuckDB relations, PySpark, Dask, polars lazy) stay where they are: only how many rows there are of each
code is fetched, once, and the answers are expressions that their own engine works out. Of a frame of PySpark whose
columns are whole numbers and yes or no nothing is fetched: rows that cannot be are refused where answers are used.
"""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, TypeVar

from attrs import evolve

from sec_rules.answers.portfolio.files import (
    MOST_REPORTED,
    BadRow,
    bad_rows,
    check_columns,
    problems_of,
    refused,
    refused_rows,
    unused,
)
from sec_rules.engine.code import Code, check_code
from sec_rules.errors import ExtraError, PortfolioError, wrong_kind
from sec_rules.lang import Count, Question, YesNo, is_fact
from sec_rules.lang.lists import joined

if TYPE_CHECKING:
    import polars as pl

    from sec_rules.answers.portfolio.codes import Cells
    from sec_rules.answers.portfolio.columns import Row
    from sec_rules.answers.portfolio.expressions import Columns
    from sec_rules.engine.evaluation import Regime

Frame = TypeVar("Frame")
Facts = Mapping[str, YesNo | Count]

_GIVEN: Final = "__given__"
_PROPER: Final = "__proper__"
_ROWS: Final = "__rows__"
_APART: Final = "|"
# An array of so many numbers is put into an expression.
MOST_IN_ARRAY: Final = 2**14
# Of a frame that is not in memory so many rows that cannot be are told of.
_TOLD_OF: Final = 20
# Rulesets whose answers are kept from one frame to the next.
MOST_RULESETS: Final = 16


def table(code: Code, frame: Frame, question: Question, *, on: date, was: tuple[Code, date] | None = None) -> Frame:
    """A frame of Users, one row a User and year, with the columns of an answer added, and of the type it was.

    Columns of the names of facts are facts; null is missing. Takes frames of polars, pandas, pyarrow, DuckDB,
    PySpark, Dask. `was` is another Code and day to hold beside. Raises `PortfolioError` for rows that cannot be,
    `ExtraError` where polars or narwhals is not installed, and `ArgumentError` for what is no frame. Columns that hold
    no fact are named in a warning.

    Of a frame of PySpark whose facts are columns of whole numbers and of yes and no nothing is read before the answers
    are used; for a row that cannot be Spark then raises an error of its own, which names the facts of that row.
    """
    check_code(code)
    if was is not None and not (isinstance(was, tuple) and len(was) == 2 and isinstance(was[0], Code)):
        raise wrong_kind("was", "a pair of a Code and a day", was)
    before = None if was is None else was[0].regime(question, was[1])
    return _of_its_type(frame, _cells(code.regime(question, on), before), code.facts(on, question), on)


@lru_cache(MOST_RULESETS)
def _cells(now: Regime, was: Regime | None) -> Cells:
    """The cells of a ruleset, or of two, with the answers that have been worked out for them."""
    from sec_rules.answers.portfolio.codes import Cells

    return Cells(now, was)


def _of_its_type(frame: Frame, cells: Cells, known: Facts, on: date) -> Frame:
    """The frame with the columns of an answer added, of the same type.

    Raises `PortfolioError` for rows and columns that cannot be facts of Users, `ExtraError` where polars or narwhals is
    not installed, and `ArgumentError` for what is no frame.
    """
    try:
        import narwhals.stable.v2 as nw
        import polars  # noqa: F401 - asked for now, so that its absence is reported in a sentence
    except ImportError as error:
        raise ExtraError(
            "Frames need polars and narwhals, which are not installed: pip install 'sec-rules[bulk]'."
        ) from error
    found: Frame
    wrapped = _wrapped(frame)
    answers = None
    if wrapped.implementation.is_dask():
        answers = _by_partitions(wrapped, cells, known, on)
    elif wrapped.implementation.is_pyspark():
        answers = _by_text(wrapped, cells, known, on)
    if answers is not None:
        found = answers
    elif isinstance(wrapped, nw.LazyFrame):
        found = _by_expressions(wrapped, cells, known, on).to_native()
    else:
        found = _in_memory(wrapped, cells, known, on)
    return found


def _wrapped(frame: object) -> Any:
    """The frame in the one form in which all are known here."""
    import narwhals.stable.v2 as nw
    from narwhals.exceptions import DuplicateError

    try:
        with warnings.catch_warnings():
            # That support of Dask moves to another package is for us to know.
            warnings.simplefilter("ignore", FutureWarning)
            return nw.from_native(frame)
    except TypeError:
        kinds = "a frame of polars, pandas, pyarrow, DuckDB, PySpark or Dask, one row a User and year"
        raise wrong_kind("frame", kinds, frame) from None
    except DuplicateError:
        names = Counter(map(str, getattr(frame, "columns", ())))
        twice = joined(f"'{name}'" for name, number in names.items() if number > 1)
        raise PortfolioError(f"There is more than one column of the name {twice}.") from None


def _in_memory(frame: Any, cells: Cells, known: Facts, on: date) -> Any:
    import narwhals.stable.v2 as nw
    import polars as pl

    names = frame.columns
    _say_of_columns(names, cells, known)
    facts = frame.select([name for name in names if is_fact(name, known)]).to_polars()
    answers = answered(facts.lazy(), cells, known, on)
    if isinstance(frame.to_native(), pl.DataFrame):
        return frame.to_native().hstack(answers)
    added = [
        nw.new_series(name, answers[name].to_list(), nw.String, backend=frame.implementation) for name in cells.columns
    ]
    return frame.with_columns(*added).to_native()


def _say_of_columns(names: Sequence[str], cells: Cells, known: Facts) -> None:
    """Names the columns that are not used, once. `PortfolioError` where the columns cannot be what was meant."""
    check_columns(names, cells.columns, known)
    if others := unused(names, known):
        warnings.warn(f"{others} Facts are {', '.join(known)}.", UserWarning, stacklevel=5)


def answered(frame: pl.LazyFrame, cells: Cells, known: Facts, on: date | None = None) -> pl.DataFrame:
    """The answers of a polars frame alone, in its order, as text. Raises `PortfolioError` as `table` does."""
    import polars as pl

    from sec_rules.answers.portfolio.expressions import read_facts
    from sec_rules.answers.portfolio.polars import BadRows, answer

    found: list[pl.DataFrame] = []
    columns = read_facts(pl, frame.collect_schema(), cells, known, on)

    def write(joined: pl.LazyFrame) -> pl.LazyFrame:
        return joined.select(pl.col(cells.columns).cast(pl.String))

    try:
        _, written = answer(frame, columns, write)
    except BadRows as bad:
        rows = bad_rows(frame, cells, known, MOST_REPORTED, on)
        raise refused_rows(bad.number, [BadRow(row, problems) for row, problems in rows]) from None
    found.extend(written)
    return found[-1]


def _by_partitions(frame: Any, cells: Cells, known: Facts, on: date) -> Any | None:
    """A frame of Dask with the columns of an answer; None where what is in its partitions has to be seen first."""
    import polars as pl

    from sec_rules.answers.portfolio import dask
    from sec_rules.answers.portfolio.expressions import BAD, read_facts
    from sec_rules.answers.portfolio.polars import LARGE_TABLE

    native = frame.to_native()
    names = [name for name in native.columns if is_fact(name, known)]
    if cells.exact or cells.wide_size > LARGE_TABLE or not names or not dask.is_read(native, names):
        return None
    _say_of_columns(list(native.columns), cells, known)
    schema = dask.schema_of(native, names)
    key = read_facts(pl, schema, cells, known, on).dense_key()
    rows = dask.counted(native, schema, key)
    if number := rows.get(BAD):
        raise _refused(number, dask.bad(native, schema, key, _TOLD_OF), cells, on)
    answers = _answers(rows, cells)
    return None if answers is None else dask.looked_up(native, schema, key, answers, cells.columns)


def _by_text(frame: Any, cells: Cells, known: Facts, on: date) -> Any | None:
    """A frame of PySpark with the columns of an answer, of which nothing is read before they are used.

    None where a column is to be read first, or codes are many.
    """
    from sec_rules.answers.portfolio import spark, spark_text
    from sec_rules.answers.portfolio.expressions import read_facts

    native = frame.to_native()
    schema = spark.schema_of(native, [name for name in native.columns if is_fact(name, known)])
    if schema is None or cells.exact or cells.wide_size > MOST_IN_ARRAY:
        return None
    answers = cells.ahead()
    if answers is None:
        return None
    _say_of_columns(native.columns, cells, known)
    # What stands in a row that is not proper is not looked at, so that the columns may be taken as they are.
    values = {name: spark_text.col(name) for name in schema}
    values |= {name: values[name].cast(spark_text.Int64) for name in schema if name in cells.added_up}
    columns = evolve(read_facts(spark_text, schema, cells, known, on), values=values, nulls_pass=True)
    return spark.answered(native, columns.dense_key().sql, list(schema), answers, cells.columns)


def _answers(rows: Iterable[int], cells: Cells) -> dict[int, Row] | None:
    """The answers of the codes that tell missing facts too; None where for one of them no User was found."""
    found = {code: cells.of_wide(code) for code in sorted(rows)}
    return None if None in found.values() else {code: row for code, row in found.items() if row is not None}


def _by_expressions(frame: Any, cells: Cells, known: Facts, on: date) -> Any:
    import narwhals.stable.v2 as nw

    from sec_rules.answers.portfolio.expressions import read_facts

    schema = frame.collect_schema()
    _say_of_columns(schema.names(), cells, known)
    columns = evolve(read_facts(nw, schema, cells, known, on), nulls_pass=frame.implementation.is_pyspark())
    # What takes more to read than a look is read once, into columns of its own: an engine reads an expression again
    # wherever it stands.
    long = {name: value for name, value in columns.values.items() if not _is_plain(schema.get(name))}
    if not long:
        return _answered_by_expressions(frame, columns, on)
    put = {name: f"{_GIVEN}{name}" for name in long}
    frame = frame.with_columns(*(value.alias(put[name]) for name, value in long.items()), columns.proper.alias(_PROPER))
    values = {name: nw.col(put[name]) if name in put else value for name, value in columns.values.items()}
    columns = evolve(columns, values=values, proper=nw.col(_PROPER))
    return _answered_by_expressions(frame, columns, on).drop(*put.values(), _PROPER)


def _is_plain(kind: Any) -> bool:
    """Whether a column of that type is read as it stands."""
    import narwhals.stable.v2 as nw

    return kind is not None and (kind.is_integer() or kind == nw.Boolean)


def _answered_by_expressions(frame: Any, columns: Columns, on: date) -> Any:
    import narwhals.stable.v2 as nw

    from sec_rules.answers.portfolio.codes import MOST_CELLS
    from sec_rules.answers.portfolio.expressions import BAD, KEY

    cells = columns.cells
    if cells.exact or cells.wide_size > MOST_CELLS:
        return _by_wide_keys(frame, columns, on)
    keyed = frame.with_columns(columns.dense_key())
    rows = _counted(keyed, KEY)
    if BAD in rows:
        raise _bad(frame, columns, rows[BAD], on)
    answers = _answers(rows, cells)
    if answers is None:
        return _by_wide_keys(frame, columns, on)
    if frame.implementation.is_pyspark() and cells.wide_size <= MOST_IN_ARRAY:
        from sec_rules.answers.portfolio.spark import looked_up

        return nw.from_native(looked_up(keyed.to_native(), KEY, answers, cells.columns))
    return _with_answers(keyed, [({KEY: key}, row) for key, row in answers.items()], [KEY], cells.columns)


def _counted(keyed: Any, key: str) -> dict[int, int]:
    """How many rows there are of each code: all that is fetched of a frame that is not in memory."""
    import narwhals.stable.v2 as nw

    if keyed.implementation.is_pyspark():
        from sec_rules.answers.portfolio.spark import counted

        return counted(keyed.select(key).to_native(), key)
    found = keyed.select(key).group_by(key).agg(nw.len().alias(_ROWS)).collect("polars")
    return dict(found.select(key, _ROWS).iter_rows())


def _given(columns: Columns) -> Any:
    """The facts of a row, written one after the other: the least of those alike stands for them all."""
    import narwhals.stable.v2 as nw

    texts = [columns.values[name].cast(nw.String).fill_null("") for name in columns.read]
    return nw.concat_str(texts, separator=_APART) if texts else nw.lit("")


def _by_wide_keys(frame: Any, columns: Columns, on: date) -> Any:
    import narwhals.stable.v2 as nw

    from sec_rules.answers.portfolio.expressions import KEY, MISSING

    bad = frame.select((~columns.proper).cast(nw.Int64).sum().alias(_ROWS)).collect("polars").item()
    if bad:
        raise _bad(frame, columns, bad, on)
    names = columns.wide_names()
    keyed = frame.with_columns(*columns.wide_key())
    alike = (
        keyed.with_columns(_given(columns).alias(_GIVEN)).group_by(names).agg(nw.col(_GIVEN).min()).collect("polars")
    )
    answers = []
    for row in alike.sort(names).iter_rows(named=True):
        complete = row[MISSING] == 0
        found = columns.cells.answer(row[KEY]) if complete else columns.cells.settled(_facts(columns, row[_GIVEN]))
        answers.append(({name: row[name] for name in names}, found))
    return _with_answers(keyed, answers, names, columns.cells.columns)


def _facts(columns: Columns, given: str) -> dict[str, bool | int]:
    kinds = {fact.name: fact for fact in columns.cells.reads}
    texts = zip(columns.read, given.split(_APART), strict=True) if columns.read else ()
    return {
        name: text.casefold() in ("true", "1") if isinstance(kinds[name], YesNo) else int(text)
        for name, text in texts
        if text
    }


def _with_answers(
    keyed: Any, answers: Iterable[tuple[Mapping[str, Any], Row]], names: list[str], added: tuple[str, ...]
) -> Any:
    """The answers as expressions: the rows of the keys that have each of the few values of a column."""
    import narwhals.stable.v2 as nw

    given = tuple(answers)
    columns = []
    for name in added:
        keys: dict[str, list[Mapping[str, Any]]] = {}
        for key, row in given:
            value = row[name]
            if value is not None:
                keys.setdefault(value, []).append(key)
        found = nw.lit(None, nw.String)
        for value, of_value in keys.items():
            found = nw.when(_is_one_of(of_value, names)).then(nw.lit(value)).otherwise(found)
        columns.append(found.alias(name))
    return keyed.with_columns(*columns).drop(names)


def _is_one_of(keys: list[Mapping[str, Any]], names: list[str]) -> Any:
    import narwhals.stable.v2 as nw

    if len(names) == 1:
        return nw.col(names[0]).is_in([key[names[0]] for key in keys])
    found: Any = None
    for key in keys:
        parts = [nw.col(n).is_null() if key[n] is None else (nw.col(n) == key[n]).fill_null(False) for n in names]
        both = nw.all_horizontal(*parts, ignore_nulls=False)
        found = both if found is None else found | both
    return found


def _bad(frame: Any, columns: Columns, number: int, on: date) -> PortfolioError:
    """Rows that cannot be. A frame that is not in memory has no order, so they are named by what stands in them."""
    known = columns.cells.now.known
    names = [name for name in frame.collect_schema().names() if is_fact(name, known)]
    found = frame.filter(~columns.proper).select(names).head(_TOLD_OF).collect("polars")
    return _refused(number, found.iter_rows(named=True), columns.cells, on)


def _refused(number: int, found: Iterable[Mapping[str, Any]], cells: Cells, on: date) -> PortfolioError:
    """So many rows that cannot be, of which the facts of some were found."""
    known = {fact.name: fact for fact in cells.now.known.values()}
    lines = [line for row in found if (line := " ".join(problems_of(row, known, on, cells.now.ruleset.assumptions)))]
    return refused(number, tuple(dict.fromkeys(lines)), number - len(lines))
