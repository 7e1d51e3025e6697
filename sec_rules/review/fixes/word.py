"""Fixes as tracked changes: the fewest signs that must go and come, and never inside somebody else's revision."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from sec_rules.documents.document import Document, View
from sec_rules.documents.word.annotation import Correction
from sec_rules.documents.word.locations import Stretch, piece_of
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.layout.provisions import Provision
from sec_rules.review.findings import Finding, with_alike
from sec_rules.review.fixes.word_locations import in_provision
from sec_rules.span import Span


@frozen
class Refused:
    """A fix that is not made, and why."""

    finding: Finding
    why: str


@frozen
class Fixed:
    """The fixes to be made, those refused, and of each finding fixed its id."""

    corrections: tuple[Correction, ...]
    refused: tuple[Refused, ...]
    fixed: frozenset[str]


def fixes(draft: Draft, findings: Iterable[Finding], *, unsafe: bool = False) -> Fixed:
    """The safe fixes of the findings; with `unsafe` those too that can change the meaning."""
    corrections: list[Correction] = []
    refused: list[Refused] = []
    fixed: list[str] = []
    taken: list[Stretch] = []
    for finding in with_alike(findings):
        if finding.fix is None or not (finding.fix.safe or unsafe) or finding.view is not View.ACCEPTED:
            continue
        found = _correction(draft, finding)
        if isinstance(found, str):
            refused.append(Refused(finding, found))
            continue
        if any(_meets(one, two) for one in found.deletes for two in taken):
            refused.append(Refused(finding, "another fix changes the same words"))
            continue
        taken.extend(found.deletes)
        corrections.append(found)
        fixed.append(finding.id)
    return Fixed(tuple(corrections), tuple(refused), frozenset(fixed))


def _meets(one: Stretch, two: Stretch) -> bool:
    return (one.paragraph, one.piece) == (two.paragraph, two.piece) and one.overlaps(two)


def _correction(draft: Draft, finding: Finding) -> Correction | str:
    """How a finding is fixed, or why it is not."""
    provision = draft.layout(finding.view).find(finding.clause)
    assert finding.fix is not None, "only a finding with a fix is fixed"
    if provision is None or finding.words_in(provision.text) != finding.snippet or not provision.sources:
        return "the words do not stand in the document as such"
    why = "the words do not stand in the document as such"
    for gone, new in ways(finding.snippet, finding.fix.replacement):
        found = _at(draft.document, provision, gone.shifted(finding.start), new)
        if isinstance(found, Correction):
            return found
        why = found
    return why


def ways(old: str, new: str) -> Iterator[tuple[Span, str]]:
    """The smallest changes that make `new` of `old`: what goes, and what comes in its place.

    Of two blanks either may go; which one is for the document to say.
    """
    prefix = _common(old, new)
    suffix = min(_common(old[::-1], new[::-1]), min(len(old), len(new)) - prefix)
    if len(new) > prefix + suffix:
        yield Span(prefix, len(old) - suffix), new[prefix : len(new) - suffix]
        return
    gone = len(old) - len(new)
    for start in range(prefix, -1, -1):
        if old[:start] + old[start + gone :] == new:
            yield Span(start, start + gone), ""


def _common(one: str, two: str) -> int:
    return next((i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))


def _at(document: Document, provision: Provision, gone: Span, new: str) -> Correction | str:
    deletes = in_provision(provision, gone)
    if sum(s.end - s.start for s in deletes) != gone.end - gone.start:
        return "the words run over the end of a paragraph"
    problem = next((p for s in deletes if (p := _problem(document, s)) is not None), None)
    if problem is not None:
        return problem
    if not new or deletes:
        return Correction(deletes, new)
    for first, offset in ((gone.start - 1, 1), (gone.start, 0)):
        beside = in_provision(provision, Span(first, first + 1)) if first >= 0 else ()
        problem = _problem(document, beside[0]) if beside else "the words do not stand in the document as such"
        if problem is None:
            return Correction((), new, (beside[0], beside[0].start + offset))
    return problem or "the words do not stand in the document as such"


def _problem(document: Document, stretch: Stretch) -> str | None:
    """Why a stretch is not to be changed; None where nothing stands against it."""
    piece = piece_of(document, stretch)
    if piece.revisions:
        who = piece.author or "somebody else"
        return f"the words stand inside a revision of {who}"
    if piece.element is None:
        return "the words do not stand in the file"
    if piece.field:
        return "the words are shown by a field, which Word writes anew"
    if piece.text in ("\t", "\n"):
        return "what is to be changed is a tab or a break"
    return None
