"""Frames of other libraries come back as what they were, every row answered as one User is."""

import sys
from datetime import date

import pytest

from sec_rules.answers.portfolio.frames import table
from sec_rules.errors import ExtraError, PortfolioError
from sec_rules.lang import YesNo
from sec_rules.loading import load
from sec_rules.rulebook.facts import FACTS
from sec_rules.rulebook.questions import assessment, several_roles
from tests.answers.spark import session
from tests.beside import beside

pl = pytest.importorskip("polars")
pytest.importorskip("narwhals")

BEFORE, AFTER = date(2019, 2, 27), date(2019, 2, 28)
COLUMNS = ["outcome", "because", "undetermined", "needs", "doubts"]
TYPES = {f.name: pl.Boolean if isinstance(f, YesNo) else pl.Int64 for f in FACTS}


def asked(facts, on):
    found = load().ask(assessment, facts, on=on)
    return (
        found.outcome.name if found.outcome else None,
        ", ".join(found.because) or None,
        found.undetermined,
        ", ".join(found.needs) or None,
        " ".join(f"{clause}: {unsure}" for clause, unsure in found.doubts) or None,
    )


def users(on, every=37):
    """Rows beside the figures, some with facts missing, each with a name."""
    names = [fact.name for fact in FACTS]
    rows = []
    for number, row in enumerate([*beside(load().ruleset(assessment, on))][::every]):
        gone = names[number % 12] if number % 12 < 8 else None
        rows.append({name: None if name == gone else value for name, value in row.items()} | {"user": f"U{number:04}"})
    return pl.DataFrame(rows, schema=TYPES | {"user": pl.String})


def expected(frame, on):
    return {row["user"]: asked({n: row[n] for n in TYPES}, on) for row in frame.iter_rows(named=True)}


def by_user(rows):
    """The answers, by user, with whatever the library writes for null as None."""
    return {row["user"]: tuple(row[name] if isinstance(row[name], str) else None for name in COLUMNS) for row in rows}


def polars_frame(frame):
    return frame, lambda found: found.to_dicts()


def polars_lazy(frame):
    return frame.lazy(), lambda found: found.collect().to_dicts()


def pandas_frame(frame):
    pd = pytest.importorskip("pandas")
    native = pd.DataFrame({name: pd.array(frame[name].to_list(), dtype=_nullable(name)) for name in frame.columns})
    return native, lambda found: found.to_dict("records")


def _nullable(name):
    return "string" if name == "user" else ("boolean" if TYPES[name] == pl.Boolean else "Int64")


def arrow_table(frame):
    pytest.importorskip("pyarrow")
    return frame.to_arrow(), lambda found: found.to_pylist()


def duckdb_relation(frame):
    duckdb = pytest.importorskip("duckdb")
    pytest.importorskip("pyarrow")
    connection = duckdb.connect()
    relation = connection.from_arrow(frame.to_arrow())

    def rows(found):
        return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]

    relation_and_connection.append(connection)
    return relation, rows


# A relation lives no longer than its connection.
relation_and_connection = []


def dask_frame(frame):
    dd = pytest.importorskip("dask.dataframe", reason="Dask is not installed; it is in the extra cluster")
    native, rows = pandas_frame(frame)
    return dd.from_pandas(native, npartitions=3), lambda found: rows(found.compute())


LIBRARIES = [polars_frame, polars_lazy, pandas_frame, arrow_table, duckdb_relation, dask_frame]


@pytest.mark.parametrize("on", [date(2018, 11, 28), AFTER])
@pytest.mark.parametrize("library", LIBRARIES)
def test_a_frame_comes_back_as_what_it_was_and_answered_as_each_user_is(library, on):
    frame = users(on)
    given, rows = library(frame)
    found = table(load(), given, assessment, on=on)
    assert type(found) is type(given)
    assert by_user(rows(found)) == expected(frame, on)


@pytest.mark.parametrize("kind", [pl.Int32, pl.UInt32, pl.UInt64])
@pytest.mark.parametrize("library", [polars_frame, polars_lazy, arrow_table, duckdb_relation])
def test_counts_of_other_widths_with_some_missing_are_answered_alike(library, kind):
    frame = users(AFTER, every=61).with_columns(pl.col("^.*premises$").cast(kind), pl.col("^years.*$").cast(pl.Int16))
    given, rows = library(frame)
    assert by_user(rows(table(load(), given, assessment, on=AFTER))) == expected(frame, AFTER)


@pytest.mark.parametrize("library", LIBRARIES)
def test_another_day_can_be_held_beside(library):
    frame = users(AFTER, every=41).drop_nulls()
    given, rows = library(frame)
    found = {row["user"]: row for row in rows(table(load(), given, assessment, on=AFTER, was=(load(), BEFORE)))}
    for row in frame.iter_rows(named=True):
        facts = {name: row[name] for name in TYPES}
        was, now = asked(facts, BEFORE)[0], asked(facts, AFTER)[0]
        assert (found[row["user"]]["was"], found[row["user"]]["outcome"]) == (was, now)
        assert (found[row["user"]]["direction"] == "heavier") is (was != now)


@pytest.mark.parametrize("library", LIBRARIES)
def test_rows_that_cannot_be_are_refused(library):
    frame = users(AFTER).drop_nulls()
    wrong = frame.with_columns(
        pl.when(pl.col("user") == frame["user"][3])
        .then(-7)
        .otherwise(pl.col("domestic_premises"))
        .alias("domestic_premises")
    )
    with pytest.raises(PortfolioError, match="1 row cannot be facts of Users") as caught:
        table(load(), library(wrong)[0], assessment, on=AFTER)
    assert "'domestic_premises' should be a whole number from 0 to 1,000,000,000, got -7." in str(caught.value)


@pytest.mark.parametrize("library", [polars_frame, polars_lazy, arrow_table, duckdb_relation])
def test_a_column_whose_name_is_nearly_that_of_a_fact_is_refused(library):
    frame = users(AFTER).rename({"domestic_premises": "domestic premises"})
    with pytest.raises(PortfolioError, match="did you mean 'domestic_premises'"):
        table(load(), library(frame)[0], assessment, on=AFTER)


def test_a_pandas_frame_keeps_its_index_and_its_own_columns():
    pd = pytest.importorskip("pandas")
    given = pd.DataFrame(
        {"supplier_party": [True, True], "domestic_premises": [250_001, 5], "ours": [1.5, 2.5]}, index=["x", "y"]
    )
    found = table(load(), given, assessment, on=AFTER)
    assert list(found.index) == ["x", "y"]
    assert list(found["ours"]) == [1.5, 2.5]
    assert next(iter(found["outcome"])) == "FULL"
    assert list(given.columns) == ["supplier_party", "domestic_premises", "ours"]


def test_a_frame_that_is_not_in_memory_is_not_brought_there():
    frame = users(AFTER).lazy()
    found = table(load(), frame, assessment, on=AFTER)
    assert isinstance(found, pl.LazyFrame)


def test_what_is_no_frame_is_a_type_error():
    with pytest.raises(TypeError):
        table(load(), [{"supplier_party": True}], assessment, on=AFTER)


def test_without_narwhals_one_sentence_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "narwhals", None)
    with pytest.raises(ExtraError, match=r"pip install 'sec-rules\[bulk\]'"):
        table(load(), users(AFTER), assessment, on=AFTER)


@pytest.fixture(scope="module")
def spark():
    begun = session()
    yield begun
    begun.stop()


def test_spark_answers_the_same_rows_as_polars(spark):
    frame = users(AFTER, every=11)
    given = spark.createDataFrame(
        [tuple(row) for row in frame.rows()],
        ", ".join(
            f"{n} {'string' if n == 'user' else 'boolean' if TYPES[n] == pl.Boolean else 'bigint'}"
            for n in frame.columns
        ),
    )
    found = table(load(), given, assessment, on=AFTER)
    assert type(found) is type(given)
    in_memory = table(load(), frame, assessment, on=AFTER).to_dicts()
    assert by_user([row.asDict() for row in found.collect()]) == by_user(in_memory) == expected(frame, AFTER)


def test_spark_refuses_a_row_that_cannot_be_where_its_answer_is_used(spark):
    given = spark.sql("SELECT 'U1' AS user, true AS supplier_party, -7 AS domestic_premises")
    found = table(load(), given, assessment, on=AFTER)
    assert [row.user for row in found.select("user").collect()] == ["U1"]
    with pytest.raises(
        Exception, match="No User can have the facts of a row: supplier_party true, domestic_premises -7"
    ):
        found.collect()
    both = spark.sql("SELECT true AS supplier_party, true AS network_party")
    with pytest.raises(Exception, match="supplier_party true, network_party true"):
        table(load(), both, assessment, on=AFTER).groupBy("outcome").count().collect()


def test_spark_says_of_columns_that_it_has_to_read_first_at_once_what_cannot_be(spark):
    given = spark.sql("SELECT 'yes' AS supplier_party, -7 AS domestic_premises")
    with pytest.raises(PortfolioError, match="cannot be facts of Users"):
        table(load(), given, assessment, on=AFTER)


def test_spark_takes_the_signs_of_an_answer_as_they_are(spark):
    from sec_rules.answers.portfolio.spark import answered

    says = ["O'Neill", 'a "word"', "back\\slash", "G8.41 \u2013 \u00e9", None]
    rows = {code: {"outcome": said} for code, said in enumerate(says)}
    for escaped in ("true", "false"):
        spark.conf.set("spark.sql.parser.escapedStringLiterals", escaped)
        found = answered(spark.range(5), "CAST(id AS int)", ["id"], rows, ["outcome"])
        assert [row.outcome for row in found.orderBy("id").collect()] == says


@pytest.mark.parametrize("share", [0, 2, 10, 50])
def test_a_row_with_holes_is_answered_as_one_user_is_however_many_there_are(share):
    frame = users(AFTER, every=53)
    holes = [
        pl.when(pl.int_range(pl.len()) * (7 + n) % 100 < share).then(None).otherwise(pl.col(name)).alias(name)
        for n, name in enumerate(TYPES)
    ]
    frame = frame.with_columns(holes)
    assert by_user(table(load(), frame, assessment, on=AFTER).to_dicts()) == expected(frame, AFTER)


def test_holes_that_begin_late_are_seen():
    few = users(AFTER).drop_nulls()
    whole = pl.concat([few] * (1_200 // few.height)).with_columns(user=pl.int_range(pl.len()).cast(pl.String))
    frame = pl.concat([whole, users(AFTER, every=101)])
    assert whole.height > 1_000
    assert by_user(table(load(), frame, assessment, on=AFTER).to_dicts()) == expected(frame, AFTER)


def test_a_frame_of_another_question_knows_that_questions_facts():
    found = table(load(), pl.DataFrame({"user_roles": [1, 2]}), several_roles, on=AFTER)
    assert found["outcome"].to_list() == [
        str(load().ask(several_roles, {"user_roles": n}, on=AFTER).outcome) for n in (1, 2)
    ]
    assert found["outcome"].n_unique() == 2


def test_of_many_rows_that_cannot_be_each_kind_of_wrong_is_told_once():
    frame = pl.DataFrame(
        {"supplier_party": ["maybe", "perhaps"] + ["Yes"] * 40, "domestic_premises": [1] * 21 + [-2] * 21}
    )
    with pytest.raises(PortfolioError) as caught:
        table(load(), frame, assessment, on=AFTER)
    assert str(caught.value).splitlines() == [
        "23 rows cannot be facts of Users; nothing was written.",
        "  Rows 1, 2: 'supplier_party' should be true or false (as text: true, yes, false, no), got 'maybe'.",
        "  Rows 22, 23, 24, 25, 26 and 16 more: 'domestic_premises' should be a whole number from 0 to 1,000,000,000, "
        "got -2.",
    ]
    assert len(caught.value.rows) == 23


def test_text_that_says_yes_or_no_is_read_as_one_user_is():
    frame = pl.DataFrame({"supplier_party": ["yes", "NO", "True", "false"], "domestic_premises": [300_000] * 4})
    found = table(load(), frame, assessment, on=AFTER)["outcome"].to_list()
    asked = [load().ask(assessment, row, on=AFTER).outcome for row in frame.to_dicts()]
    assert found == [outcome and outcome.name for outcome in asked]
    assert found[0] == found[2] == "FULL" != found[1]
