"""What stands behind a preposition is of no question where it says to whom or about what something foreign is done."""

from __future__ import annotations

import pytest

from sec_rules.drafting.grammar.reach import why_it_reaches


@pytest.mark.parametrize(
    ("plain", "reaching"),
    [
        (
            "The portal shall be closed for maintenance.",
            "The portal shall be closed for assessments.",
        ),
        (
            "The assessor shall use the data for no other purpose.",
            "The assessor shall use the data for another assessment.",
        ),
        (
            "The User shall name a contact for the assessor.",
            "The User shall name a sister for the assessor.",
        ),
        (
            "The User shall give the assessor access to its staff, premises and systems.",
            "The User shall give the assessor access to fewer premises.",
        ),
    ],
)
def test_one_word_behind_a_preposition_tells_what_reaches_a_question(plain: str, reaching: str) -> None:
    assert why_it_reaches(plain) == ""
    assert why_it_reaches(reaching) != ""
