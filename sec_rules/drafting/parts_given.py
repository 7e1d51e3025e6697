"""Clauses of which a draft gives parts only, put into the whole ones."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from sec_rules.drafting.layout.provisions import Provision
from sec_rules.span import Span


def merged(given: Provision, held: Provision) -> Provision:
    """A provision of which the draft gives parts only, put into the whole one."""
    order = list(held.order)
    for child in given.children:
        same = next((i for i, x in enumerate(order) if isinstance(x, Provision) and x.step == child.step), None)
        if same is not None:
            old = order[same]
            assert isinstance(old, Provision)
            order[same] = merged(child, old) if child.partial else child
        else:
            order.insert(_place(order, child), child)
    whole = evolve(held, order=tuple(order), changed=True)
    text = given.text.strip()
    return _spliced_at_end(whole, text) if text else whole


def _place(order: Sequence[Span | Provision], child: Provision) -> int:
    """Where a new paragraph goes: beside the one it names, or behind the last one."""
    steps = [(i, x.step) for i, x in enumerate(order) if isinstance(x, Provision)]
    for i, step in steps:
        if child.beside == ("after", step):
            return i + 1
        if child.beside == ("before", step):
            return i
    return steps[-1][0] + 1 if steps else len(order)


def _spliced_at_end(provision: Provision, text: str) -> Provision:
    start = len(provision.text) + 1
    return evolve(
        provision,
        text=f"{provision.text}\n{text}",
        order=(*provision.order, Span(start, start + len(text))),
        changed=True,
    )
