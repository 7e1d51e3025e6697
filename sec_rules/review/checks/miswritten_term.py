"""DT504: a defined term in other capitals, a wrong plural or another hyphenation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from sec_rules.drafting.draft import Draft
from sec_rules.drafting.layout.provisions import Layout, Provision
from sec_rules.review.findings import Check, Fix, FixKind, Found, Scope, Severity, whole_draft
from sec_rules.review.text.defined_terms import defined
from sec_rules.review.text.definitions import folded
from sec_rules.rulebook.terms import TERMS
from sec_rules.rulebook.terms import names as known_names

_USER: Final = re.compile(
    r"\b(?i:an?|the|each|any|every|that|such|all|no)\s+(?P<word>users?)\b(?![-\u2019'])(?!\s+(?:interfaces?|"
    r"accounts?|names?|ids?|guides?|manuals?|"
    r"access|groups?|experience|data|credentials?|devices?|equipment|stories|story|testing)\b)"
)
_HYPHEN: Final = "[-\u2010\u2011]"


def _look(layout: Layout, draft: Draft) -> Iterator[tuple[Provision, Found]]:
    for provision, found in miswritten(layout):
        yield provision, found
    for provision in layout.walk():
        for match in _USER.finditer(provision.text):
            word = match["word"]
            message = f"The defined term is '{word.capitalize()}'."
            yield provision, Found(match.start("word"), match.end("word"), message, Fix(False, word.capitalize()))


def miswritten(layout: Layout) -> Iterator[tuple[Provision, Found]]:
    """Terms of more than one word that are written in another way than they are defined."""
    given = {d.term for d in defined(layout) if " " in d.term or "-" in d.term}
    pattern, names = _pattern(frozenset(given))
    for provision in layout.walk():
        for match in pattern.finditer(provision.text):
            right = _right(match.group(), names)
            if right is not None and not _shouted(provision.text, match):
                message = f"The defined term is '{right}'."
                yield provision, Found(match.start(), match.end(), message, Fix(False, right))


@lru_cache(maxsize=64)
def _pattern(given: frozenset[str]) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Every way of writing the terms of more than one word, and the right way by its folded form."""
    restated = (t.name for t in TERMS if not t.everyday and (" " in t.name or "-" in t.name))
    names = {folded(t): t for t in (*restated, *given)}
    # Names that hold one of the terms are passed over whole.
    longer = (n for n in known_names() if " " in n and any(f" {folded(n)} ".find(f" {t} ") >= 0 for t in names))
    terms = sorted((*names.values(), *(n for n in longer if folded(n) not in names)), key=len, reverse=True)
    forms_of = "|".join(_flexible(t) for t in terms)
    return re.compile(rf"(?<![\w-])(?:{forms_of})(?![\w-])", re.IGNORECASE), names


def _flexible(term: str) -> str:
    words = [re.escape(w) for w in re.split(r"[\s-]+", term)]
    *first, last = words
    if last.casefold() == "premises":
        last = "premise(?:s(?:es)?)?"
    elif last.endswith("y"):
        last = last[:-1] + "(?:y|ies|ys)"
    else:
        last = last.removesuffix("s") + "(?:e?s)?"
    return rf"(?:\s+|\s?{_HYPHEN}\s?)".join((*first, last))


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
    return (
        match.group().isupper()
        and (text[: match.start()] + text[match.end() :])[:200].upper()
        == (text[: match.start()] + text[match.end() :])[:200]
    )


CHECK: Final = Check(
    code="DT504",
    title="defined term in other case, plural or hyphenation",
    severity=Severity.WARNING,
    fix=FixKind.UNSAFE,
    scope=Scope.PROVISION,
    why="In the Code a capital is what points to the definition; without it the words have their ordinary meaning.",
    bad=(
        "G8.41 Where a User is a «supplier party», it shall be subject to a Full User Security Assessment in each year."
    ),
    good=(
        "G8.41 Where a User is a Supplier Party, it shall be subject to a Full User Security Assessment in each year."
    ),
    look=whole_draft(_look),
)
