"""Lists within a sentence."""

from __future__ import annotations

import pytest

from sec_rules.lang.lists import joined


@pytest.mark.parametrize(
    ("parts", "said"),
    [((), ""), (("G8.41",), "G8.41"), (("G8.41", "G8.42"), "G8.41 and G8.42"), ("abc", "a, b and c")],
)
def test_the_last_of_a_list_follows_and(parts: tuple[str, ...], said: str) -> None:
    assert joined(parts) == said


def test_another_word_may_stand_before_the_last_and_another_mark_between() -> None:
    assert joined("abc", " or ") == "a, b or c"
    assert joined("abc", "; and ", "; ") == "a; b; and c"
