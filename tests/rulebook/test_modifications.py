"""The modifications: each declared once, with the days that the clauses it brought in or ended begin and end on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from sec_rules.lang import Mark, Modification
from sec_rules.loading import load
from sec_rules.rulebook import modifications
from sec_rules.rulebook.modifications import MP091, MP203, SECMP0044, SECMP0059

EVERY = [value for value in vars(modifications).values() if isinstance(value, Modification)]


def used() -> Iterator[tuple[str, Modification, date]]:
    """Each modification that brought in a version or ended a clause, and the day of it."""
    for clause in load().clauses:
        for version in clause.versions:
            if isinstance(version.brought_in_by, Modification):
                yield clause.label, version.brought_in_by, version.in_force
        if isinstance(clause.ceased_by, Modification) and clause.ceased is not None:
            yield clause.label, clause.ceased_by, clause.ceased


def test_a_modification_is_declared_once_under_its_reference() -> None:
    assert [getattr(modifications, modification.reference) for modification in EVERY] == EVERY
    assert len({modification.reference for modification in EVERY}) == len(EVERY)


@pytest.mark.parametrize(("label", "modification", "day"), list(used()))
def test_a_clause_begins_or_ends_on_the_day_of_implementation(
    label: str, modification: Modification, day: date
) -> None:
    assert modification.implemented == day


def test_every_modification_brought_in_or_ended_a_clause() -> None:
    assert {modification.reference for _, modification, _ in used()} == {m.reference for m in EVERY}


@pytest.mark.parametrize(
    ("modification", "day", "mark"),
    [
        (SECMP0044, date(2018, 11, 29), Mark.RECOLLECTED),  # "29 Nov 2018 (unverified)"
        (SECMP0059, date(2019, 2, 28), Mark.PUBLISHED),  # "in force 28 Feb 2019"
        (MP091, date(2020, 2, 27), Mark.PUBLISHED),  # "27 Feb 2020: statuses renamed"
        (MP203, date(2022, 11, 3), Mark.PUBLISHED),  # "3 Nov 2022: triage facilities assessed apart"
    ],
    ids=str,
)
def test_the_day_of_implementation_is_the_published_one_or_is_called_unverified(
    modification: Modification, day: date, mark: Mark
) -> None:
    assert (modification.implemented, modification.mark) == (day, mark)
    assert modification.decided is None
    assert ("unverified" in str(modification)) is (mark is not Mark.PUBLISHED)
