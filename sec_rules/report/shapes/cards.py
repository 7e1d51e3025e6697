"""Cards, what was decided of them, and the rows of a portfolio that they move."""

# Not `from __future__ import annotations`: before Python 3.14 what may be left out is then not known of a TypedDict.

from typing import Literal, NotRequired, TypedDict

from sec_rules.report.shapes.outcomes import ProgrammesShape
from sec_rules.report.shapes.parts import SpanShape


class RunShape(TypedDict):
    """Words with one mark."""

    text: str
    mark: Literal["kept", "inserted", "deleted", "undone"]


class ProvisionRedlineShape(TypedDict):
    """What is edited in a provision, with a few words around."""

    provision: str
    runs: list[RunShape]


class PlaceShape(SpanShape):
    """The words at which a card stands."""

    clause: str
    view: str
    snippet: str
    place: str


class CardShape(TypedDict):
    """What follows from one cause."""

    id: str
    severity: Literal["error", "warning", "note"]
    provisions: list[str]
    says: list[str]
    follows: list[str]
    smallest: str | None
    intended: str | None
    redline: list[ProvisionRedlineShape]
    who: list[ProgrammesShape]
    findings: list[str]
    codes: list[str]
    at: PlaceShape


class DecisionShape(TypedDict):
    """What somebody decided of a card, an open place or the baseline, and what became of it."""

    about: str
    decided: str
    because: str
    by: str
    on: str
    draft: str
    version: str
    way: str | None
    reconfirmed_by: str | None
    reconfirmed_on: str | None
    standing: Literal["stands", "carried", "lapsed"]
    why: str | None


class SinceShape(TypedDict):
    """What a draft does beside an older version of it."""

    draft: str
    mends: list[str]
    adds: list[str]
    leaves: list[str]
    unsure: list[str]
    no_longer: list[str]
    newly: list[str]
    notes: list[str]


class LatestRowsShape(TypedDict):
    """Of how many of the rows that a card moves the latest day is earlier, later or the same, or that is not known."""

    earlier: int
    later: int
    same: int
    unknown: int


class CardRowsShape(TypedDict):
    """How many rows of a portfolio a card moves, and of how many that is not known."""

    card: str
    rows: int
    undecided: int
    latest: NotRequired[LatestRowsShape | None]


class MovedShape(TypedDict):
    """A portfolio, and the rows that each card moves."""

    name: str
    rows: int
    undetermined: int
    because: str | None
    cards: list[CardRowsShape]
    notes: list[str]
