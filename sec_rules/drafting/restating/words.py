"""The words of a note: each with the sense that the rulebook gives it; a word that has none leaves the note open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from attrs import frozen

from sec_rules.drafting.grammar.numbers import ORDINALS, WORDS, value
from sec_rules.lang.citations import REFERENCE, SECTION
from sec_rules.rulebook.procedure import word_lists

_PACKAGE: Final = "sec_rules.rulebook"
_HALF: Final = {"half a million": 500_000, "a quarter of a million": 250_000, "three quarters of a million": 750_000}
_TOKEN: Final = re.compile(
    rf"(?P<label>\b{REFERENCE})|(?P<section>\b{SECTION}\b(?<=\d))|(?P<step>\([a-h]\))"
    rf"|(?P<half>{'|'.join(_HALF)})"
    r"|(?P<day>\b(?:19|20)\d\d\b)|(?P<digits>\d[\d,]*(?:\s(?:thousand|million)\b)?)"
    rf"|(?P<number>(?!one\b(?![ -](?:hundred|thousand|million)))(?:{WORDS}))"
    r"|(?P<word>[^\W\d_]+(?:['\u2019][^\W\d_]+)*)|(?P<stop>[;:\u2013\u2014]| - )"
    r"|(?P<comma>,)|(?P<mark>[.?!()\[\]/\"\u201c\u201d'\u2018\u2019*>-])|(?P<other>\S)",
    re.IGNORECASE,
)
_LETTER_HYPHEN: Final = re.compile(r"(?<=[A-Za-z])[-\u2010\u2011](?=[A-Za-z])")
_POSSESSIVE: Final = re.compile(r"['\u2019](?:s\b)?", re.IGNORECASE)


@frozen
class Token:
    """A word or a phrase of a note: its sense, the value that sense has (a party, a number, a label), and itself."""

    sense: str
    value: str
    text: str

    @property
    def number(self) -> int:
        """The value of a number."""
        return int(self.value)


class UnknownWordError(Exception):
    """A note has a word that nothing is known of."""


@cache
def _lists(*, of_titles: bool) -> tuple[Mapping[tuple[str, ...], Token], int]:
    found: dict[tuple[str, ...], Token] = {}
    for file in ("notes.txt", "titles.txt") if of_titles else ("notes.txt",):
        text = files(_PACKAGE).joinpath(file).read_text(encoding="utf-8")
        for name, phrases in word_lists(text).items():
            sense, _, of = name.partition(" ")
            for phrase in phrases:
                found.setdefault(tuple(phrase.split()), Token(sense, of, phrase))
    return found, max(map(len, found))


def tokens(text: str, *, of_title: bool = False) -> tuple[Token, ...]:
    """The words of a note, the longest phrases that are known first. `UnknownWordError` for a word that is in none.

    A title may have more words than a sentence.
    """
    plain = list(_plain(_LETTER_HYPHEN.sub(" ", text)))
    known, longest = _lists(of_titles=of_title)
    found: list[Token] = []
    at = 0
    while at < len(plain):
        for length in range(min(longest, len(plain) - at), 0, -1):
            phrase = known.get(tuple(token.text for token in plain[at : at + length]))
            if phrase is not None:
                found.append(phrase)
                at += length
                break
        else:
            if plain[at].sense == "word":
                raise UnknownWordError(plain[at].text)
            found.append(plain[at])
            at += 1
    found = [
        Token("ABOUT", "", token.text)
        if token.text in ("follow", "follows") and at + 1 == len(found) and found[at - 1].sense in ("ABOUT", "CLAUSE")
        else token
        for at, token in enumerate(found)
    ]
    return tuple(_with_none(tuple(_with_not(list(_with_proposers(found))))))


def _with_proposers(given: list[Token]) -> Iterator[Token]:
    """The words, somebody by whom it is proposed told from those whom it is about: "proposed by a small supplier"."""
    by = -1
    for at, token in enumerate(given):
        opens = at == 0 or given[at - 1].sense == "stop"
        if opens and token.sense == "REPORTED" and given[at + 1 : at + 2] and given[at + 1].text == "by":
            by = at + 1
        elif token.sense == "ABOUT" and token.text.endswith(" by"):
            by = at
        elif by != -1 and token.sense not in ("BY", "FILLER", "SMALL", "LARGE", "PARTY"):
            by = -1
        ends = at + 1 == len(given) or given[at + 1].sense in ("stop", "comma")
        if by != -1 and token.sense == "PARTY" and not ends:
            raise UnknownWordError(token.text)
        yield Token("REPORTS", "", token.text) if by != -1 and token.sense == "PARTY" and ends else token


_THINGS: Final = ("FIGURE", "CYCLE", "CLAUSE", "OUTCOME", "ASSESSMENT", "WEIGHT", "BAND", "CLASS", "PARTY")


def _with_none(given: tuple[Token, ...]) -> Iterator[Token]:
    """The words, "no figure is changed" as every figure kept, and "no other clause" as nothing else."""
    changed = next((at for at, token in enumerate(given) if token.sense in ("CHANGED", "MOVED")), -1)
    for at, token in enumerate(given):
        if token.sense in ("NO", "NO_OTHER"):
            of = given[at + 1].sense if at + 1 < len(given) else ""
            if changed < at or of not in (*_THINGS, "CHANGED"):
                raise UnknownWordError(token.text)
            yield Token("ALL" if token.sense == "NO" else "NOTHING_ELSE", "", token.text)
        elif at == changed and any(t.sense == "NO" for t in given[:at]):
            yield Token("KEPT", "", token.text)
        else:
            yield token


def _with_not(given: list[Token]) -> Iterator[Token]:
    """The words, "not" before a number or an outcome as "rather than": "ten, not five"."""
    for at, token in enumerate(given):
        behind = [other.sense for other in given[at + 1 : at + 3]]
        instead = behind[:1] in (["NUMBER"], ["OUTCOME"]) or behind == ["FILLER", "OUTCOME"]
        after = at > 0 and given[at - 1].sense == "comma"
        yield Token("REPLACES", "", token.text) if token.sense == "NOT" and instead and after else token


def _plain(text: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(" ".join(text.split())):
        kind, said = str(match.lastgroup), match.group().casefold()
        match kind:
            case "label":
                yield Token("LABEL", match.group().replace(" ", ""), said)
            case "half":
                yield Token("NUMBER", str(_HALF[said]), said)
            case "digits" | "number":
                yield Token("NUMBER", str(value(said.strip(","))), said)
                if said.endswith(","):
                    yield Token("comma", "", ",")
            case "word":
                word = _POSSESSIVE.sub("", said)
                ordinal = ORDINALS.get(word)
                yield Token("ORDINAL", str(ordinal), word) if ordinal else Token("word", "", word)
            case "step":
                yield Token("STEP", str(ord(said[1]) - ord("a") + 1), said)
            case "other":
                raise UnknownWordError(said)
            case "section" | "mark":
                continue
            case _:
                yield Token(kind, said, said)
