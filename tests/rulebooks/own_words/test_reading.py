"""Provisions of other codes in words of their own are read as they are meant, or left open."""

from __future__ import annotations

import pytest
from attrs import evolve

from tests.rulebooks.own_words.reading import HERE, MISREAD, RIGHT, Provision, provisions

EVERY = [one for path in sorted(HERE.glob("*.toml")) for one in provisions(path)]


@pytest.mark.parametrize("one", EVERY, ids=lambda one: " ".join(one.text.split())[:60])
def test_a_provision_is_read_as_it_is_meant_or_left_open(one: Provision):
    assert one.verdict == one.told


def test_not_all_is_left_open():
    assert sum(one.told == RIGHT for one in EVERY) > len(EVERY) / 3


@pytest.mark.parametrize(
    "one",
    [
        "1. Where the maximum demand of the customer is 101 kW or more, it shall install a half-hourly meter.",
        "1. Where the maximum demand of the customer is 100 kW or less, it shall install a half-hourly meter.",
        "1. Where the maximum demand of the customer is 100 kW or more, it shall install a profiled meter.",
    ],
)
def test_another_meaning_is_noticed(one: str):
    meters = next(each for each in EVERY if each.text.startswith("1. Where the maximum demand"))
    assert evolve(meters, text=one).verdict.startswith(MISREAD)
