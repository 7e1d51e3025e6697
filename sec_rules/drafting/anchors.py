"""Where in a draft a proof's failure or a change stands: the words of the clauses that cause it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from sec_rules.drafting.document import View
from sec_rules.drafting.draft import Draft, ShownClause
from sec_rules.drafting.drafted import ReadClause
from sec_rules.drafting.provisions import Provision
from sec_rules.drafting.remarks import Case, Check, Found, Related, Remark, remark
from sec_rules.lang import Answers, Comparison, Place
from sec_rules.laws import Failure
from sec_rules.nodes import walk


@frozen
class Anchor:
    """A stretch of a provision's own text in one view."""

    provision: Provision
    view: View
    start: int
    end: int


def anchors(draft: Draft, labels: Iterable[str]) -> tuple[Anchor, ...]:
    """One anchor for each clause or limb the draft shows among `labels`, clauses that it changes first."""
    shown = {s.label: s for s in draft.shown}
    given = [(label, shown[label.partition("(")[0]]) for label in labels if label.partition("(")[0] in shown]
    given.sort(key=lambda pair: pair[1].status in ("unchanged", "words"))
    return tuple(_anchor(label, clause) for label, clause in given)


def cause(draft: Draft, labels: Sequence[str]) -> tuple[Anchor, ...]:
    """Anchors for what `labels` name; where the draft shows none of them, for the clauses it changes."""
    found = anchors(draft, labels)
    if any(s.status in ("changed", "added", "deleted") for s in draft.shown if s.label in {_clause(a) for a in found}):
        return found
    changed = [s.label for s in draft.shown if s.status in ("deleted", "changed", "added")]
    return (*anchors(draft, changed), *found)


def _clause(anchor: Anchor) -> str:
    return anchor.provision.label.partition("(")[0]


def _anchor(label: str, shown: ShownClause) -> Anchor:
    read, view = (shown.after, View.ACCEPTED) if shown.after is not None else (shown.before, View.ORIGINAL)
    assert read is not None, "a clause is shown in one view at least"
    place = _place(label, read)
    provision = next((p for p in read.provision.walk() if place and p.label == place.provision), None)
    if place is None or provision is None:
        text = read.provision.text
        return Anchor(read.provision, view, 0, len(text.split("\n")[0]))
    return Anchor(provision, view, place.start, place.end)


def _place(label: str, read: ReadClause) -> Place | None:
    """The limb's outcome; of a clause, the figure or the comparison that decides to whom it applies."""
    for rule in read.rules:
        if not isinstance(rule, Answers):
            continue
        for limb in rule.limbs:
            if limb.label and read.label + limb.label == label:
                return limb.place
        for node in walk(rule.applies):
            if isinstance(node, Comparison) and node.place is not None:
                return _joined(node.place, getattr(node.right, "place", None))
        if rule.limbs:
            return rule.limbs[0].place
    return None


def _joined(one: Place, two: Place | None) -> Place:
    if two is None or two.provision != one.provision:
        return one
    return Place(one.provision, min(one.start, two.start), max(one.end, two.end))


def failures(case: Case, check: Check, law: str, kind: str) -> Iterator[Remark]:
    """A remark for each failure of a kind, at the words that cause it."""
    for verdict in case.verdicts:
        if verdict.law == law:
            for failure in verdict.failures:
                if failure.kind == kind:
                    yield _remark(case, check, failure)


def _remark(case: Case, check: Check, failure: Failure) -> Remark:
    labels = tuple(dict.fromkeys((*failure.clauses, *failure.labels)))
    # Whom nobody answers is first asked of the clause that is gone.
    gone = case.draft.deleted if failure.kind == "gap" else ()
    found = (*anchors(case.draft, gone), *cause(case.draft, labels))
    return at(check, found, failure.message, known=failure.message in case.known)


def at(check: Check, found: Sequence[Anchor], message: str, *, known: bool = False) -> Remark:
    """A remark at the first of the anchors, related to the others."""
    if not found:
        return Remark(check.code, check.severity, "", View.ACCEPTED, 0, 0, "", message, known)
    first, *others = found
    related = tuple(
        dict.fromkeys(Related(a.provision.label, a.start, a.end) for a in others if a.provision != first.provision)
    )
    return remark(
        check, first.provision, Found(first.start, first.end, message, related=related), known=known, view=first.view
    )
