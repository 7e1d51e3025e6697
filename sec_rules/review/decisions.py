"""What people decided about the cards of a draft, and what becomes of it when the draft is another one.

A decision is a record of what somebody said, when and why; it never changes the state of a check. It is tied to the
draft it was made on (by its hash), to the version of this package, and to the four things on which it rests: the words,
the definitions that they cite, the baseline, and the consequences. On another draft, or with another version, it is
carried for somebody to confirm it again where all four are the same, and lapses where one is not.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final, Literal

from attrs import evolve, fields, frozen

from sec_rules._version import __version__
from sec_rules.documents.document import View
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.grammar.settlements import Settlement, settlement
from sec_rules.drafting.open_places import OpenPlace
from sec_rules.engine.code import bears
from sec_rules.engine.english.numerals import in_full
from sec_rules.lang import Question
from sec_rules.lang.citations import clause_of
from sec_rules.lang.lists import joined
from sec_rules.review.cards import Card
from sec_rules.review.review import Review
from sec_rules.review.text.definitions import definitions as defined_in
from sec_rules.review.text.definitions import folded
from sec_rules.review.text.mentions import definitions as counted_by

SETTLED: Final = "settled"
CONFIRMED: Final = "confirmed"
# What is decided of a card; the text and the day on which a check stands are confirmed.
KINDS: Final = ("agreed", "action", "deferred", "out of scope", "dissent", SETTLED)
BASELINE: Final = "baseline"
NOTHING_RECORDED: Final = "Nothing is recorded of this draft."

_FOR: Final = {"action": "Action for", "dissent": "Dissent of"}
_GONE: Final = "what it was about is no longer found"
Standing = Literal["stands", "carried", "lapsed"]


@frozen(kw_only=True)
class Ties:
    """On what a decision rests, each as a short hash; "" for what it does not rest on."""

    words: str
    definitions: str
    baseline: str
    consequences: str

    def differing(self, other: Ties) -> tuple[str, ...]:
        """The names of those that are not the same."""
        return tuple(f.name for f in fields(Ties) if getattr(self, f.name) != getattr(other, f.name))


@frozen(kw_only=True)
class Decision:
    """What somebody decided, of which card, open place or baseline (`about`), why, and on which day.

    `draft` is the SHA-256 of the draft, `version` that of the package. `says` is what it was about, in words, and `way`
    as what an open place is settled. Without `ties` it stands for that very draft alone. Of one that was carried from
    an earlier version and confirmed again, `reconfirmed_by` and `reconfirmed_on` say by whom and when.
    """

    about: str
    decided: str
    because: str
    by: str
    on: date
    draft: str
    version: str
    says: str = ""
    way: str = ""
    ties: Ties | None = None
    reconfirmed_by: str = ""
    reconfirmed_on: date | None = None

    @property
    def in_words(self) -> str:
        """What was decided, by whom, when and why, in a sentence."""
        day = in_full(self.on)
        who = (
            f"{_FOR[self.decided]} {self.by} ({day})" if self.decided in _FOR else f"{self.named} by {self.by} on {day}"
        )
        if self.reconfirmed_on is not None:
            who += f", confirmed again by {self.reconfirmed_by} on {in_full(self.reconfirmed_on)}"
        because = self.because.rstrip(".")
        return f"{who}{f': {because}' if because else ''}."

    @property
    def named(self) -> str:
        """What was decided, in a word or two."""
        name = self.decided[:1].upper() + self.decided[1:]
        return f"{name} as {self.way}" if self.way else name

    def stands_for(self, sha256: str) -> bool:
        """Whether it was made on that very draft, with this version of the package."""
        return (self.draft, self.version) == (sha256, __version__)


@frozen(kw_only=True)
class Record:
    """The decisions of a record, in the order in which they were made, and the name of its file."""

    name: str
    decisions: tuple[Decision, ...] = ()

    @property
    def last(self) -> tuple[Decision, ...]:
        """What each person decided last about each thing."""
        return tuple({(d.about, d.by): d for d in self.decisions}.values())

    def settlements(self, sha256: str) -> tuple[Settlement, ...]:
        """What it settles of the open places of that very draft."""
        return tuple(
            evolve(settled_as(d.about, d.way, f"{self.name}, {d.by} on {in_full(d.on)}"), because=d.because)
            for d in self.last
            if d.way and d.stands_for(sha256)
        )


def settled_as(about: str, way: str, by: str) -> Settlement:
    """What a decision settles of an open place. `UsageError` for a place or a way that there is not."""
    return settlement(f"{about}={way}: as decided", by)


@frozen(kw_only=True)
class Judged:
    """A decision and whether it stands for a draft, is carried to it to be confirmed again, or lapsed, and why."""

    decision: Decision
    standing: Standing = "stands"
    why: str = ""

    @property
    def in_words(self) -> str:
        """The decision in a sentence, with what became of it."""
        said = self.decision.in_words
        if self.standing == "stands":
            return said
        lower = said[:1].lower() + said[1:]
        if self.standing == "carried":
            return f"Carried for reconfirmation: {lower}"
        return f"Lapsed, because {self.why}: {lower}"


@frozen
class Decisions:
    """What was decided of a draft; empty where nothing was."""

    all: tuple[Judged, ...] = ()
    records: tuple[str, ...] = ()

    def of(self, about: str) -> tuple[Judged, ...]:
        """What was decided about a card or an open place, by its id."""
        return tuple(each for each in self.all if each.decision.about == about)

    @property
    def baseline(self) -> Judged | None:
        """Who confirmed the text and the day on which the check stands; None where nobody did, or of another."""
        return next((j for j in self.of(BASELINE) if j.standing == "stands"), None)

    @property
    def says(self) -> tuple[str, ...]:
        """How many stand, are carried or lapsed, and why, in sentences; none where nothing is recorded."""
        if not self.records:
            return ()
        return tuple(self._sentences())

    def _sentences(self) -> Iterator[str]:
        cards = [j for j in self.all if j.decision.about != BASELINE]
        standing = Counter(j.decision.decided for j in cards if j.standing == "stands")
        if standing:
            counted = joined([f"{number} {kind}" for kind in KINDS if (number := standing[kind])])
            yield f"Recorded: {counted}."
        carried = sum(j.standing == "carried" for j in cards)
        lapsed = Counter(j.why for j in cards if j.standing == "lapsed")
        said = [f"{carried} carried for reconfirmation"] if carried else []
        said += [f"{number} lapsed because {why}" for why, number in lapsed.items()]
        if said:
            yield f"{', '.join(said)}."
        if not cards:
            yield NOTHING_RECORDED
        for each in self.all:
            if each.decision.about == BASELINE or each.why == _GONE:
                about = f" It was about: {each.decision.says}" if each.why == _GONE and each.decision.says else ""
                yield each.in_words + about


def judged(result: Review, cards: Sequence[Card], records: Iterable[Record]) -> Decisions:
    """What the records say of a checked draft; of what an earlier record has too, the later ones are left out."""
    given = tuple(records)
    found: dict[tuple[str, str], Decision] = {}
    for record in given:
        for decision in record.last:
            found.setdefault((decision.about, decision.by), decision)
    ties = Tied.of(result, cards)
    return Decisions(tuple(map(ties.judge, found.values())), tuple(record.name for record in given))


@frozen
class Tied:
    """All of a checked draft of which something can be decided, by id, and on what a decision on it rests."""

    result: Review
    things: dict[str, Card | OpenPlace]

    @classmethod
    def of(cls, result: Review, cards: Iterable[Card]) -> Tied:
        """The cards and the open places of a draft, the settled ones among them."""
        draft = result.draft
        places: dict[str, Card | OpenPlace] = {place.id: place for place in (*draft.open, *draft.settled)}
        return cls(result, places | {card.id: card for card in cards})

    def judge(self, decision: Decision) -> Judged:
        """Whether a decision stands, is carried, or lapsed."""
        sha256, about = self.result.draft.document.sha256, decision.about
        there = about == BASELINE or about in self.things
        if decision.stands_for(sha256) and there:
            return Judged(decision=decision)
        if not there:
            return Judged(decision=decision, standing="lapsed", why=_GONE)
        if decision.ties is None:
            return Judged(decision=decision, standing="lapsed", why="it is tied to no more than another file")
        other = decision.ties.differing(self.ties(about))
        if not other:
            return Judged(decision=decision, standing="carried")
        verb = "is" if other == ("baseline",) else "are"
        return Judged(decision=decision, standing="lapsed", why=f"the {joined(other)} {verb} no longer the same")

    def ties(self, about: str) -> Ties:
        """On what a decision about a thing rests in this draft."""
        draft, question = self.result.draft, self.result.question
        if about == BASELINE:
            whole = _hash(p.whole for p in draft.original.provisions)
            return Ties(words=whole, definitions="", baseline=_baseline(draft, question), consequences="")
        thing = self.things[about]
        words = tuple(_words(thing, draft))
        return Ties(
            words=_hash(words),
            definitions=_hash(_definitions(words, _clauses(thing), draft)),
            baseline=_baseline(draft, question),
            consequences=_hash(_consequences(thing)),
        )

    def says(self, about: str) -> str:
        """What a thing comes to, in a sentence or two."""
        if about == BASELINE:
            return f"The text as it stood on {in_full(self.result.draft.base_on)}."
        thing = self.things[about]
        if isinstance(thing, OpenPlace):
            return f"{thing.clause}: {' '.join(thing.text.split())}" if thing.clause else " ".join(thing.text.split())
        where = f"{joined(thing.provisions)}: " if thing.provisions else ""
        return where + " ".join(thing.says)


def _hash(parts: Iterable[str]) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _clauses(thing: Card | OpenPlace) -> tuple[str, ...]:
    labels = (thing.clause,) if isinstance(thing, OpenPlace) else (*thing.provisions, thing.leading.clause)
    return tuple(dict.fromkeys(clause_of(label) for label in labels if label))


def _words(thing: Card | OpenPlace, draft: Draft) -> Iterator[str]:
    """The words of the clauses concerned, before and after; of what stands in no clause, the words found."""
    for label in _clauses(thing):
        for layout in (draft.original, draft.accepted):
            provision = layout.find(label)
            yield "" if provision is None else " ".join(provision.whole.split())
    if isinstance(thing, OpenPlace):
        yield " ".join(thing.text.split())
    else:
        yield from (" ".join(finding.snippet.split()) for finding in thing.findings)


def _definitions(words: Iterable[str], clauses: Sequence[str], draft: Draft) -> Iterator[str]:
    """The definitions of the draft that the words cite, and those that these cite; and how what is counted is meant."""
    given = {d.key: d for p in draft.layout(View.ACCEPTED).walk() for d in defined_in(p)}
    texts = [folded(text) for text in words]
    cited: set[str] = set()
    while texts:
        text = texts.pop()
        for key, definition in given.items():
            if key not in cited and key in text:
                cited.add(key)
                texts.append(folded(definition.body.words_in(definition.provision.text)))
    yield from (f"{key} {' '.join(given[key].provision.text.split())}" for key in sorted(cited))
    counted = (d for d in counted_by(draft) if set(d.clauses) & set(clauses))
    yield from sorted(f"{d.term} {d.means}" for d in counted)


def _baseline(draft: Draft, question: Question) -> str:
    """The base day, and the clauses that answer the question on it, rules and words."""
    held = (
        f"{clause.label} {version.in_force} {version.words.sha256} {version.rules!r}"
        for clause, version in draft.base.standing(draft.base_on)
        if any(bears(rule, question) for rule in version.rules)
    )
    return _hash((draft.base_on.isoformat(), *held))


def _consequences(thing: Card | OpenPlace) -> Iterator[str]:
    """What follows: the findings by code, what fails and what changes, for whom, apart from how it is put."""
    if isinstance(thing, OpenPlace):
        yield f"{thing.kind} {thing.clause}"
        return
    yield thing.severity.value
    yield from sorted(f"{f.code} {f.severity.value} {' '.join(f.snippet.split())}" for f in thing.findings)
    yield from sorted(f"{f.kind} {f.where} {f.witness} {f.labels}" for f in thing.failures)
    yield from sorted(f"{c.where} {c.was} {c.becomes} {c.witness} {c.doubts} {c.depends_on}" for c in thing.each_change)
