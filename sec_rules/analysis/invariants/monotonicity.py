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
from sec_rules.lang.formulas import FALSE, All, Formula, Literal, formula, literals

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


def smallest_step(
    atlas: Atlas, cells: Iterable[Cell], count: Count, says: NoLighter, *, more: Iterable[Cell] = ()
) -> tuple[Witness, int] | None:
    """The smallest facts, and the least greater count, between which the invariant may fail; None where nowhere.

    Where cells are given besides as `more`, only steps that begin or end in one of these.
    """
    given, besides = tuple(cells), tuple(more)
    grown = second_fact(count)
    has_grown = formula(grown.exceeds(count))
    if has_grown == FALSE:
        return None
    every = (*given, *besides)
    before = [(outcome, cell.literals, _opposites(cell.literals)) for cell in every for outcome in _single(cell)]
    after = [
        (outcome, later, frozenset(later))
        for cell in every
        for later in (_literals(second(All(cell.literals), (count.name,))),)
        for outcome in _single(cell)
    ]
    old = sum(len(tuple(_single(cell))) for cell in given) if besides else 0
    allowed: dict[tuple[Outcome, Outcome], bool] = {}
    step = _literals(has_grown)

    def pairs() -> Iterator[Literals]:
        for n, (one, earlier, opposites) in enumerate(before):
            for other, later, met in after if n >= old else after[old:]:
                # Most pairs say opposite things of the facts that they have in common.
                if opposites.isdisjoint(met):
                    if (one, other) not in allowed:
                        allowed[one, other] = says(one, other)
                    if not allowed[one, other]:
                        yield (*earlier, *later, *step)

    found = atlas.solver.smallest_of(pairs())
    if found is None:
        return None
    larger = found[grown.name]
    return {name: value for name, value in found.items() if not name.endswith(SECOND)}, int(larger)


def _single(cell: Cell) -> Iterator[Outcome]:
    """The outcomes that a User of the cell may have, without none."""
    yield from (outcome for outcome in cell.outcomes if outcome is not None)


def _opposites(of: Literals) -> frozenset[Literal]:
    return frozenset(Literal(literal.atom, not literal.holds) for literal in of)


def _literals(of: Formula) -> Literals:
    """The literals of which all must hold."""
    return tuple(literals(of))


def _step(atlas: Atlas, count: Count, least: Witness, more: int, stated: str) -> Failure:
    before = next_below(atlas.ruleset, count.name, least, more)
    lower, higher = answers_at(atlas.ruleset, before), answers_at(atlas.ruleset, before | {count.name: more})
    involved = (*lower, *higher)
    due = atlas.ruleset.question.due
    cell = next(cell for cell in atlas.cells if holds(All(cell.literals), before))
    example, one = whom(atlas, before, literals=cell.literals), f"{more:,} {called(count)}"
    return Failure(
        kind="lighter",
        where=example,
        witness=least,
        clauses=in_order(atlas.ruleset, (branch.clause for branch in involved)),
        labels=tuple(dict.fromkeys(branch.label for branch in involved)),
        message=f"{stated} Not so: for {example}, it is {_outcome(lower)}; with {one} it is {_outcome(higher)}."
        if stated
        else f"More {called(count)} can lead to a lighter {due}: {example}{',' * (',' in example)} has "
        f"{_outcome(lower)}; one with {one} has {_outcome(higher)}.",
        grown=(count.name, more),
    )


def next_below(ruleset: Ruleset, count: str, least: Witness, more: int) -> Witness:
    """The facts with the greatest count below that of which the answer is lighter, where it is still the same as with
    the least: of 250,000 and 250,001 a reader sees the step, of 0 and 250,001 not.
    """
    beside = {**least, count: more - 1}
    return beside if answers_at(ruleset, beside) == answers_at(ruleset, least) else least


def _outcome(answers: Answered) -> str:
    return f"{outcome_of(answers)} ({', '.join(cited(answers))})"
