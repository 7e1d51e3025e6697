"""The words of which numbers are made."""

from __future__ import annotations

from sec_rules.lang.number_words import ORDINALS, TENS, UNITS


def test_each_word_stands_at_the_place_of_its_value() -> None:
    assert [UNITS.index(word) for word in ("zero", "nine", "thirteen", "nineteen")] == [0, 9, 13, 19]
    assert [20 + 10 * TENS.index(word) for word in ("twenty", "fifty", "ninety")] == [20, 50, 90]
    days = ("first", "twelfth", "fifteenth", "nineteenth", "twentieth", "twenty-ninth", "thirty-first")
    assert [ORDINALS.index(word) + 1 for word in days] == [1, 12, 15, 19, 20, 29, 31]
    assert len(ORDINALS) == 31
