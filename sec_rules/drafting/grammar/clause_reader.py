"""From a provision to a clause: every sentence read into rules, or said to be unread and where."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Final

from attrs import evolve, field, frozen

from sec_rules.drafting.grammar.amounts import Setting, Terms
from sec_rules.drafting.grammar.choices import Several
from sec_rules.drafting.grammar.counted import described
from sec_rules.drafting.grammar.drafted_clauses import drafted
from sec_rules.drafting.grammar.interpretation import About, Meaning, party_of, repeating
from sec_rules.drafting.grammar.joining import either
from sec_rules.drafting.grammar.naming import names_given
from sec_rules.drafting.grammar.open_names import Names
from sec_rules.drafting.grammar.open_words import MOST, Opening, open_id
from sec_rules.drafting.grammar.roles import NETWORK, SUPPLIER
from sec_rules.drafting.grammar.sentence_reader import ReadSentence, UnreadSentence, read_sentence, unread_sentence
from sec_rules.drafting.grammar.sentences import Phrase, Sentence, runs, sentences, speaks_of_days, written
from sec_rules.drafting.grammar.settlements import (
    NOTHING,
    SAME_AS,
    SAME_COUNT,
    Settlement,
)
from sec_rules.drafting.grammar.symbols import is_symbol
from sec_rules.drafting.grammar.taught import Taught
from sec_rules.drafting.grammar.vocabulary import GoesOn, Vocabulary
from sec_rules.drafting.layout.provisions import Provision
from sec_rules.engine.open_words import unknown_name
from sec_rules.errors import LanguageError
from sec_rules.lang import (
    ALWAYS,
    NEVER,
    Answers,
    Both,
    Clause,
    Condition,
    Count,
    Deems,
    Defines,
    Doubt,
    Evidence,
    Informs,
    Mark,
    Not,
    NotUsed,
    OpenCount,
    Place,
    Rule,
    Source,
    Unread,
)
from sec_rules.lang.steps import steps_of
from sec_rules.lang.traversal import Node, transform, transform_answers

# A clause with more unread words than this is not read: what they leave open of it says nothing any more.
MOST_OPEN: Final = 50
# As many clauses are kept as read: those of a Section, as they were and as they become, in some states of an edit.
MOST_KEPT: Final = 256


@frozen
class ReadClause:
    """What reading a clause gave: its rules, doubts of wording, unread sentences and unread words.

    `blocked` says why the words read are not those that the draft would have, where they are not. `counts` is how the
    clause describes what it counts (None where it counts nothing); `recounted` says why it counts something else now.
    `heard` are its sentences, each with the place where reading it stopped, None where it was read. `rules` leave out
    the words that are not read; `bounded` are the same with what those words leave open, which `openings` tells.
    `settled` is what somebody settled of open places, by their ids, and `taught` the phrases in it whose meaning
    somebody says; `left_to_somebody` is where it lets somebody direct otherwise than it says. `terms` are what it gives
    a name and the notation has no node for; `goes_on` is what it says last. `several` are its sentences that can be
    read in several ways.
    """

    provision: Provision
    rules: tuple[Rule, ...]
    doubts: tuple[Doubt, ...] = ()
    sentences: tuple[UnreadSentence, ...] = ()
    words: tuple[Phrase, ...] = ()
    blocked: str = ""
    counts: frozenset[str] | None = None
    recounted: str = ""
    heard: tuple[tuple[Sentence, Place | None], ...] = field(default=(), eq=False, repr=False)
    bounded: tuple[Rule, ...] = ()
    openings: tuple[Opening, ...] = ()
    settled: Mapping[str, Settlement] = field(factory=dict, eq=False, repr=False)
    taught: tuple[Taught, ...] = ()
    terms: Terms = field(factory=Terms, eq=False, repr=False)
    goes_on: GoesOn | None = field(default=None, eq=False, repr=False)
    left_to_somebody: tuple[Place, ...] = ()
    several: tuple[Several, ...] = ()

    @property
    def label(self) -> str:
        """The clause's label."""
        return self.provision.label

    @property
    def executable(self) -> bool:
        """Whether at least one rule was read and no sentence that may bear on one was not."""
        unread = self.blocked or self.too_many or any(s.bears for s in self.sentences)
        return bool(self.rules or self.terms) and not unread

    @property
    def says_nothing(self) -> bool:
        """Whether the clause only keeps its number."""
        return bool(self.rules) and all(isinstance(rule, NotUsed) for rule in self.rules)

    @property
    def turns(self) -> frozenset[date]:
        """The days from which it says another number than on the day before."""
        said = (phrase.parts.get("turns") for sentence, _ in self.heard for phrase in sentence.phrases)
        return frozenset(date.fromisoformat(day) for day in said if day)

    @property
    def whole(self) -> bool:
        """Whether nothing is open in it: each sentence was read or bears on nothing, and each word was used."""
        return not self.why_open

    @property
    def why_open(self) -> str:
        """Why the clause is not read whole; "" where it is."""
        open_sentence = next((s for s in self.sentences if s.bears), None)
        if self.blocked:
            return self.blocked
        if open_sentence is not None:
            return open_sentence.why
        if self.too_many:
            return self.too_many
        differs = next((each.says for each in self.several if each.differing is not None), None)
        if differs is not None:
            return differs
        if self.words:
            return "no rule uses the words " + ", ".join(f"'{words}'" for _, words in self.unused)
        return "" if self.same_count else self.recounted

    @property
    def unused(self) -> tuple[tuple[Place, str], ...]:
        """Where words stand that the rules do not use, with the words."""
        return tuple((place, self.words_at(place)) for place in runs(self.provision, self.words))

    def words_at(self, place: Place) -> str:
        """The words at a place of the clause."""
        return place.words_in(next(p.text for p in self.provision.walk() if p.label == place.provision))

    def clause(self, in_force: date, draft: str, source: Source) -> Clause:
        """The clause as a drafted version in force from a day."""
        rules = self.bounded if not self.recounted or self.same_count else tuple(self._recounted())
        unread = tuple(self._unbounded())
        if not rules and not unread:
            rules = (Informs(self._said_instead) if self._said_instead else Unread("it says nothing that is a rule"),)
        return drafted(self.label, (*rules, *unread), in_force, draft, source, self.doubts, tuple(self.assumed))

    @property
    def _said_instead(self) -> str:
        """What a clause without a rule says; "" where that is not known."""
        if any(sentence.settled is not None for sentence in self.sentences):
            return NOTHING
        if self.terms:
            return "it says what is meant by a name"
        # What stood under its number before, if anything did, is gone.
        prose = bool(self.sentences) and len(self.sentences) == len(self.heard)
        return "it is prose that bears on no question" if prose else ""

    @property
    def same_count(self) -> Settlement | None:
        """That what is described otherwise is the same count, where somebody settled it so."""
        found = self.settled.get(self.whole_id("count")) if self.recounted else None
        return found if found is not None and found.way == SAME_COUNT else None

    @property
    def assumed(self) -> Iterator[str]:
        """What is assumed of the clause, as somebody settled what was open in it."""
        for opening in self.openings:
            if opening.settled is not None:
                yield opening.settled.says(opening.text, opening.place.provision)
        for sentence in self.sentences:
            if sentence.settled is not None:
                yield sentence.settled.says(sentence.text, sentence.place.provision)
        if (same := self.same_count) is not None:
            yield same.says("what it counts", self.label)
        yield from (each.says(self.label) for each in self.taught)
        yield from self.assumed_of_discretion

    @property
    def assumed_of_discretion(self) -> tuple[str, ...]:
        """What is assumed where somebody may direct otherwise than the clause says, in sentences."""
        found = dict.fromkeys((place.provision, self.words_at(place)) for place in self.left_to_somebody)
        return tuple(
            f"{label} holds {_SUBJECT_TO if words.split()[0] in _ANY else _UNLESS} {words}: what is said here is what "
            "falls due without that; what would fall due with it is not said."
            for label, words in found
        )

    @property
    def too_many(self) -> str:
        """Why the clause is not read for the sake of how many words in it are not; "" where they are not too many."""
        words = len(self.words)
        return f"{words:,} of its words are not read, more than {MOST_OPEN}" if words > MOST_OPEN else ""

    def _unbounded(self) -> Iterator[Unread]:
        """What is not read and may do anything to the question."""
        yield from (Unread(sentence.why, sentence.id) for sentence in self.sentences if sentence.bears)
        if self.blocked:
            yield Unread(self.blocked, self.whole_id("instruction"))
        if self.too_many:
            yield Unread(self.too_many, self.whole_id("sentence"))
            return
        for opening in self.openings:
            if opening.kind == "sentence":
                yield Unread(f"no rule uses the words '{opening.text}'", opening.id)

    def whole_id(self, kind: str) -> str:
        """The name of the clause as one open place."""
        return open_id(kind, self.label, self.provision.whole)

    def _recounted(self) -> Iterator[Rule]:
        """The rules with another number in the place of each count of premises: what is counted is described anew."""
        own = self.whole_id("count")
        found = self.settled.get(own)
        name = found.other if found is not None and found.way == SAME_AS else own

        def other(node: Node) -> Node:
            if type(node) is not Count or node.unit == "years":
                return node
            what = f"the {node.short or node.unit} that {self.label} counts"
            return OpenCount(unknown_name((name,), node.name), what, node.unit, at_most=MOST, of=node)

        for rule in self.bounded:
            match rule:
                case Answers():
                    yield transform_answers(rule, other)
                case Deems():
                    includes, excludes = (tuple(transform(p, other) for p in x) for x in (rule.includes, rule.excludes))
                    yield evolve(rule, includes=includes, excludes=excludes)
                case Defines():
                    yield evolve(rule, amount=transform(rule.amount, other))
                case _:
                    yield rule


@frozen
class _Words:
    """What reading a clause hangs on: its labels and words, in order, and what is known of the text around it."""

    _written: Hashable
    _known: Hashable
    provision: Provision = field(eq=False, repr=False)
    vocabulary: Vocabulary = field(eq=False, repr=False)


@frozen
class Readings:
    """The clauses read for one draft: in both its views, and in the draft before it, the same words are read once."""

    _earlier: Mapping[_Words, ReadClause] = field(factory=dict, repr=False)
    _read: dict[_Words, ReadClause] = field(factory=dict, init=False, repr=False)

    def of(self, words: _Words) -> ReadClause:
        """A clause as it was read, or as it is read now."""
        found = self._read.get(words) or self._earlier.get(words) or _read_clause(words)
        self._read[words] = found
        return found

    def following(self) -> Readings:
        """Those for the next draft, which knows these; what only drafts before this one said is forgotten."""
        return Readings(self._read)


# Those of the last draft: while one is edited, only what an edit alters is read again, however long it is.
_LAST_READ: Final = [Readings()]


def next_readings() -> Readings:
    """The readings for a draft that is read now; they know those of the draft read before it."""
    _LAST_READ[0] = _LAST_READ[0].following()
    return _LAST_READ[0]


def read_clause(provision: Provision, vocabulary: Vocabulary, readings: Readings | None = None) -> ReadClause:
    """A clause read. Never raises for what the words say: what is not read is listed.

    The last clauses read are kept, so that the same words in the same surroundings are read once; of a draft all are,
    in its `readings`.
    """
    if vocabulary.on is not None and not speaks_of_days(provision):
        vocabulary = evolve(vocabulary, on=None)
    known = (
        *(vocabulary.names, tuple(vocabulary.parties.items()), tuple(vocabulary.settled.items()), vocabulary.taught),
        *(vocabulary.classes, vocabulary.terms.as_rows, vocabulary.goes_on, vocabulary.anchored, vocabulary.own),
        *(tuple(vocabulary.said.items()), vocabulary.deems, vocabulary.preceding, vocabulary.on),
        tuple(vocabulary.named_in.items()),
    )
    words = _Words(written(provision), known, provision, vocabulary)
    return evolve(_read_clause(words) if readings is None else readings.of(words), provision=provision)


@lru_cache(maxsize=MOST_KEPT)
def _read_clause(given: _Words) -> ReadClause:
    provision, vocabulary = given.provision, given.vocabulary
    rules: list[Rule] = []
    bounded: list[Rule] = []
    doubts: list[Doubt] = []
    unread: list[UnreadSentence] = []
    words: list[Phrase] = []
    openings: list[Opening] = []
    about: list[tuple[About, About]] = []
    left_to_somebody: list[Place] = []
    read = sentences(provision, vocabulary.names, vocabulary.taught, vocabulary.classes, vocabulary.own, vocabulary.on)
    symbols = frozenset(filter(is_symbol, (*vocabulary.names, *names_given(provision.whole))))
    setting = Setting(provision.label, {**_only_party(provision.label, read), **vocabulary.parties}, symbols=symbols)
    own = any(p.kind in ("AFTER_INITIAL", "COUNTED_SO") for sentence in read for p in sentence.phrases)
    setting = evolve(setting, own=vocabulary.own, terms=vocabulary.terms, anchored=own or vocabulary.anchored)
    setting = evolve(setting, said=vocabulary.said, deems=vocabulary.deems, preceding=vocabulary.preceding)
    setting = evolve(setting, named_in=vocabulary.named_in)
    if (above := vocabulary.goes_on) is not None:
        setting = evolve(
            setting, amount=above.amount, figures=above.figures, before=above.before, earlier=above.earlier
        )
    results, terms = _read_in_order(read, setting, provision, vocabulary.settled)
    if terms:
        # What one sentence names, any other may speak of, also one that stands before it.
        named = tuple(name for name in terms.conditions if not name.startswith("a "))
        setting = evolve(setting, terms=setting.terms | terms, conditions=named)
        results, more = _read_in_order(read, setting, provision, vocabulary.settled)
        if more != terms:
            # A name may be given by means of another ("any Supplier Party that is not a Larger Supplier").
            terms |= more
            setting = evolve(setting, terms=setting.terms | terms)
            results, _ = _read_in_order(read, setting, provision, vocabulary.settled)
    results = _of_sections_there(read, results, provision, vocabulary.settled)
    heard: list[tuple[Sentence, Place | None]] = []
    for sentence, result in zip(read, results, strict=True):
        heard.append((sentence, result.place if isinstance(result, UnreadSentence) else None))
        if isinstance(result, UnreadSentence):
            unread.append(result)
            continue
        said, with_open = result.said, result.bounded
        if said.instead:
            rules = [_but_where(rule, said.rules) for rule in rules]
            bounded = [_but_where(rule, with_open.rules) for rule in bounded]
        if said.again is not None:
            rules = [repeating(rule, said.again) for rule in rules]
            bounded = [repeating(rule, said.again) for rule in bounded]
        rules.extend(said.rules)
        bounded.extend(with_open.rules)
        if said.about and with_open.about:
            about.append((said.about, with_open.about))
        left_to_somebody.extend(said.left_to_somebody)
        words.extend(result.words)
        openings.extend(result.openings)
        doubts.extend(_doubt(text, when) for text, when in said.doubts)
    for plain, with_open_words in about:
        rules = [plain.put_into(rule) for rule in rules]
        bounded = [with_open_words.put_into(rule) for rule in bounded]
    return ReadClause(
        provision,
        tuple(rules),
        tuple(doubts),
        tuple(unread),
        tuple(words),
        counts=described(phrase for sentence in read for phrase in (*sentence.phrases, *sentence.silent)),
        heard=tuple(heard),
        bounded=tuple(bounded),
        openings=tuple(openings),
        settled=vocabulary.settled,
        taught=tuple(each for each in vocabulary.taught if each.stands_in(provision.whole)),
        terms=terms,
        goes_on=_goes_on(results, setting),
        left_to_somebody=tuple(left_to_somebody),
        several=tuple(r.several for r in results if isinstance(r, ReadSentence) and r.several is not None),
    )


def _goes_on(results: Sequence[ReadSentence | UnreadSentence], setting: Setting) -> GoesOn | None:
    """What the last sentence of a clause leaves to speak of; None where it was not read whole."""
    last = results[-1] if results else None
    if not isinstance(last, ReadSentence) or last.words or last.differs:
        return None
    answers = [rule for rule in last.said.rules if isinstance(rule, Answers)]
    applies = answers[-1].applies if answers else None
    return GoesOn(
        last.said.amount, last.said.figures, applies, () if applies is None else (setting.beside_party(applies),)
    )


def _but_where(rule: Rule, others: Iterable[Rule]) -> Rule:
    """The rule where none of the others applies, which take its place."""
    applies = [Both((other.applies, Not(other.unless))) for other in others if isinstance(other, Answers)]
    if not isinstance(rule, Answers) or not applies:
        return rule
    return evolve(rule, unless=either([*([] if rule.unless == NEVER else [rule.unless]), *applies]))


def _to_whom(setting: Setting, said: Meaning, answers: Sequence[Answers]) -> Condition | None:
    if said.about is not None and said.about.applies != ALWAYS:
        return ALWAYS
    return setting.before if setting.before == ALWAYS or not answers else answers[-1].applies


def _only_party(label: str, read: Iterable[Sentence]) -> dict[str, str]:
    """The party of a clause in which one alone is spoken of."""
    named = {_PARTIES[p.kind] for sentence in read for p in sentence.phrases if p.kind in _PARTIES}
    return {label: named.pop()} if len(named) == 1 else {}


# "Unless the Panel directs", "subject to any direction of the Panel".
_UNLESS: Final = "unless"
_SUBJECT_TO: Final = "subject to"
_ANY: Final = frozenset(("any", "such", "each", "every"))
_PARTIES: Final = {"SUPPLIER_PARTY": SUPPLIER, "NETWORK_PARTY": NETWORK}


def _read_in_order(
    read: Iterable[Sentence], setting: Setting, provision: Provision, settled: Mapping[str, Settlement]
) -> tuple[list[ReadSentence | UnreadSentence], Terms]:
    """Each sentence read in what those before it have said, and the terms that they give."""
    results: list[ReadSentence | UnreadSentence] = []
    outcomes = frozenset(outcome.name for outcome in setting.question.outcomes)
    named = Names(provision, settled, outcomes, every=setting.own is not None)
    terms = Terms()
    read = tuple(read)
    for number, sentence in enumerate(read):
        after = read[number + 1].phrases if number + 1 < len(read) else ()
        again_follows = bool(after) and all(phrase.kind == "ROUND" for phrase in after)
        result = read_sentence(sentence, evolve(setting, again_follows=again_follows), provision, named)
        if isinstance(result, ReadSentence) and result.said.again is not None:
            why = _why_not_again(results, result.said.again)
            result = unread_sentence(sentence, provision, sentence.phrases[0].place, why, named) if why else result
        results.append(result)
        if isinstance(result, UnreadSentence):
            setting = evolve(setting, amount=None, figures=())
            continue
        # What hangs on how the sentence is read is so carried on, and not as one reading has it.
        said = result.bounded if result.differs else result.said
        answers = [r for r in said.rules if isinstance(r, Answers)]
        applies = [*(r.applies for r in answers), *([said.about.applies] if said.about else ())]
        parties = [p for each in applies if (p := party_of(each, setting.spoken.parties))]
        setting = evolve(
            setting,
            years=said.years,
            amount=None if result.words else said.amount,
            figures=() if result.words else said.figures,
            before=_to_whom(setting, said, answers),
            earlier=(*setting.earlier, *map(setting.turned_round, answers)),
            others=(*setting.others, *map(setting.whole, answers)),
            role=(party_of(said.about.applies, setting.spoken.parties) if said.about else None) or setting.role,
            follows=setting.follows or bool(answers),
            parties=dict(setting.parties) | ({provision.label: parties[-1]} if parties else {}),
        )
        # What is left open of words in it is not carried over, so a term from such a sentence is none.
        terms = terms | said.terms if not result.words and not result.differs else terms
    return results, terms


def _of_sections_there(
    read: Iterable[Sentence],
    results: Sequence[ReadSentence | UnreadSentence],
    provision: Provision,
    settled: Mapping[str, Settlement],
) -> list[ReadSentence | UnreadSentence]:
    """The sentences read, without those that say of sub-sections when they apply and not all of these are rules."""
    said = [rule for result in results if isinstance(result, ReadSentence) for rule in result.said.rules]
    there = {
        step for rule in said if isinstance(rule, Answers) for limb in rule.limbs for step in steps_of(limb.label)[:1]
    }
    found: list[ReadSentence | UnreadSentence] = []
    for sentence, result in zip(read, results, strict=True):
        about = result.said.about if isinstance(result, ReadSentence) else None
        lacking = [part.section for part in about.sections if part.section not in there] if about is not None else []
        if lacking:
            why = f"paragraph {lacking[0]}, of which it says when that applies, was not read as a rule"
            place = sentence.phrases[0].place
            result = evolve(unread_sentence(sentence, provision, place, why, Names(provision, settled)), bears=True)
        found.append(result)
    return found


def _why_not_again(results: Iterable[ReadSentence | UnreadSentence], phrase: Phrase) -> str:
    """Why what the sentences before say cannot be said again from its last year on; "" where it can."""
    rules = [rule for result in results if isinstance(result, ReadSentence) for rule in result.said.rules]
    try:
        news = [repeating(rule, phrase) != rule for rule in rules]
    except LanguageError as error:
        return str(error)
    return "" if any(news) else "no sequence stands before it that could begin again"


_SOURCE = Source("the-draft", "the draft's own words")


def _doubt(text: str, when: Condition) -> Doubt:
    return Doubt(unsure=text, when=when, evidence=(Evidence(_SOURCE, "the words leave it open", Mark.INFERRED),))
