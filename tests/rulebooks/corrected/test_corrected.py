"""Published provisions that were corrected: the fault is found in the first text, and nothing in the second."""

from __future__ import annotations

import pytest

from tests.rulebooks.corrected.cases import HERE, KINDS, PAGE, Case, case, cases, written

FILES = sorted(HERE.glob("*.toml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_fault_is_found_where_it_stood_and_gone_when_it_was_corrected(path):
    given = case(path)
    assert given.kind in KINDS
    assert bool(given.found) is not bool(given.missed)
    first = {(f.code, f.clause) for f in given.findings(given.first)}
    assert first == set(given.found), [f.message for f in given.findings(given.first)]
    assert [f.message for f in given.findings(given.second)] == []


def test_there_are_twelve_provisions_whose_fault_is_found_and_some_whose_is_not():
    found = [c for c in cases() if c.found]
    assert len(found) >= 12
    assert len(found) < len(FILES)
    assert len({c.provision for c in cases()}) == len(FILES)


def test_the_table_of_the_docs_is_that_of_today():
    page = PAGE.read_text(encoding="utf-8")
    assert written(page) == page, "run: python -m tests.rulebooks.corrected.cases --write"


def test_a_text_that_is_not_read_whole_proves_nothing_of_its_provision():
    given = next(c for c in cases() if c.name == "petrol_stations")
    with pytest.raises(AssertionError, match="not read as a rule"):
        given.findings(given.first.replace("shall hold a permit", "shall hold a licence of some kind"))


def _is_restated(given: Case) -> bool:
    return len(given.first) < 1_000 and given.first != given.second


def test_each_provision_is_a_few_sentences():
    assert all(map(_is_restated, cases()))
