"""What reads as a title: few words, a capital at their head, and no sentence."""

from __future__ import annotations

import pytest

from sec_rules.drafting.layout.titles import is_title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Records of premises", True),
        ("records of premises", False),
        ("Records of premises.", False),
        ("Each User shall keep records", False),
        # Of so many words one may be a title, and of one more it is a sentence that was not seen to be one.
        (" ".join(["Record"] * 14), True),
        (" ".join(["Record"] * 15), False),
        ("", False),
    ],
)
def test_a_title_has_few_words_and_says_nothing(text: str, title: bool) -> None:
    assert is_title(text) is title
