"""The JSON of version 2 as types: each key, what may stand under it, and whether it may be left out.

The schemas are made of these, and what is read back is checked by them. Keys may be added within a version.
"""

# Not `from __future__ import annotations`: before Python 3.14 what may be left out is then not known of a TypedDict.

from typing import Literal, NotRequired, TypedDict

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


class ShownClauseShape(TypedDict):
    """A clause that the draft shows."""

    label: str
    status: Literal["changed", "words", "added", "deleted", "unchanged"]
    executable: bool
    outside: bool
    unmarked: list[UnmarkedShape]
    reads_as: str
    unread: list[UnreadShape]


class FaultShape(TypedDict):
    """A check that failed itself."""

    code: str
    message: str


class HiddenShape(TypedDict):
    """How many findings are not shown."""

    known: int
    passed_over: int


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


State = Literal["fault", "not-all-read", "nothing-read", "proved"]


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


class MovesShape(TypedDict):
    """How the latest day moves for the smallest example of a change."""

    card: str
    provisions: list[str]
    example: str
    year: int
    years_since_initial: int
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
        "renamed": list[str],
        "assumptions": list[str],
    },
)
ComparisonShape.__doc__ = "Two sides compared, as `compare --json` gives them."


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


class LatestShape(TypedDict):
    """The last day in time, null where it is not known, by which provisions, in words, and what it needs."""

    day: str | None
    because: list[str]
    says: str | None
    needs: list[str]


class EntryShape(TypedDict):
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
    years_since_initial: NotRequired[int | None]
    latest: NotRequired[LatestShape | None]
    says: NotRequired[str]
