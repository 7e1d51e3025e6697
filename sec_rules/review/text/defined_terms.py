"""The defined terms that a draft uses, and words in capitals that look like terms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import takewhile
from typing import Final

from attrs import frozen

from sec_rules._patterns import compiled
from sec_rules.drafting.layout.labels import INVISIBLE
from sec_rules.drafting.layout.provisions import Layout, Provision
from sec_rules.lang.citations import CLAUSE, UNDER_SECTION
from sec_rules.lang.steps import STEP
from sec_rules.review.text.definitions import Definition, definitions, folded
from sec_rules.rulebook import terms
from sec_rules.span import Span, holding, matched

_SMALL: Final = frozenset(("of", "and", "for", "the", "to", "in", "with", "on", "a", "an", "or", "by"))
_CAPITAL: Final = rf"[A-Z][\w'\u2019/\u2010\u2011{INVISIBLE}-]*"
_RUN: Final = compiled(rf"(?<![\w'\u2019.-]){_CAPITAL}(?:\s+(?:(?:of|and|for|the|to|in|with|on)\s+){{0,2}}{_CAPITAL})*")
_TOKEN: Final = compiled(rf"[\w'\u2019/\u2010\u2011{INVISIBLE}-]+")
_STATUTE: Final = compiled(r"\b(?:Act|Acts|Regulations?|Order|Directive|Rules|Treaty|Convention|Directions?)$")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that begin a sentence, or that stand in capitals without being terms.
_LEADING: Final = _words("""
    a an the each every any all that such this these those where when if unless no not in on for subject
    notwithstanding following after before its his her their within from by at upon without until during as to and
    or but nothing either neither both whether once provided save except other paragraph paragraphs sub-paragraph
    limb it they he she there one two three four five six seven eight nine ten having being with under pursuant
    despite immediately annually thereafter otherwise only per via most more less fewer further given insofar who
    which what whenever wherever while also accordingly however therefore then here old new amend insert delete
    replace omit substitute means first second third fourth fifth sixth last next initial
""")
_PROPER: Final = _words("""
    january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday christmas easter england wales scotland britain ireland europe european london
    united kingdom great british english welsh scottish ofgem elexon xoserve crest majesty his her king queen crown
    parliament mr mrs ms dr section sections schedule schedules annex annexes appendix appendices table figure
    article articles regulation regulations act acts order condition conditions version chapter part parts paragraph
    clause clauses volume licence internet i gmt bst cardiff edinburgh glasgow belfast leeds manchester birmingham
    bristol coventry liverpool sheffield leicester nottingham
""")


@frozen
class Use(Span):
    """Words in capitals that are no term known, where they stand in a provision's own text."""

    provision: Provision
    words: str


def defined(layout: Layout) -> tuple[Definition, ...]:
    """The definitions that a view gives, in order."""
    return tuple(d for provision in layout.walk() for d in definitions(provision))


def defined_outside(layout: Layout) -> tuple[Definition, ...]:
    """The definitions in the paragraphs of a view that stand in no provision."""
    loose = (p for p in layout.loose if p.text.strip())
    return tuple(d for p in loose for d in definitions(Provision("", "", p.text, (Span(0, len(p.text)),), (), p.place)))


@cache
def standing() -> frozenset[str]:
    """The terms of Section A, folded: those restated and those known by name."""
    return frozenset(folded(t) for t in (*(t.name for t in terms.TERMS), *terms.names()))


@cache
def _standing_names() -> dict[str, str]:
    """The terms of Section A as they are written, by their folded form."""
    return {folded(t): t for t in (*(t.name for t in terms.TERMS), *terms.names())}


def spelled_nearly(words: str) -> str:
    """The term of Section A of which words that are none may be a misspelling; "" for none.

    That is one of which a single long word has one letter more, fewer, or other, or two that change places.
    """
    given = folded(words).split()
    for key, name in _standing_names().items():
        other = key.split()
        differ = [(a, b) for a, b in zip(given, other, strict=False) if a != b]
        if len(given) == len(other) and len(differ) == 1 and is_a_slip(*differ[0]):
            return name
    return ""


def is_a_slip(one: str, other: str) -> bool:
    """Whether two words of some length differ by one letter put in, left out or another, or by two that change places.

    Other endings are other forms of a word, and not slips.
    """
    if min(len(one), len(other)) < _LONG or one in forms(other) or other in forms(one):
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[start:], other[start:]
    return a[1:] == b or a == b[1:] or a[1:] == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


_LONG: Final = 6
_CAPITALS: Final = compiled(_CAPITAL)


def whole_phrase(use: Use) -> str:
    """Words in capitals that are no term known, with those straight before them that are one: they may be its head."""
    words = (word.lstrip("([\u201c\u2018\"'") for word in reversed(use.provision.text[: use.start].split()))
    tokens = list(takewhile(_CAPITALS.fullmatch, words))[::-1]
    known = standing() | {"user"}
    head = next((tokens[i:] for i in range(len(tokens)) if folded(" ".join(tokens[i:])) in known), [])
    return " ".join((*head, use.words))


def forms(word: str) -> Iterator[str]:
    """A folded phrase and what it may be the plural or the possessive of."""
    word = re.sub(r"['\u2019]s?$", "", word)
    yield word
    if word.endswith("ies"):
        yield word[:-3] + "y"
    if word.endswith("es"):
        yield word[:-2]
    if word.endswith("s"):
        yield word[:-1]
    else:
        yield word + "s"
    first, space, rest = word.partition(" of ")
    if space and first.endswith("s"):
        yield first[:-1] + space + rest


def mentioned(text: str, keys: frozenset[str]) -> Iterator[str]:
    """The terms of `keys` (folded) that stand in capitals in a text, each time the longest that does."""
    for run in _RUN.finditer(text):
        tokens = [(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(run.group())]
        i = 0
        while i < len(tokens):
            length, key = _longest(tokens, i, keys)
            if length:
                yield key
            i += max(1, length)


_ACT: Final = compiled(r"\s+(?:Act|Regulations)\b")


def unknown(provision: Provision, known: frozenset[str]) -> Iterator[Use]:
    """Words in capitals in a provision's own text that are no term in `known` (folded), in order."""
    text = provision.text
    quoted = [matched(m) for m in re.finditer(r"[\"\u201c][^\"\u201c\u201d]*[\"\u201d]", text)]
    for run in _RUN.finditer(text):
        if holding(quoted, run.start()):
            continue
        if _STATUTE.search(run.group()) or _ACT.match(text, run.end()):
            continue
        yield from _in_run(provision, run, known)


def _in_run(provision: Provision, run: re.Match[str], known: frozenset[str]) -> Iterator[Use]:
    tokens = [(m.start() + run.start(), m.end() + run.start(), m.group()) for m in _TOKEN.finditer(run.group())]
    first = _opens_sentence(provision.text, run.start())
    i = 0
    odd: list[int] = []
    while i < len(tokens):
        length, _ = _longest(tokens, i, known)
        if length and odd and odd[-1] == i - 1:
            # "Enhanced User Security Assessment": a term made of another.
            odd.extend(range(i, i + length))
        elif length == 0 and not _ordinary(tokens[i][2], initial=first and i == 0):
            odd.append(i)
        elif odd:
            yield from _use(provision, tokens, odd, first)
            odd = []
        i += max(1, length)
    yield from _use(provision, tokens, odd, first)


def _use(provision: Provision, tokens: list[tuple[int, int, str]], odd: list[int], first: bool) -> Iterator[Use]:
    if not odd or (first and odd == [0]):
        # One word at the head of a sentence has its capital from there.
        return
    start, end = tokens[odd[0]][0], tokens[odd[-1]][1]
    words = re.sub(r"['\u2019]s?$", "", provision.text[start:end])
    yield Use(start, start + len(words), provision, words)


def _longest(tokens: list[tuple[int, int, str]], i: int, known: frozenset[str]) -> tuple[int, str]:
    """How many tokens from `i` on make the longest known term, and that term; 0 and "" where none do."""
    for j in range(min(len(tokens), i + 9), i, -1):
        phrase = folded(" ".join(t[2] for t in tokens[i:j]))
        for form in forms(phrase):
            if form in known:
                return j - i, form
    return 0, ""


def _ordinary(token: str, *, initial: bool) -> bool:
    """Whether a word needs no definition: a small word, a name, an acronym, a number."""
    bare = re.sub(r"['\u2019]s?$", "", token)
    small = bare.casefold()
    if small in _SMALL or small in _PROPER or (small in _LEADING and initial) or len(bare) == 1:
        return True
    return bare.isupper() or bool(re.search(r"\d", bare)) or (sum(c.isupper() for c in bare) > 1 and "-" not in bare)


_LABEL: Final = compiled(rf"\s*(?:{CLAUSE}|{UNDER_SECTION}|{STEP})[.:]?")


def _opens_sentence(text: str, at: int) -> bool:
    if text[:at].endswith("("):
        # "Section G8.44A (Keeping of records)": a heading quoted begins like a sentence.
        return True
    before = text[:at].rstrip(" \t\u00a0\"\u201c\u2018'([\u200b\u200e\u200f\u2060")
    if _LABEL.fullmatch(before):
        # A number typed beside the one that Word computes.
        return True
    return not before or before[-1] in ".?!:;\n\u2014\u2013"
