"""LI605: "and" beside "or" at one level without structure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from sec_rules._patterns import compiled
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.grammar.sentences import Phrase, sentences
from sec_rules.drafting.layout.provisions import Layout, Provision
from sec_rules.lang import Place
from sec_rules.review.findings import Check, FixKind, Found, Scope, Severity, whole_draft

_CONDITIONS: Final = frozenset(
    ("EXCEEDS", "AT_LEAST", "AT_MOST", "LESS_THAN", "EXACTLY", "BETWEEN", "FROM", "UP_TO", "OR_MORE", "OR_FEWER")
)
_PREDICATES: Final = _CONDITIONS | frozenset(("SHARING", "DECISION"))
_DUTIES: Final = frozenset(("BE_SUBJECT", "UNDERGO", "FULL", "VERIFICATION", "SELF", "MEANS"))
_BRACKETS: Final = frozenset(("EITHER", "BOTH", "NEITHER", "NOR", "ANY_OF", "ALL_OF", "L1", "L2", "L3"))
_WHERE: Final = compiled(r"\b(?:[Ww]here|[Ii]f|[Uu]nless|[Ww]hen|[Pp]rovided that)\b(?P<words>[^.;:]*)")
_VERB: Final = (
    r"(?P<subject>it|they|that\s+\w+|the\s+\w+)?\s*(?:is|are|was|were|has|have|had|does|"
    r"do|did|fails?|exceeds?|supplies|holds?|receives?|"
    r"submits?|"
    r"notifies|provides?|makes?|gives?|becomes?|remains?|ceases?|requests?|intends?|"
    r"proposes?|completes?|undergoes|changes?|uses?|shares?)\b"
)
_AND: Final = compiled(r"\band\b")
_OR: Final = compiled(r"\bor\b")
_COMPARED: Final = compiled(
    r"exceed|than|least|most|between|above|below|equal|in excess|or (?:more|" r"fewer|less)", re.IGNORECASE
)
_JOINED: Final = compiled(rf"\b(?P<join>and|or)\s+(?={_VERB})", re.IGNORECASE)


def _look(layout: Layout, draft: Draft) -> Iterator[tuple[Provision, Found]]:
    for clause in layout.provisions:
        whole = clause.whole
        if not (_AND.search(whole) and _OR.search(whole)):
            continue
        reported: set[str] = set()
        for sentence in sentences(clause) if draft.scheme.of_the_code and _COMPARED.search(whole) else ():
            place = _mixed(sentence.phrases)
            provision = next((p for p in clause.walk() if place and p.label == place.provision), None)
            if place is not None and provision is not None:
                reported.add(provision.label)
                yield provision, _found(provision, place.start, place.end, _readings(draft, clause, place))
        for provision in clause.walk():
            if provision.label not in reported:
                yield from ((provision, found) for found in _in_prose(provision))


def _mixed(phrases: Sequence[Phrase]) -> Place | None:
    """The first joining word of the second kind between conditions of one level."""
    joins: list[Phrase] = []
    waiting: Phrase | None = None
    armed = False
    for phrase in phrases:
        if phrase.kind in _DUTIES or phrase.kind in _BRACKETS:
            return _second(joins)
        if phrase.kind in ("AND", "OR"):
            # What joins the party test to the rest governs all of it.
            waiting, armed = (phrase if armed else waiting), armed
        elif phrase.kind in _PREDICATES:
            if waiting is not None:
                joins.append(waiting)
                waiting = None
            armed = True
    return _second(joins)


def _second(joins: Sequence[Phrase]) -> Place | None:
    return next((j.place for j in joins if j.kind != joins[0].kind), None)


def _in_prose(provision: Provision) -> Iterator[Found]:
    for where in _WHERE.finditer(provision.text):
        words = re.split(
            r",\s*(?:(?:it|they|the\s+[\w ]+|that\s+[\w ]+|such\s+[\w ]+|each\s+[\w ]+)\s+(?:shall|must|may|will)|"
            r"(?:you|we)\s+\w+)\b",
            where["words"],
        )[0]
        if re.search(r"\b(?:either|both)\b", words, re.IGNORECASE):
            continue
        joins = list(_JOINED.finditer(words))
        # A join without a subject of its own binds closer than one with: "A is absent and B is lost or falls".
        alike = [j for j in joins if bool(j["subject"]) is bool(joins[0]["subject"])]
        other = next((j for j in alike if j["join"].lower() != joins[0]["join"].lower()), None)
        if other is not None:
            at = where.start("words") + other.start("join")
            yield _found(provision, at, at + len(other["join"]))


def _readings(draft: Draft, clause: Provision, place: Place) -> str:
    """The ways to read the words, and for whom they differ, where the clause is read as a rule."""
    read = next((shown.read for shown in draft.shown if shown.label == clause.label), None)
    found = () if read is None else read.several
    return next(
        (each.told for each in found if each.place.provision == place.provision and each.place.overlaps(place)), ""
    )


def _found(provision: Provision, start: int, end: int, readings: str = "") -> Found:
    word = provision.text[start:end]
    message = f"'{word}' stands beside the other joining word with nothing that says which binds closer."
    return Found(start, end, " ".join(filter(None, (message, readings))))


CHECK: Final = Check(
    code="LI605",
    title='"and" beside "or" at one level without structure',
    severity=Severity.WARNING,
    fix=FixKind.NONE,
    scope=Scope.PROVISION,
    why='"A or B and C" can be read in two ways; "either ... or" or a list says which.',
    bad=(
        "G8.41 Where a User is a Supplier Party and the number of Domestic Premises exceeds 250,000 or the number "
        "of Non-Domestic Premises exceeds 50,000 «and» the number of Domestic Premises exceeds 1,000, it shall be "
        "subject to a Full User Security Assessment in each year."
    ),
    good=(
        "G8.41 Where a User is a Supplier Party and either the number of Domestic Premises exceeds 250,000 or the "
        "number of Non-Domestic Premises exceeds 50,000, it shall be subject to a Full User Security Assessment "
        "in each year."
    ),
    look=whole_draft(_look),
)
