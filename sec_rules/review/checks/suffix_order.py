"""NU302: the order of inserted numbers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from sec_rules.documents.document import View
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.layout.provisions import Layout, Provision
from sec_rules.lang import Redirects
from sec_rules.lang.citations import is_inserted, order, read, together
from sec_rules.review.findings import Check, FixKind, Found, Scope, Severity, whole_draft
from sec_rules.review.findings.places import at_start
from sec_rules.review.text.provision_index import ProvisionIndex


def _look(layout: Layout, draft: Draft) -> Iterator[tuple[Provision, Found]]:
    index = ProvisionIndex(layout, draft)
    shown = {p.label for p in layout.provisions}
    for provision in layout.provisions:
        label = read(provision.label)
        needed = label.presupposes if label is not None and is_inserted(provision.label) else None
        if needed is None or (layout.view is View.ACCEPTED and draft.original.find(provision.label) is not None):
            continue
        before = needed.clause
        held = before in shown or (before in index.held and not _led_on(draft, before))
        if not held and not index.may_exist(before):
            words = f"{provision.label} is inserted, but there is no {before} for it to follow."
            yield provision, at_start(provision, words)
    for one, two in pairwise(layout.provisions):
        inserted = is_inserted(one.label) or is_inserted(two.label)
        if together(one.label, two.label) and order(two.label) < order(one.label) and inserted:
            yield two, at_start(two, f"{two.label} stands after {one.label}; it comes before it.")


def _led_on(draft: Draft, label: str) -> bool:
    """Whether a label is held only as a citation that leads elsewhere."""
    rules = [r for c in draft.base.clauses if c.label == label for v in c.versions for r in v.rules]
    return bool(rules) and all(isinstance(r, Redirects) for r in rules)


CHECK: Final = Check(
    code="NU302",
    title="an inserted number out of the order of suffixes",
    severity=Severity.WARNING,
    fix=FixKind.NONE,
    scope=Scope.DRAFT,
    why=(
        "After G8.44 comes G8.44A; between G8.44A and G8.44B, G8.44AA; before G8.44A, G8.44ZA. A suffix that "
        "leaps makes readers look for what is not there."
    ),
    bad=(
        "G8.44 Where a User is a Network Party, it shall be subject to a Full User Security Assessment in each "
        "year.\n"
        "\n"
        "G8.44B «Each Network Party shall» keep a record of its premises."
    ),
    good=(
        "G8.44 Where a User is a Network Party, it shall be subject to a Full User Security Assessment in each "
        "year.\n"
        "\n"
        "G8.44A Each Network Party shall keep a record of its premises."
    ),
    look=whole_draft(_look),
)
