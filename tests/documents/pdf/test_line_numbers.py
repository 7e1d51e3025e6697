"""Numbers of lines that a page prints in its margin, and numbers that are words."""

from __future__ import annotations

import pytest

from sec_rules.documents.pdf.line_numbers import without_line_numbers

WORDS = [f"the clerk keeps book {n} of the club and shows it" for n in range(1, 121)]


def printed(step: int, *, first: bool, page: int = 40, anew: bool = False) -> list[list[str]]:
    """Pages whose lines are numbered, at each step, on the left or the right, anew on each page or not."""
    lines = []
    for at, words in enumerate(WORDS):
        number = at % page + 1 if anew else at + 1
        lines.append((f"{number} {words}" if first else f"{words} {number}") if number % step == 0 else words)
    return [lines[i : i + page] for i in range(0, len(lines), page)]


@pytest.mark.parametrize("step", [1, 5])
@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("anew", [True, False])
def test_numbers_of_lines_are_no_words(step: int, first: bool, anew: bool) -> None:
    pages, taken = without_line_numbers(printed(step, first=first, anew=anew))
    assert [line.strip() for page in pages for line in page] == WORDS
    assert len(taken) == 120 // step


def test_a_number_printed_into_a_word_breaks_no_row() -> None:
    pages = printed(5, first=False)
    pages[1][9] = pages[1][9].rpartition(" ")[0] + " re-50"
    pages[2][4] = pages[2][4].rpartition(" ")[0]
    read, taken = without_line_numbers(pages)
    assert len(taken) == 23
    assert read[1][9].endswith(" re-")


@pytest.mark.parametrize(
    "lines",
    [
        [f"{n}. The clerk keeps it." for n in range(1, 60)],
        [f"Fees of the year are {5 * n}" for n in range(1, 8)] + WORDS,
        [f"{words} {7 * at % 50}" for at, words in enumerate(WORDS)],
        WORDS,
    ],
)
def test_numbers_that_do_not_count_the_lines_stay(lines: list[str]) -> None:
    assert without_line_numbers([lines]) == ([lines], [])
