"""What checks found in a draft."""

# Not `from __future__ import annotations`: before Python 3.14 what may be left out is then not known of a TypedDict.

from typing import Literal, NotRequired, TypedDict

from sec_rules.report.shapes.parts import SpanShape


class RelatedShape(SpanShape):
    """Another place that a finding speaks of."""

    clause: str


class FixShape(TypedDict):
    """What to put in the place of the words found."""

    safe: bool
    replacement: str


class FindingShape(SpanShape):
    """One finding in a draft."""

    id: str
    code: str
    severity: Literal["error", "warning", "note"]
    clause: str
    view: Literal["original", "markup", "accepted"]
    snippet: str
    message: str
    known: bool
    accepted: str | None
    accepted_by: str | None
    related: list[RelatedShape]
    fix: FixShape | None
    place: str
    cause: NotRequired[str | None]


class FaultShape(TypedDict):
    """A check that failed itself."""

    code: str
    message: str


class HiddenShape(TypedDict):
    """How many findings are not shown."""

    known: int
    passed_over: int
