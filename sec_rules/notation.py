"""What clauses, questions and invariants of one's own are written with; `Code.with_clauses` takes them.

A clause has versions, each with the rules it states; a rule that answers a question says whom it applies to and, limb
by limb, with which outcome. An invariant says something of the answers to a question.
"""

from __future__ import annotations

from sec_rules.analysis.invariants.declarations import (
    Everywhere,
    Growing,
    Invariant,
    Related,
    Somewhere,
    Standpoint,
    in_succession,
    two_users,
)
from sec_rules.lang import (
    ALWAYS,
    DAY,
    NEVER,
    Amount,
    Answers,
    Clause,
    Condition,
    Count,
    Doubt,
    Evidence,
    Limb,
    Mark,
    Outcome,
    Question,
    Repeats,
    Source,
    Standing,
    TextSource,
    Turn,
    Undetermined,
    Version,
    Words,
    YesNo,
)
from sec_rules.lang.compounds import at_least, by_band, greater_of, less, lesser_of, percentage
from sec_rules.lang.deadlines import CountedDay, Deadlines
from sec_rules.lang.expressions import Anchor, Gauge
from sec_rules.lang.rulebooks import Assumption, NamedFigure, Rulebook, Says, Unit

__all__ = [
    "ALWAYS",
    "DAY",
    "NEVER",
    "Amount",
    "Anchor",
    "Answers",
    "Assumption",
    "Clause",
    "Condition",
    "Count",
    "CountedDay",
    "Deadlines",
    "Doubt",
    "Everywhere",
    "Evidence",
    "Gauge",
    "Growing",
    "Invariant",
    "Limb",
    "Mark",
    "NamedFigure",
    "Outcome",
    "Question",
    "Related",
    "Repeats",
    "Rulebook",
    "Says",
    "Somewhere",
    "Source",
    "Standing",
    "Standpoint",
    "TextSource",
    "Turn",
    "Undetermined",
    "Unit",
    "Version",
    "Words",
    "YesNo",
    "at_least",
    "by_band",
    "greater_of",
    "in_succession",
    "less",
    "lesser_of",
    "percentage",
    "two_users",
]
