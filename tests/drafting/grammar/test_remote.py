"""Sentences of meetings, bills and e-mails, which change nothing whatever their verbs, and those that only look so."""

from __future__ import annotations

import pytest

from sec_rules.drafting.grammar.remote import is_remote
from sec_rules.drafting.grammar.tagging import tagged


def remote(sentence: str) -> bool:
    """Whether a sentence without its stop is far from every question."""
    return is_remote([each for each in tagged(sentence) if each.text != "."])


@pytest.mark.parametrize(
    ("far", "near"),
    [
        ("A member who has left the room shall not count.", "A User which has left the room shall not count."),
        ("Half the votes are lost.", "Half the homes are lost."),
        ("The quorum is reduced to three.", "The threshold is reduced to three."),
        ("An e-mail shall be deemed to arrive on the next Working Day.", "It shall be deemed to arrive next year."),
        ("The minutes shall be kept under Section G8.42.", "The minutes replace Section G8.42."),
        ("The minutes are kept.", "minutes"),
        ("Any notice shall be sent by post.", "Any notice under this Section suspends it."),
        ("An invoice is void after three months.", "An invoice under this Section cancels it."),
    ],
)
def test_one_word_that_is_near_brings_a_sentence_back(far: str, near: str) -> None:
    assert remote(far)
    assert not remote(near)
