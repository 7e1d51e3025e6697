"""What changes for whom, and what came of invariants."""

# Not `from __future__ import annotations`: before Python 3.14 what may be left out is then not known of a TypedDict.

from typing import Literal, NotRequired, TypedDict

from sec_rules.report.shapes.parts import DoubtShape, Numbers


class ChangeShape(TypedDict):
    """An outcome that changes for somebody."""

    question: str
    where: str
    was: str | None
    becomes: str | None
    direction: Literal["heavier", "lighter", "decided", "undecided", "other"]
    doubts: list[DoubtShape]
    was_because: list[str]
    because: list[str]
    witness: Numbers
    depends_on: list[str]
    cause: NotRequired[str | None]


class GrownShape(TypedDict):
    """A count that grew, and to what."""

    fact: str
    to: int


class FailureShape(TypedDict):
    """One way in which an invariant fails."""

    kind: str
    where: str
    witness: Numbers | None
    cases: list[Numbers]
    grown: GrownShape | None
    clauses: list[str]
    limbs: list[str]
    message: str
    cause: NotRequired[str | None]


class WitnessesShape(TypedDict):
    """Where it depends on open words: the smallest case in which it fails, and that in which it then holds."""

    fails: Numbers | None
    holds: Numbers | None


class VerdictShape(TypedDict):
    """What came of an invariant."""

    invariant: str
    question: str
    kind: str
    holds: bool | None
    statement: str
    message: str
    witness: Numbers | WitnessesShape | None
    clauses: list[str]
    assumptions: list[str]
    depends_on: list[str]
    failures: list[FailureShape]


class ProgrammeShape(TypedDict):
    """Outcomes by year: those of the first years, then those that come over and over; null is no single answer."""

    first: list[str | None]
    then_over_and_over: list[str | None]


class ProgrammesShape(TypedDict):
    """A group of Users, and what falls due year by year before and after."""

    where: str
    witness: Numbers
    now: ProgrammeShape
    then: ProgrammeShape
    direction: str | None
