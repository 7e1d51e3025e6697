"""Clauses as JSON: nothing of them is lost, on every day, and under any conditions."""

import json
from datetime import date
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings

from sec_rules import lang
from sec_rules.answers.export.tree import TREE_VERSION, to_json
from sec_rules.engine.code import Code
from sec_rules.loading import load
from sec_rules.testing import codes

REGIMES = [date(2017, 1, 1), date(2018, 11, 28), date(2018, 11, 29), date(2019, 2, 27), date(2019, 2, 28)]


def read(text: str) -> Code:
    """The Code that a tree holds."""
    return Code(_value(json.loads(text)["clauses"]))


def _value(told: Any) -> Any:
    """What a node of the tree stands for, by the name of its type."""
    match told:
        case list():
            return tuple(map(_value, told))
        case {"type": "date", "value": day}:
            return date.fromisoformat(day)
        case {"type": "Relation" | "Standing" | "Mark" | "TextSource" as kind, "value": name}:
            return getattr(lang, kind)[name]
        case {"type": kind, **fields}:
            return getattr(lang, kind)(**{name: _value(field) for name, field in fields.items()})
        case _:
            return told


def standing(code, on):
    return tuple(evolve(clause, versions=(version,)) for clause, version in code.standing(on))


@pytest.mark.parametrize("on", REGIMES)
def test_what_is_read_back_is_what_stood_on_the_day(on):
    text = to_json(load(), on)
    again = read(text)
    assert again.clauses == standing(load(), on)
    # Equality passes over what a fact means and where words stand; their notation does not.
    assert to_json(again, on) == text
    assert [repr(c) for c in again.clauses] == [repr(c) for c in standing(load(), on)]


@settings(max_examples=50)
@given(codes())
def test_any_conditions_are_read_back_as_they_were(code):
    assert read(to_json(code, date(2020, 1, 1))).clauses == standing(code, date(2020, 1, 1))


def test_the_tree_says_its_version_its_day_and_what_it_is():
    tree = json.loads(to_json(load(), date(2019, 2, 28)))
    assert (tree["tree_version"], tree["on"]) == (TREE_VERSION, "2019-02-28")
    assert "not the Code" in tree["says"]
    clause = next(c for c in tree["clauses"] if c["label"] == "G8.41")
    assert (clause["type"], clause["label"]) == ("Clause", "G8.41")
    version = clause["versions"][0]
    assert version["standing"] == {"type": "Standing", "value": "RECONSTRUCTED"}
    assert version["rules"][0]["applies"]["conditions"][1]["relation"] == {"type": "Relation", "value": "EXCEEDS"}
