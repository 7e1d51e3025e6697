"""An act that settles nothing as it is told, and the same verb told otherwise."""

from __future__ import annotations

import pytest

from sec_rules.drafting.grammar.reach import why_it_reaches


@pytest.mark.parametrize(
    ("plain", "reaching"),
    [
        (
            "The assessor shall carry out its functions with skill and care.",
            "The assessor shall carry out its functions with no User.",
        ),
        (
            "On completing its fieldwork the assessor shall hold a meeting with the User.",
            "On completing its fieldwork the assessor shall hold no assessment of the User.",
        ),
        (
            "The Panel may appoint an assessor.",
            "The User may appoint an assessor.",
        ),
        (
            "The Panel may require a User to send a copy of the letter.",
            "The Panel may require a User to skip a year.",
        ),
        (
            "The clerk shall use the form approved by the Panel.",
            "The clerk shall use the User approved by the Panel.",
        ),
        (
            "The assessor shall use the printing manual published by the Code Administrator.",
            "The assessor shall use the printing manual, which counts two Users as one.",
        ),
        (
            "Each User shall keep all records which it has provided to the assessor.",
            "Each User shall keep for six years all records which stand for the assessment.",
        ),
    ],
)
def test_an_act_is_known_by_who_does_what_to_what(plain: str, reaching: str) -> None:
    assert why_it_reaches(plain) == ""
    assert why_it_reaches(reaching) != ""
