"""The words of a clause accounted for: each phrase, and what it became in the rule or why it did not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, Literal

from attrs import evolve, frozen

from sec_rules.drafting.grammar.clause_reader import ReadClause, read_clause
from sec_rules.drafting.grammar.lexicon import in_words
from sec_rules.drafting.grammar.nodes import At, nodes_at
from sec_rules.drafting.grammar.parser import CLASSES
from sec_rules.drafting.grammar.sentences import Phrase, Sentence, sentences
from sec_rules.drafting.grammar.vocabulary import vocabulary
from sec_rules.drafting.layout.held_words import held_provision
from sec_rules.drafting.layout.provisions import Provision
from sec_rules.engine.legal_text import words_of
from sec_rules.engine.reasons import Marked
from sec_rules.lang import Answers, Clause, Deems, Defines, NotUsed, Place, Redirects, Version
from sec_rules.span import Span

How = Literal["read", "qualifier", "not executable"]

# The phrases on which a clause turns; the others say of whom or what they are, or join them.
_TURNS_ON: Final = frozenset(
    {
        "PARTY",
        "NOUN",
        "RELATION",
        "MULTIPLE",
        "YEARS",
        "ASSESSMENT",
        "NUMBER",
        "TIMES",
        "NEITHER",
        "OR_MORE",
        "OR_FEWER",
        "BETWEEN",
    }
)


@frozen
class TracedWords:
    """A phrase, where it stands in its provision (code points), how it was taken, and what it became."""

    place: Place
    text: str
    how: How
    became: str


def provision_of(clause: Clause, version: Version) -> Provision | None:
    """The held words of a version as a provision; None where they do not begin with its label."""
    words, label = words_of(clause, version), clause.label
    if not words.startswith(label):
        # A clause whose number is not known has no label in its words, so one is lent to it.
        words, label = f"{_LENT} {words}", _LENT
    found = held_provision(label, words)
    return None if found is None else _relabelled(found, label, clause.label)


_LENT: Final = "Z1.1"


def _relabelled(provision: Provision, old: str, new: str) -> Provision:
    if old == new:
        return provision
    order = tuple(_relabelled(p, old, new) if isinstance(p, Provision) else p for p in provision.order)
    return evolve(provision, label=new + provision.label.removeprefix(old), order=order)


def trace_words(clause: Clause, version: Version) -> tuple[TracedWords, ...]:
    """Every phrase of a version's words in order; between them there is nothing but white space."""
    provision = provision_of(clause, version)
    if provision is None or not is_read(version):
        return tuple(_as_a_whole(clause, version, provision))
    read = read_clause(provision, vocabulary((provision,)))
    became = nodes_at(read.rules)
    unread = {(p.place.provision, p.place.start) for p in read.words}
    found: list[TracedWords] = []
    for sentence in sentences(provision):
        why = _why_unread(sentence, read)
        for phrase in (*sentence.phrases, *sentence.silent):
            if phrase.place.end > phrase.place.start:
                found.append(
                    TracedWords(phrase.place, phrase.text, "not executable", why)
                    if why
                    else _phrase(phrase, became, unread)
                )
    stops = _stops(provision, found)
    order = {p.label: number for number, p in enumerate(provision.walk())}
    return tuple(sorted((*found, *stops), key=lambda a: (order[a.place.provision], a.place.start)))


def _why_unread(sentence: Sentence, read: ReadClause) -> str:
    """Why a sentence was not read; "" where it was."""
    places = {(p.place.provision, p.place.start) for p in sentence.phrases}
    return next((s.why for s in read.sentences if (s.place.provision, s.place.start) in places), "")


def _as_a_whole(clause: Clause, version: Version, provision: Provision | None) -> Iterator[TracedWords]:
    why = reason(version)
    if provision is None:
        text = words_of(clause, version)
        yield TracedWords(Place(0, len(text), clause.label), text, "not executable", why)
        return
    for part in provision.walk():
        if part.text.strip():
            yield TracedWords(Place(0, len(part.text), part.label), part.text, "not executable", why)


def is_read(version: Version) -> bool:
    """Whether the words of a version are of the sentences that drafts are read by.

    Those of a redirect, or of a clause that answers a question on which no amounts bear, are not.
    """
    return all(
        rule.question.takes_amounts if isinstance(rule, Answers) else isinstance(rule, (Deems, Defines, NotUsed))
        for rule in version.rules
    )


def reason(version: Version) -> str:
    """Why the words of a version are not read as a rule; "" where they are."""
    if is_read(version):
        return ""
    if any(isinstance(rule, Redirects) for rule in version.rules):
        return "a citation on record, which leads elsewhere"
    return version.by_hand or "no rule"


def _phrase(phrase: Phrase, became: dict[At, str], unread: set[tuple[str, int]]) -> TracedWords:
    at = phrase.place
    if (at.provision, at.start) in unread:
        return TracedWords(at, phrase.text, "not executable", "left out of the rule")
    if phrase.kind == "QUALIFIER":
        return TracedWords(at, phrase.text, "qualifier", "a qualifier of a defined term")
    role = became.get((at.provision, at.start, at.end)) or in_words(phrase.kind) or _JOINS.get(phrase.kind, "joins")
    return TracedWords(at, phrase.text, "read", role)


_JOINS: Final = {"PUNCTUATION": "punctuation", "FILLER": "fills", "STOP": "ends the sentence"}


def _stops(provision: Provision, found: Iterable[TracedWords]) -> Iterator[TracedWords]:
    """Full stops, which end a sentence and are no phrase of it."""
    taken = {(a.place.provision, n) for a in found for n in range(a.place.start, a.place.end)}
    for part in provision.walk():
        for n, character in enumerate(part.text):
            if not character.isspace() and (part.label, n) not in taken:
                how: How = "read" if character == "." else "not executable"
                role = "ends the sentence" if character == "." else "not accounted for"
                yield TracedWords(Place(n, n + 1, part.label), character, how, role)


def operative(clause: Clause, version: Version, step: str) -> tuple[Marked, ...]:
    """The words of a version's own text, and of one paragraph where there is one, with what they turn on marked.

    Of words that are no sentence of the annual table the whole paragraph is marked.
    """
    provision = provision_of(clause, version)
    if provision is None:
        return (Marked(clause.label, words_of(clause, version), ()),)
    wanted = [provision]
    if step:
        paragraph = next((p for p in provision.walk() if p.label == clause.label + step), None)
        wanted = [provision] if paragraph is None else [provision, paragraph]
    spans = _spans(provision) if is_read(version) else {wanted[-1].label: [Span(0, len(wanted[-1].text))]}
    return tuple(Marked(p.label, p.text, tuple(_merged(p.text, spans.get(p.label, [])))) for p in wanted)


def _spans(provision: Provision) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = {}
    for sentence in sentences(provision):
        for phrase in sentence.phrases:
            if CLASSES.get(phrase.kind, phrase.kind) in _TURNS_ON:
                found.setdefault(phrase.place.provision, []).append(Span(phrase.place.start, phrase.place.end))
    return found


def _merged(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Spans with nothing but white space between them put together."""
    last: Span | None = None
    for span in sorted(spans, key=lambda s: (s.start, s.end)):
        if last is not None and not text[last.end : span.start].strip():
            last = Span(last.start, span.end)
        else:
            if last is not None:
                yield last
            last = span
    if last is not None:
        yield last
