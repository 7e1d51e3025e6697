"""Answers, as `assess --json` gives them, and why they are what they are."""

# Not `from __future__ import annotations`: before Python 3.14 what may be left out is then not known of a TypedDict.

from typing import Literal, NotRequired, TypedDict

from sec_rules.report.shapes.parts import DoubtShape, Facts, SpanShape


class WordsShape(TypedDict):
    """The words of a provision, and the spans of them on which the answer turns."""

    provision: str
    text: str
    operative: list[SpanShape]


class NearestShape(TypedDict):
    """The nearest value of one fact, on one side, at which the answer changes."""

    fact: str
    way: Literal["fewer", "more"]
    value: int
    by: int
    years_on: int
    was: str | None
    becomes: str | None
    because: list[str]
    says: str


class RecollectedShape(TypedDict):
    """What of a clause is recollected and not confirmed."""

    clause: str
    what: str


DecidesShape = TypedDict("DecidesShape", {"fact": str, "from": int, "to": int, "outcome": str})
DecidesShape.__doc__ = "The range of a count in which the outcome is the one given, whatever the rest is."


RangeShape = TypedDict("RangeShape", {"from": int, "to": int, "because": str | None})
RangeShape.__doc__ = "A count known to lie between two ends, both included, and on what that rests."


class ReasonsShape(TypedDict):
    """Why an answer is what it is."""

    words: list[WordsShape]
    arithmetic: list[str]
    nearest: list[NearestShape]
    recollected: list[RecollectedShape]
    decided_if: list[DecidesShape]


class ClauseRecordShape(TypedDict):
    """A clause as it stood when the question was answered, with hashes of its rule and of its words."""

    clause: str
    in_force: str
    brought_in_by: str
    rule: str
    words: str
    standing: str


class AnswerShape(TypedDict):
    """An answer, as `assess --json` gives it."""

    schema_version: NotRequired[int]
    question: str
    on: str
    facts: Facts
    outcome: str | None
    undetermined: str | None
    because: list[str]
    standing: Literal["verbatim", "reconstructed", "proposed"] | None
    text: str | None
    needs: list[str]
    depends_on: NotRequired[list[str]]
    doubts: list[DoubtShape]
    assumptions: list[str]
    ruleset: str
    version: str
    years: NotRequired[str]
    reasons: NotRequired[ReasonsShape]
    clauses: NotRequired[list[ClauseRecordShape]]
    ranges: NotRequired[dict[str, RangeShape]]
