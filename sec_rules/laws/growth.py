"""Whether more premises ever make an answer lighter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from sec_rules.atlas import Atlas, Cell, Witness, cited, sole
from sec_rules.atoms import All, Any, Formula, formula
from sec_rules.backends.prose import case
from sec_rules.backends.python import holds
from sec_rules.backends.solver import SECOND, second, second_fact
from sec_rules.lang import Count, Outcome
from sec_rules.laws.answering import answers_at, in_order
from sec_rules.laws.declaring import Answered
from sec_rules.laws.verdicts import Failure
from sec_rules.linking import Law, facts_of

NoLighter = Callable[[Outcome | None, Outcome | None], bool]


def growing(law: Law) -> Iterator[Count]:
    """The counts of which more must not weigh less, so far as the law reads them."""
    reads = facts_of(law)
    yield from (count for count in law.question.more_never_lighter if count.name in reads)


def lighter(atlas: Atlas, says: NoLighter) -> Iterator[Failure]:
    """A failure for each count of which more makes an answer lighter. Raises `OutOfBudget`."""
    for count in growing(atlas.law):
        step = smallest_step(atlas, atlas.cells, count, says)
        if step is not None:
            yield _step(atlas, count, *step)


def smallest_step(atlas: Atlas, cells: Iterable[Cell], count: Count, says: NoLighter) -> tuple[Witness, int] | None:
    """The smallest facts, and the least greater count, between which the law fails; None where nowhere."""
    by_outcome: dict[Outcome, list[Formula]] = {}
    for cell in cells:
        if cell.outcome is not None:
            by_outcome.setdefault(cell.outcome, []).append(All(cell.literals))
    faults = [
        All((Any(tuple(before)), second(Any(tuple(after)), (count.name,))))
        for one, before in by_outcome.items()
        for other, after in by_outcome.items()
        if not says(one, other)
    ]
    grown = second_fact(count)
    found = atlas.solver.smallest(formula(grown.exceeds(count)), Any(tuple(faults)))
    if found is None:
        return None
    more = found[grown.name]
    return {name: value for name, value in found.items() if not name.endswith(SECOND)}, int(more)


def _step(atlas: Atlas, count: Count, before: Witness, more: int) -> Failure:
    lower, higher = answers_at(atlas.law, before), answers_at(atlas.law, before | {count.name: more})
    involved = (*lower, *higher)
    example = case(before, next(cell.literals for cell in atlas.cells if holds(All(cell.literals), before)))
    return Failure(
        kind="lighter",
        where=example,
        witness=before,
        clauses=in_order(atlas.law, (branch.clause for branch in involved)),
        labels=tuple(dict.fromkeys(branch.label for branch in involved)),
        message=f"More {count.short} make the answer lighter: for {example}, it is {_outcome(lower)}; with "
        f"{more:,} {count.short} it is {_outcome(higher)}.",
        grown=(count.name, more),
    )


def _outcome(answers: Answered) -> str:
    return f"{sole(answers)} ({', '.join(cited(answers))})"
