"""Which looks of a comparison are changes."""

from __future__ import annotations

import pytest

from sec_rules.documents.pdf.comparison_marks import marked, reading_of
from sec_rules.documents.pdf.marked_lines import Drawn, Line, Words

PLAIN, STRUCK, UNDER = Drawn.PLAIN, Drawn.STRUCK, Drawn.UNDERLINED


def line(*words: tuple[str, Drawn] | tuple[str, Drawn, bool]) -> Line:
    return tuple(Words(each[0], each[1], each[2] if len(each) > 2 else False) for each in words)


CHANGED = line(("pay ", PLAIN), ("old", STRUCK), ("new", UNDER), (" sums", PLAIN))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([CHANGED], "pay {--old--}{++new++} sums"),
        # Where inserted words have a colour, underlined ones without are a look.
        ([CHANGED, line(("blue", UNDER, True))], "pay {--old--}new sums"),
        # An underlined heading alone is none.
        ([line(("Interpretation", UNDER))], "Interpretation"),
        ([line(("Payment of sums", UNDER)), CHANGED], "Payment of sums"),
        # The blank at the end of a line goes with the change.
        ([line(("pay ", PLAIN), ("old", STRUCK))], "pay{-- old--}"),
        ([line(("old", STRUCK), (" pay", PLAIN))], "{--old --}pay"),
    ],
)
def test_changes_are_marked(lines: list[Line], expected: str) -> None:
    assert marked(lines[0], reading_of([lines])) == expected


@pytest.mark.parametrize(
    ("lines", "sure", "something"),
    [
        ([CHANGED], True, True),
        ([line(("old", STRUCK))], False, True),
        ([line(("blue", UNDER, True))], False, True),
        ([line(("www.example.org", UNDER, True))], False, False),
        ([line(("black", UNDER))], False, False),
    ],
)
def test_one_kind_alone_is_in_doubt(lines: list[Line], sure: bool, something: bool) -> None:
    reading = reading_of([lines])
    assert (reading.is_sure, reading.says_something) == (sure, something)
