"""Planned growth: rates by fact, counts by year, and files that are not as they should be."""

from __future__ import annotations

from pathlib import Path

import pytest

from sec_rules.answers import growth
from sec_rules.errors import DocumentError, FactError, UsageError
from sec_rules.rulebook.facts import BY_NAME


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("domestic_premises=10%", [1_000, 1_100, 1_210, 1_331]),
        ("domestic-premises=-50%", [1_000, 500, 250, 125]),
        # Exactly, with a part of a premises left off each year.
        ("domestic_premises=0.1%", [1_000, 1_001, 1_002, 1_003]),
        ("domestic_premises=33.3%", [1_000, 1_333, 1_776, 2_367]),
        ("domestic_premises=250", [1_000, 1_250, 1_500, 1_750]),
        ("domestic_premises=-600", [1_000, 400, 0, 0]),
    ],
)
def test_a_rate_is_of_the_year_before(text: str, counts: list[int]) -> None:
    planned = growth.given((text,), BY_NAME)
    found = [
        planned.counts({"domestic_premises": 1_000}, 2020, year)["domestic_premises"] for year in range(2020, 2024)
    ]
    assert found == counts


def test_what_is_not_said_to_grow_stays() -> None:
    planned = growth.given(("domestic_premises=10%",), BY_NAME)
    assert planned.counts({"network_premises": 7}, 2020, 2025) == {"network_premises": 7}


def test_a_count_never_outgrows_its_range() -> None:
    planned = growth.given(("domestic_premises=999999999%",), BY_NAME)
    assert planned.counts({"domestic_premises": 9}, 2020, 2024) == {"domestic_premises": 1_000_000_000}


@pytest.mark.parametrize(
    ("texts", "says"),
    [
        (("domestic_premises=ten",), "no growth"),
        (("domestic_premises=1.5",), "no growth"),
        (("domestic_premises=",), "no growth"),
        (("supplier_party=10%",), "no count; counts are domestic_premises"),
        (("years_since_initial=1",), "no count"),
        (("domestic_premises=1%", "domestic-premises=2%"), "given twice"),
    ],
)
def test_what_is_no_growth_is_refused(texts: tuple[str, ...], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        growth.given(texts, BY_NAME)


def table(tmp_path: Path, text: str) -> tuple[str, ...]:
    file = tmp_path / "counts.csv"
    file.write_text(text, encoding="utf-8")
    return (str(file),)


def test_counts_by_year_go_before_rates(tmp_path: Path) -> None:
    texts = table(tmp_path, "year,domestic_premises\n2020,5\n2021,7\n")
    planned = growth.given((*texts, "domestic_premises=100%", "network_premises=1"), BY_NAME)
    assert planned.counts({"domestic_premises": 1, "network_premises": 1}, 2020, 2021) == {
        "domestic_premises": 7,
        "network_premises": 2,
    }


def test_a_year_that_the_table_does_not_have_is_named(tmp_path: Path) -> None:
    planned = growth.given(table(tmp_path, "year,domestic_premises\n2020,5\n2021,7\n"), BY_NAME)
    with pytest.raises(UsageError, match="no row for 2022; they have 2020, 2021"):
        planned.counts({}, 2020, 2022)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("year,domestic_premises\n2020,1\n2022,3\n", "no row for 2021, though it has 2020 and 2022"),
        ("domestic_premises\n1\n", "a column 'year'"),
        ("", "a column 'year'"),
        ("year,domestic_premises\n2020,1\n2020,2\n", "Row 2: 2020 is there twice"),
        ("year,domestic_premises\n20,1\n", "Row 1: 'year' should be a year"),
        ("year,domestic_premises\n2020,1.5\n", "Row 1: 'domestic_premises' should be a whole number"),
        ("year,domestic_premises\n2020,-1\n", "Row 1: 'domestic_premises' should be a whole number"),
        ("year,homes\n2020,1\n", "Row 1: 'homes' is no count that grows"),
        ("year,domestic_premises\n" + "".join(f"{y},1\n" for y in range(1700, 2000)), "300 rows"),
    ],
)
def test_a_table_that_is_not_as_it_should_be_is_reported(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises((DocumentError, FactError), match=says):
        growth.given(table(tmp_path, text), BY_NAME)


def test_a_file_that_is_not_there_is_reported() -> None:
    with pytest.raises(DocumentError, match="nowhere"):
        growth.given(("nowhere.csv",), BY_NAME)
