"""What to do about a sentence that is not read: the term that was meant, or the one phrase that is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby
from typing import Final

from attrs import evolve

from sec_rules.drafting.grammar.lexicon import TELLING
from sec_rules.drafting.grammar.parser import Stuck, parse
from sec_rules.drafting.grammar.sentences import Phrase, Sentence
from sec_rules.lang.lists import joined

# A phrase of each kind that an unknown one is likely to mean, the likelier first.
_STANDS_FOR: Final[Mapping[str, str]] = {
    "FULL": "Full User Security Assessment",
    "VERIFICATION": "Verification User Security Assessment",
    "SELF": "User Security Self-Assessment",
    "EXCEEDS": "exceeds",
    "AT_LEAST": "is at least",
    "AT_MOST": "is at most",
    "LESS_THAN": "is less than",
    "SUPPLIER_PARTY": "Supplier Party",
    "NETWORK_PARTY": "Network Party",
    "DOMESTIC": "Domestic Premises",
    "NON_DOMESTIC": "Non-Domestic Premises",
    "AS_SUPPLIER": "for which it is the Responsible Supplier",
    "AS_NETWORK": "for which it is the Electricity Distributor and/or the Gas Transporter",
    "BE_SUBJECT": "shall be subject",
    "THEREAFTER": "in each year",
    "AFTER_INITIAL": "after the year of its initial Full User Security Assessment",
}
_SHARED: Final = {kind: _STANDS_FOR[kind] for kind in ("EXCEEDS", "AT_LEAST", "AT_MOST", "LESS_THAN")}
_TERMS: Final = (
    *(_STANDS_FOR[kind] for kind in ("FULL", "VERIFICATION", "SELF", "SUPPLIER_PARTY", "NETWORK_PARTY")),
    *("Domestic Premises", "Non-Domestic Premises", "Responsible Supplier", "Electricity Distributor"),
    *("Gas Transporter", "Smart Metering System", "Smart Metering Systems"),
)
# How alike a slip is to the term, from nought to one.
_ALIKE: Final = 0.85
# No more phrases are offered for one that is not known.
_MOST: Final = 3

# A sentence with more unknown words in it than in so many places is not one phrase short.
_MOST_RUNS: Final = 20


def advice(sentence: Sentence, whole: str, *, own: bool = False) -> str:
    """What to do about a sentence that is not read; `whole` are its words as they stand. "" where nothing is known.

    Of a sentence in the `own` words of another rulebook the phrases are offered that every code has.
    """
    asked = "" if own else slip(whole)
    if asked:
        return asked
    words, means = _one_phrase_short(sentence, _SHARED if own else _STANDS_FOR)
    if means:
        offered = joined([f"'{phrase}'" for phrase in means[:_MOST]], " or ")
        line = f'"{words}" = {{ means = "{means[0]}", because = "..." }}'
        return (
            f"Only '{words}' stands in the way. If it means {offered}, write that, or teach it under [vocabulary] in "
            f"sec-rules.toml, with the phrase that it means: {line}."
        )
    return ""


def slip(words: str) -> str:
    """Asks whether a term was meant that some of these words nearly are. "" where there is none."""
    near = next(_slips(words), None)
    return f"Is '{near[1]}' meant where it says '{near[0]}'?" if near is not None else ""


def _slips(text: str) -> Iterator[tuple[str, str]]:
    """Words that are nearly a term and are none, each with the term."""
    words = text.split()
    known = {term.casefold() for term in _TERMS}
    for term in _TERMS:
        size = len(term.split())
        for start in range(len(words) - size + 1):
            said = " ".join(words[start : start + size]).strip(",.;:()'\"\u2018\u2019\u201c\u201d")
            small = said.casefold()
            near = small not in known and small.removesuffix("s") not in known
            if near and _is_near(small, term.casefold()):
                yield said, term


def _is_near(said: str, term: str) -> bool:
    """Whether each word of it is the term's or nearly, and the whole is nearly the term."""
    words, wanted = said.split(), term.split()
    return len(words) == len(wanted) and all(map(_is_alike, words, wanted))


# The words of a sentence are held against those of the terms anew after each edit.
@lru_cache(maxsize=16_384)
def _is_alike(one: str, other: str) -> bool:
    most = 2 * min(len(one), len(other)) / (len(one) + len(other))
    return one == other or (most >= _ALIKE and SequenceMatcher(None, one, other).ratio() >= _ALIKE)


def _one_phrase_short(sentence: Sentence, known: Mapping[str, str]) -> tuple[str, Sequence[str]]:
    """The unknown words of a sentence, where one known phrase in their place would make it read, and such phrases."""
    if sum(unknown for unknown, _ in groupby(sentence.phrases, lambda phrase: phrase.kind == "WORD")) > _MOST_RUNS:
        return "", ()
    found = [next(_read_with(sentence, run, known), None) for run in _unknown(sentence.phrases)]
    fitting = [each for each in found if each is not None]
    if len(fitting) != 1:
        return "", ()
    (run, means) = fitting[0]
    return " ".join(phrase.text for phrase in run[_articles(run) :]), means


_Run = tuple[Phrase, ...]


def _read_with(sentence: Sentence, run: _Run, known: Mapping[str, str]) -> Iterator[tuple[_Run, Sequence[str]]]:
    """The unknown words, alone and with the words in capitals around them, and what they may stand for, if anything."""
    for words in dict.fromkeys((run, _in_capitals(sentence.phrases, run))):
        if means := _meanings(sentence, words, known):
            yield words, means


def _unknown(phrases: Sequence[Phrase]) -> Iterator[_Run]:
    """The runs of unknown words, those that are parts of one name in capitals as one."""
    covered: _Run = ()
    for unknown, group in groupby(phrases, lambda phrase: phrase.kind == "WORD"):
        run = tuple(group)
        if unknown and run[0] not in covered:
            yield run
            covered = _in_capitals(phrases, run)


def _in_capitals(phrases: Sequence[Phrase], run: _Run) -> _Run:
    """A run of unknown words with the words beside it that are in capitals too: "Household" of "Household Premises"."""
    first = phrases.index(run[0])
    last = first + len(run)
    while first and not _articles(run) and _belongs(phrases[first - 1], run):
        first -= 1
    while last < len(phrases) and _belongs(phrases[last], run):
        last += 1
    if first and phrases[first - 1].kind == "WORD" and phrases[first - 1].text.casefold() in _ARTICLES:
        first -= 1
    return tuple(phrases[first:last])


def _belongs(phrase: Phrase, run: _Run) -> bool:
    return phrase.place.provision == run[0].place.provision and phrase.text[:1].isupper() and run[-1].text[:1].isupper()


def _articles(run: _Run) -> int:
    """How many of the first words are no part of a name."""
    return int(len(run) > 1 and run[0].text.casefold() in _ARTICLES)


_ARTICLES: Final = ("a", "an", "the")


def _meanings(sentence: Sentence, run: _Run, known: Mapping[str, str]) -> list[str]:
    one_paragraph = all(phrase.place.provision == run[0].place.provision for phrase in run)
    if not one_paragraph or all(phrase.text.casefold() in TELLING for phrase in run):
        return []
    at = sentence.phrases.index(run[0])
    means: list[str] = []
    for kind, phrase in known.items():
        stand_in = Phrase(kind, phrase, run[0].place.to(run[-1].place), {})
        said = (*sentence.phrases[:at], stand_in, *sentence.phrases[at + len(run) :])
        result = parse(evolve(sentence, phrases=said))
        if not isinstance(result, Stuck) and not result.unread and not result.outcomes:
            means.append(phrase)
    return means
