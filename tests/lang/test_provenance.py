"""Where words come from: a source known by type, and said as it is cited; a modification said by its reference."""

from __future__ import annotations

from datetime import date

import pytest

from sec_rules.lang import Mark, Modification, TextSource, Words


@pytest.mark.parametrize(
    ("words", "cited"),
    [
        (Words("2019-02-28", ""), "2019-02-28"),
        (Words("2024-01-01", "", TextSource.OFFICIAL), "adopted 2024-01-01"),
        (Words("secmp0059.docx", "", TextSource.DRAFT), "draft secmp0059.docx"),
    ],
)
def test_words_are_cited_by_where_they_are_held(words: Words, cited: str) -> None:
    assert str(words) == cited


@pytest.mark.parametrize(
    ("mark", "said"), [(Mark.PUBLISHED, "MP001"), (Mark.RECOLLECTED, "MP001 (the day is unverified)")]
)
def test_a_modification_is_said_by_its_reference_and_a_day_not_published_is_called_unverified(
    mark: Mark, said: str
) -> None:
    modification = Modification(reference="MP001", title="a change", implemented=date(2020, 1, 1), mark=mark)
    assert str(modification) == said
