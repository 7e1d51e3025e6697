"""Who answers whom, by the reference; and labels in the order of the clauses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sec_rules.analysis.atlas import sole
from sec_rules.analysis.invariants.declarations import Answered
from sec_rules.engine.english.numerals import with_article
from sec_rules.engine.linking import Ruleset
from sec_rules.engine.reference import holds


def answers_at(ruleset: Ruleset, facts: Mapping[str, bool | int]) -> Answered:
    """The branches that answer for facts that are all given, by the reference."""
    return tuple(branch for branch in ruleset.branches if holds(branch.when, facts))


def outcome_of(answers: Answered) -> str:
    """What answers come to, as a sentence names it: "a User Security Self-Assessment", or that it is no single one."""
    outcome = sole(answers)
    return with_article(outcome.title) if outcome else "no single outcome"


def limbs(ruleset: Ruleset) -> tuple[str, ...]:
    """The full labels of all limbs that answer the question, in order."""
    return tuple(dict.fromkeys(rule.clause + limb.label for rule in ruleset.rules for limb in rule.rule.limbs))


def in_order(ruleset: Ruleset, labels: Iterable[str]) -> tuple[str, ...]:
    """Those of the labels that are labels of clauses, in the order of the clauses."""
    wanted = frozenset(labels)
    return tuple(dict.fromkeys(rule.clause for rule in ruleset.rules if rule.clause in wanted))
