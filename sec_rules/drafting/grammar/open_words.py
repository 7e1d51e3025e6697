"""Where words that were not read attach in a parsed sentence, and what they leave open there.

Words between two phrases may belong to what ends before them, to what begins after them, or to what holds both; the
smallest part of the rule that holds every such way is open. That they only narrow is taken from the construction
alone: a relative or participial clause right after the party, with no joining word in it, or a day at the head.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, Literal

from attrs import evolve, field, frozen

from sec_rules.drafting.grammar.choices import Several
from sec_rules.drafting.grammar.lexicon import TELLING
from sec_rules.drafting.grammar.parser import Node
from sec_rules.drafting.grammar.sentences import Phrase
from sec_rules.drafting.grammar.settlements import CONDITION, OUTCOME, SAME_AS, Settlement
from sec_rules.drafting.layout.times import period_before
from sec_rules.engine.open_words import unknown_name
from sec_rules.errors import LanguageError
from sec_rules.lang import (
    ALWAYS,
    NEVER,
    Amount,
    Answers,
    Condition,
    Limb,
    Open,
    OpenCount,
    Place,
    Repeats,
    Undetermined,
)

Kind = Literal["condition", "count", "outcome", "sentence", "reading"]

_COUNTS: Final = frozenset(
    (
        *("amount", "count", "sum_of", "times", "multiple", "named", "that_number", "group"),
        *("picked", "share", "difference", "less", "beyond", "weighted", "figure_term"),
    )
)
_CONDITIONS: Final = frozenset(
    (
        *("condition", "together", "unit", "listed", "decision", "conditions", "parties"),
        *("is_party", "is_either", "is_not", "is_not_both", "not_so", "neither_nor"),
        *("bracket_any", "bracket_all", "series_all", "series_any", "party_supplies", "party_has"),
        *("comparison", "supplies", "flipped", "either_amount", "each_amount", "neither_amount"),
        *("when", "subject", "in_case", "exception"),
    )
)
_LIMBS: Final = frozenset(("effect", "limb1", "limb2", "limbs", "effects", "main", "paired", "paired_years"))
_WHOLE: Final = frozenset(("rule", "about", "applying", "sections"))
# What another provision has to do with the rule: words beside it may change which, and that is not held in the rule.
_TIES: Final = frozenset(
    (
        "precedence",
        "exempt",
        "exempting",
        "displaced",
        "displacing",
        "under",
        "met",
        "glossary",
        "purpose",
        "defined_for",
        "what_for",
        "sharing",
    )
)
_PARTY_TESTS: Final = ("is_party", "subject", "in_case")
_LAST_INNER: Final = ("limb2", "END2")
_PARTIES: Final = ("SUPPLIER_PARTY", "NETWORK_PARTY")
_JOINING: Final = TELLING | {"with", "together", "plus", "also", "jointly", "along"}
# In form participles, in use prepositions.
_PREPOSITIONS: Final = frozenset(
    (
        *("barring", "concerning", "considering", "counting", "during", "excepting", "failing", "following"),
        *("notwithstanding", "pending", "regarding", "respecting", "saving", "touching", "adding"),
    )
)


def open_id(kind: str, clause: str, text: str, occurrence: int = 0) -> str:
    """A name for an open place that stays while the words, their kind and their clause do, and those before them."""
    named = _named(kind, clause, text)
    if occurrence:
        named = named.copy()
        named.update(f"|{occurrence}".encode())
    return named.hexdigest()[:8]


# One long sentence may leave thousands of places open.
@lru_cache(maxsize=64)
def _named(kind: str, clause: str, text: str) -> hashlib._Hash:
    identity = "|".join((kind, clause, " ".join(text.split())))
    return hashlib.sha256(identity.encode("utf-8", "surrogatepass"))


@frozen
class Opening:
    """Words of a sentence that were not read, and what they leave open: a part of a rule, or the whole `sentence`.

    With `several` the words were read, in several ways.
    """

    id: str
    kind: Kind
    place: Place
    text: str
    settled: Settlement | None = None
    several: Several | None = None

    @property
    def unknown(self) -> str:
        """The id by which the unknown is named: its own, or that of the words that they mean the same as."""
        return self.settled.other if self.settled is not None and self.settled.way == SAME_AS else self.id

    @property
    def named_outcome(self) -> str:
        """The outcome that the words are settled to name; "" where they are not."""
        return self.settled.other if self.settled is not None and self.settled.way == OUTCOME else ""

    @property
    def is_condition(self) -> bool:
        """Whether the words are settled as a condition."""
        return self.settled is not None and self.settled.way == CONDITION


@frozen
class Freed:
    """What stands in the place of a part of a rule that words leave open, or `narrows` it alone."""

    openings: tuple[Opening, ...]
    narrows: bool = False

    def name(self, part: str = "") -> str:
        """The name of the unknown."""
        return unknown_name((o.unknown for o in self.openings), part)

    @property
    def words(self) -> str:
        """The words, for a message."""
        return " ... ".join(o.text for o in self.openings)

    def condition(self, said: Condition, part: str = "") -> Condition:
        """The condition that is there instead of the one that was read."""
        if not self.narrows:
            return Open(self.name(part), self.words)
        for opening in self.openings:
            value = opening.settled.value if opening.settled is not None else None
            unknown = Open(unknown_name((opening.unknown,)), opening.text)
            said = said & (unknown if value is None else ALWAYS if value else NEVER)
        return said

    def amount(self, said: Amount) -> Amount:
        """The number that is there instead of the one that was read."""
        return OpenCount(self.name(), self.words, "premises", at_most=MOST, of=said, narrows=self.narrows)

    def limb(self, limb: Limb) -> Limb:
        """The limb that is there instead: it may answer anybody in any year; one that repeats others, anything."""
        if self.narrows:
            return evolve(limb, when=self.condition(limb.when))
        outcome = limb.outcome
        if isinstance(outcome, Repeats):
            why = f"What {limb.label or 'it'} repeats depends on words that were not read: '{self.words}'."
            outcome = Undetermined(why, self.openings[0].id)
        part = f"{limb.label}@{limb.place.start if limb.place else 0}"
        return evolve(limb, when=Open(self.name(part), self.words), outcome=outcome)

    def rule(self, rule: Answers) -> Answers:
        """The rule that is there instead. `LanguageError` where others give way to it, which its words may change."""
        if self.narrows:
            return evolve(rule, applies=self.condition(rule.applies))
        if rule.prevails_over:
            raise LanguageError("its words may change what gives way to it")
        limbs = tuple(self.limb(limb) for limb in rule.limbs)
        return evolve(rule, applies=Open(self.name(), self.words), unless=NEVER, limbs=limbs, yields_to=())


# Above every sum of counts that a rule can weigh.
MOST: Final = 10**13


@frozen
class Attached:
    """What each part of a parsed sentence is that words leave open, by the identity of its node.

    `outcomes` are the phrases of outcomes that words stand beside. `lost` are words that no part of a rule holds;
    `names_inside` says that such a part gives an amount a name, by which other rules may know it. `openings` are the
    words that a part of the rule holds.
    """

    nodes: Mapping[int, Freed] = field(factory=dict)
    outcomes: Mapping[Place, Opening] = field(factory=dict)
    lost: tuple[Opening, ...] = ()
    names_inside: bool = False
    openings: tuple[Opening, ...] = ()

    def at(self, node: Node) -> Freed | None:
        """What stands in the place of a node; None where it was read."""
        return self.nodes.get(id(node)) if self.nodes else None


NOTHING_OPEN: Final = Attached()


@frozen
class Run:
    """Unread words that stand together, with the phrases before and after them; None at an end of the sentence."""

    opening: Opening
    words: tuple[str, ...]
    before: Phrase | None
    after: Phrase | None


def attached(reading: Node, runs: Sequence[Run], unread_outcomes: Iterable[Opening] = ()) -> Attached:
    """Where the words of a sentence attach in one reading of it, with the outcomes in it that are not read."""
    leaves = tuple(_paths(reading, ()))
    paths = {phrase.place: path for phrase, path in leaves}
    found: dict[int, Freed] = {}
    within: dict[int, tuple[Node, ...]] = {}
    outcomes = {opening.place: opening for opening in unread_outcomes}
    lost: list[Opening] = []
    openings = list(outcomes.values())
    for run in runs:
        path = _held_by(run, paths, reading)
        if path is None:
            lost.append(evolve(run.opening, kind="sentence"))
            continue
        spoken_of = _outcome_beside(run, paths)
        if run.opening.named_outcome and spoken_of is not None:
            outcomes[spoken_of.place] = run.opening
            openings.append(evolve(run.opening, kind="outcome"))
            continue
        if run.opening.named_outcome:
            run = evolve(run, opening=evolve(run.opening, settled=None))
        node = path[-1]
        kind: Kind = "count" if node.name in _COUNTS else "condition"
        for phrase in (run.before, run.after):
            beside = phrase is not None and not run.opening.is_condition
            if beside and phrase is not None and any(n.name == "outcome" for n in paths[phrase.place]):
                outcomes[phrase.place] = run.opening
                kind = "outcome"
        opening = evolve(run.opening, kind=kind)
        openings.append(opening)
        other = found.get(id(node))
        narrows = run.opening.is_condition or path == _party_narrowed(run, paths) or _says_when_alone(run)
        narrows = narrows and (other is None or other.narrows)
        found[id(node)] = Freed((*(other.openings if other else ()), opening), narrows)
        within[id(node)] = path
    nodes = dict(_outermost(found, within))
    return Attached(nodes, outcomes, tuple(lost), _names_inside(nodes, leaves), tuple(openings))


def _outcome_beside(run: Run, paths: Mapping[Place, tuple[Node, ...]]) -> Phrase | None:
    """The outcome that words stand beside, if they stand beside one."""
    near = [p for p in (run.before, run.after) if p is not None]
    return next((p for p in near if any(n.name == "outcome" for n in paths[p.place])), None)


def _names_inside(nodes: Mapping[int, Freed], leaves: Iterable[tuple[Phrase, tuple[Node, ...]]]) -> bool:
    """Whether a part that is free has, below it, an amount that is given a name."""
    named = (path[:-1] for phrase, path in leaves if phrase.kind == "INLINE_NAME")
    return any(id(node) in nodes for path in named for node in path)


def _outermost(found: Mapping[int, Freed], within: Mapping[int, tuple[Node, ...]]) -> Iterator[tuple[int, Freed]]:
    """The parts that are free and stand in no other that is, which has the words of those that do."""
    for key, freed in found.items():
        above = [id(n) for n in within[key][:-1] if id(n) in found and not found[id(n)].narrows]
        inner = (
            o for k, f in found.items() if not freed.narrows and key in map(id, within[k][:-1]) for o in f.openings
        )
        if not above:
            yield key, evolve(freed, openings=tuple(dict.fromkeys((*freed.openings, *inner))))


def _paths(node: Node, above: tuple[Node, ...]) -> Iterator[tuple[Phrase, tuple[Node, ...]]]:
    path = (*above, node)
    for part in node.parts:
        if isinstance(part, Phrase):
            yield part, path
        else:
            yield from _paths(part, path)


def _held_by(run: Run, paths: Mapping[Place, tuple[Node, ...]], reading: Node) -> tuple[Node, ...] | None:
    """The way down to the smallest part that holds every way in which the words can attach; None where none does."""
    sides = [paths[phrase.place] for phrase in (run.before, run.after) if phrase is not None]
    if any(node.name in _TIES for path in sides for node in path):
        return None
    whole = (reading, *reading.nodes()[:1])
    if whole[-1].name == "deeming":
        return _deeming(run, paths)
    party = _party_narrowed(run, paths)
    if party is not None:
        return party
    common = _common(*sides) if len(sides) == 2 else whole
    held = _within_its_paragraph(run, paths, common) or whole
    if any(node.name == "years" for path in sides for node in path):
        # The years of other limbs may be counted from those of this one.
        held = min(held, _down_to(sides[0], ("limbs", "main")) or whole, key=len)
    return _that_is_open(held)


def _within_its_paragraph(
    run: Run, paths: Mapping[Place, tuple[Node, ...]], common: tuple[Node, ...]
) -> tuple[Node, ...]:
    """The part, no larger than the paragraph that the words end; what ends the last one of a list may govern it all."""
    after = run.after.kind if run.after is not None else ""
    if run.before is None or after not in ("L1", "L2", "END1", "END2"):
        return common
    path = paths[run.before.place]
    limbs = [n for n, node in enumerate(path) if node.name in ("limb1", "limb2") and (node.name, after) != _LAST_INNER]
    if after == "END1":
        return ()
    return path[: limbs[-1] + 1] if limbs else common


def _down_to(path: tuple[Node, ...], names: tuple[str, ...]) -> tuple[Node, ...]:
    """The way down to the first part of one of these names."""
    place = next((n for n, node in enumerate(path) if node.name in names), None)
    return () if place is None else path[: place + 1]


def _common(one: tuple[Node, ...], two: tuple[Node, ...]) -> tuple[Node, ...]:
    same = 0
    while same < min(len(one), len(two)) and one[same] is two[same]:
        same += 1
    return one[:same]


def _that_is_open(path: tuple[Node, ...]) -> tuple[Node, ...] | None:
    """The way down to the smallest part of a rule that can be open and holds what lies at the end of a path."""
    sentence = path[1].name if len(path) > 1 else ""
    if sentence == "definition":
        return _value(path)
    for end in range(len(path), 0, -1):
        name = path[end - 1].name
        if name in ("item1", "item2") and path[end - 1].nodes("condition"):
            return (*path[:end], *path[end - 1].nodes("condition"))
        if name == "stem":
            return path[: path.index(next(n for n in path if n.name in _WHOLE)) + 1]
        if name in _COUNTS | _CONDITIONS | _LIMBS | _WHOLE:
            return path[:end]
    return None


def _value(path: tuple[Node, ...]) -> tuple[Node, ...] | None:
    """The amount that a definition gives a name."""
    inner = [n for n, node in enumerate(path) if node.name in _COUNTS]
    if inner:
        return path[: inner[-1] + 1]
    values = path[1].nodes("value")
    amounts = values[0].nodes("amount") if values else ()
    return (*path[:2], values[0], amounts[0]) if amounts else None


def _deeming(run: Run, paths: Mapping[Place, tuple[Node, ...]]) -> tuple[Node, ...] | None:
    """What is counted in or out, where the words stand in it or right behind it."""
    path = paths[run.before.place] if run.before is not None else ()
    place = next((n for n, node in enumerate(path) if node.name == "summands"), None)
    if place is None:
        return None
    return path[: place + 2] if len(path) > place + 1 else None


def _says_when_alone(run: Run) -> bool:
    """Whether words at the head of a sentence say only from or until which day it holds, which but narrows it."""
    found = period_before(run.opening.text, 0) if run.before is None else None
    return found is not None and not run.opening.text[found[1] :].strip(" ,")


def _party_narrowed(run: Run, paths: Mapping[Place, tuple[Node, ...]]) -> tuple[Node, ...] | None:
    """The way down to the test of the party that the words can but narrow; None where they may do something else."""
    first = run.words[0].casefold()
    if run.before is None or run.before.kind not in _PARTIES or not first.endswith(("ing", "ed")):
        return None
    if first in _PREPOSITIONS or _JOINING.intersection(word.casefold() for word in run.words):
        return None
    path = paths[run.before.place]
    tests = [n for n, node in enumerate(path) if node.name in _PARTY_TESTS]
    return path[: tests[-1] + 1] if tests and path[tests[-1]].nodes() == path[tests[-1]].nodes("party")[:1] else None
