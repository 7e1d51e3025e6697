"""What must hold of the Code: declared once, proved over the atlas, and tested at single Users."""

from sec_rules.analysis.invariants.declarations import (
    Answered,
    Everywhere,
    ForEach,
    Growing,
    Invariant,
    Outcomes,
    Pair,
    Related,
    Somewhere,
    Standpoint,
    Unchanged,
    in_succession,
    two_users,
)
from sec_rules.analysis.invariants.gaps_and_overlaps import gaps, overlaps
from sec_rules.analysis.invariants.library import (
    EVERY_LIMB_CAN_APPLY,
    EXACTLY_ONE_ANSWER,
    FIRST,
    INVARIANTS,
    MORE_NEVER_LIGHTER,
)
from sec_rules.analysis.invariants.of_drafts import first_and_adopted, further, known
from sec_rules.analysis.invariants.prover import (
    assuming,
    contradiction,
    invariant_named,
    prove,
    prove_all,
    stated_of,
    verdict,
)
from sec_rules.analysis.invariants.reference_answers import answers_at, limbs
from sec_rules.analysis.invariants.verdicts import Failure, Proof, Verdict

__all__ = [
    "EVERY_LIMB_CAN_APPLY",
    "EXACTLY_ONE_ANSWER",
    "FIRST",
    "INVARIANTS",
    "MORE_NEVER_LIGHTER",
    "Answered",
    "Everywhere",
    "Failure",
    "ForEach",
    "Growing",
    "Invariant",
    "Outcomes",
    "Pair",
    "Proof",
    "Related",
    "Somewhere",
    "Standpoint",
    "Unchanged",
    "Verdict",
    "answers_at",
    "assuming",
    "contradiction",
    "first_and_adopted",
    "further",
    "gaps",
    "in_succession",
    "invariant_named",
    "known",
    "limbs",
    "overlaps",
    "prove",
    "prove_all",
    "stated_of",
    "two_users",
    "verdict",
]
