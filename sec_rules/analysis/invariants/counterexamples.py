"""Counterexamples worked through: what each clause asks of the smallest case, the sums, and what it then answers."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from sec_rules.analysis.boundaries import facts_read
from sec_rules.analysis.boundary_examples import worked_out
from sec_rules.analysis.invariants import Failure
from sec_rules.analysis.invariants.monotonicity import next_below
from sec_rules.engine.decision_tree import Witness
from sec_rules.engine.english.regions import bound_in_words, case
from sec_rules.engine.linking import Branch, LinkedRule, Ruleset
from sec_rules.engine.reference import holds
from sec_rules.lang import Outcome
from sec_rules.lang.formulas import Bound, Formula, literals


@frozen
class Step:
    """A comparison that a clause makes: in words, the sum for this User, and whether it is met."""

    says: str
    sum: str
    met: bool


@frozen
class Asked:
    """What came of asking one clause: the comparisons, and the answer in words."""

    clause: str
    steps: tuple[Step, ...]
    answer: str


@frozen
class Worked:
    """One User, in words, and what each clause involved makes of it."""

    who: str
    asked: tuple[Asked, ...]


def worked(failure: Failure, ruleset: Ruleset) -> tuple[Worked, ...]:
    """The cases of a failure worked through: one, or two where it is about a count that grows; none without a case."""
    if failure.witness is None:
        return ()
    cases = [failure.witness]
    if failure.grown is not None:
        name, more = failure.grown
        cases = [next_below(ruleset, name, failure.witness, more), failure.witness | {name: more}]
    return tuple(
        Worked(case(facts, among=facts_read(ruleset)), tuple(_asked(failure, ruleset, facts))) for facts in cases
    )


def _asked(failure: Failure, ruleset: Ruleset, facts: Witness) -> Iterator[Asked]:
    for rule in ruleset.rules:
        if rule.clause in failure.clauses:
            answers = [branch for branch in rule.branches if holds(branch.when, facts) is True]
            yield Asked(rule.clause, tuple(_steps(rule.applies, facts)), _answer(rule, answers, facts))


def _steps(given: Formula, facts: Witness) -> Iterator[Step]:
    for literal in literals(given):
        if isinstance(literal.atom, Bound) and all(not c.counts_years for c, _ in literal.atom.terms):
            words = bound_in_words(literal.atom, holds=literal.holds)
            yield Step(words, worked_out(literal.atom, facts), holds(literal, facts) is True)


def _answer(rule: LinkedRule, answers: list[Branch], facts: Witness) -> str:
    if answers:
        return "; ".join(f"{_outcome(branch)} by {' and '.join(branch.cites)}" for branch in answers)
    if holds(rule.applies, facts) is True:
        return "it applies, but none of its paragraphs speaks of this year"
    return "it does not apply"


def _outcome(branch: Branch) -> str:
    return branch.outcome.title if isinstance(branch.outcome, Outcome) else "an outcome that is not settled"
