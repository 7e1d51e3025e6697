"""The ruleset as one SQL statement: what it says of rows that are complete, partly there, or cannot be."""

import re
import sqlite3
import sys
from datetime import date

import pytest
from attrs import evolve

from sec_rules.analysis.atlas import build
from sec_rules.answers.export.sql import WRITTEN, to_sql
from sec_rules.errors import EngineError, ExtraError
from sec_rules.lang import Limb, Open, YesNo
from sec_rules.loading import load
from sec_rules.rulebook.facts import (
    FACTS,
    domestic_premises,
    non_domestic_premises,
    supplier_party,
    years_since_initial,
)
from sec_rules.rulebook.outcomes import FULL
from sec_rules.rulebook.questions import assessment
from tests.answers.spark import session
from tests.beside import beside

duckdb = pytest.importorskip("duckdb")

AFTER, DRAFTED = date(2019, 2, 28), date(2019, 3, 1)
USER = {
    "supplier_party": True,
    "network_party": False,
    "domestic_premises": 200_000,
    "non_domestic_premises": 10_001,
    "network_premises": 0,
    "shared_supplier_premises": 0,
    "shared_network_premises": 0,
    "years_since_initial": 1,
}
TYPES = {f.name: "BOOLEAN" if isinstance(f, YesNo) else "BIGINT" for f in FACTS}
TOLD = ("outcome", "because", "undetermined", "doubts")


def statement(dialect, on=AFTER, code=None, **options):
    code = code or load()
    return to_sql(build(code.ruleset(assessment, on), code.facts(on, assessment)), dialect, **options)


def drafted(label="G8.41", deleted=(), **changes):
    code = load()
    clause = code.clause(label)
    version = clause.on(AFTER)
    rules = tuple(evolve(rule, **changes) for rule in version.rules)
    changed = [] if deleted else [evolve(clause, versions=(evolve(version, in_force=DRAFTED, rules=rules),))]
    return code.with_draft(changed, deleted=deleted, on=DRAFTED)


def in_duckdb(rows, sql, types=TYPES):
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE users ({', '.join(f'{n} {t}' for n, t in types.items())})")
        marks = ", ".join("?" * len(types))
        connection.executemany(f"INSERT INTO users VALUES ({marks})", [[row.get(n) for n in types] for row in rows])
        found = connection.execute(sql)
        return rows_of(found.description, found.fetchall())


def in_sqlite(rows, sql):
    connection = sqlite3.connect(":memory:")
    connection.execute(f"CREATE TABLE users ({', '.join(TYPES)})")
    marks = ", ".join("?" * len(TYPES))
    connection.executemany(f"INSERT INTO users VALUES ({marks})", [[row.get(n) for n in TYPES] for row in rows])
    found = connection.execute(sql)
    return rows_of(found.description, found.fetchall())


def rows_of(description, rows):
    places = [[column[0] for column in description].index(name) for name in TOLD]
    return [tuple(row[place] for place in places) for row in rows]


ENGINES = [pytest.param(in_duckdb, "duckdb", id="duckdb"), pytest.param(in_sqlite, "sqlite", id="sqlite")]


@pytest.mark.parametrize(("engine", "dialect"), ENGINES)
@pytest.mark.parametrize("on", [date(2018, 11, 28), date(2019, 1, 15), AFTER])
def test_the_doubts_of_each_row_are_reported_too(engine, dialect, on):
    rows = [*beside(load().ruleset(assessment, on))][::7]
    for row, (_, _, _, doubts) in zip(rows, engine(rows, statement(dialect, on)), strict=True):
        answer = load().ask(assessment, row, on=on)
        assert doubts == (" ".join(f"{clause}: {unsure}" for clause, unsure in answer.doubts) or None)


@pytest.mark.parametrize(("engine", "dialect"), ENGINES)
def test_where_a_fact_is_missing_only_what_applies_whatever_it_is_answers(engine, dialect):
    rows = [
        {"supplier_party": True, "network_party": False, "domestic_premises": 5, "non_domestic_premises": 0},
        {n: v for n, v in USER.items() if n != "years_since_initial"} | {"network_premises": None},
        {n: v for n, v in USER.items() if not n.startswith("shared")},
        {},
    ]
    missing = (None, None, "A fact that may matter is missing.", None)
    assert engine(rows, statement(dialect)) == [
        missing,
        ("FULL", "G8.41", None, None),
        ("FULL", "G8.41", None, None),
        missing,
    ]
    for row, (outcome, because, *_) in zip(rows, engine(rows, statement(dialect)), strict=True):
        answer = load().ask(assessment, {n: v for n, v in row.items() if v is not None}, on=AFTER)
        assert outcome in (None, answer.outcome.name if answer.outcome else None)
        assert because in (None, ", ".join(answer.because))


@pytest.mark.parametrize(("engine", "dialect"), ENGINES)
@pytest.mark.parametrize(
    "changed",
    [
        {"domestic_premises": -1},
        {"domestic_premises": 1_000_000_001},
        {"domestic_premises": 2**62},
        {"years_since_initial": 0},
        {"years_since_initial": 1_001},
        {"network_party": True},
    ],
)
def test_a_row_that_cannot_be_has_no_outcome_and_says_so(engine, dialect, changed):
    assert engine([USER | changed], statement(dialect)) == [(None, None, "These cannot be facts of a User.", None)]


@pytest.mark.parametrize("value", ["99", 250_001.0, 250_001.5, float("inf"), "many", b"5", 2])
def test_what_is_no_whole_number_is_never_compared_by_sqlite_which_would(value):
    fact = "supplier_party" if value == 2 else "domestic_premises"
    found = in_sqlite([USER | {fact: value}], statement("sqlite"))
    assert found == [(None, None, "These cannot be facts of a User.", None)]


@pytest.mark.parametrize("kind", ["DOUBLE", "DECIMAL(18, 1)"])
def test_a_column_of_another_type_has_no_outcome(kind):
    types = TYPES | {"domestic_premises": kind}
    assert in_duckdb([USER], statement("duckdb"), types)[0][2] == "These cannot be facts of a User."


@pytest.mark.parametrize("number", [429_496_730, 858_993_460, 1_000_000_000])
def test_columns_of_32_bits_do_not_overflow(number):
    types = {name: "INTEGER" if kind == "BIGINT" else kind for name, kind in TYPES.items()}
    user = USER | {"domestic_premises": 0, "non_domestic_premises": number}
    assert in_duckdb([user], statement("duckdb"), types)[0][1] == "G8.41"


@pytest.mark.parametrize(("engine", "dialect"), ENGINES)
def test_gaps_and_overlaps_have_no_outcome_and_say_why(engine, dialect):
    both = drafted(applies=supplier_party & (domestic_premises + 5 * non_domestic_premises).is_at_least(250_000))
    at = USER | {"non_domestic_premises": 10_000}
    found = engine([at, USER, at | {"domestic_premises": 0}], statement(dialect, DRAFTED, both))
    assert [row[:2] for row in found] == [(None, "G8.41, G8.42(a)"), ("FULL", "G8.41"), ("VERIFICATION", "G8.42(a)")]
    assert found[0][2] == "2 provisions answer at once: G8.41, G8.42(a)."
    # With the year missing the two might both answer, or one.
    unsure = {n: v for n, v in at.items() if n != "years_since_initial"}
    assert engine([unsure], statement(dialect, DRAFTED, both))[0][:2] == (None, None)
    gap = drafted(deleted=["G8.42"])
    assert engine([at], statement(dialect, DRAFTED, gap))[0] == (None, None, "No clause answers for these facts.", None)
    late = drafted(limbs=(Limb("(a)", years_since_initial.is_at_least(9), FULL),))
    says = "G8.41 applies, but none of its paragraphs covers this year."
    assert engine([USER], statement(dialect, DRAFTED, late))[0] == (None, None, says, None)


@pytest.mark.parametrize(("engine", "dialect"), ENGINES)
def test_where_an_answer_depends_on_open_words_the_row_says_so_and_others_are_answered(engine, dialect):
    # Whoever it is that the words mean, G8.41 may answer all above its figure, and nobody below.
    large = (domestic_premises + 5 * non_domestic_premises).exceeds(250_000)
    code = drafted(applies=Open("open:a1b2c3d4", "a dormant") & large)
    network = USER | {"supplier_party": False, "network_party": True}
    rows = [USER, network, network | {"domestic_premises": 0, "non_domestic_premises": 0}]
    sql = statement(dialect, DRAFTED, code)
    found = engine(rows, sql)
    for row, (outcome, because, undetermined, _) in zip(rows, found, strict=True):
        answer = code.ask(assessment, row, on=DRAFTED)
        assert (outcome, undetermined) == (answer.outcome and answer.outcome.name, answer.undetermined)
        assert because == ", ".join(answer.because)
    assert [row[2] for row in found] == [*["It depends on words that were not read: 'a dormant'."] * 2, None]
    assert "answer at once" not in sql


def test_each_branch_stands_under_its_citation_and_the_head_says_what_it_is():
    sql = statement("duckdb")
    assert "-- G8.42(d) with G8.42(b): SELF\n            WHEN supplier_party AND" in sql
    assert "-- As on 2019-02-28. A restatement, not the Code, and not advice." in sql
    assert "-- G8.41: 2019-02-28, reconstructed, by SECMP0059." in sql
    assert "5 * CAST(non_domestic_premises AS BIGINT) >= 250001 THEN" in sql


@pytest.mark.parametrize("name", ["the Panel directs", 'say "so"', "it's", "1st", "déjà"])
def test_a_decision_of_any_name_is_a_column_of_that_name(name):
    code = drafted(unless=YesNo(name, "somebody decides"))
    sql = statement("duckdb", DRAFTED, code)
    quoted = '"' + name.replace('"', '""') + '"'
    user = USER | {name: True}
    with duckdb.connect() as connection:
        columns = ", ".join(f"{value} AS {n if n != name else quoted}" for n, value in user.items())
        connection.execute(f"CREATE TABLE users AS SELECT {columns}")
        found = connection.execute(sql)
        assert rows_of(found.description, found.fetchall())[0][2] == "No clause answers for these facts."


def test_the_table_may_have_another_name():
    assert re.search(r"FROM portfolio_2019\n", statement("duckdb", table="portfolio_2019"))
    assert 'FROM "my users"\n' in statement("duckdb", table="my users")


@pytest.mark.parametrize("dialect", ["postgres", "snowflake", "bigquery", "mysql", "tsql"])
def test_other_dialects_are_written_by_sqlglot_and_can_be_read_back(dialect):
    sqlglot = pytest.importorskip("sqlglot")
    (tree,) = sqlglot.parse(statement(dialect), read=dialect)
    assert {column.alias for column in tree.expressions if column.alias} == set(TOLD)
    assert "TYPEOF" not in statement(dialect).upper()


def test_without_sqlglot_one_sentence_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "sqlglot", None)
    with pytest.raises(
        ExtraError, match=r"pip install 'sec-rules\[export\]'; without it there are duckdb, sqlite, spark"
    ):
        statement("postgres")
    assert [dialect for dialect in WRITTEN if statement(dialect)] == ["duckdb", "sqlite", "spark"]


def test_a_backslash_which_dialects_read_differently_is_refused():
    code = drafted(deleted=["G8.42"])
    clause = code.clause("G8.41")
    doubted = evolve(clause.versions[0], doubts=(evolve(load().clause("G8.41").versions[1].doubts[0], unsure="a\\b"),))
    wrong = evolve(clause, versions=(doubted,))
    with pytest.raises(EngineError, match="read a backslash differently"):
        statement("duckdb", AFTER, load().replacing([wrong], on=AFTER))


def test_spark_runs_the_statement_and_agrees(request):
    spark = session()
    request.addfinalizer(spark.stop)
    rows = [*beside(load().ruleset(assessment, AFTER))][::3]
    kinds = ", ".join(f"{n} {kind.lower()}" for n, kind in TYPES.items())
    spark.createDataFrame([tuple(row[n] for n in TYPES) for row in rows], kinds).createOrReplaceTempView("users")
    frame = spark.sql(statement("spark").strip().rstrip(";"))
    found = [tuple(row[name] for name in TOLD) for row in frame.collect()]
    assert found == in_duckdb(rows, statement("duckdb"))
