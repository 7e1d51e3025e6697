"""From when and until when which text governs whom, and the latest days that move."""

# Not `from __future__ import annotations`: before Python 3.14 what may be left out is then not known of a TypedDict.

from typing import Literal, TypedDict

from sec_rules.report.shapes.parts import DoubtShape
from sec_rules.report.shapes.years import YearShape


class GovernedShape(TypedDict):
    """Whom which text governs in a stretch of time."""

    whom: str
    text: Literal["existing", "proposed", "partly", "not-claimed"]
    provisions: list[str]
    says: str
    because: str | None


StretchShape = TypedDict(
    "StretchShape",
    {"when": str, "from": str | None, "until": str | None, "checked": bool, "governs": list[GovernedShape]},
)
StretchShape.__doc__ = "A stretch of time, null for a day that is not known or not there, and which text governs whom."


class LatestDayShape(TypedDict):
    """The latest day of what falls due on one side, null where it is not known, and by which provisions."""

    outcome: str | None
    day: str | None
    says: str
    because: list[str]
    needs: list[str]
    doubts: list[DoubtShape]


Way = Literal["earlier", "later", "same"]


TurnsShape = TypedDict("TurnsShape", {"on": str, "at": str, "before": Way | None, "from": Way | None})
TurnsShape.__doc__ = "Which way the latest day moves where a day that is not given lies before another, or from it on."


class MovesShape(YearShape):
    """How the latest day moves for the smallest example of a change."""

    card: str
    provisions: list[str]
    example: str
    year: int
    now: LatestDayShape
    then: LatestDayShape
    way: Way | None
    turns: TurnsShape | None
    says: str


class DaysShape(TypedDict):
    """From when and until when which text governs whom, and the latest days that move."""

    commences: str | None
    known: Literal["said", "given", "not-said"]
    checked_on: str
    because: str
    stretches: list[StretchShape]
    beside: list[str]
    latest: list[MovesShape]
