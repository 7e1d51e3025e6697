"""A draft checked, and two sides compared: the whole of `check --format json` and of `compare --json`."""

# Not `from __future__ import annotations`: before Python 3.14 what may be left out is then not known of a TypedDict.

from typing import Literal, NotRequired, TypedDict

from sec_rules.report.shapes.cards import CardShape, DecisionShape, MovedShape, SinceShape
from sec_rules.report.shapes.days import DaysShape
from sec_rules.report.shapes.drafts import DraftShape, NotHeldShape, OpenShape, ShownClauseShape
from sec_rules.report.shapes.findings import FaultShape, FindingShape, HiddenShape
from sec_rules.report.shapes.outcomes import ChangeShape, ProgrammesShape, VerdictShape
from sec_rules.report.shapes.parts import State


class ReviewShape(TypedDict):
    """A draft checked, as `check --format json` gives it."""

    schema_version: int
    draft: DraftShape
    on: str
    base_on: str
    base_because: str
    notes: list[str]
    clauses: list[ShownClauseShape]
    cards: list[CardShape]
    findings: list[FindingShape]
    faults: list[FaultShape]
    off: list[str]
    hidden: HiddenShape
    not_held: list[NotHeldShape]
    open: list[OpenShape]
    assumptions: list[str]
    ledger: dict[str, dict[str, int]]
    invariants: list[VerdictShape]
    changes: list[ChangeShape]
    changes_because: str | None
    kinds: list[ProgrammesShape]
    does: list[str]
    wrong: list[str]
    not_read: list[str]
    not_checked: list[str]
    beside: NotRequired[list[str]]
    days: NotRequired[DaysShape | None]
    decisions: NotRequired[list[DecisionShape]]
    since: NotRequired[SinceShape | None]
    portfolio: NotRequired[MovedShape | None]
    state: State
    verdict: str


LaterDayShape = TypedDict("LaterDayShape", {"from": str, "changes_because": str | None, "changes": list[ChangeShape]})
LaterDayShape.__doc__ = "What changes as of a later day from which a draft among the sides says other numbers."

ComparisonShape = TypedDict(
    "ComparisonShape",
    {
        "schema_version": int,
        "from": str,
        "to": str,
        "state": State,
        "verdict": str,
        "overall": Literal["equivalent", "heavier", "lighter", "incomparable"] | None,
        "changes_because": str | None,
        "changes": list[ChangeShape],
        "kinds": list[ProgrammesShape],
        "later_days": list[LaterDayShape],
        "renamed": list[str],
        "assumptions": list[str],
    },
)
ComparisonShape.__doc__ = "Two sides compared, as `compare --json` gives them."
