"""Invariants proved: of a ruleset of a question, and of a Code on a day, under assumptions that are named."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from sec_rules.analysis.atlas import Atlas, Cell, build
from sec_rules.analysis.invariants.declarations import (
    Everywhere,
    ForEach,
    Growing,
    Invariant,
    Related,
    Somewhere,
    Unchanged,
)
from sec_rules.analysis.invariants.gaps_and_overlaps import gaps, overlaps
from sec_rules.analysis.invariants.library import FIRST, INVARIANTS
from sec_rules.analysis.invariants.monotonicity import lighter, smallest_step
from sec_rules.analysis.invariants.reachability import never
from sec_rules.analysis.invariants.reference_answers import in_order, limbs
from sec_rules.analysis.invariants.relational import breaches, failure
from sec_rules.analysis.invariants.stability import differing
from sec_rules.analysis.invariants.verdicts import Failure, Verdict
from sec_rules.engine.code import Code
from sec_rules.engine.decision_tree import position
from sec_rules.engine.linking import Ruleset
from sec_rules.engine.solver import Fact, OutOfBudget, Solver
from sec_rules.errors import UsageError
from sec_rules.lang import Question
from sec_rules.lang.formulas import formula
from sec_rules.lang.lists import joined
from sec_rules.rulebook.assumptions import ASSUMPTIONS, Assumption


def prove(
    ruleset: Ruleset,
    facts: Mapping[str, Fact] | None = None,
    names: Collection[str] | None = None,
    *,
    invariants: Iterable[Invariant] | None = None,
    assumptions: Sequence[Assumption] = ASSUMPTIONS,
    code: Code | None = None,
) -> tuple[Verdict, ...]:
    """The verdict on each invariant: those named, those given, or the first three. `UsageError` for a name that is no
    invariant's.

    `facts` are those that a smallest case lists. Nothing is claimed of an invariant with clauses that were not read,
    nor under assumptions that contradict each other. Invariants of two days need the `code`.
    """
    stated = tuple(invariants) if invariants is not None else FIRST
    stated = tuple(p for p in stated if not _says_nothing_of(p, ruleset.question))
    if names is not None:
        stated = tuple(invariant_named(name, INVARIANTS if invariants is None else stated) for name in names)
    first = ruleset.question.first_day
    if first is not None and ruleset.day < first:
        why = f"Stated only from {first} on: "
        return tuple(not_claimed(p, ruleset, why + said_of(p, ruleset.question)) for p in stated)
    if ruleset.unread:
        return tuple(not_claimed(p, ruleset, _unread(ruleset)) for p in stated)
    try:
        clash = contradiction(assumptions)
        if clash:
            return tuple(not_claimed(p, ruleset, _contradict(clash)) for p in stated)
        atlas = build(ruleset, facts, assumptions=assumptions)
    except OutOfBudget as error:
        return tuple(not_claimed(p, ruleset, f"Not decided: {error}") for p in stated)
    return tuple(verdict(p, atlas, code, facts) for p in stated)


def prove_all(
    code: Code,
    question: Question,
    on: date,
    *,
    invariants: Iterable[Invariant] = INVARIANTS,
    assumptions: Sequence[Assumption] = ASSUMPTIONS,
) -> tuple[Verdict, ...]:
    """The verdict on every invariant that is stated for a question and a day, of the Code as it stands on that day."""
    stated = [p for p in invariants if p.stated_for(question, on)]
    return prove(
        code.ruleset(question, on), code.facts(on, question), invariants=stated, assumptions=assumptions, code=code
    )


def _says_nothing_of(invariant: Invariant, question: Question) -> bool:
    """Whether an invariant is about counts that grow, and the question names none."""
    return isinstance(invariant.says, Growing) and not question.more_never_lighter


def said_of(invariant: Invariant, question: Question) -> str:
    """The sentence of an invariant as it is stated of a question."""
    return question.more if isinstance(invariant.says, Growing) else invariant.statement


def invariant_named(name: str, invariants: Iterable[Invariant] = INVARIANTS) -> Invariant:
    """The invariant of that name; `UsageError` where there is none."""
    known = tuple(invariants)
    for found in known:
        if found.name == name:
            return found
    raise UsageError(f"'{name}' is no invariant; known are {joined(p.name for p in known)}.")


def assuming(without: Iterable[str]) -> tuple[Assumption, ...]:
    """The declared assumptions but those named. `UsageError` for a name that is none's."""
    left_out = set(without)
    for name in sorted(left_out - {a.name for a in ASSUMPTIONS}):
        raise UsageError(f"'{name}' is no assumption; declared are {joined(a.name for a in ASSUMPTIONS)}.")
    return tuple(a for a in ASSUMPTIONS if a.name not in left_out)


def contradiction(assumptions: Sequence[Assumption]) -> tuple[str, ...]:
    """The names of a smallest set of assumptions that no facts meet together; empty where some meet them all."""
    solver = Solver()
    if solver.satisfiable(*(formula(a.holds) for a in assumptions)):
        return ()
    sets = (some for size in range(1, len(assumptions) + 1) for some in combinations(assumptions, size))
    clashing = next(some for some in sets if not solver.satisfiable(*(formula(a.holds) for a in some)))
    return tuple(a.name for a in clashing)


def verdict(
    invariant: Invariant, atlas: Atlas, code: Code | None = None, facts: Mapping[str, Fact] | None = None
) -> Verdict:
    """Whether an invariant holds, read off an atlas; of one about days or numbers, worked out of the Code."""
    try:
        failures, needed = _weighed(invariant, atlas, code, facts)
    except OutOfBudget as error:
        return not_claimed(invariant, atlas.ruleset, f"Not decided: {error}")
    cases = [f.witness for f in failures if f.witness is not None]
    return Verdict(
        invariant=invariant.name,
        question=atlas.ruleset.question.name,
        holds=not failures,
        statement=said_of(invariant, atlas.ruleset.question),
        witness=min(cases, key=lambda w: position(w, atlas.solver), default=None),
        clauses=in_order(atlas.ruleset, (label for f in failures for label in f.clauses)),
        assumptions=needed,
        message=" ".join(f.message for f in failures) or said_of(invariant, atlas.ruleset.question),
        failures=failures,
        kind=invariant.kind,
    )


def not_claimed(invariant: Invariant, ruleset: Ruleset, why: str) -> Verdict:
    """A verdict that claims nothing, and why."""
    return Verdict(
        invariant=invariant.name,
        question=ruleset.question.name,
        holds=None,
        statement=why,
        message=why,
        kind=invariant.kind,
    )


def _unread(ruleset: Ruleset) -> str:
    reasons = " ".join(f"{label} could not be read ({why.rstrip('.')})." for label, why in ruleset.unread)
    return f"Not decided: {reasons}"


def _contradict(names: Sequence[str]) -> str:
    who = f"the assumptions {joined(names)} contradict each other" if len(names) > 1 else f"nobody meets {names[0]}"
    return f"Not decided: {who}, so everything would be provable."


_Weighed = tuple[tuple[Failure, ...], tuple[str, ...]]


def _weighed(invariant: Invariant, atlas: Atlas, code: Code | None, facts: Mapping[str, Fact] | None) -> _Weighed:
    """The ways in which an invariant fails; where it does not, the assumptions without which it would."""
    match invariant.says:
        case Everywhere(says):
            failing = tuple(cell for cell in atlas.cells if not says(cell.answers))
            if failing:
                return (*gaps(atlas, failing), *overlaps(atlas, failing)), ()
            outside = [frozenset(cell.breaks) for cell in atlas.outside if not says(cell.answers)]
            return (), _core(atlas, lambda granted: all(b & granted for b in outside))
        case Growing(says):
            found = tuple(lighter(atlas, says))
            return found, () if found else _core(atlas, lambda granted: _never_lighter(invariant, atlas, granted))
        case Somewhere(says):
            able = (label for label in limbs(atlas.ruleset) if any(says(label, cell.answers) for cell in atlas.cells))
            return tuple(never(atlas.ruleset, frozenset(able))), ()
        case Related() as related:
            return _related(invariant, atlas, (("", related),))
        case ForEach(relations):
            return _related(invariant, atlas, relations(atlas.ruleset))
        case Unchanged(pairs):
            if code is None:
                raise UsageError(
                    f"The invariant {invariant.name} is about a Code, not about one day of it; give the code."
                )
            given = pairs(code, atlas.ruleset.question, atlas.ruleset.day)
            return tuple(f for pair in given if (f := differing(pair, facts)) is not None), ()


def _related(invariant: Invariant, atlas: Atlas, relations: Iterable[tuple[str, Related]]) -> _Weighed:
    failures: list[Failure] = []
    outside: list[frozenset[str]] = []
    for _, related in relations:
        found = breaches(atlas, related, atlas.assumptions)
        within = [breach for breach in found if not breach.breaks]
        outside += [breach.breaks for breach in found if breach.breaks]
        if within:
            failures.append(failure(atlas, related, invariant.statement, within))
    return tuple(failures), () if failures else _core(atlas, lambda granted: all(b & granted for b in outside))


def _core(atlas: Atlas, holds: Callable[[frozenset[str]], bool]) -> tuple[str, ...]:
    """A smallest core of the assumptions under which an invariant holds: none of it can be left out."""
    core = [a.name for a in atlas.assumptions]
    for name in tuple(core):
        fewer = [other for other in core if other != name]
        if holds(frozenset(fewer)):
            core = fewer
    return tuple(core)


def _never_lighter(invariant: Invariant, atlas: Atlas, granted: frozenset[str]) -> bool:
    """Whether more is never lighter among Users who keep only the assumptions granted."""
    assert isinstance(invariant.says, Growing)
    more = tuple(cell for cell in atlas.outside if not granted.intersection(cell.breaks))
    if not any(cell.outcome is not None for cell in more):
        return True
    return not any(_steps(invariant.says, atlas, (*atlas.cells, *more)))


def _steps(says: Growing, atlas: Atlas, cells: tuple[Cell, ...]) -> Iterator[bool]:
    from sec_rules.analysis.invariants.monotonicity import growing

    yield from (smallest_step(atlas, cells, count, says.holds) is not None for count in growing(atlas.ruleset))
