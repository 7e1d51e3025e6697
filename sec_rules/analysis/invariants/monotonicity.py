"""Whether more premises ever make an answer lighter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from sec_rules.analysis.atlas import Atlas, Cell, cited
from sec_rules.analysis.invariants.declarations import Answered
from sec_rules.analysis.invariants.reference_answers import answers_at, in_order, outcome_of, whom
from sec_rules.analysis.invariants.verdicts import Failure
from sec_rules.engine.decision_tree import Literals, Witness
from sec_rules.engine.english.regions import called
from sec_rules.engine.linking import Ruleset, facts_of
from sec_rules.engine.reference import holds
from sec_rules.engine.solver import SECOND, second, second_fact
from sec_rules.lang import Count, Outcome
from sec_rules.lang.formulas import FALSE, All, Formula, formula, literals

NoLighter = Callable[[Outcome | None, Outcome | None], bool]


def growing(ruleset: Ruleset) -> Iterator[Count]:
    """The counts of which more must not weigh less, so far as the ruleset reads them, or may where words are open."""
    reads = facts_of(ruleset)
    yield from (count for count in ruleset.question.more_never_lighter if count.name in reads or ruleset.open)


def lighter(atlas: Atlas, says: NoLighter, cells: Iterable[Cell], stated: str = "") -> Iterator[Failure]:
    """A failure for each count of which more makes an answer lighter within the cells. Raises `OutOfBudget`.

    `stated` is the sentence of an invariant that says something else of what more does.
    """
    given = tuple(cells)
    for count in growing(atlas.ruleset):
        step = smallest_step(atlas, given, count, says)
        if step is not None:
            yield _step(atlas, count, *step, stated)


def smallest_step(atlas: Atlas, cells: Iterable[Cell], count: Count, says: NoLighter) -> tuple[Witness, int] | None:
    """The smallest facts, and the least greater count, between which the invariant may fail; None where nowhere."""
    by_outcome: dict[Outcome, list[Literals]] = {}
    for cell in cells:
        for outcome in cell.outcomes:
            if outcome is not None:
                by_outcome.setdefault(outcome, []).append(cell.literals)
    grown = second_fact(count)
    has_grown = formula(grown.exceeds(count))
    if has_grown == FALSE:
        return None
    after = {
        other: [_literals(second(All(cell), (count.name,))) for cell in then] for other, then in by_outcome.items()
    }
    found = atlas.solver.smallest_of(
        (*before, *later, *_literals(has_grown))
        for one, earlier in by_outcome.items()
        for other, then in after.items()
        if not says(one, other)
        for before in earlier
        for later in then
    )
    if found is None:
        return None
    more = found[grown.name]
    return {name: value for name, value in found.items() if not name.endswith(SECOND)}, int(more)


def _literals(of: Formula) -> Literals:
    """The literals of which all must hold."""
    return tuple(literals(of))


def _step(atlas: Atlas, count: Count, before: Witness, more: int, stated: str) -> Failure:
    lower, higher = answers_at(atlas.ruleset, before), answers_at(atlas.ruleset, before | {count.name: more})
    involved = (*lower, *higher)
    opening = f"{stated} Not so: for" if stated else f"More {called(count)} make the answer lighter: for"
    cell = next(cell for cell in atlas.cells if holds(All(cell.literals), before))
    example = whom(atlas, before, literals=cell.literals)
    return Failure(
        kind="lighter",
        where=example,
        witness=before,
        clauses=in_order(atlas.ruleset, (branch.clause for branch in involved)),
        labels=tuple(dict.fromkeys(branch.label for branch in involved)),
        message=f"{opening} {example}, it is {_outcome(lower)}; with "
        f"{more:,} {called(count)} it is {_outcome(higher)}.",
        grown=(count.name, more),
    )


def _outcome(answers: Answered) -> str:
    return f"{outcome_of(answers)} ({', '.join(cited(answers))})"
