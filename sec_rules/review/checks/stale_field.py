"""XR405: a reference field of Word whose target is gone, or that shows another number than the target has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sec_rules._patterns import compiled
from sec_rules.documents.document import CrossReference, Document, View
from sec_rules.drafting.layout.provisions import Layout
from sec_rules.review.findings import Case, Check, Finding, FixKind, Found, Scope, Severity, finding
from sec_rules.review.text.stored_locations import stored_in

_LAST_WORD: Final = compiled(r"(?:(?<=\S)\s+|^)([^\W\d_]+)\s*$")


def _look(case: Case, check: Check) -> Iterator[Finding]:
    document = case.draft.document
    for reference in document.cross_references:
        message = _problem(document, reference, case.draft.accepted) if _stands(document, reference) else ""
        place = stored_in(case.draft.accepted, document, reference.paragraph, reference) if message else None
        if place is not None:
            provision, at = place
            yield finding(check, provision, Found(at.start, at.end, message))


def _stands(document: Document, reference: CrossReference) -> bool:
    """Whether a reference is still there once the draft is carried out: one that it takes out may show what it will."""
    at, shown = 0, []
    for piece in document.paragraphs[reference.paragraph].pieces:
        if reference.start < at + len(piece.text) and at < reference.end:
            shown.append(piece.mark)
        at += len(piece.text)
    return not shown or any(mark.stands_in(View.ACCEPTED) for mark in shown)


def _problem(document: Document, reference: CrossReference, layout: Layout) -> str:
    if reference.leads_to is None:
        return f"The reference '{reference.shown}' leads to the bookmark '{reference.target}', which is not there."
    target = document.paragraphs[reference.leads_to]
    standing = [p for p in target.pieces if p.mark.stands_in(View.ACCEPTED) and p.text.strip()]
    if not standing and any(p.text.strip() for p in target.pieces):
        return f"The reference '{reference.shown}' leads to {target.place}, which this draft deletes."
    said = reference.shown
    if "p" in reference.switches and (word := _LAST_WORD.search(said)):
        said = said[: word.start()]
        if _points_away(word.group(1), reference):
            return f"The reference shows '{reference.shown}', and what it leads to stands on the other side of it."
    number = target.number[(View.ORIGINAL, View.MARKUP, View.ACCEPTED).index(View.ACCEPTED)]
    if number is None or not set(reference.switches) & set("rnw"):
        return ""
    shown, now = _bare(said), _bare(number)
    part_of_it = _ends_with(now, shown)
    with_more = _ends_with(shown, now) and not _of_another(shown, now, reference, layout)
    if not shown or part_of_it or with_more:
        return ""
    return f"The reference shows '{reference.shown}', and what it leads to is numbered {number}."


def _points_away(word: str, reference: CrossReference) -> bool:
    """Whether "above" or "below", which the switch \\p asks for, is said of what stands on the other side."""
    if reference.leads_to is None or reference.leads_to == reference.paragraph:
        return False
    return word.casefold() == ("below" if reference.leads_to < reference.paragraph else "above")


def _of_another(shown: str, now: str, reference: CrossReference, layout: Layout) -> bool:
    """Whether what is shown in front of the target's own number is another provision than the one the target is in."""
    within = shown.removesuffix(now)
    labels = {_bare(p.label) for p in layout.walk()}
    stands = {_bare(provision.label) for provision, _, _ in layout.stored.get(reference.leads_to or 0, ())}
    return within in labels and bool(stands) and not any(label.endswith(shown) for label in stands)


def _bare(number: str) -> str:
    """A number without what stands about it; a field may show it in capitals."""
    return re.sub(r"[\s.\u00a0]+$|^\s+|\s", "", number).casefold()


def _ends_with(number: str, last: str) -> bool:
    """Whether a number ends with another as a whole: G8.42(b) with (b), and 11 not with 1."""
    rest = number.removesuffix(last)
    return rest != number and not (rest[-1:].isdigit() and last[:1].isdigit())


CHECK: Final = Check(
    code="XR405",
    title="reference field of Word whose target is gone or whose shown text is stale",
    severity=Severity.ERROR,
    fix=FixKind.NONE,
    scope=Scope.DRAFT,
    why=(
        "Word shows the old number until somebody updates the fields, and an error in their place if the target "
        "is gone."
    ),
    bad=(
        "{number:G8.44} Subject to Section {ref:other|«G8.44C»}, each User shall keep a record of its premises.\n"
        "\n"
        "{number:G8.44B} {bookmark:other} The Panel shall publish a summary of the assessments of the year."
    ),
    good=(
        "{number:G8.44} Subject to Section {ref:other|G8.44B}, each User shall keep a record of its premises.\n"
        "\n"
        "{number:G8.44B} {bookmark:other} The Panel shall publish a summary of the assessments of the year."
    ),
    look=_look,
)
