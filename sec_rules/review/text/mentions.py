"""What a draft speaks of: the terms it counts by or defines, and the provisions it refers to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from attrs import frozen

from sec_rules._patterns import compiled
from sec_rules.drafting.draft import Draft
from sec_rules.engine.english.rules import rule_in_words
from sec_rules.lang import Count, Defines, YesNo, is_year
from sec_rules.lang.citations import clause_of, scan
from sec_rules.lang.steps import STEP
from sec_rules.lang.traversal import facts_of_rules

_OWN: Final = compiled(
    rf"(?<!\w)(?:sub-)?paragraphs? (?P<first>{STEP})(?: to (?P<last>{STEP}))?(?! of Section)",
    re.IGNORECASE,
)


@frozen
class Definition:
    """A term, what it is taken to mean, and on whose word; `clauses` are the clauses of the draft that use it."""

    term: str
    means: str
    given_by: str
    clauses: tuple[str, ...]


@frozen
class Reference:
    """A provision of the draft that refers to another, and where that leads; `found` is false where nowhere."""

    provision: str
    to: str
    leads_to: str
    found: bool


def definitions(draft: Draft) -> tuple[Definition, ...]:
    """The terms that the draft's rules count by, and those it defines."""
    used: dict[Count | YesNo, list[str]] = {}
    given: list[Definition] = []
    for shown in draft.shown:
        for rule in shown.after.rules if shown.after else ():
            if isinstance(rule, Defines):
                given.append(Definition(rule.name, rule_in_words(rule), shown.label, (shown.label,)))
            for fact in facts_of_rules((rule,)):
                if not is_year(fact) and shown.label not in used.setdefault(fact, []):
                    used[fact].append(shown.label)
    counted = (
        Definition(_term(fact), fact.meaning, "how it is counted here", tuple(labels)) for fact, labels in used.items()
    )
    return (*given, *counted)


def _term(fact: Count | YesNo) -> str:
    if isinstance(fact, Count):
        return fact.short[:1].upper() + fact.short[1:] or fact.name
    return fact.meaning.removeprefix("the User is a ").removeprefix("the User is ")


def referred_to(draft: Draft) -> tuple[Reference, ...]:
    """Every reference in the proposed text of the clauses shown, in order."""
    known = _Known(
        frozenset(s.label for s in draft.shown),
        frozenset(p.label for top in draft.accepted.provisions for p in top.walk()),
        {clause.label: clause.title for clause, _ in draft.proposed.standing(draft.on)},
    )
    provisions = (p for s in draft.shown if s.after for p in s.after.provision.walk())
    return tuple(dict.fromkeys(r for p in provisions for r in _references(p.label, p.text, known)))


@frozen
class _Known:
    """Where a reference can lead: the clauses that the draft shows, its provisions, and the titles of those held."""

    shown: frozenset[str]
    provisions: frozenset[str]
    held: Mapping[str, str]


def _references(label: str, text: str, known: _Known) -> Iterator[Reference]:
    for mention in scan(text):
        yield _led(label, str(mention.label), known)
    clause = clause_of(label)
    for match in _OWN.finditer(text):
        for step in (match["first"], match["last"]):
            if step:
                yield _led(label, clause + step, known)


def _led(label: str, to: str, known: _Known) -> Reference:
    clause = clause_of(to)
    if clause in known.shown:
        there = to in known.provisions
        return Reference(label, to, "the draft" if there else "no provision of the draft", there)
    if clause in known.held:
        title = known.held[clause]
        return Reference(label, to, f"the Code as held: {title}" if title else "the Code as held", True)
    return Reference(label, to, "not held here, so not followed", False)
