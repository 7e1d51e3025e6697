"""PR006: another invariant of the question that no longer holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import evolve

from sec_rules.analysis.invariants import invariant_named, stated_of
from sec_rules.analysis.invariants.library import FIRST, INVARIANTS
from sec_rules.review.findings import Case, Check, Finding, FixKind, Scope, Severity
from sec_rules.review.findings.anchors import finding_of

_FIRST: Final = frozenset(one.name for one in FIRST)


def _look(case: Case, check: Check) -> Iterator[Finding]:
    for verdict in (*case.verdicts, *case.further):
        if verdict.holds is not False or verdict.invariant in _FIRST:
            continue
        stated = invariant_named(verdict.invariant, stated_of(case.draft.proposed))
        source = case.conventions.adopted.get(stated.name, "")
        # One's own are adopted by whoever declares them; those of the library describe the text so far.
        adopted = stated not in INVARIANTS or bool(source)
        observed = stated.kind == "policy" and not adopted
        for failure in verdict.failures:
            found = finding_of(case, check, failure)
            reason = failure.message
            message = (
                reason if reason.startswith(verdict.statement) else f"No longer holds: {verdict.statement} {reason}"
            )
            if observed:
                message = f"So far it was so, and nobody has adopted it as policy: {message}"
            elif source:
                message = f"{message} It was adopted: {source}."
            severity = Severity.NOTE if observed else Severity.ERROR
            known = found.known or (verdict in case.further and reason in case.further_known)
            yield evolve(found, message=message, severity=severity, known=known)


CHECK: Final = Check(
    code="PR006",
    title="another invariant of the question that no longer holds",
    severity=Severity.ERROR,
    fix=FixKind.NONE,
    scope=Scope.PROOF,
    why=(
        "What held of everybody before the draft does not hold any more. A formal invariant that fails is an "
        "error, and so is one of policy that somebody adopted; what was merely so until now is a note."
    ),
    bad=(
        "G8.47 Where a User is neither a Supplier Party nor a Network Party, it shall be subject:\n"
        "\n"
        "(a) in the first year after the year of its initial Full User Security Assessment, to a Verification "
        "User Security Assessment;\n"
        "\n"
        "(b) in the immediately following year, to a User Security Self-Assessment;\n"
        "\n"
        "(c) in the next following year, to «a Verification User Security Assessment»; and\n"
        "\n"
        "(d) in each year thereafter, to a category of security assessment which repeats the annual sequence of "
        "paragraphs (a) to (c)."
    ),
    good=(
        "G8.47 Where a User is neither a Supplier Party nor a Network Party, it shall be subject:\n"
        "\n"
        "(a) in the first year after the year of its initial Full User Security Assessment, to a Verification "
        "User Security Assessment;\n"
        "\n"
        "(b) in the immediately following year, to a User Security Self-Assessment;\n"
        "\n"
        "(c) in the next following year, to a Full User Security Assessment; and\n"
        "\n"
        "(d) in each year thereafter, to a category of security assessment which repeats the annual sequence of "
        "paragraphs (a) to (c)."
    ),
    look=_look,
)
