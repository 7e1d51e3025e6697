"""QT701: thresholds that leave a gap or overlap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from sec_rules.drafting.draft import Draft
from sec_rules.drafting.layout.provisions import Layout, Provision
from sec_rules.engine.legal_text import words_of
from sec_rules.review.findings import Check, FixKind, Found, Related, Scope, Severity, inserted, whole_draft
from sec_rules.review.text.thresholds import Bound, bounds, compared_in, with_its_verb

_TOGETHER: Final = {
    frozenset((">", "<")): "neither applies at exactly {figure}.",
    frozenset((">=", "<=")): "both apply at exactly {figure}.",
}


def _look(layout: Layout, draft: Draft) -> Iterator[tuple[Provision, Found]]:
    groups: dict[tuple[object, ...], list[Bound]] = {}
    for bound in bounds(layout, draft):
        groups.setdefault((*bound.of, bound.value), []).append(bound)
    for group in groups.values():
        said = _TOGETHER.get(frozenset(b.way for b in group))
        if said is None or (len({b.clause for b in group}) < 2 and not _apart(group)):
            continue
        yield from _at(group, said, draft)


def _apart(group: Sequence[Bound]) -> bool:
    """Whether the comparisons stand in paragraphs of their own."""
    return len({b.provision.label for b in group if b.provision is not None}) > 1


def _at(group: Sequence[Bound], said: str, draft: Draft) -> Iterator[tuple[Provision, Found]]:
    shown = [b for b in group if b.provision is not None]
    if not shown:
        return
    at = min(shown, key=_order)
    assert at.provision is not None, "only what is shown is taken"
    other = next((b for b in group if b.way != at.way), None)
    beside = f" and {_says(other, draft)}" if other else ""
    related = (Related(other.place.start, other.place.end, other.provision.label),) if other and other.provision else ()
    message = f"{_says(at, draft)}{beside}: {said.format(figure=format(at.value, ','))}"
    yield at.provision, Found(at.place.start, at.place.end, message, related=related)


def _order(bound: Bound) -> tuple[bool, bool]:
    """What the draft puts in comes first, then the words that the Code does not use for one of two such clauses."""
    assert bound.provision is not None, "only what is shown is taken"
    return not inserted(bound.provision, bound.place), bound.way in (">", "<=")


def _says(bound: Bound, draft: Draft) -> str:
    """A clause with the words by which it compares; without them where it is held, and they are not to be found."""
    if bound.provision is not None:
        words = with_its_verb(bound.provision.text, bound.place)
    else:
        held = next(each for each in draft.proposed.standing(draft.on) if each[0].label == bound.clause)
        words = compared_in(words_of(*held), bound.way, bound.value)
    return f"{bound.clause} says \u201c{words}\u201d" if words else f"{bound.clause} compares with {bound.value:,} too"


CHECK: Final = Check(
    code="QT701",
    title="thresholds that leave a gap or overlap",
    severity=Severity.ERROR,
    fix=FixKind.NONE,
    scope=Scope.DRAFT,
    why="At the figure itself either nobody is answered or two clauses answer.",
    bad=(
        "G8.41 Where a User is a Supplier Party and the number of Domestic Premises exceeds 250,000, it shall be "
        "subject to a Full User Security Assessment in each year after the year of its initial Full User Security "
        "Assessment.\n"
        "\n"
        "G8.42 Where a User is a Supplier Party and the number of Domestic Premises «is less than 250,000», it "
        "shall be subject to a User Security Self-Assessment in each year after the year of its initial Full User "
        "Security Assessment."
    ),
    good=(
        "G8.41 Where a User is a Supplier Party and the number of Domestic Premises exceeds 250,000, it shall be "
        "subject to a Full User Security Assessment in each year after the year of its initial Full User Security "
        "Assessment.\n"
        "\n"
        "G8.42 Where a User is a Supplier Party and the number of Domestic Premises is equal to or less than "
        "250,000, it shall be subject to a User Security Self-Assessment in each year after the year of its "
        "initial Full User Security Assessment."
    ),
    look=whole_draft(_look),
)
