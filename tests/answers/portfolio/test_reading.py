"""A column is read as a fact, whatever it is made of, where that is exact; each library reads it alike."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import narwhals.stable.v2 as nw
import polars as pl
import pytest

import sec_rules
from sec_rules.answers.portfolio.reading import read_column

ON = date(2020, 1, 1)
CODE = sec_rules.load()


def duckdb_relation(frame: pl.DataFrame) -> tuple[Any, Callable[[Any], list[Any]]]:
    duckdb = pytest.importorskip("duckdb")
    connection, table = duckdb.connect(), frame.to_arrow()
    CONNECTIONS.append((connection, table))
    return connection.from_arrow(table), lambda found: [row[found.columns.index("outcome")] for row in found.fetchall()]


# A relation lives no longer than its connection.
CONNECTIONS: list[Any] = []

LIBRARIES: dict[str, Callable[[pl.DataFrame], tuple[Any, Callable[[Any], list[Any]]]]] = {
    "polars": lambda frame: (frame, lambda found: found["outcome"].to_list()),
    "polars lazy": lambda frame: (frame.lazy(), lambda found: found.collect()["outcome"].to_list()),
    "pandas": lambda frame: (
        frame.to_pandas(),
        lambda found: [value if isinstance(value, str) else None for value in found["outcome"]],
    ),
    "pyarrow": lambda frame: (frame.to_arrow(), lambda found: found["outcome"].to_pylist()),
    "duckdb": duckdb_relation,
}


def outcomes(library: str, frame: pl.DataFrame, question: sec_rules.Question = sec_rules.assessment) -> list[Any]:
    native, read = LIBRARIES[library](frame)
    return read(sec_rules.table(CODE, native, question, on=ON))


LARGE = {"supplier_party": [True, True], "network_party": [False, False], "non_domestic_premises": [0, 0]}
COUNTS = {
    "floats": pl.Series([310_000.0, None]),
    "Decimals": pl.Series([Decimal(310_000), None]),
    "text": pl.Series(["310000", None]),
    "text of floats": pl.Series(["310000.0", ""]),
    "small integers": pl.Series([310_000, None], dtype=pl.UInt32),
}


@pytest.mark.parametrize("library", ["polars", "pandas", "duckdb"])
@pytest.mark.parametrize("made_of", COUNTS)
def test_a_count_is_one_whatever_it_is_made_of_and_a_hole_is_missing(library: str, made_of: str) -> None:
    frame = pl.DataFrame(LARGE | {"years_since_initial": [2, 2]}).with_columns(domestic_premises=COUNTS[made_of])
    assert outcomes(library, frame) == ["FULL", None]


@pytest.mark.parametrize("library", ["polars", "polars lazy"])
@pytest.mark.parametrize(
    "wrong",
    [pl.Series([310_000.5]), pl.Series([Decimal("0.5")]), pl.Series([float("inf")]), pl.Series(["3.5"])],
    ids=str,
)
def test_what_is_not_whole_is_refused(library: str, wrong: pl.Series) -> None:
    with pytest.raises(sec_rules.PortfolioError, match="'domestic_premises' should be a whole number"):
        outcomes(library, pl.DataFrame({"supplier_party": [True]}).with_columns(domestic_premises=wrong))


def test_a_csv_that_pandas_has_read_with_a_hole_is_answered() -> None:
    pd = pytest.importorskip("pandas")
    text = "supplier_party,network_party,domestic_premises,non_domestic_premises,years_since_initial\n"
    rows = "True,False,250001,0,2\nTrue,False,,0,2\n"
    found = sec_rules.table(CODE, pd.read_csv(io.StringIO(text + rows)), sec_rules.assessment, on=ON)
    assert found["outcome"][0] == "FULL"
    assert "domestic_premises" in found["undetermined"][1]


def test_categories_read_as_their_values() -> None:
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame({"supplier_party": pd.Categorical(["true"]), "domestic_premises": pd.Categorical(["310000"])})
    assert list(sec_rules.table(CODE, frame, sec_rules.assessment, on=ON)["outcome"]) == ["FULL"]
    one = pl.DataFrame({"supplier_party": ["true"], "domestic_premises": [310_000]})
    for kind in (pl.Categorical(), pl.Enum(["true", "false"])):
        frame = one.with_columns(pl.col("supplier_party").cast(kind))
        assert outcomes("polars", frame) == outcomes("polars lazy", frame) == ["FULL"]


# The facts of other questions: days, and values that have names.

DAYS = {
    "category": ["FULL", "self"],
    "years_since_initial": [2, 2],
    "assessment_day": [date(2020, 5, 1)] * 2,
    "last_day_of_year": [date(2020, 12, 31)] * 2,
    "thirteen_months_on": [date(2020, 4, 3)] * 2,
}


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_frame_of_another_question_keeps_its_facts_days_and_names_among_them(library: str) -> None:
    assert outcomes(library, pl.DataFrame(DAYS), sec_rules.latest_date) == ["IN_TIME", "LATE"]


SPACES: dict[str, Callable[[pl.DataFrame], tuple[Any, Any]]] = {
    "polars": lambda frame: (pl, frame),
    "narwhals": lambda frame: (nw, nw.from_native(frame)),
    "duckdb": lambda frame: (nw, nw.from_native(duckdb_relation(frame)[0])),
}


def as_read(space: str, values: list[Any]) -> list[tuple[Any, Any]]:
    """What is read of a column of days, and whether it is proper."""
    of, frame = SPACES[space](pl.DataFrame({"day": values}))
    value, proper = read_column(of, of.col("day"), frame.collect_schema()["day"], sec_rules.facts.assessment_day)
    found = frame.select(value.alias("value"), proper.alias("proper"))
    rows = found if space == "polars" else (found.collect("polars") if space == "duckdb" else found).to_native()
    return [tuple(row) for row in rows.select("value", "proper").iter_rows()]


@pytest.mark.parametrize("space", SPACES)
def test_every_day_is_counted_as_python_counts_it(space: str) -> None:
    """Around each end of a month, and of February in years that have its last day and that have not."""
    ends = [date(year, month, 1) for year in (2015, 2016, 2100, 2104, 2199) for month in range(1, 13)]
    days = [end + timedelta(days=by) for end in ends for by in (-1, 0, 1) if end + timedelta(days=by) >= ends[0]]
    assert as_read(space, days) == [(day.toordinal(), True) for day in days]
    assert [proper for _, proper in as_read(space, [date(2014, 12, 31), date(2200, 1, 1)])] == [False, False]


@pytest.mark.parametrize("space", SPACES)
def test_a_time_at_midnight_is_its_day_and_another_is_refused(space: str) -> None:
    times = [datetime(2020, 5, 1), datetime(2020, 5, 1, 12), datetime(2020, 5, 1, 0, 0, 0, 1)]
    assert as_read(space, times) == [(date(2020, 5, 1).toordinal(), True), (None, False), (None, False)]


def test_a_status_goes_by_the_name_it_has_on_the_day() -> None:
    frame = pl.DataFrame({"assurance_status": ["provisionally approved"]})
    found = sec_rules.table(CODE, frame, sec_rules.status_effect, on=date(2020, 1, 1))
    assert found["outcome"].to_list() == ["NOT_YET"]
    with pytest.raises(sec_rules.PortfolioError, match="'assurance_status' should be one of these"):
        sec_rules.table(CODE, frame, sec_rules.status_effect, on=date(2021, 1, 1))


# The day of the initial assessment.

BEGUN = {"network_party": [True, True], "network_premises": [300_000, 300_000]}


@pytest.mark.parametrize("library", LIBRARIES)
def test_the_day_of_the_initial_assessment_gives_the_years(library: str) -> None:
    frame = pl.DataFrame(BEGUN | {"initial_assessment": [date(2018, 5, 1), None]})
    by_years = pl.DataFrame(BEGUN | {"years_since_initial": [2, None]})
    assert outcomes(library, frame) == outcomes(library, by_years) == ["VERIFICATION", None]


@pytest.mark.parametrize("library", ["polars", "duckdb"])
def test_a_day_that_cannot_be_that_of_the_initial_assessment_is_refused(library: str) -> None:
    frame = pl.DataFrame(BEGUN | {"initial_assessment": [date(2018, 5, 1), date(2020, 5, 1)]})
    with pytest.raises(sec_rules.PortfolioError):
        outcomes(library, frame)
    twice = frame.with_columns(years_since_initial=pl.lit(2))
    with pytest.raises(sec_rules.PortfolioError, match="say the same twice"):
        outcomes(library, twice)


# Columns that are no facts.


def test_a_column_that_is_not_used_is_named_once() -> None:
    frame = pl.DataFrame({"supplier_party": [True], "town": ["Leeds"], "user": ["one"]})
    with pytest.warns(UserWarning, match="Not used, since no fact is called so: town") as said:
        sec_rules.table(CODE, frame, sec_rules.assessment, on=ON)
    assert len(said) == 1
    assert said[0].filename == __file__
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        sec_rules.table(CODE, frame.drop("town"), sec_rules.assessment, on=ON)


def test_what_is_no_frame_of_users_is_refused_in_a_sentence() -> None:
    pd = pytest.importorskip("pandas")
    one = pd.DataFrame({"supplier_party": [True]})
    for wrong in ([{"supplier_party": True}], pd.Series([1]), None):
        with pytest.raises(sec_rules.ArgumentError, match="'frame' should be a frame of polars"):
            sec_rules.table(CODE, wrong, sec_rules.assessment, on=ON)
    with pytest.raises(sec_rules.PortfolioError, match="more than one column of the name 'supplier_party'"):
        sec_rules.table(CODE, pd.concat([one, one], axis=1), sec_rules.assessment, on=ON)
    with pytest.warns(UserWarning, match="no fact is called so: 7"):
        found = sec_rules.table(
            CODE,
            one.assign(domestic_premises=310_000).rename(columns=str).assign(x=1).rename(columns={"x": 7}),
            sec_rules.assessment,
            on=ON,
        )
    assert list(found["outcome"]) == ["FULL"]
