"""QT702: one quantity with different values in two places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from sec_rules.documents.document import View
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.grammar import numbers
from sec_rules.drafting.layout.provisions import Layout, Provision
from sec_rules.engine.english.numerals import times
from sec_rules.engine.english.regions import called
from sec_rules.lang import Count
from sec_rules.review.findings import Check, FixKind, Found, Related, Scope, Severity, inserted, whole_draft
from sec_rules.review.text.definitions import folded
from sec_rules.review.text.thresholds import Bound, Weight, bounds, weights

# What is one quantity wherever it stands: a count with its figure, and what is written as a name ("the Cure Period").
COUNTED: Final = "counted"
WITH_A_NAME: Final = "with a name"
_UP: Final = frozenset((">", ">="))
_DOWN: Final = frozenset(("<", "<="))
_NAMED: Final = numbers.NumberPattern(
    r"\b(?:the|an?|its|their|that|such)\s+(?P<what>(?:[\w-]+\s+){1,3}?(?:period|"
    r"threshold|limit|term|allowance|rate|fee|cap|interval|deadline|window|"
    r"quorum|majority))"
    rf"\s+(?:(?:shall\s+be|is|of|means|will\s+be|being|equal\s+to)\s+)+(?P<number>{numbers.NUMBER})\s*(?P<unit>%|"
    rf"per\s+cent|[A-Za-z]+(?:\s+(?:Days?|Premises|Systems?))?)?",
    hint=r"(?:period|threshold|limit|term|allowance|rate|fee|cap|interval|deadline|window|quorum|majority)\s+"
    rf"(?:(?:shall|be|is|of|means|will|being|equal|to)\s+)+{numbers.BEGINS}",
)


def _look(layout: Layout, draft: Draft) -> Iterator[tuple[Provision, Found]]:
    found = bounds(layout, draft)
    if not _all_read(layout, draft):
        # The partner of a figure may stand in a sentence that was not read.
        found = tuple(b for b in found if isinstance(b.of[0], str))
    yield from _figures(found)
    yield from _weights(weights(layout, draft))
    yield from _named(layout)


def _all_read(layout: Layout, draft: Draft) -> bool:
    reads = (s.before if layout.view is View.ORIGINAL else s.after for s in draft.shown)
    return not any(s.bears for read in reads if read is not None for s in read.sentences)


def _figures(found: Sequence[Bound]) -> Iterator[tuple[Provision, Found]]:
    """Figures of one quantity that have no partner: above one in one clause, at or below another in its twin."""
    groups: dict[tuple[object, ...], list[Bound]] = {}
    for bound in found:
        groups.setdefault(bound.of, []).append(bound)
    for group in groups.values():
        up = [b for b in group if b.way in _UP]
        down = [b for b in group if b.way in _DOWN]
        alone_up = _without_partner(up, down)
        alone_down = _without_partner(down, up)
        pairs = [(a, b) for a in alone_up for b in alone_down if a.clause != b.clause or a.provision is not b.provision]
        if len(pairs) == 1 or (
            pairs and len({p[0].value for p in pairs}) == 1 and len({p[1].value for p in pairs}) == 1
        ):
            yield from _differing(*pairs[0])


def _without_partner(bounds: Sequence[Bound], others: Sequence[Bound]) -> list[Bound]:
    values, edges = {b.value for b in others}, {_edge(b) for b in others if b.whole}
    return [b for b in bounds if b.value not in values and not (b.whole and _edge(b) in edges)]


def _edge(bound: Bound) -> int:
    """The least whole number above a bound: at least 250,001 and at most 250,000 fit exactly."""
    return bound.value + (bound.way in (">", "<="))


def _differing(one: Bound, two: Bound) -> Iterator[tuple[Provision, Found]]:
    at, other = _chosen(one, two)
    if at.provision is None:
        return
    related = (Related(other.place.start, other.place.end, other.provision.label),) if other.provision else ()
    message = f"The figure is {at.value:,} here and {other.value:,} in {other.clause}."
    yield at.provision, Found(at.place.start, at.place.end, message, related=related, kind=COUNTED)


def _chosen(one: Bound, two: Bound) -> tuple[Bound, Bound]:
    """The one of two that the draft shows and changes, and the other."""

    def rank(bound: Bound) -> int:
        if bound.provision is None:
            return 0
        return 2 if inserted(bound.provision, bound.place) else 1

    return (one, two) if rank(one) > rank(two) else (two, one)


def _weights(found: Sequence[Weight]) -> Iterator[tuple[Provision, Found]]:
    groups: dict[tuple[object, ...], list[Weight]] = {}
    for weight in found:
        groups.setdefault(weight.of, []).append(weight)
    for group in groups.values():
        counts = Counter(w.value for w in group)
        shown = [w for w in group if w.provision is not None]
        if len(counts) < 2 or not shown:
            continue
        at = min(
            shown,
            key=lambda w: (
                not inserted(w.provision, w.place) if w.provision else True,
                counts[w.value],
                -group.index(w),
            ),
        )
        other = next(w for w in group if w.value != at.value)
        assert at.provision is not None, "only what is shown is taken"
        here, there = (times(each.value).strip() or "once" for each in (at, other))
        what = called(at.of[0]) if isinstance(at.of[0], Count) else "The quantity"
        verb = "are" if isinstance(at.of[0], Count) else "is"
        message = f"{what} {verb} counted {here} in {at.clause} and {there} in {other.clause}."
        related = (Related(other.place.start, other.place.end, other.provision.label),) if other.provision else ()
        yield at.provision, Found(at.place.start, at.place.end, message, related=related)


def _named(layout: Layout) -> Iterator[tuple[Provision, Found]]:
    seen: dict[tuple[str, str], tuple[int, Related]] = {}
    for provision in layout.walk():
        for match in _NAMED.finditer(provision.text):
            unit = folded(match["unit"] or "").removesuffix("s")
            key = (folded(match["what"]), unit)
            value = numbers.read(match["number"]).value
            start, end = match.span("number")
            first, where = seen.setdefault(key, (value, Related(start, end, provision.label)))
            if first != value:
                message = f"The {match['what']} is {value:,} here and {first:,} in {where.clause}."
                kind = WITH_A_NAME if match["what"][0].isupper() else ""
                yield provision, Found(start, end, message, related=(where,), kind=kind)


CHECK: Final = Check(
    code="QT702",
    title="one quantity with different values in two places",
    severity=Severity.WARNING,
    fix=FixKind.NONE,
    scope=Scope.DRAFT,
    why="A figure that the Code says twice was changed in one place only.",
    bad=(
        "G8.41 Where a User is a Supplier Party and the number of Domestic Premises exceeds 250,000, it shall be "
        "subject to a Full User Security Assessment in each year after the year of its initial Full User Security "
        "Assessment.\n"
        "\n"
        "G8.42 Where a User is a Supplier Party and the number of Domestic Premises «is equal to or less than "
        "200,000», it shall be subject to a User Security Self-Assessment in each year after the year of its "
        "initial Full User Security Assessment."
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
