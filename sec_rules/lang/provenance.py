"""Where words and rules come from, and how sure they are: standing, sources, modifications, evidence, doubts."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Final, Literal

from attrs import field, frozen

from sec_rules.lang.expressions import ALWAYS, Condition


class Standing(Enum):
    """What the words of a version are worth as law."""

    VERBATIM = "verbatim"
    RECONSTRUCTED = "reconstructed"
    PROPOSED = "proposed"


class TextSource(Enum):
    """Where the words of a version are held: restated in `legal_text/`, official ones that were adopted, in a draft,
    or with the clause itself, where it is one's own.
    """

    RESTATED = "restated"
    OFFICIAL = "official"
    DRAFT = "draft"
    OWN = "own"


class Mark(Enum):
    """How sure a fact is."""

    PUBLISHED = "a published source was read"
    DRAFT = "the words of a draft"
    ADOPTED = "the reader's own copy"
    INFERRED = "said in, or inferred from, the consultation responses"
    RECOLLECTED = "recollected and not confirmed"


@frozen
class Source:
    """A document that evidence rests on."""

    name: str
    title: str


@frozen
class Evidence:
    """What a source supports, and how surely."""

    source: Source
    supports: str
    mark: Mark


@frozen(kw_only=True)
class Modification:
    """A change of the Code: its reference and title, and its days of decision and implementation, None where not known.

    `mark` says how sure the day of implementation is.
    """

    reference: str
    title: str
    decided: date | None = None
    implemented: date | None = None
    mark: Mark = Mark.PUBLISHED

    def __str__(self) -> str:
        unsure = "" if self.mark is Mark.PUBLISHED else " (the day is unverified)"
        return f"{self.reference}{unsure}"


@frozen(kw_only=True)
class Doubt:
    """A known uncertainty of reading: what is unsure, when it matters, on what evidence, on which days."""

    unsure: str
    when: Condition = ALWAYS
    evidence: tuple[Evidence, ...]
    first_day: date | None = None
    last_day: date | None = None

    def stands_on(self, day: date) -> bool:
        """Whether the doubt concerns answers of that day."""
        return (self.first_day is None or self.first_day <= day) and (self.last_day is None or day <= self.last_day)


@frozen(kw_only=True)
class Transition:
    """Which version governs a User whose cycle of years was running when a version came into force.

    `governs` is "old" or "new", up to the end of the cycle; None where that is not settled.
    """

    says: str
    governs: Literal["old", "new"] | None
    evidence: tuple[Evidence, ...]


@frozen
class Words:
    """The heading under which the words of a version stand, their SHA-256, and where they are held.

    The heading of adopted words is their day, that of a draft's words the name of the draft. Words that stand in no
    file of this package come along as `text`.
    """

    heading: str
    sha256: str
    source: TextSource = TextSource.RESTATED
    text: str = field(default="", repr=False, kw_only=True)

    def __str__(self) -> str:
        return f"{_CITED_AS[self.source]}{self.heading}"


_CITED_AS: Final = {
    TextSource.RESTATED: "",
    TextSource.OFFICIAL: "adopted ",
    TextSource.DRAFT: "draft ",
    TextSource.OWN: "",
}
