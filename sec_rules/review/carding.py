"""The cards of a checked draft, made from its causes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from attrs import evolve

from sec_rules.analysis.boundaries import facts_read
from sec_rules.analysis.plane.impact import Effects
from sec_rules.documents.document import View
from sec_rules.drafting.draft import Draft
from sec_rules.engine.english.regions import case
from sec_rules.lang.citations import clause_of, order, parent_of
from sec_rules.lang.lists import joined
from sec_rules.review.cards import CHANGED, THRESHOLDS, Card, gravest
from sec_rules.review.causes import (
    OF_A_LIST,
    RENUMBERING,
    Cause,
    causes_of,
    is_of,
    on_the_same_words,
    places_of,
    together_of_lists,
)
from sec_rules.review.consequences import after, told_of
from sec_rules.review.effect.conformance import Conformance
from sec_rules.review.findings import Finding, Severity
from sec_rules.review.findings.anchors import Anchor, anchors
from sec_rules.review.findings.failures import failed, said_in
from sec_rules.review.review import Review
from sec_rules.review.text import edited
from sec_rules.review.text.edited import Replaced
from sec_rules.review.text.redline import Redline, Run, excerpt_of, redlines
from sec_rules.review.text.renumbering import deleted_paragraphs
from sec_rules.review.text.thresholds import with_its_verb

# Words on which it turns whom a clause reaches; longer ones are its first line, where it compares nothing.
_QUOTED: Final = 80


def cards(result: Review, effects: Effects, conformance: Conformance | None = None) -> tuple[Card, ...]:
    """The cards of a checked draft: what is wrong, then what changes for whom, then the rest, the gravest first.

    `effects` are what follows from it for groups of Users.

    Of a change that does what `conformance` found to be stated of the draft, that is said.
    """
    marked = redlines(result.draft)
    causes = causes_of(result, effects, marked)
    places = [places_of(cause, result) for cause in causes]
    taken = {f.id for cause in causes for f in cause.findings}
    alone: list[tuple[Finding, ...]] = []
    for group in on_the_same_words(f for f in result.findings if f.id not in taken):
        at = next((i for i, own in enumerate(places) if is_of(group, own)), None)
        if at is None:
            alone.append(group)
        else:
            causes[at] = evolve(causes[at], findings=(*causes[at].findings, *group))
    words = (_of_words(group, result.draft) for group in together_of_lists(alone, result.draft))
    found = (*(_of_edits(cause, result, conformance, marked) for cause in causes), *words)
    return tuple(sorted(found, key=_order))


def _order(card: Card) -> tuple[object, ...]:
    first = card.leading.clause or (card.provisions[0] if card.provisions else "")
    wrong = card.severity is Severity.ERROR
    return (not wrong, not card.changes, card.severity.rank, order(clause_of(first)), first, card.leading.start)


def _of_words(group: Sequence[Finding], draft: Draft) -> Card:
    """The card of findings on the same words, or on one list from which the draft takes something out."""
    first, *others = sorted(group, key=gravest)
    gone: tuple[str, ...] = ()
    if others and all(f.code.startswith(OF_A_LIST) for f in group):
        lists = {parent for f in group for parent in (f.clause, parent_of(f.clause))}
        gone = tuple(label for label in deleted_paragraphs(draft) if parent_of(label) in lists)
    return Card(
        provisions=gone or ((first.clause,) if first.clause else ()),
        severity=first.severity,
        faults=(first.message,),
        follows=tuple(dict.fromkeys(f.message for f in others)),
        findings=tuple(group),
        leading=first,
    )


def _of_edits(cause: Cause, result: Review, conformance: Conformance | None, marked: Mapping[str, Redline]) -> Card:
    intended = _intended(cause, conformance)
    findings = tuple(f for f in cause.findings if not (intended and f.code == CHANGED))
    cause = _conflicts_first(cause)
    faults = tuple(dict.fromkeys(failed(failure, findings) for failure in cause.failures))
    ruleset = result.draft.proposed.ruleset(result.question, result.draft.on)
    effects = tuple(told_of(cause, ruleset))
    replaced = tuple(_replaced(cause, marked))
    further = [
        f
        for f in sorted(findings, key=gravest)
        if f.code != CHANGED and not any(said_in((f.message,), failure) for failure in cause.failures)
    ]
    messages = tuple(dict.fromkeys(f.message for f in further))
    cases = [f.witness for f in cause.failures if f.witness is not None] or [c.witness for c in cause.changes]
    facts = facts_read(ruleset)
    return Card(
        provisions=_provisions(cause),
        severity=min((f.severity for f in findings), key=lambda s: s.rank, default=Severity.NOTE),
        faults=faults if faults or effects else messages[:1],
        deciding=_deciding(cause, result, replaced, marked),
        from_what=effects,
        follows=messages if faults or effects else messages[1:],
        smallest=case(cases[0], among=facts) if cases else "",
        smallest_after=1 if faults or not cases else after(cases[0], cause.who),
        redline=tuple(_redline(cause, marked)),
        replaced=replaced,
        findings=findings,
        changes=cause.changes,
        each_change=cause.each_change,
        failures=cause.failures,
        who=cause.who,
        intended=intended,
        leading=_leading(cause, result),
    )


def _conflicts_first(cause: Cause) -> Cause:
    """The cause with overlaps that conflict before those that give the same result, and whom they concern likewise."""
    agreeing = [set(f.clauses) for f in cause.failures if f.agreed]
    who = sorted(cause.who, key=lambda group: {clause_of(label) for label in group.becomes.because} in agreeing)
    return evolve(cause, failures=tuple(sorted(cause.failures, key=lambda f: f.agreed)), who=tuple(who))


def _provisions(cause: Cause) -> tuple[str, ...]:
    if cause.labels != (RENUMBERING,):
        return tuple(label for label in cause.labels if label != RENUMBERING)
    return tuple(dict.fromkeys(f.clause for f in cause.findings))


def _redline(cause: Cause, marked: Mapping[str, Redline]) -> Iterator[tuple[str, tuple[Run, ...]]]:
    for label in cause.labels:
        clause = marked.get(clause_of(label))
        runs = excerpt_of(clause, label) if clause is not None else ()
        if runs:
            yield label, runs


def _replaced(cause: Cause, marked: Mapping[str, Redline]) -> Iterator[Replaced]:
    for label in cause.labels:
        yield from edited.replaced_in(marked, label)


def _leading(cause: Cause, result: Review) -> Finding:
    """The gravest finding; where there is none, the words of the first edit."""
    if cause.findings:
        return min(cause.findings, key=gravest)
    where = next(iter(anchors(result.draft, cause.labels)), None)
    if where is None:
        return Finding(0, 0, CHANGED, Severity.NOTE, "", View.ACCEPTED, "", "")
    words = where.words_in(where.provision.text)
    return Finding(where.start, where.end, CHANGED, Severity.NOTE, where.provision.label, where.view, words, "")


def _deciding(cause: Cause, result: Review, replaced: Sequence[Replaced], marked: Mapping[str, Redline]) -> str:
    """The words on which it turns whom a gap or an overlap concerns, or what a redline replaces there; "" where a
    finding on figures says them already, or they are not in the draft.
    """
    if any(f.code == THRESHOLDS for f in cause.findings):
        return ""
    of_whom = [f for f in cause.failures if f.kind in ("gap", "overlap")]
    if of_whom and replaced and result.draft.document.is_redline:
        beside = (each for f in of_whom for c in dict.fromkeys(f.clauses) for each in edited.replaced_in(marked, c))
        every = tuple(each for each in dict.fromkeys((*replaced, *beside)) if not each.whole)
        if not every:
            return ""
        where = {each.label for each in every}
        told = edited.told(every)
        return f"This is because {told}{f' in {where.pop()}' if len(where) == 1 else ''}."
    new = {s.label for s in result.draft.shown if s.status == "added"}
    changed = {s.label for s in result.draft.shown if s.status not in ("added", "unchanged")}
    left = {c for f in of_whom if f.kind == "overlap" and set(f.clauses) & new for c in f.clauses} - new - changed
    if left:
        names = sorted(left, key=order)
        are = "is" if len(names) == 1 else "are"
        return f"This is because {joined(names)} {are} not changed, and no words say which prevails."
    found = [at for failure in of_whom for at in anchors(result.draft, failure.clauses, failure.witness)]
    quoted = dict.fromkeys(
        f"\u201c{_compared(at)}\u201d in {at.provision.label}" for at in found if at.end - at.start < _QUOTED
    )
    return f"What decides is {joined(quoted)}." if quoted else ""


def _compared(at: Anchor) -> str:
    return with_its_verb(at.provision.text, at)


def _intended(cause: Cause, conformance: Conformance | None) -> str:
    """That the changes are those stated of the draft; "" where they are not, or that is not known."""
    if conformance is None or conformance.exact is None or not cause.changes or cause.failures:
        return ""
    astray = {(s.was, s.becomes) for s in conformance.strays}
    if any(c.depends_on or (c.was, c.becomes) in astray for c in cause.changes):
        return ""
    if conformance.entered_by:
        return f"Matches the effect entered by {conformance.entered_by}."
    return f"Matches {f'the effect {conformance.by}' if conformance.name else 'what the draft is meant to do'}."
