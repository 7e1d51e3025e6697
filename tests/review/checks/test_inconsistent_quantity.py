"""QT702: figures that fit exactly are one figure, where what is counted is counted in whole numbers."""

from __future__ import annotations

import pytest

from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.loading import load
from sec_rules.review.review import check
from sec_rules.rulebook.questions import assessment


def differing(above: str, below: str, what: str = "number of Devices") -> bool:
    one = f"G8.70 Where the {what} {above}, each User shall report it to the Panel."
    two = f"G8.71 Where the {what} {below}, each User shall keep a record of it."
    findings = check(read_markdown(f"{one}\n\n{two}\n", "draft.md"), load(), assessment).findings
    return "QT702" in {f.code for f in findings}


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("is at least 501", "does not exceed 500"),
        ("exceeds 500", "is less than 501"),
        ("exceeds 500", "does not exceed 500"),
        ("is at least 500", "is at most 500"),
    ],
)
def test_whole_numbers_that_fit_exactly_do_not_differ(above: str, below: str) -> None:
    assert not differing(above, below)


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("is at least 502", "does not exceed 500"),
        ("exceeds 501", "does not exceed 500"),
        ("exceeds 500", "is at most 400"),
    ],
)
def test_whole_numbers_between_which_something_lies_differ(above: str, below: str) -> None:
    assert differing(above, below)


def test_what_is_no_whole_number_may_lie_between() -> None:
    assert differing("is at least 6", "does not exceed 5", what="percentage of Devices")


def test_the_figure_is_shown_with_the_words_that_compare_it() -> None:
    head = "Where a User is a Supplier Party and the number of Domestic Premises"
    rest = "it shall be subject to a User Security Self-Assessment in each year."
    text = f"G8.41 {head} exceeds 300,000, {rest}\n\nG8.42 {head} is equal to or less than 250,000, {rest}\n"
    findings = check(read_markdown(text, "draft.md"), load(), assessment).findings
    assert [f.snippet for f in findings if f.code == "QT702"] == ["is equal to or less than 250,000"]
