"""DT506: definitions out of alphabetical order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from sec_rules.drafting.draft import Draft
from sec_rules.drafting.layout.provisions import Layout, Provision
from sec_rules.review.findings import Check, FixKind, Found, Scope, Severity, whole_draft
from sec_rules.review.text.definitions import Definition, definitions


def _look(layout: Layout, draft: Draft) -> Iterator[tuple[Provision, Found]]:
    for provision in layout.walk():
        own = [d for d in definitions(provision) if d.listed]
        below = [next(iter(d for d in definitions(c) if d.listed), None) for c in provision.children]
        for series in (own, [d for d in below if d is not None] if all(below) else []):
            if len(series) > 1:
                yield from _out_of_order(series)


def _out_of_order(series: Sequence[Definition]) -> Iterator[tuple[Provision, Found]]:
    keep = _longest_rising([d.key for d in series])
    in_order = sorted(series, key=lambda d: d.key)
    for i, definition in enumerate(series):
        if i in keep:
            continue
        place = bisect_right(in_order, definition.key, key=lambda d: d.key)
        message = f"'{definition.term}' is out of the order of the alphabet" + (
            f"; it comes before '{in_order[place].term}'." if place < len(in_order) else "."
        )
        yield definition.provision, Found(definition.place.start, definition.place.end, message)


def _longest_rising(keys: Sequence[str]) -> frozenset[int]:
    """The positions of the longest series that rises, the earlier one where there are several."""
    # Of the series of each length the smallest key that one ends with; and where those end, the keys of which fall.
    smallest: list[str] = []
    ends: list[list[int]] = []
    for i, key in enumerate(keys):
        length = bisect_right(smallest, key)
        smallest[length : length + 1] = [key]
        if length == len(ends):
            ends.append([])
        ends[length].append(i)
    kept: list[int] = []
    for places in reversed(ends):
        kept.append(next(i for i in places if not kept or (i < kept[-1] and keys[i] <= keys[kept[-1]])))
    return frozenset(kept)


CHECK: Final = Check(
    code="DT506",
    title="definitions out of alphabetical order",
    severity=Severity.NOTE,
    fix=FixKind.NONE,
    scope=Scope.PROVISION,
    why="A definition that is not where it is looked for is written a second time.",
    bad=(
        "G8.44A In this Section:\n"
        "\n"
        '"Assurance Period" means a year;\n'
        "\n"
        '"Review Body" means the Panel; and\n'
        "\n"
        '"«Network Record»" means a record of premises.'
    ),
    good=(
        "G8.44A In this Section:\n"
        "\n"
        '"Assurance Period" means a year;\n'
        "\n"
        '"Network Record" means a record of premises; and\n'
        "\n"
        '"Review Body" means the Panel.'
    ),
    look=whole_draft(_look),
)
