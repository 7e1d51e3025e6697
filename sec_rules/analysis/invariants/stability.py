"""Invariants of a Code on two days, or under other numbers: every User is answered alike, by the same provisions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sec_rules.analysis.atlas import cited, refine
from sec_rules.analysis.boundaries import facts_read
from sec_rules.analysis.invariants.declarations import Answered, Pair
from sec_rules.analysis.invariants.reference_answers import answers_at, in_order, outcome_of
from sec_rules.analysis.invariants.verdicts import Failure
from sec_rules.engine.decision_tree import Literals
from sec_rules.engine.english.regions import case
from sec_rules.engine.linking import Branch, Ruleset
from sec_rules.engine.solver import Fact, Solver
from sec_rules.lang.formulas import All, Any

_Said = tuple[tuple[str, str, object], ...]
_NOTHING_RENAMED: Final[Mapping[str, str]] = {}


def differing(pair: Pair, facts: Mapping[str, Fact] | None) -> Failure | None:
    """The smallest case that the two rulesets of a pair answer otherwise; None where there is none."""
    if _written(pair.one, pair.renamed) == _written(pair.two, _NOTHING_RENAMED):
        # The same formulas, outcomes and labels: nothing is left to prove.
        return None
    given = pair.one.question.facts if facts is None else facts.values()
    solver = Solver(given, assumptions=pair.two.assumptions)
    cells = [
        cell.literals
        for cell in refine(pair.one, pair.two, solver)
        if said(cell.one, pair.renamed) != said(cell.two, _NOTHING_RENAMED)
    ]
    return _failure(pair, cells, solver) if cells else None


def _written(ruleset: Ruleset, renamed: Mapping[str, str]) -> list[object]:
    return [(said((branch,), renamed), branch.when) for branch in ruleset.branches]


def said(answers: Answered, renamed: Mapping[str, str]) -> _Said:
    """By which clause and limb the answers come, under the new labels, and what they are."""
    return tuple((renamed.get(b.clause, b.clause), b.limb, b.outcome) for b in answers)


def _failure(pair: Pair, cells: list[Literals], solver: Solver) -> Failure:
    witness = solver.smallest(Any(tuple(All(literals) for literals in cells)))
    if witness is None:
        raise ValueError("A cell is made only where somebody lies in it.")
    found = case(witness, among=(*facts_read(pair.one), *facts_read(pair.two)))
    one, two = answers_at(pair.one, witness), answers_at(pair.two, witness)
    involved: tuple[Branch, ...] = (*one, *two)
    labels = [branch.clause for branch in involved]
    return Failure(
        kind="changed",
        where=found,
        witness=witness,
        clauses=tuple(dict.fromkeys((*in_order(pair.one, labels), *in_order(pair.two, labels)))),
        labels=tuple(dict.fromkeys(branch.label for branch in involved)),
        message=f"{pair.says}: for {found}, it is {_outcome(one)} on the one side and {_outcome(two)} on the other.",
    )


def _outcome(answers: Answered) -> str:
    return f"{outcome_of(answers)} ({', '.join(cited(answers)) or 'nobody answers'})"
