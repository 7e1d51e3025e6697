"""From a sentence of a clause to what it says: its rules, what its unread words leave open, or why it is not read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from attrs import evolve, frozen

from sec_rules.drafting.grammar.amounts import Setting
from sec_rules.drafting.grammar.attachment import span_of
from sec_rules.drafting.grammar.choices import MOST_READINGS, Choices, Several, plans
from sec_rules.drafting.grammar.foreign import why_it_may_bear
from sec_rules.drafting.grammar.interpretation import Meaning, meaning
from sec_rules.drafting.grammar.open_names import Names
from sec_rules.drafting.grammar.open_words import Opening, attached
from sec_rules.drafting.grammar.parser import OUTCOMES, Parsed, Stuck, parse, shortened, words_outside
from sec_rules.drafting.grammar.parser import Node as Way
from sec_rules.drafting.grammar.sentences import Phrase, Sentence
from sec_rules.drafting.grammar.settlements import (
    NO_EFFECT,
    NOTHING,
    READING,
    Settlement,
)
from sec_rules.drafting.grammar.several_readings import combined, several
from sec_rules.drafting.layout.provisions import Provision
from sec_rules.engine.linking import repeating_a_gap
from sec_rules.engine.open_words import unknown_name
from sec_rules.errors import LanguageError
from sec_rules.lang import (
    Answers,
    Both,
    Limb,
    Open,
    Place,
    Rule,
    Undetermined,
)
from sec_rules.span import Span


@frozen
class UnreadSentence:
    """A sentence that is no rule: its words, where reading stopped (code points), and what was expected there.

    It `bears` on what is asked unless it is shown not to; `whole` are its words in full, `id` names the place.
    """

    place: Place
    text: str
    why: str
    bears: bool
    whole: str
    id: str = ""
    settled: Settlement | None = None

    @property
    def bears_on_nothing(self) -> bool:
        """Whether it is shown to bear on nothing that is asked, and nobody had to settle that."""
        return not self.bears and self.settled is None


@frozen
class ReadSentence:
    """What a sentence says without the words that are not read, what it says with what they leave open, and which.

    Where it can be read in `several` ways `said` is the first of them.
    """

    said: Meaning
    bounded: Meaning
    words: tuple[Phrase, ...] = ()
    openings: tuple[Opening, ...] = ()
    several: Several | None = None

    @property
    def differs(self) -> bool:
        """Whether the ways in which it can be read differ for somebody."""
        return self.several is not None and self.several.differing is not None


def read_sentence(
    sentence: Sentence, setting: Setting, provision: Provision, named: Names
) -> ReadSentence | UnreadSentence:
    """A sentence of a clause read, or where reading it stopped and why. Never raises for what the words say."""
    result = parse(sentence)
    if isinstance(result, Stuck):
        at = result.at or sentence.phrases[-1]
        return unread_sentence(sentence, provision, at.place, _why_stuck(result, sentence, provision, named), named)
    # A paragraph that is an item has all the words of it that it can have.
    outside = [words_outside(reading) for reading in result.readings]
    kept = tuple(way for way, left in zip(result.readings, outside, strict=True) if left == min(outside))
    found: list[tuple[Way, Mapping[Place, int], Meaning]] = []
    problems: list[str] = []
    for reading in kept:
        choices = Choices()
        try:
            first = meaning(reading, setting, choices=choices)
        except LanguageError as error:
            problems.append(str(error))
            continue
        try:
            found.extend(_ways_to_mean(reading, setting, choices, first))
        except LanguageError as error:
            # One of the ways in which it can be read is not known, and it may be the one that is meant.
            return unread_sentence(sentence, provision, sentence.phrases[0].place, str(error), named)
    found = [each for each in found if not each[2].loose] or found
    meanings = _different(said for *_, said in found)
    if not meanings:
        return unread_sentence(sentence, provision, sentence.phrases[0].place, problems[0], named)
    if len(meanings) > 1:
        places = (place for _, plan, _ in found for place in plan)
        return _in_several_ways(sentence, result, meanings, next(places, None), setting, provision, named)
    if not result.unread and not result.outcomes:
        return _without_guess(ReadSentence(meanings[0], meanings[0]), provision, named)
    meant = tuple(reading for reading, *_ in found)
    return _with_openings(evolve(result, readings=meant), setting, meanings[0], named)


def _ways_to_mean(
    way: Way, setting: Setting, choices: Choices, first: Meaning
) -> Iterator[tuple[Way, Mapping[Place, int], Meaning]]:
    """What a sentence parsed one way says, as each choice that its words leave is taken; `first` is what comes first.

    `LanguageError` as `meaning`, and for too many.
    """
    for plan in plans(choices.met):
        yield way, plan, meaning(way, setting, choices=Choices(plan)) if any(plan.values()) else first


def _in_several_ways(
    sentence: Sentence,
    result: Parsed,
    meanings: Sequence[Meaning],
    place: Place | None,
    setting: Setting,
    provision: Provision,
    named: Names,
) -> ReadSentence | UnreadSentence:
    """A sentence whose readings mean different things: what all of them say, and what hangs on which one is meant."""
    if len(meanings) > MOST_READINGS or result.unread or result.outcomes:
        why = f"it can be read in {len(meanings)} ways that mean different things"
        return unread_sentence(sentence, provision, sentence.phrases[0].place, why, named)
    place = place or span_of(sentence.phrases)
    text = place.words_in(provision.texts[place.provision])
    name = named.of("reading", place.provision, text)
    settled = named.settled.get(name)
    if settled is not None and settled.way == READING and int(settled.other) <= len(meanings):
        meant = meanings[int(settled.other) - 1]
        of_reading = (Opening(name, "reading", place, text, settled),)
        return _without_guess(ReadSentence(meant, meant, openings=of_reading), provision, named)
    ways = several(meanings, place, text, setting.rulebook)
    if ways.differing is None:
        return _without_guess(ReadSentence(meanings[0], meanings[0], several=ways), provision, named)
    try:
        whichever = combined(meanings, name, text)
    except LanguageError as error:
        return unread_sentence(sentence, provision, sentence.phrases[0].place, str(error), named)
    opening = Opening(name, "reading", place, text, several=ways)
    read = ReadSentence(meanings[0], whichever, openings=(opening,), several=ways)
    return _without_guess(read, provision, named)


def _without_guess(read: ReadSentence, provision: Provision, named: Names) -> ReadSentence:
    """The sentence, with what a sequence is in its later rounds left open where it repeats a year without anything."""
    openings: list[Opening] = []
    rules: list[Rule] = []
    for rule in read.bounded.rules:
        for limb in repeating_a_gap(rule) if isinstance(rule, Answers) else ():
            assert isinstance(rule, Answers)
            opening = _of_gap(limb, provision, named)
            openings.append(opening)
            why = "What falls due in the later rounds is open: nothing falls due in one year of the first."
            name = unknown_name((opening.unknown,), limb.label)
            left = evolve(limb, when=Both((limb.when, Open(name, opening.text))), outcome=Undetermined(why, opening.id))
            rule = evolve(rule, limbs=tuple(left if each is limb else each for each in rule.limbs))
        rules.append(rule)
    if not openings:
        return read
    words = tuple(Phrase("REPEAT", opening.text, opening.place) for opening in openings)
    bounded = evolve(read.bounded, rules=tuple(rules))
    return evolve(read, bounded=bounded, words=(*read.words, *words), openings=(*read.openings, *openings))


def _of_gap(limb: Limb, provision: Provision, named: Names) -> Opening:
    place = limb.place or Place(0, 0, provision.label)
    text = place.words_in(provision.texts[place.provision])
    return Opening(named.of("words", place.provision, text), "outcome", place, text)


def _different(meanings: Iterable[Meaning]) -> list[Meaning]:
    found: list[Meaning] = []
    for said in meanings:
        if said not in found:
            found.append(said)
    return found


def _with_openings(result: Parsed, setting: Setting, said: Meaning, named: Names) -> ReadSentence:
    """The sentence with what its unread words leave open.

    Where that is not the same in every way to read it, or no part of a rule holds it, the words may do anything.
    """
    found = tuple(named.runs(result.phrases, result.unread))
    outcomes = tuple(named.outcome(phrase) for phrase in result.outcomes)
    dropped = tuple(run.opening for run in found if _has_no_effect(run.opening))
    known = tuple(o for o in (*(run.opening for run in found), *outcomes) if o.settled is not None)
    words = tuple(w for w in (*result.unread, *result.outcomes) if not any(_lies_in(w.place, o) for o in known))
    left = [run for run in found if not _has_no_effect(run.opening)]
    placed: list[tuple[Meaning, tuple[Opening, ...]]] = []
    for reading in result.readings:
        where = attached(reading, left, outcomes)
        try:
            bounded = meaning(reading, setting, where)
        except LanguageError:
            break
        if where.lost or where.names_inside:
            break
        placed.append((bounded, where.openings))
    if len(placed) == len(result.readings) and all(each == placed[0] for each in placed):
        return ReadSentence(said, placed[0][0], words, (*dropped, *placed[0][1]))
    lost = (*(run.opening for run in left), *outcomes)
    openings = (*dropped, *(evolve(opening, kind="sentence", settled=None) for opening in lost))
    return ReadSentence(said, said, words, openings)


def _has_no_effect(opening: Opening) -> bool:
    return opening.settled is not None and opening.settled.way == NO_EFFECT


def _lies_in(place: Place, opening: Opening) -> bool:
    held = opening.place
    return place.provision == held.provision and held.start <= place.start and place.end <= held.end


def _why_stuck(stuck: Stuck, sentence: Sentence, provision: Provision, named: Names) -> str:
    """Why a sentence is not read: of one that has nothing of a rule, why it may bear all the same."""
    of_a_rule = stuck.at is not sentence.phrases[0] or any(phrase.kind in OUTCOMES for phrase in sentence.phrases)
    bears = "" if of_a_rule or stuck.why or named.every else why_it_may_bear(_told(sentence, provision))
    # Reading may stop in a paragraph below the opening words.
    at = stuck.at.place.provision if stuck.at is not None else provision.label
    return f"it may bear on which answer applies: {bears}" if bears else stuck.told(provision.texts[at])


def unread_sentence(sentence: Sentence, provision: Provision, place: Place, why: str, named: Names) -> UnreadSentence:
    """A sentence that is not read, with its name, and whether it may bear on what is asked."""
    words = _words(sentence, provision)
    name = named.of("sentence", place.provision, words)
    # What bears on nothing is known of the first rulebook's text alone.
    bears, found = named.every or bool(why_it_may_bear(_told(sentence, provision))), named.settled.get(name)
    settled = found if found is not None and found.way == NOTHING and bears else None
    return UnreadSentence(place, shortened(words, 90), why, bears and settled is None, words, name, settled)


def _words(sentence: Sentence, provision: Provision) -> str:
    """The sentence as it stands, from its first phrase to its last, paragraph by paragraph."""
    return " ".join(_paragraphs(sentence, provision))


def _told(sentence: Sentence, provision: Provision) -> str:
    """The sentence as it would stand on one line, its paragraphs joined by commas."""
    # A sentence may be of signs alone that nobody sees.
    first, *others = _paragraphs(sentence, provision) or [""]
    told = first.rstrip(" ;")
    for each in others:
        ended = _JOINED_ON.search(told)
        told = f"{told[: ended.start()]}, {ended['by']} {each}" if ended is not None else f"{told}{_apart(told)} {each}"
        told = told.rstrip(" ;")
    return told


# What ends a paragraph to which the next one is joined.
_JOINED_ON: Final = re.compile(r"(?<!\s)[;,]?\s+(?P<by>and|or)$")


def _apart(told: str) -> str:
    return "" if told.endswith((":", ",", "\u2014", "\u2013")) else ","


def _paragraphs(sentence: Sentence, provision: Provision) -> Sequence[str]:
    spans: dict[str, Span] = {}
    for phrase in sentence.phrases:
        at = phrase.place
        spans[at.provision] = spans.get(at.provision, at).to(at)
    return [words for label, span in spans.items() if (words := span.words_in(provision.texts[label]))]
