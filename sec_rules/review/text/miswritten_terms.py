"""Defined terms that are written in other capitals, in a wrong plural or with another hyphen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from sec_rules._patterns import one_of
from sec_rules.drafting.layout.provisions import Layout, Provision
from sec_rules.review.text.defined_terms import defined
from sec_rules.review.text.definitions import folded
from sec_rules.rulebook.terms import TERMS
from sec_rules.rulebook.terms import names as known_names
from sec_rules.span import Span, matched

_HYPHEN: Final = "[-\u2010\u2011]"


def miswritten(layout: Layout) -> Iterator[tuple[Provision, Span, str]]:
    """Where terms of more than one word are written in another way than they are defined, and how they should be."""
    given = {d.term for d in defined(layout) if " " in d.term or "-" in d.term}
    pattern, names = _pattern(frozenset(given))
    for provision in layout.walk():
        for match in pattern.finditer(provision.text):
            right = _right(match.group(), names)
            if right is not None and not _shouted(provision.text, match):
                yield provision, matched(match), right


@lru_cache(maxsize=64)
def _pattern(given: frozenset[str]) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Every way of writing the terms of more than one word, and the right way by its folded form."""
    restated = (t.name for t in TERMS if not t.everyday and (" " in t.name or "-" in t.name))
    names = {folded(t): t for t in (*restated, *given)}
    # Names that hold one of the terms are passed over whole.
    longer = (n for n in known_names() if " " in n and any(f" {folded(n)} ".find(f" {t} ") >= 0 for t in names))
    terms = (*names.values(), *(n for n in longer if folded(n) not in names))
    return re.compile(rf"(?<![\w-]){one_of(map(_flexible, terms))}(?![\w-])", re.IGNORECASE), names


def _flexible(term: str) -> list[str]:
    """The letters of a term, what may be between its words, and how it may end."""
    *first, last = re.split(r"[\s-]+", term)
    ends = ""
    if last.casefold() == "premises":
        last, ends = last[:-1], "(?:s(?:es)?)?"
    elif last.endswith("y"):
        last, ends = last[:-1], "(?:y|ies|ys)"
    else:
        last, ends = last.removesuffix("s"), "(?:e?s)?"
    between = rf"(?:\s+|\s?{_HYPHEN}\s?)"
    return [part for word in first for part in (*map(re.escape, word), between)] + [*map(re.escape, last), ends]


def _right(found: str, names: Mapping[str, str]) -> str | None:
    """How the words should be written; None where they are, or are no term of ours."""
    plain = folded(found)
    term = next((names[f] for f in (plain, *_singular(plain)) if f in names), None)
    if term is None:
        return None
    allowed = {" ".join(term.split()), *_plurals(term)}
    written = re.sub(_HYPHEN, "-", " ".join(found.split()))
    if written in allowed:
        return None
    many = plain != folded(term) and not plain.endswith("premise")
    return next(iter(_plurals(term)), term) if many else term


def _singular(plain: str) -> Iterator[str]:
    if plain.endswith("premise"):
        yield plain + "s"
    if plain.endswith("premiseses"):
        yield plain.removesuffix("es")
    if plain.endswith("ies"):
        yield plain[:-3] + "y"
    if plain.endswith("es"):
        yield plain[:-2]
    if plain.endswith("s"):
        yield plain[:-1]
    yield plain + "s"


def _plurals(term: str) -> tuple[str, ...]:
    if term.endswith("Premises"):
        return ()
    if term.endswith("y") and term[-2] not in "aeiou":
        return (term[:-1] + "ies",)
    if term.endswith("s"):
        return (term.removesuffix("s"),)
    return (term + "s",)


def _shouted(text: str, match: re.Match[str]) -> bool:
    """Whether the words stand among others that are all in capitals."""
    around = (text[: min(match.start(), 200)] + text[match.end() : match.end() + 200])[:200]
    return match.group().isupper() and around.upper() == around
