"""What several of them hold: facts, a doubt, a stretch of text."""

# Not `from __future__ import annotations`: before Python 3.14 what may be left out is then not known of a TypedDict.

from typing import Literal, TypedDict

Value = bool | int | str


Facts = dict[str, Value]


Numbers = dict[str, bool | int]


class DoubtShape(TypedDict):
    """What is unsure of a clause."""

    clause: str
    doubt: str


class SpanShape(TypedDict):
    """From the first character to the one after the last, counted in Unicode code points."""

    start: int
    end: int


State = Literal["fault", "not-all-read", "nothing-read", "proved"]
