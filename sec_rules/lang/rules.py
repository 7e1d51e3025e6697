"""What a clause can say: an answer in limbs, a deeming, a definition, a redirect."""

from __future__ import annotations

from datetime import date

from attrs import field, frozen

from sec_rules.lang.expressions import NEVER, OF_THE_ENGINE, Amount, Condition, Count, Place, YesNo
from sec_rules.lang.provenance import Evidence


@frozen
class Outcome:
    """One answer to a question. `weight` orders the answers, lightest first: of one question, FULL > SELF.

    `title` is what the Code calls it, `short` the same in a word or two for a table, "" where the title is short.
    """

    name: str
    title: str = field(eq=False, repr=False)
    weight: int = field(eq=False, repr=False)
    short: str = field(default="", eq=False, repr=False)

    @property
    def called(self) -> str:
        """What it is called where there is little room."""
        return self.short or self.title

    def __str__(self) -> str:
        return self.name

    def __lt__(self, other: object) -> bool:
        return self.weight < other.weight if isinstance(other, Outcome) else NotImplemented

    def __le__(self, other: object) -> bool:
        return self == other or self < other if isinstance(other, Outcome) else NotImplemented

    def __gt__(self, other: object) -> bool:
        return self.weight > other.weight if isinstance(other, Outcome) else NotImplemented

    def __ge__(self, other: object) -> bool:
        return self == other or self > other if isinstance(other, Outcome) else NotImplemented


@frozen
class Question:
    """Something the Code decides.

    `more_never_lighter` names the counts of which more must not weigh less, and `more` says that invariant of them.
    `facts` are those that it is asked with. `first_day` is the first day on which its invariants are stated, where
    they are not stated of every day on which the Code is held. `noun` is what an outcome is, and `brief` says
    `more` within a sentence, where its own words do not. It `takes_amounts` where clauses that define or deem a number
    bear on it. One that is told `by_years` is answered anew in each, and its rules say in which years which outcome is.
    A question that `names_noughts` is one of which nobody knows by heart what it reads, so that a case names a count of
    nought wherever it matters. `drawn` are pairs of counts that are drawn across from each other, the usual one first.
    """

    name: str
    asks: str = field(eq=False, repr=False)
    outcomes: tuple[Outcome, ...] = field(eq=False, repr=False)
    more_never_lighter: tuple[Count, ...] = field(eq=False, repr=False, default=())
    facts: tuple[YesNo | Count, ...] = field(eq=False, repr=False, default=(), kw_only=True)
    more: str = field(eq=False, repr=False, default="More of a count never leads to a lighter answer.", kw_only=True)
    first_day: date | None = field(eq=False, repr=False, default=None, kw_only=True)
    noun: str = field(eq=False, repr=False, default="an answer", kw_only=True)
    brief: str = field(eq=False, repr=False, default="", kw_only=True)
    classes: bool = field(eq=False, repr=False, default=False, kw_only=True)
    takes_amounts: bool = field(eq=False, repr=False, default=False, kw_only=True)
    by_years: bool = field(eq=False, repr=False, default=False, kw_only=True, metadata=OF_THE_ENGINE)
    drawn: tuple[tuple[Count, Count], ...] = field(
        eq=False, repr=False, default=(), kw_only=True, metadata=OF_THE_ENGINE
    )
    names_noughts: bool = field(eq=False, repr=False, default=True, kw_only=True, metadata=OF_THE_ENGINE)

    @property
    def due(self) -> str:
        """What an outcome is, without its article: "assessment"."""
        return self.noun.partition(" ")[2]

    @property
    def have(self) -> str:
        """What stands between Users and an outcome: they "have" an assessment, and "are each" a small producer."""
        return "are each" if self.classes else "have"

    @property
    def would_have(self) -> str:
        """What stands between Users and an outcome that they would have, or be."""
        return "would each be" if self.classes else "would have"

    def outcome(self, name: str) -> Outcome:
        """The outcome of that name; `KeyError` where there is none."""
        return {o.name: o for o in self.outcomes}[name]


@frozen
class Undetermined:
    """An outcome the clause does not settle, and why: never a guess. `id` names the open place, where one leaves it."""

    why: str
    id: str = ""


@frozen
class Repeats:
    """The outcomes of limbs `first` to `last`, over and over, year after year."""

    first: str
    last: str


@frozen
class Limb:
    """One thing a clause says: its label as the text has it ("" for a clause without limbs), when, what."""

    label: str
    when: Condition
    outcome: Outcome | Undetermined | Repeats
    place: Place | None = field(default=None, eq=False, repr=False, kw_only=True)


@frozen(kw_only=True)
class Answers:
    """A clause that answers a question for those to whom it applies.

    `unless` is its exception. `yields_to` are the labels it is "subject to"; `prevails_over` those it stands
    "notwithstanding"; `stands_beside` those it is "without prejudice to".
    """

    question: Question
    applies: Condition
    limbs: tuple[Limb, ...]
    unless: Condition = NEVER
    yields_to: tuple[str, ...] = ()
    prevails_over: tuple[str, ...] = ()
    stands_beside: tuple[str, ...] = ()
    place: Place | None = field(default=None, eq=False, repr=False, kw_only=True)


@frozen(kw_only=True)
class Deems:
    """For the clauses in `on`, `count` takes in `includes` and leaves out `excludes`."""

    on: tuple[str, ...]
    count: Count
    includes: tuple[Amount, ...] = ()
    excludes: tuple[Amount, ...] = ()
    place: Place | None = field(default=None, eq=False, repr=False, kw_only=True)


@frozen(kw_only=True)
class Defines:
    """Gives an amount a name, for the clauses in `within` (everywhere where that is empty)."""

    name: str
    amount: Amount
    within: tuple[str, ...] = ()
    place: Place | None = field(default=None, eq=False, repr=False, kw_only=True)


@frozen
class NotUsed:
    """A label that is kept and says nothing."""


@frozen
class Reading:
    """One way to read a citation: where it leads, and on what evidence."""

    leads_to: str
    says: str
    evidence: tuple[Evidence, ...]


@frozen
class Redirects:
    """A citation on record that is no clause we hold: it leads to `to`, for the `readings` given."""

    to: str
    readings: tuple[Reading, ...]


@frozen
class Unread:
    """Words that were not read as a rule, and why; `id` names the open place, where they stand in a draft."""

    why: str
    id: str = ""


@frozen
class Informs:
    """A clause that bears on no question asked here, and what it says in a sentence."""

    says: str


Rule = Answers | Deems | Defines | NotUsed | Redirects | Informs | Unread
