"""A Code as a whole: every kind of User there can be, and its clauses."""

# Not `from __future__ import annotations`: before Python 3.14 what may be left out is then not known of a TypedDict.

from typing import TypedDict

from sec_rules.report.shapes.parts import Numbers


class CellShape(TypedDict):
    """Facts that are treated alike, and their answer."""

    cell: int
    where: str
    conditions: list[str]
    outcome: str | None
    because: list[str]
    sentence: str
    witness: Numbers
    neighbours: list[int] | None


class SentenceShape(TypedDict):
    """A sentence that tells of several cells."""

    sentence: str
    cells: list[int]


class AtlasShape(TypedDict):
    """Every kind of User there can be, as `atlas --json` gives them."""

    schema_version: int
    question: str
    on: str
    assumptions: list[str]
    ranges: dict[str, list[int] | str | None]
    cells: list[CellShape]
    sentences: list[SentenceShape]
    notes: list[str]


class ListedVersionShape(TypedDict):
    """A version of a clause, from the day it stands to the first on which it no longer does."""

    in_force: str
    until: str | None
    standing: str
    brought_in_by: str


class ListedClauseShape(TypedDict):
    """A clause and its versions."""

    label: str
    title: str
    versions: list[ListedVersionShape]


class CodeShape(TypedDict):
    """The clauses of a Code, as `list --json` gives them."""

    schema_version: int
    on: str | None
    clauses: list[ListedClauseShape]
