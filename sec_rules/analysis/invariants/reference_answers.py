"""Who answers whom, by the reference; whom that is, in words; and labels in the order of the clauses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sec_rules.analysis.atlas import Atlas, sole
from sec_rules.analysis.boundaries import facts_read
from sec_rules.analysis.invariants.declarations import Answered
from sec_rules.engine.english.numerals import with_article
from sec_rules.engine.english.regions import case
from sec_rules.engine.linking import Ruleset
from sec_rules.engine.reference import holds
from sec_rules.lang import Count, YesNo
from sec_rules.lang.formulas import All, Literal


def answers_at(ruleset: Ruleset, facts: Mapping[str, bool | int]) -> Answered:
    """The branches that answer for facts that are all given, by the reference."""
    return tuple(branch for branch in ruleset.branches if holds(branch.when, facts))


def whom(
    atlas: Atlas,
    facts: Mapping[str, bool | int],
    besides: Iterable[YesNo | Count] = (),
    literals: Iterable[Literal] = (),
) -> str:
    """The User with those facts as a phrase: of the facts that the answer hangs on, and of others `besides`.

    Counts of nought are named where the literals speak of them, and wherever they matter if the question asks for it.
    """
    ruleset = atlas.ruleset
    read = {fact.name: fact for fact in (*facts_read(ruleset), *besides)}
    spoken_of = tuple(literals)
    if ruleset.question.names_noughts:
        of = (cell.literals for cell in atlas.cells if holds(All(cell.literals), facts))
        spoken_of = (*spoken_of, *next(of, ()))
    return case({name: value for name, value in facts.items() if name in read}, spoken_of, read.values())


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
