"""NU304: a list of one item."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sec_rules.drafting.draft import Draft
from sec_rules.drafting.layout.provisions import Layout, Provision
from sec_rules.review.findings import Check, FixKind, Found, Scope, Severity, whole_draft
from sec_rules.review.findings.places import at_start
from sec_rules.review.text.lists import lists


def _look(layout: Layout, draft: Draft) -> Iterator[tuple[Provision, Found]]:
    for clause in layout.provisions:
        for found in lists(clause):
            item = found.items[0]
            first = item.provision.step in ("(a)", "(i)", "(1)")
            if len(found.items) == 1 and first and found.lead.strip() and not found.omitting and item.plain:
                words = f"{item.provision.step} is the only item of its list."
                yield item.provision, at_start(item.provision, words)


CHECK: Final = Check(
    code="NU304",
    title="a list of one item",
    severity=Severity.WARNING,
    fix=FixKind.NONE,
    scope=Scope.PROVISION,
    why="A list of one is no list: an item may have been lost, or the numbering is needless.",
    bad=(
        "G8.47 Where a User is neither a Supplier Party nor a Network Party, it shall be subject in each year:\n"
        "\n"
        "(a) «to a Full User» Security Assessment."
    ),
    good=(
        "G8.47 Where a User is neither a Supplier Party nor a Network Party, it shall be subject in each year to "
        "a Full User Security Assessment."
    ),
    look=whole_draft(_look),
)
