"""PR006: another invariant of the question that no longer holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import evolve

from sec_rules.analysis.invariants import invariant_named, stated_of
from sec_rules.analysis.invariants.library import INVARIANTS
from sec_rules.review.findings import Case, Check, Finding, FixKind, Scope, Severity
from sec_rules.review.findings.anchors import finding_of


def _look(case: Case, check: Check) -> Iterator[Finding]:
    for verdict in case.further:
        if verdict.holds is not False:
            continue
        stated = invariant_named(verdict.invariant, stated_of(case.draft.proposed))
        adopted = case.conventions.adopted.get(stated.name, "")
        # One's own are adopted by whoever declares them; those of the library describe the text so far.
        observed = stated.kind == "policy" and stated in INVARIANTS and not adopted
        severity = Severity.ERROR if stated.kind == "formal" else Severity.NOTE if observed else Severity.WARNING
        for failure in verdict.failures:
            found = finding_of(case, check, failure)
            reason = failure.message
            message = (
                reason if reason.startswith(verdict.statement) else f"No longer holds: {verdict.statement} {reason}"
            )
            if observed:
                message = f"So far it was so, and nobody has adopted it as policy: {message}"
            elif adopted:
                message = f"{message} It was adopted: {adopted}."
            yield evolve(found, message=message, severity=severity, known=failure.message in case.further_known)


CHECK: Final = Check(
    code="PR006",
    title="another invariant of the question that no longer holds",
    severity=Severity.ERROR,
    fix=FixKind.NONE,
    scope=Scope.PROOF,
    why=(
        "What held of everybody before the draft does not hold any more. A formal invariant that fails is an "
        "error; one of policy that somebody adopted a warning; what was merely so until now a note."
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
