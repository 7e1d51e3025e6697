"""What the benchmarks compare is the same question: every peer answers as the reference does."""

from datetime import date

import pytest

from sec_rules.analysis.atlas import sole
from sec_rules.engine.evaluation import answering
from sec_rules.loading import load
from sec_rules.rulebook.questions import assessment

np = pytest.importorskip("numpy")
pytest.importorskip("polars")
from tests.benchmarks import peers  # noqa: E402
from tests.benchmarks.rows import rows  # noqa: E402

USERS = rows(300)


def expected(on):
    ruleset = load().ruleset(assessment, on)
    return [sole(answering(ruleset, facts)).name for facts in USERS.to_dicts()]


@pytest.mark.parametrize("on", [peers.BEFORE, peers.AFTER])
def test_numpy_by_hand_answers_alike(on):
    found = peers.plain_numpy({name: USERS[name].to_numpy() for name in USERS.columns}, on)
    assert [peers.OUTCOMES[place] for place in found] == expected(on)


@pytest.mark.parametrize("on", [peers.BEFORE, peers.AFTER])
def test_sql_by_hand_answers_alike(on):
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect() as connection:
        connection.register("given", USERS.to_arrow())
        found = connection.execute(f"SELECT {peers.case(on)} FROM given").fetchall()
    assert [outcome for (outcome,) in found] == expected(on)


def test_the_rows_are_the_same_each_time_and_half_of_them_stand_on_a_figure():
    assert rows(1_000).equals(rows(1_000))
    assert not rows(1_000).equals(rows(1_000, seed=1))
    gap = (USERS["domestic_premises"] + 5 * USERS["non_domestic_premises"] - 250_000).abs() <= 1
    assert gap.sum() > 100
    assert date(2019, 2, 28) == peers.AFTER
