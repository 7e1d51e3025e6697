"""Causes: what comes from the same edits of a draft, put together, and findings on the same words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final

from attrs import evolve, frozen

from sec_rules.analysis.comparison import Change
from sec_rules.analysis.invariants import Failure
from sec_rules.analysis.plane.impact import Effects
from sec_rules.analysis.programmes import ProgrammeGroup
from sec_rules.documents.document import View
from sec_rules.drafting.draft import Draft
from sec_rules.lang.citations import clause_of, order, parent_of
from sec_rules.review.findings import Finding
from sec_rules.review.findings.anchors import anchors
from sec_rules.review.findings.edits import Edits
from sec_rules.review.findings.failures import said_in
from sec_rules.review.review import Review
from sec_rules.review.text import edited
from sec_rules.review.text.redline import Redline
from sec_rules.review.text.renumbering import deleted_paragraphs
from sec_rules.span import Span

# The label by which all that follows from other numbers for standing clauses has one cause.
RENUMBERING: Final = "renumbering"
_OF_RENUMBERING: Final = frozenset({"NU306", "XR406"})
# Findings that say of words what a proof says of their meaning, that they are not read, or that no mark shows them.
_OF_MEANING: Final = ("QT", "EX", "AM902", "AM906")
# Findings that a paragraph taken out of a list may leave in it.
OF_A_LIST: Final = ("NU301", "LI6", "XR401", "XR402", "XR407")

_Place = tuple[str, View, Span]


@frozen
class Cause:
    """What comes from the same edits: their labels, and findings, changes and failures of invariants.

    `accepted` are the failures that somebody accepts and that are not shown.
    """

    labels: tuple[str, ...]
    findings: tuple[Finding, ...] = ()
    changes: tuple[Change, ...] = ()
    each_change: tuple[Change, ...] = ()
    failures: tuple[Failure, ...] = ()
    accepted: tuple[Failure, ...] = ()
    who: tuple[ProgrammeGroup, ...] = ()


def causes_of(result: Review, effects: Effects, marked: Mapping[str, Redline]) -> list[Cause]:
    """The causes of what was found in a draft, each with all that comes from the same edits; `marked` are redlines."""
    edits = Edits.of(result.draft, result.question) if result.draft.scheme.of_the_code else None
    parts = [Cause(_labels(f, edits), findings=(f,)) for f in result.findings if f.causes or f.code in _OF_RENUMBERING]
    if edits is not None:
        shown = {f.id for f in result.findings}
        accepted = {f.message for f in result.accepted if f.id not in shown}
        failures = (f for v in result.verdicts if v.holds is False for f in v.failures)
        for failure in (f for f in failures if f.message not in result.known):
            behind, hidden = _behind(edits, _cases_of(failure, result.merged)), said_in(accepted, failure)
            parts.append(Cause(behind, accepted=(failure,)) if hidden else Cause(behind, failures=(failure,)))
        parts += [Cause(_behind(edits, (c.witness,)), changes=(c,)) for c in result.merged]
        parts += [Cause(_behind(edits, (c.witness,)), each_change=(c,)) for c in result.changes or ()]
    parts += [Cause(labels) for labels in (*_exchanged(marked), *_relabelled(marked))]
    if edits is not None:
        parts += [Cause(labels) for labels in _of_one_programme(edits, effects)]
    together = _put_together(part for part in parts if part.labels)
    found = [cause for cause in together if cause.findings or cause.changes or cause.each_change or cause.failures]
    if edits is not None:
        for group in effects.changed:
            labels = set(_behind(edits, group.each_year))
            own = [i for i, cause in enumerate(found) if labels & set(cause.labels)]
            if len(own) == 1:
                found[own[0]] = evolve(found[own[0]], who=(*found[own[0]].who, group))
    return found


def _of_one_programme(edits: Edits, effects: Effects) -> Iterator[tuple[str, ...]]:
    """The edited paragraphs of one clause that give the same Users what they have in another order of years."""
    for group in effects.changed:
        labels = _behind(edits, group.each_year)
        now, becomes = (Counter(due.outcome for due in side.cycle) for side in (group.now, group.becomes))
        if now == becomes and len({clause_of(label) for label in labels}) == 1 < len(labels):
            yield labels


def _exchanged(marked: Mapping[str, Redline]) -> Iterator[tuple[str, ...]]:
    """Two provisions of one clause of which each is given the words that the other had: one change."""
    for redline in marked.values():
        for one, other in combinations(edited.replaced(redline), 2):
            if one.is_undone_by(other):
                yield one.label, other.label


def _relabelled(marked: Mapping[str, Redline]) -> Iterator[tuple[str, ...]]:
    """The provisions that are changed in a clause of which a paragraph is put in or taken out and others move up."""
    for redline in marked.values():
        if any(line.stood for line in redline.marked):
            yield tuple(dict.fromkeys(each.label for each in edited.replaced(redline)))


def _labels(finding: Finding, edits: Edits | None) -> tuple[str, ...]:
    if finding.code in _OF_RENUMBERING:
        return (RENUMBERING,)
    return tuple(dict.fromkeys(label for cause in finding.causes for label in _labels_of(cause, edits) or (cause,)))


def _labels_of(cause: str, edits: Edits | None) -> tuple[str, ...]:
    return tuple(edit.label for edit in edits.gone(cause)) if edits is not None else ()


def _behind(edits: Edits, cases: Iterable[Mapping[str, bool | int]]) -> tuple[str, ...]:
    return tuple(edit.label for edit in edits.behind(cases))


def _cases_of(failure: Failure, changes: Iterable[Change]) -> tuple[Mapping[str, bool | int], ...]:
    """The cases that show what a failure comes from: of a gap that several edits leave together, one of each."""
    lost = (
        change.witness
        for change in changes
        if change.becomes is None
        and not change.because
        and not change.depends_on
        and set(map(clause_of, change.was_because)) <= set(failure.clauses)
    )
    return (*failure.told_apart, *(lost if failure.kind == "gap" else ()))


def _put_together(parts: Iterable[Cause]) -> list[Cause]:
    """The parts with those put together that share a label, or share one with a third, and so on."""
    found: list[Cause] = []
    for part in parts:
        apart = [cause for cause in found if not set(cause.labels) & set(part.labels)]
        alike = [cause for cause in found if set(cause.labels) & set(part.labels)]
        found = [*apart, _joined((*alike, part))]
    return [evolve(cause, labels=tuple(sorted(cause.labels, key=_by_label))) for cause in found]


def _by_label(label: str) -> tuple[object, ...]:
    return order(clause_of(label)), label


def _joined(parts: Sequence[Cause]) -> Cause:
    return Cause(
        tuple(dict.fromkeys(label for part in parts for label in part.labels)),
        tuple(f for part in parts for f in part.findings),
        tuple(c for part in parts for c in part.changes),
        tuple(c for part in parts for c in part.each_change),
        tuple(f for part in parts for f in part.failures),
        tuple(f for part in parts for f in part.accepted),
    )


def on_the_same_words(findings: Iterable[Finding]) -> list[tuple[Finding, ...]]:
    """Findings grouped by the words they are about; those about no words of a provision stand alone."""
    by_place: dict[object, list[list[Finding]]] = {}
    for finding in sorted(findings, key=lambda f: f.start):
        groups = by_place.setdefault((finding.clause, finding.view), [])
        alike = groups[-1] if groups and any(_overlap(finding, other) for other in groups[-1]) else None
        if alike is None:
            groups.append([finding])
        else:
            alike.append(finding)
    return [tuple(group) for groups in by_place.values() for group in groups]


def together_of_lists(groups: Iterable[tuple[Finding, ...]], draft: Draft) -> Iterator[tuple[Finding, ...]]:
    """Groups of findings, with those put together that say of one list what follows from taking a paragraph out of it.

    That are its numbers, its joining words, and references to what is gone.
    """
    gone = {parent_of(label) for label in deleted_paragraphs(draft)}
    by_list: dict[str, list[Finding]] = {}
    for group in groups:
        at = next((parent for f in group for parent in (f.clause, parent_of(f.clause)) if parent in gone), "")
        if at and all(f.code.startswith(OF_A_LIST) and not f.known for f in group):
            by_list.setdefault(at, []).extend(group)
        else:
            yield group
    yield from map(tuple, by_list.values())


def _overlap(one: Finding, two: Finding) -> bool:
    return bool(one.clause) and (one.clause, one.view) == (two.clause, two.view) and one.overlaps(two)


def places_of(cause: Cause, result: Review) -> list[_Place]:
    """Where the edits stand, and the findings that follow from them."""
    edited = anchors(result.draft, (label for label in cause.labels if label != RENUMBERING))
    found: list[_Place] = [(a.provision.label, a.view, a) for a in edited]
    return [*found, *((f.clause, f.view, f) for f in cause.findings)]


def is_of(group: Sequence[Finding], places: Sequence[_Place]) -> bool:
    """Whether findings on words say of an edit, or of its twin that nobody touched, what follows from it."""
    if not any(f.code.startswith(_OF_MEANING) for f in group):
        return False
    spans: list[_Place] = [(f.clause, f.view, f) for f in group]
    spans += [(r.clause, View.ACCEPTED, r) for f in group for r in f.related]
    return any(
        (clause, view) == (label, seen) and span.overlaps(place)
        for clause, view, span in spans
        for label, seen, place in places
    )
