"""Clauses as JSON and back: what comes back is what went out, on every day, and under any conditions."""

import json
from datetime import date

import pytest
from attrs import evolve
from hypothesis import given, settings

from sec_rules.answers.export.tree import TREE_VERSION, from_json, to_json
from sec_rules.errors import DocumentError
from sec_rules.loading import load
from sec_rules.testing import codes

REGIMES = [date(2017, 1, 1), date(2018, 11, 28), date(2018, 11, 29), date(2019, 2, 27), date(2019, 2, 28)]


def standing(code, on):
    return tuple(evolve(clause, versions=(version,)) for clause, version in code.standing(on))


@pytest.mark.parametrize("on", REGIMES)
def test_what_is_read_back_is_what_stood_on_the_day(on):
    text = to_json(load(), on)
    read = from_json(text)
    assert read.clauses == standing(load(), on)
    # Equality passes over what a fact means and where words stand; their notation does not.
    assert to_json(read, on) == text
    assert [repr(c) for c in read.clauses] == [repr(c) for c in standing(load(), on)]


@settings(max_examples=50)
@given(codes())
def test_any_conditions_are_read_back_as_they_were(code):
    assert from_json(to_json(code, date(2020, 1, 1))).clauses == standing(code, date(2020, 1, 1))


def test_the_tree_says_its_version_its_day_and_what_it_is():
    tree = json.loads(to_json(load(), date(2019, 2, 28)))
    assert (tree["tree_version"], tree["on"]) == (TREE_VERSION, "2019-02-28")
    assert "not the Code" in tree["says"]
    clause = next(c for c in tree["clauses"] if c["label"] == "G8.41")
    assert (clause["type"], clause["label"]) == ("Clause", "G8.41")
    version = clause["versions"][0]
    assert version["standing"] == {"type": "Standing", "value": "RECONSTRUCTED"}
    assert version["rules"][0]["applies"]["conditions"][1]["relation"] == {"type": "Relation", "value": "EXCEEDS"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "This is no JSON"),
        ("[]", "holds no clauses"),
        ('{"clauses": [], "tree_version": 99}', "The tree is of version 99; this package reads 1"),
        ('{"clauses": [{"type": "Nobody"}], "tree_version": 1}', "cannot be read: 'Nobody'"),
        ('{"clauses": [{"type": "Figure", "value": 1}], "tree_version": 1}', "not always a clause"),
        ('{"clauses": [{"type": "Figure", "worth": 1}], "tree_version": 1}', "cannot be read: 'Figure'"),
        ('{"clauses": [{"type": "date", "value": "soon"}], "tree_version": 1}', "cannot be read: 'date'"),
        ('{"clauses": [{"type": "Relation", "value": "ABOUT"}], "tree_version": 1}', "cannot be read: 'Relation'"),
    ],
)
def test_what_is_no_tree_is_refused_in_a_sentence(text, says):
    with pytest.raises(DocumentError, match=says):
        from_json(text)
