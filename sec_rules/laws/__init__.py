"""What must hold of the Code: declared once, proved over the atlas, and tested at single Users."""

from sec_rules.laws.answering import answers_at, limbs
from sec_rules.laws.declaring import (
    Answered,
    Everywhere,
    ForEach,
    Growing,
    Outcomes,
    Pair,
    Principle,
    Related,
    Somewhere,
    Standpoint,
    Unchanged,
    in_succession,
    two_users,
)
from sec_rules.laws.drafts import further, known
from sec_rules.laws.library import EVERY_LIMB_CAN_APPLY, EXACTLY_ONE_ANSWER, FIRST, LAWS, MORE_NEVER_LIGHTER
from sec_rules.laws.partition import gaps, overlaps
from sec_rules.laws.proving import assuming, contradiction, principle, prove, prove_all, verdict
from sec_rules.laws.verdicts import Failure, Verdict

__all__ = [
    "EVERY_LIMB_CAN_APPLY",
    "EXACTLY_ONE_ANSWER",
    "FIRST",
    "LAWS",
    "MORE_NEVER_LIGHTER",
    "Answered",
    "Everywhere",
    "Failure",
    "ForEach",
    "Growing",
    "Outcomes",
    "Pair",
    "Principle",
    "Related",
    "Somewhere",
    "Standpoint",
    "Unchanged",
    "Verdict",
    "answers_at",
    "assuming",
    "contradiction",
    "further",
    "gaps",
    "in_succession",
    "known",
    "limbs",
    "overlaps",
    "principle",
    "prove",
    "prove_all",
    "two_users",
    "verdict",
]
