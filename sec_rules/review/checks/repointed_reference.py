"""XR406: a reference silently re-pointed by renumbering."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from sec_rules.drafting.draft import Draft
from sec_rules.lang.citations import clause_of
from sec_rules.review.findings import Case, Check, Finding, FixKind, Found, Related, Scope, Severity, finding, inserted
from sec_rules.review.text.reference_targets import Cited, citations, label_cited, words_of
from sec_rules.span import Span


def _look(case: Case, check: Check) -> Iterator[Finding]:
    draft = case.draft
    if not draft.original.provisions:
        return
    moved = case.new_labels
    stood = {new: old for old, new in moved.items()}
    every = tuple(citations(draft.accepted))
    for cited in every:
        was = _was(draft, cited, stood)
        new = moved.get(was)
        if new is None or new == cited.label or _within_another(cited, every):
            continue
        place = words_of(cited)
        if _untouched(draft, cited, place):
            there = draft.accepted.find(cited.label)
            leads = "another provision than before" if there else "no provision any more"
            message = f"{was} was what is now {new}; renumbered, this reference leads to {leads}."
            related = (Related(0, 0, new), Related(0, 0, cited.label))
            yield finding(check, cited.provision, Found(place.start, place.end, message, related=related))


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
