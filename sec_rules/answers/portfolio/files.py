"""Portfolios: files of Users, one row a User and year, assessed in columns.

What is read is never held in memory at once. Every row is validated before any output is there: an output file is
written beside its name, and takes the name only when it is whole and no row was refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Final

from attrs import evolve, frozen

from sec_rules._files import Input, refuse_inputs, refuse_streams, whole
from sec_rules.answers.portfolio.read_errors import unreadable
from sec_rules.answers.portfolio.text_layout import has_blank_lines, layout_of
from sec_rules.engine.calendar_years import counted
from sec_rules.engine.plain_values import day_of
from sec_rules.engine.validation import admit
from sec_rules.errors import DocumentError, ExtraError, FactError, PortfolioError, UsageError
from sec_rules.lang import Count, YesNo, anchor_among, is_fact, years_among
from sec_rules.lang.rulebooks import Assumption

if TYPE_CHECKING:
    import polars as pl

    from sec_rules.answers.portfolio.codes import Cells
    from sec_rules.answers.portfolio.expressions import Columns
    from sec_rules.lang.formulas import Formula

Fact = YesNo | Count

# So many bad rows are reported; of more only how many there are.
MOST_REPORTED: Final = 1_000
# Of more bad rows than these, each kind of wrong is told once, with the first rows of it.
MOST_ONE_BY_ONE: Final = 20
FIRST_ROWS: Final = 5
USER: Final = "user"

_READ: Final = {
    ".csv": "CSV",
    ".parquet": "Parquet",
    ".pq": "Parquet",
    ".arrow": "Arrow",
    ".feather": "Arrow",
    ".ipc": "Arrow",
    ".ndjson": "JSON lines",
    ".jsonl": "JSON lines",
    ".xlsx": "Excel",
}
_WRITTEN: Final = {ending: kind for ending, kind in _READ.items() if kind != "Excel"}


@frozen
class Tally:
    """How many rows have one outcome, or go from one to another; None where no single outcome is settled."""

    was: str | None
    outcome: str | None
    direction: str | None
    rows: int


@frozen
class Met:
    """How many rows meet a condition, and of how many that is not known, since facts are missing."""

    rows: int
    undecided: int


@frozen
class Assessed:
    """What assessing a portfolio gave: how many rows with which outcome.

    `met` counts the rows that meet the conditions asked about, in their order.
    `beside` tells whether other outcomes are held beside. `undetermined` counts rows without an outcome, and `doubted`
    rows whose answer carries a doubt.
    """

    rows: int
    tallies: tuple[Tally, ...]
    beside: bool
    undetermined: int
    doubted: int
    notes: tuple[str, ...]
    met: tuple[Met, ...] = ()


@frozen
class Portfolio:
    """The files of a portfolio, in order, and how they are read."""

    given: str
    files: tuple[Path, ...]
    kind: str

    def scan(self, types: Mapping[str, pl.DataType] | None = None) -> pl.LazyFrame:
        """The rows, to be read when they are wanted. Of text files, columns of `types` are read so, others as text."""
        return _scan(self.files, self.kind, types)

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The files, as what is read and never written over."""
        return _as_inputs(self.files)


def inputs_of(given: str) -> tuple[Input, ...]:
    """The files of that name, pattern or folder, as what is read and never written over; none where there are none."""
    return _as_inputs(_files(given))


def _as_inputs(files: Iterable[Path]) -> tuple[Input, ...]:
    return tuple(Input(file, "the portfolio") for file in files)


def open_portfolio(given: str) -> Portfolio:
    """The files of that name, pattern or folder. `DocumentError` where there are none, or they are not of one kind."""
    files = tuple(_files(given))
    if not files:
        raise DocumentError(f"There is no file '{given}'.")
    refuse_streams(files)
    kinds = {_kind(file) for file in files}
    if len(kinds) > 1:
        raise DocumentError(f"The files of '{given}' are of several kinds: {', '.join(sorted(kinds))}.")
    for file in files:
        if file.stat().st_size == 0:
            raise DocumentError(f"'{file.name}' is empty: not even the names of columns are in it.")
    return Portfolio(given, files, kinds.pop())


def _files(given: str) -> Iterator[Path]:
    path = Path(given)
    if path.is_dir():
        yield from sorted(p for p in path.iterdir() if p.suffix.lower() in _READ and p.is_file())
    elif path.exists():
        yield path
    elif any(letter in given for letter in "*?["):
        where = Path(path.anchor) if path.is_absolute() else Path()
        yield from sorted(where.glob(str(path.relative_to(path.anchor) if path.is_absolute() else path)))


def _kind(file: Path) -> str:
    kind = _READ.get(file.suffix.lower())
    if kind is None:
        raise DocumentError(f"'{file.name}' is no portfolio that can be read; known are {', '.join(_READ)}.")
    return kind


def _polars() -> None:
    try:
        import polars  # noqa: F401
    except ImportError as error:
        raise ExtraError("Portfolios need polars, which is not installed: pip install 'sec-rules[bulk]'.") from error


def _scan(files: tuple[Path, ...], kind: str, types: Mapping[str, pl.DataType] | None) -> pl.LazyFrame:
    import polars as pl

    paths = list(files)
    match kind:
        case "CSV":
            return _scan_text(paths, types)
        case "Parquet":
            return pl.scan_parquet(paths, glob=False)
        case "Arrow":
            return pl.scan_ipc(paths, glob=False)
        case "Excel":
            return _with_rows(_sheets(paths))
        case _:
            return pl.scan_ndjson(paths, infer_schema_length=None)


def _scan_text(paths: Sequence[Path], types: Mapping[str, pl.DataType] | None) -> pl.LazyFrame:
    import polars as pl

    layouts = {layout_of(path) for path in paths}
    if len(layouts) > 1:
        raise DocumentError(f"The columns of {paths[0].name} and of other files are parted by different signs.")
    layout = layouts.pop()
    rows = pl.scan_csv(
        list(paths),
        separator=layout.separator,
        skip_rows=layout.before,
        infer_schema=False,
        schema_overrides=types or {},
        glob=False,
        encoding="utf8",
    )
    # Of columns that nobody wants polars reads nothing, not even whether a row has more fields than columns: a
    # figure with a comma would be two fields, and its row be answered.
    rows = rows.map_batches(lambda part: part, projection_pushdown=False, streamable=True)
    return _with_rows(rows) if any(has_blank_lines(path, layout.separator) for path in paths) else rows


def _sheets(paths: Sequence[Path]) -> pl.LazyFrame:
    """The first sheets of Excel files."""
    import polars as pl

    try:
        return pl.concat([pl.read_excel(path) for path in paths], how="vertical_relaxed").lazy()
    except ModuleNotFoundError as error:
        raise ExtraError(
            "Excel files need fastexcel, which is not installed: pip install 'sec-rules[excel]'. Or save the sheet as "
            "'CSV UTF-8 (Comma delimited)'."
        ) from error


def _with_rows(frame: pl.LazyFrame) -> pl.LazyFrame:
    """The rows in which something stands: a line that is blank is no User."""
    import polars as pl

    return frame.filter(pl.any_horizontal(pl.all().cast(pl.String).fill_null("") != ""))


@frozen
class _Job:
    """What a portfolio is to give: the answers, in a file where one is named, and how many rows meet conditions."""

    portfolio: Portfolio
    cells: Cells
    known: Mapping[str, Fact]
    on: date | None
    out: Path | None
    over_edited: bool
    conditions: Sequence[Formula]

    def written(self) -> AbstractContextManager[Path | None]:
        """A name to write the answers under, if they are written."""
        if self.out is None:
            return nullcontext()
        return whole(self.out, inputs=self.portfolio.inputs, over_edited=self.over_edited)


def assess(
    portfolio: Portfolio,
    cells: Cells,
    known: Mapping[str, Fact],
    out: Path | None = None,
    conditions: Sequence[Formula] = (),
    *,
    on: date | None = None,
    over_edited: bool = True,
) -> Assessed:
    """Assesses every row, and writes the rows with their answers to `out`, whole or not at all.

    The rows that meet each of `conditions` are counted besides. `on` is the day for which they are assessed: years are
    counted up to it, and values go by the names they have then. Without `over_edited` a file that is not as this
    program wrote it is not written over.

    Raises `PortfolioError` for rows that cannot be facts of Users, each with its number, and for columns that do not
    fit; `DocumentError` for files that cannot be read or written; `UsageError` for one that is not written over.
    """
    _polars()
    from polars.exceptions import PolarsError

    if out is not None:
        _check_target(out, portfolio)
    job = _Job(portfolio, cells, known, on, out, over_edited, conditions)
    try:
        return _assess_text(job) if portfolio.kind == "CSV" else _assess(job, portfolio.scan())
    except (PolarsError, OSError) as error:
        raise unreadable(portfolio.given, portfolio.kind, portfolio.files, error) from error


def _assess_text(job: _Job) -> Assessed:
    """Numbers are read as numbers, which is fast; where that fails all is read as text, which tells what is wrong."""
    from polars.exceptions import ComputeError

    names = job.portfolio.scan().collect_schema().names()
    types = {name: _type(job.known[name]) for name in names if name in job.known}
    try:
        return _assess(job, job.portfolio.scan(types))
    except ComputeError:
        return _assess(job, job.portfolio.scan())


def _type(fact: Fact) -> pl.DataType:
    """The narrowest that is read fast and holds what the fact can be."""
    import polars as pl

    if isinstance(fact, YesNo):
        return pl.Boolean()
    return pl.Int32() if fact.at_least >= -(2**31) and fact.at_most < 2**31 else pl.Int64()


def _assess(job: _Job, frame: pl.LazyFrame) -> Assessed:
    import polars as pl

    from sec_rules.answers.portfolio.expressions import read_facts
    from sec_rules.answers.portfolio.polars import BadRows, answer

    cells, known, conditions = job.cells, job.known, job.conditions
    schema = frame.collect_schema()
    notes = check_columns(schema.names(), cells.columns, known)
    columns = read_facts(pl, schema, cells, known, job.on)
    twice = _twice(frame, schema.names(), years_among(known.values()))
    try:
        with job.written() as partial:
            write = None if partial is None else _writer(partial, job.out)
            answers, also = answer(frame, columns, write, [*twice, *_counting(frame, columns, conditions)])
            _refuse_twice(also[: len(twice)])
    except BadRows as bad:
        raise _bad_rows(job, bad.number) from None
    counts = also[len(twice)].row(0) if conditions else ()
    met = tuple(Met(*found) for found in zip(counts[::2], counts[1::2], strict=True))
    return evolve(assessed(answers, cells, notes), met=met)


def _counting(frame: pl.LazyFrame, columns: Columns, conditions: Sequence[Formula]) -> list[pl.LazyFrame]:
    """One row with two numbers a condition: rows that meet it, and rows of which that is not known."""
    import polars as pl

    from sec_rules.answers.portfolio.expressions import met

    wanted = []
    for number, condition in enumerate(conditions):
        holds = met(pl, condition, columns.values)
        wanted += [holds.sum().alias(f"{number}"), holds.is_null().sum().alias(f"{number}?")]
    return [frame.select(wanted)] if wanted else []


def check_columns(names: Sequence[str], added: Sequence[str], known: Mapping[str, Fact]) -> tuple[str, ...]:
    """What is to be said of the columns. `PortfolioError` where they cannot be what was meant."""
    facts = [name for name in names if is_fact(name, known)]
    problems = [
        f"There is a column '{name}' already, in which the answer would stand." for name in added if name in names
    ]
    for name in names:
        if name not in facts:
            problems.extend(_misspelt(str(name), [n for n in known if n not in facts]))
    years, anchor = years_among(known.values()), anchor_among(known.values())
    by_day = years.name if years is not None and anchor is not None and anchor.given in facts else None
    if anchor is not None and by_day in facts:
        problems.append(f"The columns '{anchor.given}' and '{by_day}' say the same twice; leave one of them out.")
    if not facts:
        problems.append(f"No column is a fact; facts are {', '.join(known)}.{_hint(names)}")
    if problems:
        raise PortfolioError(" ".join(dict.fromkeys(problems)))
    absent = [name for name in known if name not in facts and name != by_day]
    missing = (f"Not in the portfolio, and so missing: {', '.join(absent)}.",) if absent else ()
    others = unused(names, known)
    return (*missing, others) if others else missing


def unused(names: Iterable[str], known: Mapping[str, Fact]) -> str:
    """A sentence that names the columns that hold no fact; "" where each does. That of Users tells who is who."""
    others = [name for name in names if not is_fact(name, known) and name != USER]
    return f"Not used, since no fact is called so: {', '.join(map(str, others))}." if others else ""


def _hint(names: Sequence[str]) -> str:
    """What a file of text may be where its names are none."""
    if any("\0" in name for name in names):
        return " The file seems to be text in UTF-16; save it as 'CSV UTF-8 (Comma delimited)', as Excel calls it."
    if len(names) == 1 and "|" in names[0]:
        return " The columns seem to be parted by bars; commas, semicolons or tabs are expected."
    return ""


def _misspelt(name: str, absent: Sequence[str]) -> Iterator[str]:
    plain = re.sub(r"_duplicated_\d+$", "", name)
    if plain != name:
        yield f"There are two columns '{plain}'."
        return
    folded = re.sub(r"\W+", "_", name.strip().casefold())
    near = get_close_matches(folded, absent, n=1, cutoff=0.85)
    if near:
        yield f"The column '{name}' is no fact; did you mean '{near[0]}'?"


def _twice(frame: pl.LazyFrame, names: Sequence[str], years: Count | None) -> list[pl.LazyFrame]:
    """Users that stand in more than one row of a year, where a column tells who is who."""
    import polars as pl

    if USER not in names:
        return []
    by = [USER, years.name] if years is not None and years.name in names else [USER]
    counted = frame.filter(pl.col(USER).is_not_null()).group_by(by).len()
    return [counted.filter(pl.col("len") > 1).sort(by).head(MOST_REPORTED)]


def _refuse_twice(found: Sequence[pl.DataFrame]) -> None:
    for frame in found:
        repeated = [
            " in year ".join(str(value) for value in row[:-1]) + f" ({row[-1]} rows)" for row in frame.iter_rows()
        ]
        if repeated:
            more = f", and {len(repeated) - 20} more" if len(repeated) > 20 else ""
            raise PortfolioError(
                f"One row a User and year is expected, but there are more of {', '.join(repeated[:20])}{more}."
            )


def _bad_rows(job: _Job, number: int) -> PortfolioError:
    """The rows that cannot be, each with its number, in the order of the files; of many the first."""
    found: list[BadRow] = []
    files, kind = job.portfolio.files, job.portfolio.kind
    for file in files:
        if len(found) < MOST_REPORTED:
            frame, of = _scan((file,), kind, None), file.name if len(files) > 1 else ""
            rows = bad_rows(frame, job.cells, job.known, MOST_REPORTED - len(found), job.on)
            found.extend(BadRow(row, problems, of) for row, problems in rows)
    return refused_rows(number, found)


@frozen
class BadRow:
    """A row that cannot be, by its number, with what is wrong with it, and its file where there are several."""

    number: int
    problems: tuple[str, ...]
    file: str = ""


def refused_rows(number: int, rows: Sequence[BadRow]) -> PortfolioError:
    """The error that reports so many bad rows: each of few, and of many each kind of wrong once, with its first rows.

    `rows` are those that are reported, the first.
    """
    if len(rows) <= MOST_ONE_BY_ONE:
        lines = [f"{_placed(row.file, 'row')} {row.number:,}: {' '.join(row.problems)}" for row in rows]
    else:
        lines = _by_kind(rows)
    return refused(number, lines, number - len(rows), tuple((row.number, row.problems) for row in rows))


def refused(
    number: int, lines: Sequence[str], more: int, rows: tuple[tuple[int, tuple[str, ...]], ...] = ()
) -> PortfolioError:
    """The error that reports so many bad rows by lines, `more` of which are not told there."""
    head = f"{number:,} {'row' if number == 1 else 'rows'} cannot be facts of Users; nothing was written."
    rest = [f"And {more:,} more."] if more > 0 else []
    return PortfolioError("\n  ".join((head, *lines, *rest)), rows)


def _by_kind(rows: Iterable[BadRow]) -> list[str]:
    """A line a kind of wrong, as it is of its first row, with how many rows there are of it and the first of them."""
    alike: dict[tuple[str, str], dict[int, str]] = {}
    for row in rows:
        for problem in row.problems:
            alike.setdefault((row.file, problem.partition(", got ")[0]), {})[row.number] = problem
    found = []
    for (file, _), problems in alike.items():
        first = ", ".join(f"{number:,}" for number in list(problems)[:FIRST_ROWS])
        more = f" and {len(problems) - FIRST_ROWS:,} more" if len(problems) > FIRST_ROWS else ""
        place = _placed(file, "row" if len(problems) == 1 else "rows")
        found.append(f"{place} {first}{more}: {next(iter(problems.values()))}")
    return found


def _placed(file: str, rows: str) -> str:
    return f"{file}, {rows}" if file else rows.capitalize()


def bad_rows(
    frame: pl.LazyFrame, cells: Cells, known: Mapping[str, Fact], most: int, on: date | None = None
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The first rows that cannot be, counted from 1, each with all its problems, as the validation puts them."""
    import polars as pl

    from sec_rules.answers.portfolio.expressions import KEY, read_facts

    columns = read_facts(pl, frame.collect_schema(), cells, known, on)
    given = [name for name in frame.collect_schema().names() if is_fact(name, known)]
    found = frame.with_row_index(KEY, offset=1).filter(~columns.proper).head(most)
    values = [value.alias(f"{KEY}{name}") for name, value in columns.values.items()]
    for row in found.select(KEY, *given, *values).collect(engine="streaming").iter_rows(named=True):
        read = {name: row[name] if row.get(f"{KEY}{name}") is None else row[f"{KEY}{name}"] for name in given}
        if problems := problems_of(read, known, on, cells.now.ruleset.assumptions):
            yield row[KEY], problems


def problems_of(
    row: Mapping[str, object], known: Mapping[str, Fact], on: date | None, assumptions: Iterable[Assumption]
) -> tuple[str, ...]:
    """What is wrong with a row of facts; text that is empty is missing."""
    facts = {name: value for name, value in row.items() if value != ""}
    anchor = anchor_among(known.values())
    held = None if anchor is None else facts.get(anchor.given)
    if anchor is not None and isinstance(held, str) and day_of(held) is None:
        return (f"'{anchor.given}' should be a day such as 2018-05-01, got {held!r}.",)
    try:
        admit(counted(facts, known, on)[0] if on is not None else facts, known, on, assumptions)
    except FactError as error:
        return error.problems
    return ()


def assessed(answers: Iterable[tuple[Mapping[str, str | None], int]], cells: Cells, notes: tuple[str, ...]) -> Assessed:
    """What the answers come to, the heaviest changes first."""
    tallies: dict[tuple[str | None, str | None, str | None], int] = {}
    rows = undetermined = doubted = 0
    for answer, number in answers:
        key = (answer.get("was"), answer["outcome"], answer.get("direction"))
        tallies[key] = tallies.get(key, 0) + number
        rows += number
        undetermined += number if answer["outcome"] is None else 0
        doubted += number if answer["doubts"] or answer.get("was_doubts") else 0
    beside = cells.was is not None
    found = (Tally(was, outcome, direction, number) for (was, outcome, direction), number in tallies.items())
    weights = {outcome.name: outcome.weight for outcome in cells.now.ruleset.question.outcomes}
    return Assessed(rows, tuple(sorted(found, key=lambda t: _order(t, weights))), beside, undetermined, doubted, notes)


def _order(tally: Tally, weights: Mapping[str, int]) -> tuple[object, ...]:
    ways = ("heavier", "lighter", "decided", "undecided", "other", None)
    return (ways.index(tally.direction), -weights.get(tally.was or "", 0), -weights.get(tally.outcome or "", 0))


def _check_target(out: Path, portfolio: Portfolio) -> None:
    if out.suffix.lower() not in _WRITTEN:
        known = ", ".join(_WRITTEN)
        raise UsageError(f"'{out.name}' is no file that a portfolio can be written to; known are {known}.")
    refuse_inputs(out, portfolio.inputs)
    if not out.parent.is_dir():
        raise DocumentError(f"There is no folder '{out.parent}' to write '{out.name}' into.")


def _writer(partial: Path, out: Path | None) -> Callable[[pl.LazyFrame], pl.LazyFrame]:
    kind = _WRITTEN[out.suffix.lower()] if out is not None else ""

    def write(frame: pl.LazyFrame) -> pl.LazyFrame:
        match kind:
            case "CSV":
                return frame.sink_csv(partial, lazy=True)
            case "Parquet":
                return frame.sink_parquet(partial, lazy=True, compression="snappy")
            case "Arrow":
                return frame.sink_ipc(partial, lazy=True)
            case _:
                return frame.sink_ndjson(partial, lazy=True)

    return write
