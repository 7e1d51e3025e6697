"""NU301: a gap, a duplicate or a wrong order in a numbered sequence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from attrs import evolve

from sec_rules.drafting.draft import Draft
from sec_rules.drafting.layout.provisions import Layout, Provision
from sec_rules.lang.citations import is_inserted, order, read, together
from sec_rules.lang.steps import Number, Series, follows, numbers, series_of, spelled
from sec_rules.review.findings import Check, FixKind, Found, Scope, Severity, whole_draft
from sec_rules.review.findings.places import at_start
from sec_rules.review.text.lists import lists

# The kinds of a list that lacks its first number, and of numbers that stand in another order; of others none is asked.
FIRST: Final = "first"
UNORDERED: Final = "unordered"
_FIRST: Final[Number] = ((0, 1),)


def _look(layout: Layout, draft: Draft) -> Iterator[tuple[Provision, Found]]:
    for clause in layout.provisions:
        for found in lists(clause):
            if not found.omitting:
                yield from _in_list([item.provision for item in found.items], found.after)
    yield from _clauses(layout.provisions)


def _in_list(items: Sequence[Provision], after: Provision | None) -> Iterator[tuple[Provision, Found]]:
    steps = [p.step for p in items]
    series = series_of(steps) if len(steps) > 1 else None
    if series is None:
        return
    values = numbers(steps, series)
    for i, item in enumerate(items):
        if values[i] in values[:i]:
            yield item, at_start(item, f"The number {item.step} stands twice in this list.")
    if after is None:
        yield from _missing(items, values, series)
    unique = list(dict.fromkeys(values))
    if unique != sorted(unique):
        i = next(i for i in range(1, len(values)) if values[i] < max(values[:i]))
        if values[i] not in values[:i]:
            message = f"{items[i].step} stands after {items[i - 1].step}."
            yield items[i], evolve(at_start(items[i], message), kind=UNORDERED)


def _missing(items: Sequence[Provision], values: Sequence[Number], series: Series) -> Iterator[tuple[Provision, Found]]:
    """Numbers that are not there though later ones are, each reported where the first later one stands."""
    reported: set[Number] = set()
    whole = [v[0][1] for v in values if len(v) == 1 and not v[0][0]]
    for number in (((0, place),) for place in range(1, max(whole, default=0)) if place not in whole):
        after = min(v for v in values if v > number)
        item = items[values.index(after)]
        lacking = spelled(number, series)
        if after not in reported and not _stands_bare(lacking, items[: values.index(after)]):
            reported.add(after)
            kind = FIRST if number == _FIRST and lacking.startswith("(") else ""
            yield item, evolve(at_start(item, f"The list has no {lacking} before {item.step}."), kind=kind)


def _stands_bare(lacking: str, before: Sequence[Provision]) -> bool:
    """Whether a line above begins with the number without its marks: "b Each member ..." between "a." and "c."."""
    head = re.compile(rf"\n[ \t]*(?:[-*+\u2022][ \t]+)?{re.escape(lacking.strip('()'))}[ \t]+(?=[A-Z])")
    return bool(before) and head.search(before[-1].text) is not None


def _clauses(clauses: Sequence[Provision]) -> Iterator[tuple[Provision, Found]]:
    for one, two in pairwise(clauses):
        inserted = is_inserted(one.label) or is_inserted(two.label)
        if not together(one.label, two.label) or inserted or _in_romans(one.label, two.label):
            continue
        if order(two.label) < order(one.label):
            yield two, evolve(at_start(two, f"{two.label} stands after {one.label}."), kind=UNORDERED)


def _in_romans(one: str, two: str) -> bool:
    """Whether two clauses follow each other as roman numbers do, which letters would not: VIII, IX."""
    first, second = read(one), read(two)
    return first is not None and second is not None and follows(f"({first.numbers[-1]})", f"({second.numbers[-1]})")


CHECK: Final = Check(
    code="NU301",
    title="a gap, duplicate or wrong order in a numbered sequence",
    severity=Severity.WARNING,
    fix=FixKind.NONE,
    scope=Scope.DRAFT,
    why=("A number that is missing may be a paragraph that was lost; one that stands twice can be cited in two ways."),
    bad=(
        "G8.47 Where a User is neither a Supplier Party nor a Network Party, it shall be subject:\n"
        "\n"
        "(a) in the first year after the year of its initial Full User Security Assessment, to a Verification "
        "User Security Assessment;\n"
        "\n"
        "(b) in the immediately following year, to a User Security Self-Assessment; and\n"
        "\n"
        "(d) «in the next following» year, to a Full User Security Assessment."
    ),
    good=(
        "G8.47 Where a User is neither a Supplier Party nor a Network Party, it shall be subject:\n"
        "\n"
        "(a) in the first year after the year of its initial Full User Security Assessment, to a Verification "
        "User Security Assessment;\n"
        "\n"
        "(b) in the immediately following year, to a User Security Self-Assessment; and\n"
        "\n"
        "(c) in the next following year, to a Full User Security Assessment."
    ),
    look=whole_draft(_look),
)
