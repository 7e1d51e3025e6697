"""How an item of a list ends."""

from __future__ import annotations

import pytest

from sec_rules.documents.document import View
from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.drafting.layout.layout import lay_out
from sec_rules.review.text.lists import _END, lists


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


@pytest.mark.parametrize(
    ("begins", "goes_on"),
    [("(c) tell the Panel.", "(b)"), ("(a) tell the Panel.", None)],
)
def test_a_list_below_words_in_between_goes_on_after_the_last_item_above(begins: str, goes_on: str | None) -> None:
    text = f"G8.41 Each User shall:\n\n(a) keep a record; and\n\n(b) show it.\n\nIn each year it shall:\n\n{begins}"
    shown = read_markdown(text, "draft.md").view(View.ACCEPTED)
    found = [each for top in lay_out(shown, View.ACCEPTED).provisions for each in lists(top)]
    assert [each.after.step if each.after is not None else None for each in found][1:] == [goes_on]
