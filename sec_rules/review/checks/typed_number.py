"""NU303: a typed number where the style numbers by itself, or the reverse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from sec_rules._patterns import compiled
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.layout.provisions import Layout, Provision
from sec_rules.lang.citations import CLAUSE, UNDER_SECTION
from sec_rules.lang.steps import STEP
from sec_rules.review.findings import Check, FixKind, Found, Scope, Severity, whole_draft
from sec_rules.review.findings.places import at_start
from sec_rules.review.text.lists import lists

_TYPED: Final = compiled(rf"\s*(?:{STEP}|{CLAUSE}|{UNDER_SECTION})[.:]?(?=\s)")


def _look(layout: Layout, draft: Draft) -> Iterator[tuple[Provision, Found]]:
    for provision in layout.walk():
        typed = _TYPED.match(provision.text) if provision.computed else None
        if typed is not None:
            message = f"The number is typed, and the paragraph is numbered {provision.step} by itself."
            yield provision, Found(typed.end() - len(typed.group().strip()), typed.end(), message)
    for clause in layout.provisions:
        for found in lists(clause):
            yield from _mixed([i.provision for i in found.items])
    yield from _mixed(layout.provisions)


def _mixed(items: Sequence[Provision]) -> Iterator[tuple[Provision, Found]]:
    """Those of the rarer kind, where some of a list are numbered by themselves and some by hand."""
    by_hand = [p for p in items if not p.computed]
    by_itself = [p for p in items if p.computed]
    if not by_hand or not by_itself:
        return
    if len(by_hand) <= len(by_itself):
        odd, how = by_hand, "typed, where the others of its list number themselves"
    else:
        odd, how = by_itself, "counted by the style, where the others of its list are typed"
    yield from ((p, at_start(p, f"The number {p.step} is {how}.")) for p in odd)


CHECK: Final = Check(
    code="NU303",
    title="typed number where the style numbers by itself, or the reverse",
    severity=Severity.WARNING,
    fix=FixKind.NONE,
    scope=Scope.DRAFT,
    why=(
        "A number that is typed does not move when the others do, and one typed beside a computed one is printed twice."
    ),
    bad="{number:G8.44A} «G8.44A» Each Network Party shall keep a record of its premises.",
    good="{number:G8.44A} Each Network Party shall keep a record of its premises.",
    look=whole_draft(_look),
)
