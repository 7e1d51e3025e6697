"""NU305: two provisions with one label."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import evolve

from sec_rules.drafting.draft import Draft
from sec_rules.drafting.layout.provisions import Layout, Provision
from sec_rules.review.findings import Check, FixKind, Found, Related, Scope, Severity, whole_draft
from sec_rules.review.findings.places import at_start
from sec_rules.review.text.lists import lists
from sec_rules.review.text.provision_index import omits


def _look(layout: Layout, draft: Draft) -> Iterator[tuple[Provision, Found]]:
    seen: dict[str, Provision] = {}
    for clause in layout.provisions:
        if clause.label in seen and _says_something(clause, seen[clause.label]):
            yield _twice(clause, seen[clause.label])
        seen.setdefault(clause.label, clause)
        for found in lists(clause):
            items: dict[str, Provision] = {}
            for item in found.items:
                step = item.provision.step
                if step in items:
                    yield _twice(item.provision, items[step])
                items.setdefault(step, item.provision)


def _says_something(clause: Provision, first: Provision) -> bool:
    """Whether a second clause of a label is more than another extract of the first."""
    if any(omits(line) for p in (clause, first) for line in p.text.split("\n")):
        steps = {p.step for p in first.children}
        return any(p.step in steps for p in clause.children)
    return bool(clause.whole.strip())


def _twice(second: Provision, first: Provision) -> tuple[Provision, Found]:
    found = at_start(second, f"There are two provisions {second.label}.")
    return second, evolve(found, related=(Related(0, at_start(first, "").end, first.label),))


CHECK: Final = Check(
    code="NU305",
    title="two provisions with one label",
    severity=Severity.ERROR,
    fix=FixKind.NONE,
    scope=Scope.DRAFT,
    why="A citation of the label leads to both, and nobody can say which is meant.",
    bad=(
        "G8.44A Each Network Party shall keep a record of its premises.\n"
        "\n"
        "G8.44A «Each Supplier Party shall» keep a record of its premises."
    ),
    good=(
        "G8.44A Each Network Party shall keep a record of its premises.\n"
        "\n"
        "G8.44B Each Supplier Party shall keep a record of its premises."
    ),
    look=whole_draft(_look),
)
