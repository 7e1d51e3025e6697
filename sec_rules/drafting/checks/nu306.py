"""NU306: a standing provision renumbered by the draft instead of a suffix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from sec_rules.drafting.checks.nu301 import at_start
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.provisions import Provision
from sec_rules.drafting.remarks import (
    Case,
    Check,
    FixKind,
    Remark,
    Scope,
    Severity,
    remark,
)

# Fewer alike words than this, and it is another clause.
_ALIKE: Final = 0.8
# A draft that changes more clauses than this is a new Section, not an amendment.
_MOST: Final = 200


def _look(case: Case, check: Check) -> Iterator[Remark]:
    for old, new in renumbered(case.draft):
        message = (
            f"{old.label} becomes {new.label}. References elsewhere to {old.label} now lead to something else; a new "
            f"clause takes a suffix, and the standing one keeps its number."
        )
        yield remark(check, new, at_start(new, message))


def renumbered(draft: Draft) -> Iterator[tuple[Provision, Provision]]:
    """The clauses that stand under another label after the draft, as they were and as they will be."""
    before = {p.label: p for p in draft.original.provisions}
    after = {p.label: p for p in draft.accepted.provisions}
    gone = [p for p in before.values() if p.label not in after or not _same(p, after[p.label])]
    come = [p for p in after.values() if p.label not in before or not _same(before[p.label], p)]
    if len(gone) > _MOST or len(come) > _MOST:
        return
    for old in gone:
        new = max(come, key=lambda p: _alikeness(old, p), default=None)
        # Of a clause that is given anew as a whole, nothing but the same words tells that it is an old one.
        least = _ALIKE if draft.document.is_redline else 1.0
        if new is not None and _alikeness(old, new) >= least and new.label != old.label:
            standing = after.get(old.label)
            if standing is None or _alikeness(old, standing) < _alikeness(old, new):
                yield old, new


def _same(one: Provision, two: Provision) -> bool:
    return " ".join(one.whole.split()) == " ".join(two.whole.split())


def _alikeness(one: Provision, two: Provision) -> float:
    if _same(one, two):
        return 1.0
    a, b = Counter(one.whole.casefold().split()), Counter(two.whole.casefold().split())
    return 0.99 * (a & b).total() / max(1, (a | b).total()) if min(a.total(), b.total()) >= 8 else 0.0


CHECK: Final = Check(
    code="NU306",
    title="a standing provision renumbered by the draft instead of a suffix",
    severity=Severity.WARNING,
    fix=FixKind.NONE,
    scope=Scope.CHANGES,
    why="Every reference to the old number, in the Code and outside it, silently comes to mean another clause.",
    bad=(
        "{++G8.45 Each Network Party shall keep a record of its premises.++}\n"
        "\n"
        "G8.{~~45~>46~~} «The Panel shall publish» a summary of the assessments of the year."
    ),
    good=(
        "{++G8.44A Each Network Party shall keep a record of its premises.++}\n"
        "\n"
        "G8.45 The Panel shall publish a summary of the assessments of the year."
    ),
    look=_look,
)
