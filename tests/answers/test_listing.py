"""The clauses listed: all versions, or those of one day."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from sec_rules.answers.listing import ListedClause, listing
from sec_rules.cli import main
from sec_rules.errors import DayError
from sec_rules.loading import load

FIRST, ENDED, SECMP0059 = date(2017, 1, 1), date(2018, 11, 29), date(2019, 2, 28)


def listed(label: str, on: date | None) -> list[ListedClause]:
    return [found for found in listing(load(), on).clauses if found.clause.label == label]


def days(label: str, on: date | None) -> list[tuple[date, date | None]]:
    (found,) = listed(label, on)
    return [(version.first, version.until) for version in found.versions]


def test_without_a_day_every_version_is_listed_newest_first() -> None:
    assert days("G8.42", None) == [(SECMP0059, None), (FIRST, SECMP0059)]
    assert [found.clause for found in listing(load(), None).clauses] == list(load().clauses)


@pytest.mark.parametrize(
    ("on", "stands"), [(date(2019, 2, 27), (FIRST, SECMP0059)), (SECMP0059, (SECMP0059, None))], ids=str
)
def test_on_a_day_the_version_that_stands_is_listed_alone(on: date, stands: tuple[date, date | None]) -> None:
    assert days("G8.42", on) == [stands]


def test_a_clause_that_has_ceased_is_listed_up_to_the_day_before() -> None:
    assert days("G8.43", ENDED - timedelta(days=1)) == [(FIRST, ENDED)]
    assert listed("G8.43", ENDED) == []


def test_before_the_code_is_held_nothing_is_listed() -> None:
    with pytest.raises(DayError):
        listing(load(), date(2016, 12, 31))


def test_the_text_and_the_json_list_the_same_versions(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "--on", "2019-02-28"]) == 0
    text = capsys.readouterr().out
    assert main(["list", "--on", "2019-02-28", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["on"] == "2019-02-28"
    versions = [version for clause in data["clauses"] for version in clause["versions"]]
    assert len(versions) == len(data["clauses"]) == text.count("    from ")
    assert "G8.42  Supplier Parties at or below the threshold\n    from 2019-02-28  reconstructed  SECMP0059\n" in text
