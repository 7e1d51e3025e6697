"""Counts as people have them: exact, as ranges, of Smart Metering Systems; other units are refused."""

from __future__ import annotations

import pytest

from sec_rules.answers import units
from sec_rules.engine.ranges import Range
from sec_rules.errors import FactError
from sec_rules.rulebook.facts import domestic_premises, network_premises, non_domestic_premises, years_since_initial


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("250000", 250_000),
        ("250,000", 250_000),
        ("250000 premises", 250_000),
        ("0", 0),
        ("-3", -3),
        ("240000..260000", Range(240_000, 260_000)),
        ("240,000 .. 260,000", Range(240_000, 260_000)),
        ("7..7", 7),
    ],
)
def test_a_count_is_exact_or_a_range(text: str, count: int | Range) -> None:
    assert units.count(text, domestic_premises) == count


@pytest.mark.parametrize(
    ("text", "low", "high"),
    # "A dual-fuel home is one premises and two systems": half of them, rounded up, at the least
    [("0 systems", 0, 0), ("1 system", 1, 1), ("2 systems", 1, 2), ("3 systems", 2, 3),
     ("300001systems", 150_001, 300_001),
     ("10..20 Smart Metering Systems", 5, 20)],
)  # fmt: skip
def test_systems_bound_the_premises_and_are_not_converted(text: str, low: int, high: int) -> None:
    for fact in (domestic_premises, network_premises):
        found = units.count(text, fact)
        assert isinstance(found, Range)
        assert (found.low, found.high) == (low, high)
        assert "recollected" in found.because


@pytest.mark.parametrize(("text", "low", "high"), [("0 systems", 0, 0), ("1 system", 1, 1), ("900 systems", 1, 900)])
def test_at_one_business_there_may_be_any_number_of_systems(text: str, low: int, high: int) -> None:
    found = units.count(text, non_domestic_premises)
    assert isinstance(found, Range)
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize("unit", ["MPANs", "devices", "meters", "metering points"])
def test_another_unit_is_refused_and_named(unit: str) -> None:
    with pytest.raises(FactError, match=f"got one of '{unit.casefold()}'. Premises, Smart Metering Systems, devices"):
        units.count(f"300000 {unit}", domestic_premises)


@pytest.mark.parametrize("text", ["", "many", "1.5", "1e5", "1..", "..5", "1 000", "1,00", "٣", "9" * 40])
def test_what_is_no_count_is_refused(text: str) -> None:
    with pytest.raises(FactError, match="domestic_premises"):
        units.count(text, domestic_premises)


def test_systems_are_no_unit_of_years() -> None:
    with pytest.raises(FactError, match="count of years"):
        units.count("3 systems", years_since_initial)


def test_a_range_runs_upward() -> None:
    with pytest.raises(FactError, match="from 5 to 1"):
        Range(5, 1)
