"""Every single slip in the words of a version: a phrase deleted, doubled, or another one in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal

from attrs import frozen

from sec_rules.analysis.equivalence import difference
from sec_rules.answers.word_trace import is_read
from sec_rules.drafting.grammar.sentences import sentences
from sec_rules.drafting.grammar.text_reader import read_text
from sec_rules.drafting.layout.held_words import held_provision
from sec_rules.drafting.layout.provisions import Provision
from sec_rules.engine.english.rules import rule_in_words
from sec_rules.engine.legal_text import words_of
from sec_rules.lang import Clause, Version

Noticed = Literal["not read", "words left over", "another rule", "same rule"]

# What a drafter's slip would put in the place of what stands there; in order, all that fit.
_NEAR: Final = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        (r"\bexceeds\b", "is equal to or less than"),
        (r"\bexceeds\b", "is equal to or greater than"),
        (r"\bis equal to or less than\b", "exceeds"),
        (r"\bis equal to or less than\b", "is less than"),
        (r"\b250,000\b", "25,000"),
        (r"\b250,000\b", "2,500,000"),
        (r"\b250,000\b", "250,001"),
        (r"\b250,000\b", "250000"),
        (r"^five$", "four"),
        (r"^five$", "six"),
        (r"^five$", "fifty"),
        (r"\bsum\b", "aggregate"),
        (r"\bfirst year\b", "next year"),
        (r"\bfirst year\b", "second year"),
        (r"\bimmediately following\b", "next following"),
        (r"\bimmediately following\b", "first"),
        (r"\bnext following\b", "immediately following"),
        (r"\bnext following\b", "first"),
        (r"\beach year thereafter\b", "the immediately following year"),
        (r"\beach year$", "the first year"),
        (r"\bafter\b", "before"),
        (r"^and$", "or"),
        (r"\band/or\b", "and"),
        (r"\band/or\b", "or"),
        (r"\bneither\b", "either"),
        (r"\bnor\b", "or"),
        (r"^is$", "is not"),
        (r"\bSupplier Party\b", "Network Party"),
        (r"\bNetwork Party\b", "Supplier Party"),
        (r"(?<!Non-)\bDomestic Premises\b", "Non-Domestic Premises"),
        (r"\bNon-Domestic Premises\b", "Domestic Premises"),
        (r"\bPremises\b", "Smart Metering Systems"),
        (r"\bFull\b", "Verification"),
        (r"\bVerification\b", "Full"),
        (r"\bUser Security Self-Assessment\b", "Verification User Security Assessment"),
        (r"\bVerification User Security Assessment\b", "User Security Self-Assessment"),
        (r"\bResponsible Supplier\b", "Electricity Distributor"),
        (r"\bElectricity Distributor\b", "Responsible Supplier"),
        (r"\bshall\b", "may"),
        (r"\bdeemed to include\b", "deemed to exclude"),
        (r"\bany other User\b", "the User"),
        (r"\bSections G8\.(\d+) and G8\.(\d+)\b", r"Section G8.\1"),
        (r"\bSections G8\.(\d+) and G8\.(\d+)\b", r"Section G8.\2"),
        (r"\(a\) to \(c\)", "(a) to (b)"),
        (r"\(a\) to \(c\)", "(b) to (c)"),
    )
)

_SILENT: Final = {
    "QUALIFIER": "qualifies a defined term",
    "FILLER": "carries no condition",
    "PUNCTUATION": "punctuation",
}


@frozen
class WordMutant:
    """The words of a version with one slip: what stood there, what was put, whether and how it is noticed.

    `part` is what the phrase is in the sentence. Where the rule is the same, that is proved, and `says` is the rule.
    """

    label: str
    of: str
    kind: Literal["deleted", "doubled", "replaced"]
    phrase: str
    put: str
    part: str
    noticed: Noticed
    says: str

    @property
    def slip(self) -> str:
        """The slip in words."""
        return f"'{self.phrase}' {self.kind}" if self.kind != "replaced" else f"'{self.put}' for '{self.phrase}'"


def word_mutants(clause: Clause) -> tuple[WordMutant, ...]:
    """Every slip in the words of every version that is read, and whether the double entry notices it."""
    return tuple(
        _held_against(clause, version, slip)
        for version in clause.versions
        if is_read(version)
        for slip in _slips(clause, version)
    )


@frozen
class _Slip:
    kind: Literal["deleted", "doubled", "replaced"]
    phrase: str
    put: str
    part: str
    words: str


def _slips(clause: Clause, version: Version) -> Iterator[_Slip]:
    words = words_of(clause, version)
    provision = held_provision(clause.label, words)
    if provision is None:
        return
    seen: set[str] = {words}
    for (start, end), part in _stretches(provision, words).items():
        phrase = words[start:end]
        for kind, put in _puts(phrase):
            slipped = words[:start] + put + words[end:]
            if slipped not in seen:
                seen.add(slipped)
                yield _Slip(kind, phrase, put, part, slipped)


def _puts(phrase: str) -> Iterator[tuple[Literal["deleted", "doubled", "replaced"], str]]:
    yield "deleted", ""
    yield "doubled", f"{phrase} {phrase}"
    for pattern, put in _NEAR:
        changed = pattern.sub(put, phrase)
        if changed != phrase:
            yield "replaced", changed


def _stretches(provision: Provision, words: str) -> dict[tuple[int, int], str]:
    """Where each phrase stands in the words as a whole, and what it is there."""
    starts: dict[str, int] = {}
    at = 0
    for part in provision.walk():
        at = words.index(part.text, at)
        starts[part.label] = at
    found: dict[tuple[int, int], str] = {}
    for sentence in sentences(provision):
        for phrase in (*sentence.phrases, *sentence.silent):
            start = starts[phrase.place.provision]
            if phrase.place.end > phrase.place.start:
                place = (start + phrase.place.start, start + phrase.place.end)
                found[place] = _SILENT.get(phrase.kind, "a form of words")
    return dict(sorted(found.items()))


def _held_against(clause: Clause, version: Version, slip: _Slip) -> WordMutant:
    noticed, says = _noticed(clause, version, slip.words)
    return WordMutant(clause.label, version.words.heading, slip.kind, slip.phrase, slip.put, slip.part, noticed, says)


def _noticed(clause: Clause, version: Version, words: str) -> tuple[Noticed, str]:
    read = read_text(words)
    if [r.label for r in read] != [clause.label]:
        return "not read", "it is no longer one clause"
    if read[0].sentences:
        return "not read", read[0].sentences[0].why
    if read[0].words:
        return "words left over", ", ".join(phrase.text for phrase in read[0].words)
    differs = difference(version.rules, read[0].rules)
    if differs is not None:
        return "another rule", differs
    return "same rule", " ".join(rule_in_words(rule) for rule in read[0].rules)
