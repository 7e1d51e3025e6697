"""From a provision to a clause: every sentence read into rules, or said to be unread and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from attrs import field, frozen

from sec_rules.drafting.grammar.amounts import Setting
from sec_rules.drafting.grammar.counted import described
from sec_rules.drafting.grammar.foreign import is_foreign
from sec_rules.drafting.grammar.interpretation import About, Meaning, meaning, party_of
from sec_rules.drafting.grammar.lexicon import names_given
from sec_rules.drafting.grammar.parser import Stuck, parse, shortened
from sec_rules.drafting.grammar.sentences import Phrase, Sentence, sentences
from sec_rules.drafting.layout.provisions import Provision
from sec_rules.errors import LanguageError
from sec_rules.lang import (
    Answers,
    Clause,
    Condition,
    Doubt,
    Evidence,
    Mark,
    Place,
    Rule,
    Source,
    Standing,
    TextSource,
    Unread,
    Version,
    Words,
)
from sec_rules.span import Span


def runs(provision: Provision, phrases: Iterable[Phrase]) -> Iterator[Place]:
    """Unread words, those that stand next to each other in one provision put together."""
    current: Place | None = None
    texts = {p.label: p.text for p in provision.walk()}
    for phrase in phrases:
        place = phrase.place
        if (
            current is not None
            and current.provision == place.provision
            and not texts[place.provision][current.end : place.start].strip()
        ):
            current = current.to(place)
            continue
        if current is not None:
            yield current
        current = place
    if current is not None:
        yield current


@frozen
class UnreadSentence:
    """A sentence that is no rule: its words, where reading stopped (code points), and what was expected there.

    It `bears` on what is asked unless it is shown not to; `whole` are its words in full.
    """

    place: Place
    text: str
    why: str
    bears: bool
    whole: str


@frozen
class ReadClause:
    """What reading a clause gave: its rules, doubts of wording, unread sentences and unread words.

    `blocked` says why the words read are not those that the draft would have, where they are not. `counts` is how the
    clause describes what it counts (None where it counts nothing); `recounted` says why it counts something else now.
    `heard` are its sentences, each with the place where reading it stopped, None where it was read.
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

    @property
    def label(self) -> str:
        """The clause's label."""
        return self.provision.label

    @property
    def executable(self) -> bool:
        """Whether at least one rule was read and no sentence that may bear on one was not."""
        return bool(self.rules) and not self.blocked and not any(s.bears for s in self.sentences)

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
        if self.words:
            return "no rule uses the words " + ", ".join(f"'{words}'" for _, words in self.unused)
        return self.recounted

    @property
    def unused(self) -> tuple[tuple[Place, str], ...]:
        """Where words stand that the rules do not use, with the words."""
        return tuple((place, self.words_at(place)) for place in runs(self.provision, self.words))

    def words_at(self, place: Place) -> str:
        """The words at a place of the clause."""
        return place.words_in(next(p.text for p in self.provision.walk() if p.label == place.provision))

    def clause(self, in_force: date, draft: str, source: Source) -> Clause:
        """The clause as a drafted version in force from a day."""
        rules = self.rules
        if not self.whole or not rules:
            rules = (*rules, Unread(self.why_open or "it says nothing that is a rule"))
        return drafted(self.label, rules, in_force, draft, source, self.doubts)


def drafted(
    label: str, rules: tuple[Rule, ...], in_force: date, draft: str, source: Source, doubts: tuple[Doubt, ...] = ()
) -> Clause:
    """What stands in a draft under a label, as a clause in force from a day."""
    version = Version(
        in_force=in_force,
        brought_in_by=draft,
        words=Words(draft, "", TextSource.DRAFT),
        standing=Standing.PROPOSED,
        evidence=(Evidence(source, "the words", Mark.PUBLISHED),),
        rules=rules,
        doubts=doubts,
    )
    return Clause(label=label, title="", versions=(version,))


@frozen
class Vocabulary:
    """What clauses of one text know of each other: names of amounts, and the party each clause is about."""

    names: tuple[str, ...] = ()
    parties: Mapping[str, str] = field(factory=dict)


def vocabulary(
    clauses: Iterable[Provision], names: Iterable[str] = (), parties: Mapping[str, str] | None = None
) -> Vocabulary:
    """The vocabulary of a text: the names it gives, and those given."""
    given = [n for clause in clauses for n in names_given(clause.whole)]
    return Vocabulary(tuple(dict.fromkeys((*names, *given))), dict(parties or {}))


def read_clause(provision: Provision, vocabulary: Vocabulary) -> ReadClause:
    """A clause read. Never raises for what the words say: what is not read is listed."""
    rules: list[Rule] = []
    doubts: list[Doubt] = []
    unread: list[UnreadSentence] = []
    words: list[Phrase] = []
    about: list[About] = []
    parties = dict(vocabulary.parties)
    years = 0
    read = sentences(provision, vocabulary.names)
    heard: list[tuple[Sentence, Place | None]] = []
    for sentence in read:
        result = _read(sentence, Setting(provision.label, parties, years), provision)
        heard.append((sentence, result.place if isinstance(result, UnreadSentence) else None))
        if isinstance(result, UnreadSentence):
            unread.append(result)
            continue
        said, left_out = result
        years = said.years
        rules.extend(said.rules)
        about.extend([said.about] if said.about else [])
        words.extend(left_out)
        doubts.extend(_doubt(text, when) for text, when in said.doubts)
        parties.update((provision.label, p) for r in said.rules if isinstance(r, Answers) and (p := party_of(r)))
    for repeats in about:
        rules = [repeats.put_into(rule) for rule in rules]
    counts = described(phrase for sentence in read for phrase in (*sentence.phrases, *sentence.silent))
    return ReadClause(
        provision, tuple(rules), tuple(doubts), tuple(unread), tuple(words), counts=counts, heard=tuple(heard)
    )


_SOURCE = Source("the-draft", "the draft's own words")


def _doubt(text: str, when: Condition) -> Doubt:
    return Doubt(unsure=text, when=when, evidence=(Evidence(_SOURCE, "the words leave it open", Mark.INFERRED),))


def _read(
    sentence: Sentence, setting: Setting, provision: Provision
) -> tuple[Meaning, tuple[Phrase, ...]] | UnreadSentence:
    result = parse(sentence)
    if isinstance(result, Stuck):
        at = result.at or sentence.phrases[-1]
        return _unread(sentence, provision, at.place, result.message)
    meanings: list[Meaning] = []
    problems: list[str] = []
    for reading in result.readings:
        try:
            said = meaning(reading, setting)
        except LanguageError as error:
            problems.append(str(error))
            continue
        if said not in meanings:
            meanings.append(said)
    if len(meanings) == 1:
        return meanings[0], result.unread
    why = problems[0] if not meanings else f"it can be read in {len(meanings)} ways that mean different things"
    return _unread(sentence, provision, sentence.phrases[0].place, why)


def _unread(sentence: Sentence, provision: Provision, place: Place, why: str) -> UnreadSentence:
    words = _words(sentence, provision)
    return UnreadSentence(place, shortened(words, 90), why, not is_foreign(words), words)


def _words(sentence: Sentence, provision: Provision) -> str:
    """The sentence as it stands, from its first phrase to its last, paragraph by paragraph."""
    texts = {p.label: p.text for p in provision.walk()}
    spans: dict[str, Span] = {}
    for phrase in sentence.phrases:
        at = phrase.place
        spans[at.provision] = spans.get(at.provision, at).to(at)
    return " ".join(words for label, span in spans.items() if (words := span.words_in(texts[label])))


def read_text(text: str, names: Sequence[str] = (), parties: Mapping[str, str] | None = None) -> tuple[ReadClause, ...]:
    """The clauses of plain or Markdown text, read. Raises nothing for what they say."""
    from sec_rules.documents.document import View
    from sec_rules.documents.readers.markdown import read_markdown
    from sec_rules.drafting.layout.layout import lay_out

    layout = lay_out(read_markdown(text, "text").view(View.ACCEPTED), View.ACCEPTED)
    known = vocabulary(layout.provisions, names, parties)
    return tuple(read_clause(p, known) for p in layout.provisions)
