"""How an item of a list ends."""

from __future__ import annotations

import pytest

from sec_rules.review.text.lists import _END


@pytest.mark.parametrize(
    ("words", "before", "mark", "joint", "after"),
    [
        ("the first; and", "", ";", "and", ""),
        ("the first ;", "", "", "", ";"),
        ('the "first"; or', '"', ";", "or", ""),
        ("the first, and/or ;", "", ",", "and/or", ";"),
        ("the first  and", "", "", "and", ""),
        ("the first", "", "", "", ""),
        ("the band", "", "", "", ""),
    ],
)
def test_the_end_of_an_item(words: str, before: str, mark: str, joint: str, after: str) -> None:
    found = _END.search(words)
    assert found is not None
    assert (found["before"], found["mark"], found["joint"] or "", found["after"]) == (before, mark, joint, after)
