"""Where the words of a finding stand in the source, by lines and columns, under marks of Markdown and of changes."""

from __future__ import annotations

import pytest

import sec_rules
from sec_rules.review.fixes.text_locations import Region, regions

# Each source with the slip between the marks, and the code that finds it.
SOURCES = [
    ("# A draft\n\nG8.51 Each User shall tell «the the» Panel.\n", "TY102"),
    ("G8.51 Each **User** shall tell\n_of_ its premises «the the» Panel.\n", "TY102"),
    ("G8.51 Each User {--may--} shall tell {++«the the»++} Panel.\n", "TY102"),
    ("Text above.\r\n\r\nG8.51 Each User shall tell the Panel of«  »its premises.\r\n", "TY101"),
    ("> G8.51 Each User shall tell «the the» Panel \U0001d538.\n", "TY102"),
    ('In Section G8.41, for "exceeds 250,000" substitute "«exceeds 240,000»".\n', "PR002"),
]


def found(source: str, code: str) -> Region:
    review = sec_rules.check(source.encode(), select=[code])
    places = regions(review.draft, source, review.findings)
    (finding,) = (each for each in review.findings if each.code == code)
    return places[finding.id]


@pytest.mark.parametrize(("marked", "code"), SOURCES)
def test_the_region_is_that_of_the_slip_itself(marked: str, code: str) -> None:
    before, slip, _ = marked.replace("«", "\x00").replace("»", "\x00").split("\x00")
    lines = before.replace("\r\n", "\n").split("\n")
    line, column = len(lines), len(lines[-1]) + 1
    region = found(marked.replace("«", "").replace("»", ""), code)
    assert region == Region(line, column, line, column + len(slip), slip)


def test_words_that_stand_nowhere_to_the_letter_have_the_region_of_their_line() -> None:
    source = 'In Section G8.41, for "exceeds 250,000" substitute "exceeds 240,000, exceeds 240,000".\n'
    review = sec_rules.check(source.encode())
    places = regions(review.draft, source, review.findings)
    assert {region.line for region in places.values()} == {1}
    for region in places.values():
        assert source[region.column - 1 : region.end_column - 1] == region.text
