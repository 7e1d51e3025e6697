"""PR007: an undecided case that the base text decided."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sec_rules.analysis.comparison import Change
from sec_rules.review.findings import Case, Check, Finding, FixKind, Scope, Severity
from sec_rules.review.findings.anchors import Anchor, at, cause


def _look(case: Case, check: Check) -> Iterator[Finding]:
    """One finding for each place that leaves something open, with all that it leaves open."""
    open_now: dict[tuple[Anchor, ...], list[tuple[Change, str]]] = {}
    for change, smallest in zip(case.changes, case.smallest, strict=True):
        if change.was is not None and change.becomes is None:
            found = cause(case.draft, (*change.because, *change.was_because), change.witness)
            open_now.setdefault(found, []).append((change, smallest))
    for found, changes in open_now.items():
        cases = "; ".join(f"for {c.where} it was {c.was} (smallest case: {least})" for c, least in changes)
        yield at(check, found, f"What the base text decided is settled no more: {cases}.")


CHECK: Final = Check(
    code="PR007",
    title="an undecided case that the base text decided",
    severity=Severity.WARNING,
    fix=FixKind.NONE,
    scope=Scope.PROOF,
    why="Somebody who knew what to do will not know it any more.",
    bad=(
        "G8.47 Where a User is neither «a Supplier Party nor a Network Party», it shall be subject:\n"
        "\n"
        "(a) in the first year after the year of its initial Full User Security Assessment, to a Verification "
        "User Security Assessment; and\n"
        "\n"
        "(b) in the immediately following year, to a User Security Self-Assessment."
    ),
    good="G8.44A Each Network Party shall keep a record of its premises.",
    look=_look,
)
