"""The rows of a portfolio in each change: as many as are concerned one by one, in every form of the answer."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from sec_rules.analysis.comparison import Change, Differences, differences
from sec_rules.answers.portfolio.impact import counted
from sec_rules.cli import main
from sec_rules.engine.reference import holds
from sec_rules.errors import DocumentError, PortfolioError
from sec_rules.lang import YesNo
from sec_rules.loading import load
from sec_rules.rulebook.facts import FACTS
from sec_rules.rulebook.questions import assessment

pytest.importorskip("polars")

BEFORE, AFTER = (load().ruleset(assessment, day) for day in (date(2019, 2, 27), date(2019, 2, 28)))
FIGURES = (0, 1, 9_999, 10_000, 10_001, 50_000, 50_001, 200_000, 249_999, 250_000, 250_001)
Facts = Mapping[str, bool | int]


@pytest.fixture(scope="module")
def found() -> Differences:
    return differences(BEFORE, AFTER)


def users(number: int, *, missing: float) -> list[Facts]:
    """Users drawn at random about the figures, some of whose facts are missing."""
    draw = random.Random(number)
    drawn: list[Facts] = []
    for _ in range(number):
        party = draw.choice(("supplier_party", "network_party", ""))
        facts = {f.name: f.name == party if isinstance(f, YesNo) else draw.choice(FIGURES) for f in FACTS} | {
            "years_since_initial": draw.randint(1, 7)
        }
        drawn.append({name: value for name, value in facts.items() if draw.random() >= missing})
    return drawn


def written(given: list[Facts], path: Path) -> Path:
    text = io.StringIO()
    table = csv.DictWriter(text, [f.name for f in FACTS])
    table.writeheader()
    table.writerows({n: str(v).lower() for n, v in facts.items()} for facts in given)
    path.write_text(text.getvalue(), encoding="utf-8")
    return path


def one_by_one(change: Change, given: list[Facts]) -> tuple[int, int]:
    met = [holds(change.when, facts) for facts in given]
    return met.count(True), met.count(None)


@pytest.mark.parametrize("missing", [0.0, 0.15])
def test_as_many_rows_are_counted_as_are_concerned_one_by_one(
    found: Differences, tmp_path: Path, missing: float
) -> None:
    given = users(600, missing=missing)
    answer = counted(str(written(given, tmp_path / "users.csv")), BEFORE, AFTER, found)
    assert [c for c, _ in answer.changes] == list(found.changes)
    for change, met in (*answer.changes, *answer.merged):
        assert (met.rows, met.undecided) == one_by_one(change, given)
    assert sum(met.rows for _, met in answer.merged) > 50
    assert any(met.undecided for _, met in answer.merged) is (missing > 0)


def test_the_rows_of_all_changes_are_those_whose_outcome_changes(found: Differences, tmp_path: Path) -> None:
    answer = counted(str(written(users(600, missing=0), tmp_path / "users.csv")), BEFORE, AFTER, found)
    turned = sum(tally.rows for tally in answer.of.tallies if tally.direction)
    assert sum(met.rows for _, met in answer.merged) == sum(met.rows for _, met in answer.changes) == turned
    assert answer.of.rows == 600


def test_a_column_that_is_not_there_leaves_open_what_hangs_on_it_and_is_named(
    found: Differences, tmp_path: Path
) -> None:
    path = tmp_path / "users.csv"
    path.write_text("supplier_party,network_party,years_since_initial\nfalse,false,1\ntrue,false,1\n", encoding="utf-8")
    answer = counted(str(path), BEFORE, AFTER, found)
    assert [(met.rows, met.undecided) for _, met in answer.merged] == [(0, 1), (0, 0), (1, 0)]
    assert "missing: domestic_premises" in answer.of.notes[0]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("supplier_party,domestic_premisses\ntrue,1\n", "did you mean 'domestic_premises'?"),
        ("supplier_party,domestic_premises\ntrue,many\n", "Row 1: 'domestic_premises'"),
        ("name\nA\n", "No column is a fact"),
    ],
)
def test_rows_that_cannot_be_are_told_as_assess_tells_them(
    found: Differences, tmp_path: Path, text: str, says: str
) -> None:
    path = tmp_path / "users.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PortfolioError, match=says.replace("?", r"\?")):
        counted(str(path), BEFORE, AFTER, found)


def test_a_file_that_is_not_there_is_said_so(found: Differences) -> None:
    with pytest.raises(DocumentError, match="There is no file"):
        counted("nobody.csv", BEFORE, AFTER, found)


def test_the_same_numbers_stand_in_json_text_and_page(
    found: Differences, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(users(3_000, missing=0), tmp_path / "users.csv")
    answer = counted(str(path), BEFORE, AFTER, found)
    said = {}
    for form in ("json", "text", "html"):
        command = ["compare", "2019-02-27", "2019-02-28", "--portfolio", str(path), "--format", form]
        assert main(command) == 0
        said[form] = capsys.readouterr().out
    data = json.loads(said["json"])["portfolio"]
    assert [change["rows"] for change in data["changes"]] == [met.rows for _, met in answer.changes]
    assert data["rows"] == 3_000
    assert all("3,000 rows in users.csv" in said[form] for form in ("text", "html"))
    assert all(len(line) <= 80 for line in said["text"].splitlines())
    for change, met in answer.merged:
        assert f"{change.was} to {change.becomes}: {met.rows:,}," in said["text"]
        assert f'class="number">{met.rows:,}</td>' in said["html"]
    for tally in answer.of.tallies:
        assert f'class="number">{tally.rows:,}</td>' in said["html"]
        assert f"{tally.rows:,}" in said["text"]
