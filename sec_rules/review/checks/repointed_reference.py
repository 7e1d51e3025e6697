"""XR406: a reference silently re-pointed by renumbering."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from attrs import frozen

from sec_rules.drafting.draft import Draft
from sec_rules.lang.citations import clause_of
from sec_rules.lang.lists import joined
from sec_rules.review.findings import Case, Check, Finding, FixKind, Found, Related, Scope, Severity, finding, inserted
from sec_rules.review.text.reference_targets import Cited, citations, label_cited, words_of
from sec_rules.review.text.renumbering import keeps_its_number
from sec_rules.span import Span


def _look(case: Case, check: Check) -> Iterator[Finding]:
    draft = case.draft
    if not draft.original.provisions:
        return
    moved = case.new_labels
    stood = {new: old for old, new in moved.items()}
    every = tuple(citations(draft.accepted))
    by_expression: dict[tuple[str, int], list[_Led]] = {}
    for cited in every:
        was = _was(draft, cited, stood)
        new = moved.get(was)
        if new is None or new == cited.label or keeps_its_number(was, new) or _within_another(cited, every):
            continue
        if _untouched(draft, cited, words_of(cited)):
            at = cited.provision.label, cited.expression.word_start
            by_expression.setdefault(at, []).append(_Led(cited, was, new))
    yield from (_found(check, alike, draft) for alike in by_expression.values())


@frozen
class _Led:
    """A reference that was not changed, what it led to, and the label under which that stands now."""

    cited: Cited
    was: str
    new: str


def _found(check: Check, alike: Sequence[_Led], draft: Draft) -> Finding:
    """The finding on one expression: both ends of a range are told together."""
    first = alike[0].cited
    places = [words_of(each.cited) for each in alike]
    words = Span(first.expression.word_start, first.expression.end).words_in(first.provision.text)
    labels = [each.cited.label for each in alike]
    if first.provision.label in labels:
        is_now = f"{first.provision.label} is this provision itself"
    elif all(draft.accepted.find(label) is None for label in labels):
        is_now = f"there is no {joined(labels, ' or ')}"
    else:
        is_now = f"{joined(labels)} {'is a different provision' if len(labels) == 1 else 'are different provisions'}"
    was, is_ = ("was", "is") if len(alike) == 1 else ("were", "are")
    message = (
        f"\u201c{words}\u201d was not adapted to the new numbers: what {was} {joined(e.was for e in alike)} {is_} now "
        f"{joined(e.new for e in alike)}, and {is_now}."
    )
    related = tuple(Related(0, 0, label) for each in alike for label in (each.new, each.cited.label))
    return finding(check, first.provision, Found(places[0].start, places[-1].end, message, related=related))


def _was(draft: Draft, cited: Cited, stood: Mapping[str, str]) -> str:
    """What a reference named before the draft: one without a clause names a paragraph of that in which it stood."""
    label = cited.provision.label
    before = draft.original.find(stood.get(label, label)) if cited.own else None
    return cited.label if before is None else label_cited(draft.original, before, cited.expression, cited.target)


def _within_another(cited: Cited, every: Iterable[Cited]) -> bool:
    """Whether a reference is the end of a longer one: the Section of "paragraph (a) of Section G8.51"."""
    place = words_of(cited)
    spans = (words_of(other) for other in every if other.provision is cited.provision)
    return any(span != place and span.to(place) == span for span in spans)


def _untouched(draft: Draft, cited: Cited, place: Span) -> bool:
    """Whether the reference stood so before the draft: its words were not changed, and were there."""
    if inserted(cited.provision, place):
        return False
    words = place.words_in(cited.provision.text)
    label = cited.provision.label
    clause = draft.original.find(clause_of(label))
    places = (*(clause.walk() if clause else ()), *draft.original.walk())
    return any(words in p.text for p in places)


CHECK: Final = Check(
    code="XR406",
    title="a reference silently re-pointed by renumbering",
    severity=Severity.ERROR,
    fix=FixKind.NONE,
    scope=Scope.CHANGES,
    why="The words of the reference are as they were, so no redline shows it, and yet it says something else.",
    bad=(
        "G8.41 Each User shall keep the record of «Section G8.45».\n"
        "\n"
        "{++G8.45 Each User shall tell the Panel of its premises.++}\n"
        "\n"
        "G8.{~~45~>46~~} The Panel shall publish a summary of the assessments of the year."
    ),
    good=(
        "G8.41 Each User shall keep the record of Section G8.45.\n"
        "\n"
        "{++G8.44A Each User shall tell the Panel of its premises.++}\n"
        "\n"
        "G8.45 The Panel shall publish a summary of the assessments of the year."
    ),
    look=_look,
)
