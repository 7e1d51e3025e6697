"""Expressions as text: an engine of SQL gives each row the code that polars gives it, holes and wrong rows too."""

from __future__ import annotations

from datetime import date
from itertools import product

import duckdb
import polars as pl
from attrs import evolve

from sec_rules.answers.portfolio import spark_text
from sec_rules.answers.portfolio.codes import Cells
from sec_rules.answers.portfolio.expressions import BAD, read_facts
from sec_rules.loading import load
from sec_rules.rulebook.questions import assessment

AFTER = date(2019, 2, 28)
COUNTS = {
    "domestic_premises": (None, -1, 0, 249_999, 250_001),
    "non_domestic_premises": (None, 1, 50_000),
    "network_premises": (None, 250_000, 250_001, 1_000_000_001),
    "years_since_initial": (None, 1, 2, 3, 4),
}
FLAGS = {"supplier_party": (None, True, False), "network_party": (None, True, False)}


def test_the_text_gives_each_row_the_code_that_polars_gives_it() -> None:
    code = load()
    cells, known = Cells(code.regime(assessment, AFTER)), code.facts(AFTER, assessment)
    types = dict.fromkeys(COUNTS, pl.Int64) | dict.fromkeys(FLAGS, pl.Boolean)
    rows = list(product(*COUNTS.values(), *FLAGS.values()))
    frame = pl.DataFrame(rows, types, orient="row")
    expected = frame.select(read_facts(pl, frame.schema, cells, known, AFTER).dense_key()).to_series().to_list()
    schema = dict.fromkeys(COUNTS, spark_text.Int64) | dict.fromkeys(FLAGS, spark_text.Boolean)
    columns = evolve(read_facts(spark_text, schema, cells, known, AFTER), nulls_pass=True)
    text = columns.dense_key().sql.replace("`", '"')
    found = [row[0] for row in duckdb.sql(f"SELECT {text} FROM frame").fetchall()]
    assert found == expected
    assert BAD in found
    assert len(set(found)) > 100


def test_a_name_is_written_as_spark_writes_names() -> None:
    assert spark_text.col("a `b`").sql == "`a ``b```"
    assert spark_text.lit(None, spark_text.Boolean).sql == "CAST(null AS boolean)"
    assert spark_text.when(spark_text.col("a") >= 3).then(True).otherwise(None).sql == (
        "CASE WHEN `a` >= 3 THEN true ELSE null END"
    )
