"""A length of time, a sum of money and a place are no years, numbers or premises that a question asks of."""

from __future__ import annotations

import pytest

from sec_rules.drafting.grammar.followed import followed
from sec_rules.drafting.grammar.parts import Names


@pytest.mark.parametrize(
    ("sentence", "word", "names"),
    [
        ("The clerk shall keep the letter for six years", "years", "time"),
        ("The clerk shall list six years", "years", "matter"),
        ("The clerk shall refund the sum paid", "sum", "far"),
        ("The clerk shall refund the sum of the premises", "sum", "matter"),
        ("The clerk shall visit the premises", "premises", "near"),
        ("The clerk shall list premises", "premises", "matter"),
    ],
)
def test_a_noun_is_told_by_the_words_around_it(sentence: str, word: str, names: Names) -> None:
    told = followed(sentence)
    group = next(g for g in told.nouns if told.head(g).small == word)
    assert told.names(group) == {names}
