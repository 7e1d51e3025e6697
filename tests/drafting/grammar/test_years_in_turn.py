"""Sequences of years put in other words; what falls due each year was worked out by hand."""

from __future__ import annotations

import pytest

from tests.drafting.grammar.test_choices import AFTER, F, S, V, due

P = "G8.45 Where a User is a Network Party, it shall be subject to"
YEARS = (
    ("VVFVVF", f"{P} {V} in each of the first and second years {AFTER}, and to {F} in the third, and so on."),
    ("VVFVVF", f"{P} {V}, {V} and {F} in rotation, beginning in the first year {AFTER}."),
    ("VVFVVF", f"{P} {V}, {V} and {F} in successive years {AFTER}, in that order and repeating."),
    (
        "VVFVVF",
        f"{P} {V}, {V} and {F} respectively in the first, second and third years {AFTER}, and that order starts "
        "afresh in the fourth year.",
    ),
    (
        "FVFVFV",
        f"{P} {F} in the first year {AFTER} and in every alternate year thereafter, and to {V} in each other year "
        f"{AFTER}.",
    ),
    ("FVFVFV", f"{P} {F} and {V} in alternate years, beginning with {F} in the first year {AFTER}."),
    (
        "FVFVFV",
        f"{P} {F} every second year, starting with the first year {AFTER}, and to {V} in each intervening year.",
    ),
    ("VFFFFF", f"{P} {F} in each year {AFTER} other than the first such year, and to {V} in that year."),
    ("VFFFFF", f"{P} {F} in each year {AFTER}, save that in the first such year it shall be subject to {V}."),
    ("FSFFFF", f"{P} {F} in each year {AFTER} except the second, and to {S} in that year."),
    ("VSFVSF", f"{P} {V}, {S}, {F}, {V}, {S}, {F} and so on in the successive years {AFTER}."),
    (
        "VSFVSF",
        f"{P} {V}, {S} and {F} in the successive years {AFTER}, and the sequence begins afresh in the fourth year.",
    ),
)


@pytest.mark.parametrize(("falls_due", "text"), YEARS, ids=map(str, range(len(YEARS))))
def test_a_sequence_of_years_is_read_however_it_is_put(falls_due: str, text: str) -> None:
    assert due(text, (1_000,), len(falls_due)) == falls_due


UNSETTLED = (
    # Every second year, or all that are left.
    f"{P} {F} in every third year {AFTER} and to {V} in every other year {AFTER}.",
    # The sequence has three years.
    f"{P} {V}, {S} and {F} respectively in the first, second and third years {AFTER}, and that order starts afresh in "
    "the fifth year.",
    f"{P} {V}, {S} and {F} in the successive years {AFTER}, and the sequence may begin afresh in the fourth year.",
    f"{P} {V}, {S} and {F} in successive years {AFTER}, in that order and not repeating.",
    f"{P} {F} in each year {AFTER} other than the first such year, and to {V} in that year if the Panel agrees.",
    f"{P} {F} in the first year {AFTER} and perhaps in every alternate year thereafter, and to {V} in each other year.",
)


@pytest.mark.parametrize("text", UNSETTLED, ids=map(str, range(len(UNSETTLED))))
def test_years_that_are_not_settled_are_open(text: str) -> None:
    falls_due = due(text, (1_000,), 6)
    assert not set(falls_due) & set("VSF") or "?" in falls_due
