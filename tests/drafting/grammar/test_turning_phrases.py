"""A phrase that may turn something is found in a sentence that is not followed, and its neighbours are not."""

from __future__ import annotations

import pytest

from sec_rules.drafting.grammar.turning_phrases import names_and_turns, why_phrases_turn


@pytest.mark.parametrize(
    ("turning", "plain"),
    [
        ("This is noted, and no visit made.", "This is noted, and no visit log kept."),
        ("A comment shall be given effect.", "A comment shall be given in writing."),
        ("The clerk keeps the report and request assessment.", "The clerk keeps the report and requests a copy."),
    ],
)
def test_a_phrase_turns_however_the_rest_is_built(turning: str, plain: str) -> None:
    assert why_phrases_turn(turning) != ""
    assert why_phrases_turn(plain) == ""


@pytest.mark.parametrize(
    ("turning", "plain"),
    [
        ("keep a list of Users and remove from it those in run-off", "keep a list of rooms and remove from it three"),
        ("keep its place in the queue", "keep its papers in the room"),
        ("comply with the assessor as to when it comes", "comply with the assessor as to noise"),
    ],
)
def test_what_names_a_user_and_may_be_told_to_turn_something(turning: str, plain: str) -> None:
    assert names_and_turns(turning)
    assert not names_and_turns(plain)
