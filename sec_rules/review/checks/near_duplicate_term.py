"""DT509: near-duplicates of one term."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sec_rules.drafting.draft import Draft
from sec_rules.drafting.layout.provisions import Layout, Provision
from sec_rules.review.findings import Check, FixKind, Found, Scope, Severity, whole_draft
from sec_rules.review.text.defined_terms import defined, standing, unknown
from sec_rules.review.text.definitions import folded
from sec_rules.rulebook.terms import TERMS


def _look(layout: Layout, draft: Draft) -> Iterator[tuple[Provision, Found]]:
    given = {d.key: (d.provision, d.place, d.term) for d in defined(layout)}
    used = {
        folded(u.words): (p, u, u.words)
        for p in reversed(tuple(layout.walk()))
        for u in reversed(tuple(unknown(p, standing() | set(given))))
    }
    known = {folded(t.name): t.name for t in TERMS} | {k: term for k, (_, _, term) in given.items()}
    for key, (provision, at, words) in sorted({**used, **given}.items()):
        near = next(
            (known[k] for k in sorted(known) if k != key and _near(key, k) and not (k in given and k > key)), None
        )
        if near is not None:
            yield provision, Found(at.start, at.end, f"'{words}' is nearly '{near}': is another thing meant?")


def _near(one: str, other: str) -> bool:
    """Whether two terms of several words differ by one word."""
    a, b = one.split(), other.split()
    if min(len(a), len(b)) < 2:
        return False
    shorter, longer = sorted((a, b), key=len)
    if len(longer) == len(shorter) + 1:
        return any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))
    return len(a) == len(b) > 2 and sum(x != y for x, y in zip(a, b, strict=True)) == 1


CHECK: Final = Check(
    code="DT509",
    title="near-duplicate of a term",
    severity=Severity.NOTE,
    fix=FixKind.NONE,
    scope=Scope.DRAFT,
    why="Two terms that differ by a word are easily taken for each other.",
    bad=(
        "G8.44A Each User shall undergo a «Security Assessment» in each year, and a User Security Assessment in "
        "every third."
    ),
    good="G8.44A Each User shall undergo a User Security Assessment in each year.",
    on=False,
    look=whole_draft(_look),
)
