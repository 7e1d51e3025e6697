"""What other codes need of the notation, on every engine: each answers by the arithmetic, or refuses in a sentence.

The rows stand beside every figure. What a rule says is worked out in Python beside it, by nothing of the package.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import product
from typing import Any

import pytest
from attrs import evolve

import sec_rules
from sec_rules.analysis.atlas import atlas_of
from sec_rules.answers.export.dmn import to_dmn
from sec_rules.answers.export.sql import to_sql
from sec_rules.answers.export.tree import to_json
from sec_rules.engine.answer import Answer
from sec_rules.engine.code import Code
from sec_rules.notation import (
    ALWAYS,
    Answers,
    Clause,
    Condition,
    Count,
    Evidence,
    Limb,
    Mark,
    NamedFigure,
    Outcome,
    Question,
    Rulebook,
    Says,
    Source,
    Standing,
    TextSource,
    Unit,
    Version,
    Words,
    YesNo,
    at_least,
    by_band,
    greater_of,
    less,
    lesser_of,
    percentage,
)
from tests.answers.export.test_dmn import Spiff
from tests.answers.export.test_tree import read
from tests.answers.spark import session

ON = date(2024, 1, 1)
demand = Count("demand", "the maximum demand of the site", "kW", at_most=10**6, short="kW of demand")
before = Count("before", "the maximum demand in the year before", "kW", at_most=10**6, short="kW in the year before")
sites = Count("sites", "the sites of the customer", "sites", at_most=1_000, short="sites")
remote = YesNo("remote", "the customer is remote")
LIGHT, HEAVY = Outcome("LIGHT", "a profiled meter", 1), Outcome("HEAVY", "a half-hourly meter", 2)
metering = Question(
    "metering", "Which meter must the customer have?", (LIGHT, HEAVY), (), facts=(demand, before, sites, remote),
    more="More demand never means a lesser meter.", noun="a meter", takes_amounts=True,
)  # fmt: skip
BOARD = (Evidence(Source("board", "A paper"), "the whole", Mark.PUBLISHED),)
Row = Mapping[str, Any]


def clause(label: str, applies: Condition, outcome: Outcome, **order: tuple[str, ...]) -> Clause:
    rule = Answers(question=metering, applies=applies, limbs=(Limb("", ALWAYS, outcome),), **order)
    words = Words("2017-01-01", "", TextSource.OWN, text="As the rule says.")
    version = Version(
        in_force=date(2017, 1, 1), brought_in_by="a paper", words=words, standing=Standing.VERBATIM, evidence=BOARD,
        rules=(rule,), by_hand="a test",
    )  # fmt: skip
    return Clause(label=label, title="Meters", versions=(version,))


def declared(condition: Condition) -> Rulebook:
    return _book(clauses=(clause("1", condition, HEAVY), clause("2", ~condition, LIGHT)))


def ordered(**order: tuple[str, ...]) -> Rulebook:
    """Two clauses that overlap above 100 kW at remote sites, one of which comes first; and one for all the rest."""
    return _book(
        clauses=(
            clause("1", demand.exceeds(100), HEAVY, **order),
            clause("2", remote, LIGHT),
            clause("3", demand.is_at_most(100) & ~remote, LIGHT),
        )
    )


def written(text: str, **more: Any) -> Rulebook:
    words = (
        Says(demand, ("maximum demand",)),
        Says(HEAVY, ("half-hourly meter",)),
        Says(LIGHT, ("profiled meter",)),
    )
    return _book(written=text, user=("customer",), words=words, duties=("shall install",), **more)


def _book(**more: Any) -> Rulebook:
    return Rulebook(name="meters", title="the metering rules", questions=(metering,), **more)


SCALED = written(
    "1. A customer whose maximum demand exceeds 0.1 MW shall install a half-hourly meter.\n\n"
    "2. A customer whose maximum demand does not exceed 100 kW shall install a profiled meter.\n",
    units=(Unit("kW", "kW"), Unit("MW", "kW", 1000)),
)
DATED = written(
    "1. A customer whose maximum demand exceeds the Threshold shall install a half-hourly meter.\n\n"
    "2. A customer whose maximum demand does not exceed the Threshold shall install a profiled meter.\n",
    units=(Unit("kW", "kW"),),
    figures=(NamedFigure("Threshold", ((date(2023, 4, 1), 70), (date(2017, 1, 1), 100)), "T1", BOARD),),
)
# Each with whether the heavy meter is due, by the arithmetic itself.
SAID: dict[str, tuple[Rulebook, Callable[[Row], bool]]] = {
    "a percentage of another quantity": (
        declared(demand.exceeds(percentage("12.5", before))),
        lambda r: r["demand"] > Fraction(125, 1000) * r["before"],
    ),
    "the greater of two": (
        declared(greater_of(demand, 2 * before).is_at_least(100)),
        lambda r: max(r["demand"], 2 * r["before"]) >= 100,
    ),
    "the lesser of two": (
        declared(lesser_of(demand, before + 30).exceeds(100)),
        lambda r: min(r["demand"], r["before"] + 30) > 100,
    ),
    "growth since an earlier period": (
        declared(less(demand, before).exceeds(20)),
        lambda r: r["demand"] - r["before"] > 20,
    ),
    "two of three conditions": (
        declared(at_least(2, demand.exceeds(100), before.exceeds(100), remote)),
        lambda r: (r["demand"] > 100) + (r["before"] > 100) + r["remote"] >= 2,
    ),
    "a figure by band": (
        declared(demand.exceeds(by_band(sites, (0, 100), (10, 70), (20, 30)))),
        lambda r: r["demand"] > (100 if r["sites"] < 10 else 70 if r["sites"] < 20 else 30),
    ),
    "subject to": (ordered(yields_to=("2",)), lambda r: r["demand"] > 100 and not r["remote"]),
    "notwithstanding": (ordered(prevails_over=("2",)), lambda r: r["demand"] > 100),
    "a scaled unit": (SCALED, lambda r: r["demand"] > 100),
    "a figure by date": (DATED, lambda r: r["demand"] > 70),
}
ENDS = {"demand": (0, 12, 13, 29, 30, 31, 69, 70, 71, 99, 100, 101, 130), "before": (0, 49, 50, 70, 71, 99, 100, 101)}
ROWS: list[Row] = [
    {"demand": d, "before": b, "sites": s, "remote": r}
    for d, b, s, r in product(*ENDS.values(), (0, 9, 10, 19, 20), (False, True))
]
Told = list[tuple[str | None, str | None]]


def by_reference(code: Code, rows: list[Row]) -> Told:
    return _asked(code, rows)


def _asked(code: Code, rows: list[Row], **how: Any) -> Told:
    question = code.questions["metering"]
    answers = (code.ask(question, _known(code, row), on=ON, **how) for row in rows)
    return [_told(answer) for answer in answers]


def _told(answer: Answer) -> tuple[str | None, str | None]:
    return answer.outcome.name if answer.outcome else None, ", ".join(answer.because) or None


def _known(code: Code, row: Row) -> dict[str, Any]:
    return {name: row[name] for name in code.facts(ON, code.questions["metering"])}


def by_compiled(code: Code, rows: list[Row]) -> Told:
    regime = code.regime(code.questions["metering"], ON)
    regime._generate()
    found: Told = []
    for row in rows:
        assert regime._number(_known(code, row)) is not None
        found.append(_told(regime.answer(_known(code, row), ON)))
    return found


def by_durable(code: Code, rows: list[Row]) -> Told:
    pytest.importorskip("durable")
    return _asked(code, rows, engine="durable")


def by_polars(code: Code, rows: list[Row]) -> Told:
    pl = pytest.importorskip("polars")
    return list(_table(code, pl.DataFrame(rows)).select("outcome", "because").rows())


def by_pandas(code: Code, rows: list[Row]) -> Told:
    pd = pytest.importorskip("pandas")
    pytest.importorskip("polars")
    answered = _table(code, pd.DataFrame(rows))
    told = (
        (None if a != a else a, None if b != b else b) for a, b in zip(answered.outcome, answered.because, strict=True)
    )
    return list(told)


def by_dask(code: Code, rows: list[Row]) -> Told:
    dd, pd = pytest.importorskip("dask.dataframe"), pytest.importorskip("pandas")
    answered = _table(code, dd.from_pandas(pd.DataFrame(rows), npartitions=3)).compute()
    return list(zip(answered.outcome, answered.because, strict=True))


def by_spark(code: Code, rows: list[Row]) -> Told:
    given = _spark().createDataFrame([{"place": n, **row} for n, row in enumerate(rows)])
    found = sorted(_table(code, given).collect(), key=lambda row: row["place"])
    return [(row["outcome"], row["because"]) for row in found]


@cache
def _spark() -> Any:
    """One session for all the forms: to start one takes longer than to answer."""
    return session()


@pytest.fixture(scope="module", autouse=True)
def _spark_is_stopped() -> Iterator[None]:
    yield
    if _spark.cache_info().currsize:
        _spark().stop()


def _table(code: Code, frame: Any) -> Any:
    return sec_rules.table(code, frame, code.questions["metering"], on=ON)


def by_duckdb(code: Code, rows: list[Row]) -> Told:
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect() as connection:
        connection.execute(
            "CREATE TABLE users (place BIGINT, demand BIGINT, before BIGINT, sites BIGINT, remote BOOLEAN)"
        )
        return _by_sql(connection, code, rows, "duckdb")


def by_sqlite(code: Code, rows: list[Row]) -> Told:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE users (place, demand, before, sites, remote)")
    return _by_sql(connection, code, rows, "sqlite")


def _by_sql(connection: Any, code: Code, rows: list[Row], dialect: str) -> Told:
    rows_of = (
        f"({n}, {row['demand']}, {row['before']}, {row['sites']}, {str(row['remote']).lower()})"
        for n, row in enumerate(rows)
    )
    connection.execute(f"INSERT INTO users VALUES {', '.join(rows_of)}")
    found = connection.execute(to_sql(atlas_of(code, metering, on=ON), dialect))
    place, outcome, because = (
        [column[0] for column in found.description].index(name) for name in ("place", "outcome", "because")
    )
    return [(row[outcome], row[because]) for row in sorted(found.fetchall(), key=lambda row: row[place])]


def by_dmn(code: Code, rows: list[Row]) -> Told:
    pytest.importorskip("SpiffWorkflow")
    # SpiffWorkflow reads the tests of a table as Python, which has no intervals.
    document = to_dmn(atlas_of(code, metering, on=ON))
    spiff = Spiff(re.sub(rb"\[(\d+)\.\.(\d+)\]", rb"* 1 in range(\1, 1 + \2)", document))
    return [spiff.decide(row)[:2] for row in rows]


def by_json(code: Code, rows: list[Row]) -> Told:
    """The clauses as JSON, read back and asked."""
    again = read(to_json(code, ON))
    assert json.loads(to_json(again, ON)) == json.loads(to_json(code, ON))
    return _asked(Code(again.clauses, (), evolve(code.rulebook, written="", figures=())), rows)


ENGINES = [
    *(by_reference, by_compiled, by_durable, by_polars, by_pandas, by_dask, by_spark, by_duckdb, by_sqlite, by_dmn),
    by_json,
]


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.__name__)
def test_an_engine_answers_by_the_arithmetic(engine: Callable[[Code, list[Row]], Told], said: str) -> None:
    book, heavy = SAID[said]
    code = sec_rules.load(rulebook=book)
    # An engine that takes each row by itself is given some of them.
    all_rows = engine in (by_polars, by_pandas, by_dask, by_duckdb, by_sqlite, by_spark)
    rows = ROWS if all_rows else ROWS[::7]
    told = engine(code, rows)
    assert [outcome for outcome, _ in told] == ["HEAVY" if heavy(row) else "LIGHT" for row in rows]
    assert told[:: 7 if all_rows else 1] == by_the_reference(said)


@cache
def by_the_reference(said: str) -> Told:
    """What the clauses themselves answer to some of the rows, and which of them do."""
    code = sec_rules.load(rulebook=SAID[said][0])
    regime = code.regime(code.questions["metering"], ON)
    return [_told(regime._by_reference(_known(code, row), ON)) for row in ROWS[::7]]


@pytest.mark.parametrize("said", SAID)
def test_every_proof_is_complete(said: str) -> None:
    """Exactly one provision answers, proved; and in every cell the smallest case has the answer of the arithmetic."""
    book, heavy = SAID[said]
    code = sec_rules.load(rulebook=book)
    verdicts = sec_rules.prove(code, metering, on=ON)
    assert verdicts[0].holds is True
    assert None not in [v.holds for v in verdicts]
    assert not [v for v in verdicts if v.depends_on]
    for cell in atlas_of(code, metering, on=ON).cells:
        (only,) = cell.answers
        row = {"demand": 0, "before": 0, "sites": 0, "remote": False} | dict(cell.witness)
        assert (only.outcome == HEAVY) is heavy(row)


def test_a_figure_by_date_is_that_of_the_day() -> None:
    code = sec_rules.load(rulebook=DATED)
    for day, demands in ((date(2023, 3, 31), (100, 101)), (date(2023, 4, 1), (70, 71))):
        outcomes = [code.ask(metering, {"demand": d}, on=day).outcome for d in demands]
        assert outcomes == [LIGHT, HEAVY]


def test_without_precedence_the_overlap_is_found() -> None:
    first, *_ = sec_rules.prove(sec_rules.load(rulebook=ordered()), metering, on=ON)
    assert (first.holds, [failure.kind for failure in first.failures]) == (False, ["overlap"])


def test_the_units_in_which_a_text_measures_are_those_of_its_facts() -> None:
    assert SCALED.measures == ("kW",)
    # Of what is only counted there are no parts.
    assert declared(demand.exceeds(100)).measures == ()
