"""A draft: its file, the clauses that it shows, and what of it was not read."""

# Not `from __future__ import annotations`: before Python 3.14 what may be left out is then not known of a TypedDict.

from typing import Literal, NotRequired, TypedDict

from sec_rules.report.shapes.parts import SpanShape


class DraftShape(TypedDict):
    """The file that was checked."""

    name: str
    sha256: str
    format: str
    revisions: int
    taken_for: str
    title: NotRequired[str]


class UnreadShape(SpanShape):
    """Words of a provision that were not read."""

    provision: str
    text: str


class UnmarkedShape(TypedDict):
    """Words of the file beside those that the Code held has for them, where no mark shows a change."""

    file: str
    code: str


class DifferShape(TypedDict):
    """The smallest User who is answered otherwise by one way to read words than by another, and what each makes due."""

    who: str
    witness: dict[str, bool | int]
    due: list[str]


class SeveralShape(SpanShape):
    """Words of a clause that can be read in several ways; `differ` is null where these differ for nobody."""

    provision: str
    text: str
    ways: list[str]
    differ: DifferShape | None


class ShownClauseShape(TypedDict):
    """A clause that the draft shows."""

    label: str
    status: Literal["changed", "words", "added", "deleted", "unchanged"]
    executable: bool
    outside: bool
    unmarked: list[UnmarkedShape]
    reads_as: str
    readings: list[SeveralShape]
    unread: list[UnreadShape]


NotHeldShape = TypedDict("NotHeldShape", {"cited": str, "in": list[str]})
NotHeldShape.__doc__ = "A provision cited that could not be looked up, and where it is cited."


SettledShape = TypedDict(
    "SettledShape",
    {
        "as": str,
        "because": str,
        "by": str,
        "same_as": NotRequired[str],
        "outcome": NotRequired[str],
        "value": NotRequired[bool],
    },
)
SettledShape.__doc__ = "How an open place was settled, why, and by whom."


class OpenShape(SpanShape):
    """A place of the draft that was not read and may bear on an answer."""

    id: str
    kind: str
    place: str
    clause: str | None
    view: str
    text: str
    why: str
    settled: SettledShape | None
