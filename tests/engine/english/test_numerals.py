"""Numbers in words."""

import pytest

from sec_rules.engine.english.numerals import ordinal


@pytest.mark.parametrize(
    ("number", "word"), [(1, "first"), (12, "twelfth"), (21, "21st"), (112, "112th"), (103, "103rd")]
)
def test_ordinals_are_words_up_to_twelve(number, word):
    assert ordinal(number) == word
