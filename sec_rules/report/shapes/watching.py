"""What fired in a watch, or was withdrawn."""

# Not `from __future__ import annotations`: before Python 3.14 what may be left out is then not known of a TypedDict.

from typing import Literal, NotRequired, TypedDict

from sec_rules.report.shapes.parts import DoubtShape
from sec_rules.report.shapes.years import AnyYearShape


class LatestShape(TypedDict):
    """The last day in time, null where it is not known, by which provisions, in words, and what it needs."""

    day: str | None
    because: list[str]
    says: str | None
    needs: list[str]


class EntryShape(AnyYearShape):
    """What fired in a watch, or was withdrawn; of what is withdrawn only the first keys are there."""

    schema_version: int
    entry: Literal["fired", "withdrawn"]
    id: str
    event: str
    rule: str
    user: str
    on: str
    question: NotRequired[str]
    outcome: NotRequired[str | None]
    undetermined: NotRequired[str | None]
    because: NotRequired[list[str]]
    standing: NotRequired[str | None]
    text: NotRequired[str | None]
    needs: NotRequired[list[str]]
    doubts: NotRequired[list[DoubtShape]]
    was: NotRequired[str | None]
    was_because: NotRequired[list[str]]
    direction: NotRequired[str | None]
    year: NotRequired[int | None]
    latest: NotRequired[LatestShape | None]
    says: NotRequired[str]
