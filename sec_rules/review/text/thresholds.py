"""Quantities held against figures, read as rules or found in prose: where, of what, which way, which figure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal

from attrs import frozen

from sec_rules._patterns import compiled
from sec_rules.documents.document import View
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.grammar import numbers
from sec_rules.drafting.grammar.clause_reader import ReadClause
from sec_rules.drafting.layout.provisions import Layout, Provision
from sec_rules.lang import (
    Amount,
    Answers,
    Comparison,
    Condition,
    Either,
    Figure,
    Not,
    Place,
    Relation,
    Rule,
    Sum,
    Times,
    parties_among,
)
from sec_rules.lang.citations import clause_of
from sec_rules.lang.traversal import walk
from sec_rules.review.text.definitions import folded
from sec_rules.review.text.lists import own_sentences
from sec_rules.span import Span, matched

Way = Literal[">", ">=", "<", "<=", "="]
_OF_RELATION: Final[dict[Relation, Way]] = {
    Relation.EXCEEDS: ">",
    Relation.AT_LEAST: ">=",
    Relation.LESS_THAN: "<",
    Relation.AT_MOST: "<=",
    Relation.EXACTLY: "=",
}
_BE: Final = r"(?:(?:is|are|be|being|was|were)\s+)?"
_FORMS: Final[tuple[tuple[Way, str], ...]] = (
    (
        ">=",
        rf"{_BE}(?:equal\s+to\s+or\s+(?:more|greater|higher)\s+than|(?:more|greater|"
        rf"higher)\s+than\s+or\s+equal\s+to)",
    ),
    ("<=", rf"{_BE}(?:equal\s+to\s+or\s+(?:less|fewer|lower)\s+than|(?:less|fewer|lower)\s+than\s+or\s+equal\s+to)"),
    (
        ">=",
        rf"{_BE}(?:at\s+least|not\s+(?:less|fewer|lower)\s+than|no\s+(?:less|fewer|"
        rf"lower)\s+than|not\s+below)|equals?\s+or\s+exceeds?|"
        rf"reach(?:es)?",
    ),
    (
        "<=",
        rf"(?:does|do|did|shall|must)\s+not\s+exceed|{_BE}(?:at\s+most|not\s+(?:more|"
        rf"greater|higher)\s+than|no\s+(?:more|greater|higher)\s+than|not\s+exceeding|"
        rf"not\s+above|up\s+to)",
    ),
    (">", rf"exceed(?:s|ed|ing)?|{_BE}(?:(?:more|greater|higher|larger)\s+than|above|in\s+excess\s+of)"),
    ("<", rf"{_BE}(?:(?:less|fewer|lower|smaller)\s+than|below)|falls?\s+(?:below|short\s+of)"),
)
_COMPARISON: Final = numbers.NumberPattern(
    r"\b(?:" + "|".join(f"(?P<f{i}>{form})" for i, (_, form) in enumerate(_FORMS)) + r")\s+(?:an?\s+|the\s+)?"
    rf"(?:(?:threshold|limit|figure|level|number|total)\s+of\s+)?(?P<number>{numbers.NUMBER})"
    rf"|\b(?:is|are)\s+(?P<number2>{numbers.NUMBER})\s+or\s+(?P<side>more|greater|above|fewer|less|below)\b",
    hint=rf"(?:than|to|least|below|reach(?:es)?|exceed(?:s|ed|ing)?|most|above|of|excess|an?|the|is|are)\s+{numbers.BEGINS}",
)
_OF_SIDE: Final[dict[str, Way]] = {
    "more": ">=",
    "greater": ">=",
    "above": ">=",
    "fewer": "<=",
    "less": "<=",
    "below": "<=",
}
_NUMBER_OF: Final = compiled(
    r"\b(?:number|total|amount|sum|aggregate|count|percentage|proportion|value|"
    r"volume)s?\s+of\s+(?:its\s+|the\s+|all\s+|such\s+|"
    r"those\s+)?"
    r"(?P<what>[\w-]+(?:\s+(?!(?:supplied|for|which|that|in|at|on|through|with|"
    r"of|it|is|are|does|do|exceeds?|to|by|from|held|and|"
    r"or|during|"
    r"submitted|made|reported|received|sent|owned|operated|under|within)\b)[\w-]+){0,4})"
)
_PARTY: Final = compiled(
    r"\b(?P<not>not\s+|neither\s+)?an?\s+(?P<who>(?:[A-Z][\w-]+\s+){0,2}(?:Party|"
    r"Supplier|Distributor|Transporter|User|Operator|Provider))\b"
)


_NOWHERE: Final = Span(0, 0)
_VERB: Final = compiled(r"\b(?:(?:is|are|be|being|equals?|equal to|exactly)\s+)+\Z")


def with_its_verb(text: str, at: Span) -> str:
    """The words of a comparison, with the verb before them where they are a mere figure."""
    verb = _VERB.search(text, 0, at.start)
    return " ".join(text[verb.start() if verb else at.start : at.end].split())


def compared_in(text: str, way: Way, value: int) -> str:
    """The words by which a text compares something with a figure in that way; "" where it has none or several such."""
    found = {" ".join(m.group().split()) for m in _COMPARISON.finditer(text) if _as_read(m) == (way, value)}
    return found.pop() if len(found) == 1 else ""


def _as_read(match: re.Match[str]) -> tuple[Way, int]:
    way = _OF_SIDE[match["side"].lower()] if match["side"] else _way(match)
    return way, numbers.read(match["number"] or match["number2"]).value


@frozen
class Bound:
    """A quantity held against a figure in one provision; `place` is None where the clause is held and not shown.

    `of` tells the quantity and the party from others. `place` is that of the comparison, `value` the figure. `whole` is
    true of what is counted in whole numbers.
    """

    clause: str
    of: tuple[object, ...]
    way: Way
    value: int
    provision: Provision | None = None
    place: Span = _NOWHERE
    whole: bool = True


def bounds(layout: Layout, draft: Draft) -> tuple[Bound, ...]:
    """What is held against a figure in the clauses shown, and in those held around them."""
    found: list[Bound] = []
    shown = {p.label for p in layout.provisions}
    before = layout.view is View.ORIGINAL
    reads = {s.label: s.before if before else s.after for s in draft.shown}
    for provision in layout.provisions:
        read = reads.get(provision.label)
        ruled = read is not None and bool(read.rules)
        if read is not None:
            found.extend(_of_read(read))
        for p in provision.walk():
            if not ruled:
                found.extend(_in_prose(p))
    code, day = (draft.base, draft.base_on) if before else (draft.proposed, draft.on)
    for clause, version in code.standing(day):
        if clause.label not in shown:
            found.extend(b for rule in version.rules for b in _of_rule(clause.label, rule, None))
    return tuple(found)


def _of_read(read: ReadClause) -> Iterator[Bound]:
    provisions = {p.label: p for p in read.provision.walk()}
    for rule in read.rules:
        yield from _of_rule(read.label, rule, provisions)


def _of_rule(label: str, rule: Rule, provisions: dict[str, Provision] | None) -> Iterator[Bound]:
    if not isinstance(rule, Answers):
        return
    who = party(rule.applies)
    for node in walk(rule.applies):
        if isinstance(node, Comparison) and isinstance(node.right, Figure):
            place = _place(node)
            provision = provisions.get(place.provision) if provisions and place else None
            at = place if place and provision else _NOWHERE
            yield Bound(label, (node.left, who), _OF_RELATION[node.relation], node.right.value, provision, at)


def party(condition: Condition) -> str:
    """The party that a condition is about, by the name of its fact, or "" where it is not one."""
    nodes = list(walk(condition))
    if any(isinstance(n, (Not, Either)) for n in nodes) and not any(isinstance(n, Comparison) for n in nodes):
        return ""
    named = parties_among(nodes)
    return named[0].name if len(named) == 1 else ""


def _place(node: Comparison) -> Place | None:
    one, two = node.place, getattr(node.right, "place", None)
    if one is None or two is None or one.provision != two.provision:
        return one or two
    return one.to(two)


def _in_prose(provision: Provision) -> Iterator[Bound]:
    clause = clause_of(provision.label)
    for sentence in own_sentences(provision):
        for match in _COMPARISON.finditer(provision.text, sentence.start, sentence.end):
            what, whole = _subject(provision.text, sentence.start, match.start())
            if what:
                who = _party(provision.text[sentence.start : match.start()])
                way, value = _as_read(match)
                yield Bound(clause, (what, who), way, value, provision, matched(match), whole)


def _way(match: re.Match[str]) -> Way:
    return next(way for i, (way, _) in enumerate(_FORMS) if match[f"f{i}"])


def _subject(text: str, start: int, end: int) -> tuple[str, bool]:
    """What is held against a figure, "" where that is not known, and whether it is counted in whole numbers."""
    found = list(_NUMBER_OF.finditer(text, start, end))
    if not found:
        return "", False
    return folded(found[-1]["what"]), found[-1].group().casefold().startswith(("number", "count"))


def _party(words: str) -> str:
    found = [m for m in _PARTY.finditer(words) if not m["not"] and m["who"] != "User"]
    return folded(found[0]["who"]) if found else ""


@frozen
class Weight:
    """A figure by which a quantity is multiplied, in one clause."""

    clause: str
    of: tuple[object, ...]
    value: int
    provision: Provision | None = None
    place: Span = _NOWHERE


def weights(layout: Layout, draft: Draft) -> tuple[Weight, ...]:
    """The weights that the clauses shown, and those held around them, give to quantities."""
    found: list[Weight] = []
    shown = {p.label for p in layout.provisions}
    before = layout.view is View.ORIGINAL
    for s in draft.shown:
        read = s.before if before else s.after
        if read is not None:
            provisions = {p.label: p for p in read.provision.walk()}
            found.extend(w for rule in read.rules for w in _weights(read.label, rule, provisions))
    code, day = (draft.base, draft.base_on) if before else (draft.proposed, draft.on)
    for clause, version in code.standing(day):
        if clause.label not in shown:
            found.extend(w for rule in version.rules for w in _weights(clause.label, rule, {}))
    return tuple(found)


def _weights(label: str, rule: Rule, provisions: dict[str, Provision]) -> Iterator[Weight]:
    if not isinstance(rule, Answers):
        return
    who = party(rule.applies)
    for node in walk(rule.applies):
        if not isinstance(node, Comparison):
            continue
        sums = [p for p in walk(node.left) if isinstance(p, Sum)]
        for times in (p for p in walk(node.left) if isinstance(p, Times)):
            place = times.figure.place or times.place
            provision = provisions.get(place.provision) if place else None
            at = place if place and provision else _NOWHERE
            others = tuple(folded(repr(_bare(p))) for s in sums for p in s.parts)
            yield Weight(label, (times.amount, others, who), times.figure.value, provision, at)


def _bare(amount: Amount) -> Amount:
    return amount.amount if isinstance(amount, Times) else amount
