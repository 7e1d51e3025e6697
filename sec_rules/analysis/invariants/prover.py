"""Invariants proved: of a ruleset of a question, and of a Code on a day, under assumptions that are named."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import combinations

from attrs import evolve, frozen

from sec_rules.analysis.atlas import Atlas, Cell, build
from sec_rules.analysis.contents import Content, GivenFacts, Remembered, content, given_facts
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
from sec_rules.analysis.invariants.library import (
    EVERY_LIMB_CAN_APPLY,
    EXACTLY_ONE_ANSWER,
    FIRST,
    INVARIANTS,
    MORE_NEVER_LIGHTER,
)
from sec_rules.analysis.invariants.monotonicity import growing, lighter, smallest_step
from sec_rules.analysis.invariants.reachability import never
from sec_rules.analysis.invariants.reference_answers import answers_at, in_order, limbs, whom
from sec_rules.analysis.invariants.relational import breaches, failure
from sec_rules.analysis.invariants.stability import differing
from sec_rules.analysis.invariants.verdicts import Failure, Verdict
from sec_rules.analysis.possible_answers import words_in_brief
from sec_rules.engine.code import Code
from sec_rules.engine.decision_tree import Witness, position
from sec_rules.engine.linking import Ruleset, words_left_open
from sec_rules.engine.solver import Fact, OutOfBudget, Solver
from sec_rules.errors import CodeError, UsageError
from sec_rules.lang import Question
from sec_rules.lang.formulas import formula
from sec_rules.lang.lists import joined
from sec_rules.lang.rulebooks import Assumption


def prove(
    ruleset: Ruleset,
    facts: Mapping[str, Fact] | None = None,
    names: Collection[str] | None = None,
    *,
    invariants: Iterable[Invariant] | None = None,
    assumptions: Sequence[Assumption] | None = None,
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
    taken = ruleset.assumptions if assumptions is None else tuple(assumptions)
    if ruleset.unread:
        return tuple(not_claimed(p, ruleset, _unread(ruleset)) for p in stated)
    if any(isinstance(p.says, Unchanged) for p in stated):
        return _proved(ruleset, facts, stated, taken, code)
    return _kept(content(ruleset), given_facts(facts), stated, taken)


@Remembered
def _kept(
    ruleset: Content, facts: GivenFacts, stated: tuple[Invariant, ...], assumptions: tuple[Assumption, ...]
) -> tuple[Verdict, ...]:
    return _proved(ruleset.of, facts.of, stated, assumptions, None)


def _proved(
    ruleset: Ruleset,
    facts: Mapping[str, Fact] | None,
    stated: Sequence[Invariant],
    assumptions: Sequence[Assumption],
    code: Code | None,
) -> tuple[Verdict, ...]:
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
    invariants: Iterable[Invariant] | None = None,
    assumptions: Sequence[Assumption] | None = None,
) -> tuple[Verdict, ...]:
    """The verdict on every invariant that is stated for a question and a day, of the Code as it stands on that day."""
    stated = [p for p in stated_of(code) if p.stated_for(question, on)]
    if invariants is not None:
        stated = [p for p in invariants if p.stated_for(question, on)]
    return prove(
        code.ruleset(question, on), code.facts(on, question), invariants=stated, assumptions=assumptions, code=code
    )


def _says_nothing_of(invariant: Invariant, question: Question) -> bool:
    """Whether an invariant is about counts that grow, and the question names none."""
    return isinstance(invariant.says, Growing) and not question.more_never_lighter


def said_of(invariant: Invariant, question: Question) -> str:
    """The sentence of an invariant as it is stated of a question, which says itself what more means for it."""
    return question.more if invariant.says == MORE_NEVER_LIGHTER.says else invariant.statement


def stated_of(code: Code) -> tuple[Invariant, ...]:
    """The invariants that are declared of any text or of that of a Code's rulebook, and those that it brings along.

    Raises `CodeError` where one of these has the name of a declared one.
    """
    own = tuple(one for one in code.invariants if isinstance(one, Invariant))
    declared = tuple(one for one in INVARIANTS if one.rulebook in ("", code.rulebook.name))
    for taken in sorted({one.name for one in own} & {one.name for one in declared}):
        raise CodeError(f"'{taken}' is the name of a declared invariant, and here of another; give it its own.")
    return (*declared, *own)


def invariant_named(name: str, invariants: Iterable[Invariant] = INVARIANTS) -> Invariant:
    """The invariant of that name; `UsageError` where there is none."""
    known = tuple(invariants)
    for found in known:
        if found.name == name:
            return found
    raise UsageError(f"'{name}' is no invariant; known are {joined(p.name for p in known)}.")


def assuming(without: Iterable[str], declared: Sequence[Assumption]) -> tuple[Assumption, ...]:
    """The declared assumptions but those named. `UsageError` for a name that is none's."""
    left_out = set(without)
    for name in sorted(left_out - {a.name for a in declared}):
        raise UsageError(f"'{name}' is no assumption; declared are {joined(a.name for a in declared)}.")
    return tuple(a for a in declared if a.name not in left_out)


def contradiction(assumptions: Sequence[Assumption], facts: Iterable[Fact] = ()) -> tuple[str, ...]:
    """The names of a smallest set of assumptions that no facts meet together; empty where some meet them all."""
    solver = Solver(facts)
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
        found = _weighed(invariant, atlas, code, facts)
        if found.may_fail:
            return _dependent(invariant, atlas, found)
    except OutOfBudget as error:
        return not_claimed(invariant, atlas.ruleset, f"Not decided: {error}")
    cases = [f.witness for f in found.failures if f.witness is not None]
    return Verdict(
        invariant=invariant.name,
        question=atlas.ruleset.question.name,
        holds=not found.failures,
        statement=said_of(invariant, atlas.ruleset.question),
        witness=min(cases, key=lambda w: position(w, atlas.solver), default=None),
        clauses=in_order(atlas.ruleset, (label for f in found.failures for label in f.clauses)),
        assumptions=found.needed,
        message=" ".join(f.message for f in found.failures) or said_of(invariant, atlas.ruleset.question),
        failures=found.failures,
        kind=invariant.kind,
        taken=atlas.ruleset.assumed,
        declared=atlas.assumptions,
    )


def _dependent(invariant: Invariant, atlas: Atlas, found: _Weighed) -> Verdict:
    """A verdict that depends on open words: on which, how it fails if they mean so, and for whom it holds if not."""
    words = words_in_brief(f"'{text}'" for text in words_left_open(atlas.ruleset, found.depends_on))
    on_what = f" ({words})" if words else ""
    ways = " ".join(f.message for f in found.may_fail)
    message = f"Depends on words that were not read{on_what}. If they mean so: {ways}"
    return Verdict(
        invariant=invariant.name,
        question=atlas.ruleset.question.name,
        holds=None,
        statement=message,
        message=message,
        clauses=in_order(atlas.ruleset, (label for f in found.may_fail for label in f.clauses)),
        kind=invariant.kind,
        depends_on=found.depends_on,
        may_fail=found.may_fail,
        may_hold=found.may_hold,
        taken=atlas.ruleset.assumed,
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
        depends_on=ruleset.open if ruleset.unread else (),
    )


def _unread(ruleset: Ruleset) -> str:
    reasons = " ".join(f"{label} could not be read ({why.rstrip('.')})." for label, why in ruleset.unread)
    return f"Not decided: {reasons}"


def _contradict(names: Sequence[str]) -> str:
    who = f"the assumptions {joined(names)} contradict each other" if len(names) > 1 else f"nobody meets {names[0]}"
    return f"Not decided: {who}, so everything would be provable."


@frozen
class _Weighed:
    """The ways in which an invariant fails whatever open words mean, or else may fail; else what its proof needs.

    `needed` are the assumptions without which it would fail or may; `may_hold` the facts for which it holds in turn.
    """

    failures: tuple[Failure, ...] = ()
    needed: tuple[str, ...] = ()
    may_fail: tuple[Failure, ...] = ()
    depends_on: tuple[str, ...] = ()
    may_hold: Witness | None = None


def _weighed(invariant: Invariant, atlas: Atlas, code: Code | None, facts: Mapping[str, Fact] | None) -> _Weighed:
    match invariant.says:
        case Everywhere():
            return _everywhere(invariant, invariant.says, atlas)
        case Growing():
            return _growing(invariant, invariant.says, atlas)
        case Somewhere():
            return _somewhere(invariant, invariant.says, atlas)
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
            return _Weighed(tuple(f for pair in given if (f := differing(pair, facts)) is not None))


def _everywhere(invariant: Invariant, says: Everywhere, atlas: Atlas) -> _Weighed:
    failing = tuple(worst for cell in atlas.cells if (worst := _failing_whatever(says, cell)) is not None)
    if failing:
        shown = (*gaps(atlas, failing), *overlaps(atlas, failing)) if says == EXACTLY_ONE_ANSWER.says else ()
        return _Weighed(shown or (_not_so(invariant, failing[0], sure=True),))
    may = [cell for cell in atlas.cells if _may_fail(says, cell)]
    if may:
        smallest = partial(min, key=lambda cell: position(cell.witness, atlas.solver))
        ways = [evolve(cell, answers=answers) for cell in may for answers in cell.each if not says.holds(answers)]
        none, several = [c for c in ways if not c.answers], [c for c in ways if len(c.answers) > 1]
        found = (
            *gaps(atlas, (smallest(none),) if none else ()),
            *overlaps(atlas, (smallest(several),) if several else ()),
        )
        holding = [cell for cell in may if any(map(says.holds, cell.each))]
        may_hold = smallest(holding).witness if holding else None
        return _Weighed((), (), found or (_not_so(invariant, smallest(may)),), _ids(may), may_hold)
    outside = [frozenset(cell.breaks) for cell in atlas.outside if _may_fail(says, cell)]
    return _Weighed((), _core(atlas, lambda granted: all(b & granted for b in outside)))


def _may_fail(says: Everywhere, cell: Cell) -> bool:
    return bool(cell.beyond) or not all(map(says.holds, cell.each))


def _failing_whatever(says: Everywhere, cell: Cell) -> Cell | None:
    """The cell, with the first of the answers there may be, where the invariant holds of none of them.

    Of sets that were not looked at each has two answers or more besides those that are sure.
    """
    one_answer = says == EXACTLY_ONE_ANSWER.says
    if any(map(says.holds, cell.each)) or (cell.beyond and not one_answer):
        return None
    return evolve(cell, answers=cell.each[0]) if cell.possible else cell


def _growing(invariant: Invariant, says: Growing, atlas: Atlas) -> _Weighed:
    sure = tuple(cell for cell in atlas.cells if len(cell.outcomes) == 1)
    own = "" if says == MORE_NEVER_LIGHTER.says else invariant.statement
    found = tuple(lighter(atlas, says.holds, sure, own))
    if found:
        return _Weighed(found)
    steps = []
    if len(sure) < len(atlas.cells):
        steps = [step for c in growing(atlas.ruleset) if (step := smallest_step(atlas, atlas.cells, c, says.holds))]
    if steps:
        unsure = [cell for cell in atlas.cells if cell not in sure]
        where = min((step[0] for step in steps), key=lambda w: position(w, atlas.solver))
        return _Weighed((), (), (_may_be_otherwise(invariant, atlas, where),), _ids(unsure), where)
    return _Weighed((), _core(atlas, lambda granted: _never_lighter(says, atlas, granted)))


def _somewhere(invariant: Invariant, says: Somewhere, atlas: Atlas) -> _Weighed:
    own = "" if says == EVERY_LIMB_CAN_APPLY.says else invariant.statement
    every = limbs(atlas.ruleset)
    able = {label for label in every if any(says.holds(label, each) for c in atlas.cells for each in c.each)}
    able |= {label for label in every if any(c.beyond and says.holds(label, c.answers) for c in atlas.cells)}
    if len(able) < len(every):
        return _Weighed(tuple(never(atlas.ruleset, frozenset(able), own)))
    sure = frozenset(label for label in every if any(_whatever(says, label, c) for c in atlas.cells))
    unsure = [cell for cell in atlas.cells if cell.possible and not {b.label for b in cell.answers} <= sure]
    return _Weighed((), (), tuple(never(atlas.ruleset, sure, own)), _ids(unsure))


def _whatever(says: Somewhere, label: str, cell: Cell) -> bool:
    return not cell.beyond and all(says.holds(label, each) for each in cell.each)


def _related(invariant: Invariant, atlas: Atlas, relations: Iterable[tuple[str, Related]]) -> _Weighed:
    failures: list[Failure] = []
    outside: list[frozenset[str]] = []
    may: list[Failure] = []
    for _, related in relations:
        found = breaches(atlas, related, atlas.assumptions)
        within = [breach for breach in found if not breach.breaks]
        outside += [breach.breaks for breach in found if breach.breaks]
        if sure := [breach for breach in within if breach.sure]:
            failures.append(failure(atlas, related, invariant.statement, sure))
        elif within:
            may.append(failure(atlas, related, invariant.statement, within))
    if failures:
        return _Weighed(tuple(failures))
    if may:
        unsure = [cell for cell in atlas.cells if len(cell.outcomes) > 1]
        return _Weighed((), (), tuple(may), _ids(unsure), may[0].witness)
    return _Weighed((), _core(atlas, lambda granted: all(b & granted for b in outside)))


def _ids(cells: Iterable[Cell]) -> tuple[str, ...]:
    """The open places on which it depends what the cells are answered."""
    return tuple(dict.fromkeys(id for cell in cells for id in cell.depends_on))


def _not_so(invariant: Invariant, cell: Cell, *, sure: bool = False) -> Failure:
    """That an invariant does not hold of a cell, or is not shown to, where it is about neither a gap nor an overlap."""
    clauses = tuple(dict.fromkeys(branch.clause for branch in cell.answers))
    answers = f"{joined(clauses)} {'may answer' if not sure else 'answers' if len(clauses) == 1 else 'answer'}"
    message = f"{invariant.statement} Not so for {cell.where}, where {answers if clauses else 'no provision answers'}."
    return Failure(
        kind="related", where=cell.where, witness=cell.witness, clauses=clauses, labels=clauses, message=message
    )


def _may_be_otherwise(invariant: Invariant, atlas: Atlas, facts: Witness) -> Failure:
    """That an invariant may fail from a smallest case on."""
    answers = answers_at(atlas.ruleset, facts)
    found = whom(atlas, facts)
    return Failure(
        kind="lighter",
        where=found,
        witness=facts,
        clauses=in_order(atlas.ruleset, (branch.clause for branch in answers)),
        labels=tuple(dict.fromkeys(branch.label for branch in answers)),
        message=f"{said_of(invariant, atlas.ruleset.question)} Not so from {found} on.",
    )


def _core(atlas: Atlas, holds: Callable[[frozenset[str]], bool]) -> tuple[str, ...]:
    """A smallest core of the assumptions under which an invariant holds: none of it can be left out."""
    core = [a.name for a in atlas.assumptions]
    for name in tuple(core):
        fewer = [other for other in core if other != name]
        if holds(frozenset(fewer)):
            core = fewer
    return tuple(core)


def _never_lighter(says: Growing, atlas: Atlas, granted: frozenset[str]) -> bool:
    """Whether more is never lighter among Users who keep only the assumptions granted, where it is not among others."""
    more = tuple(cell for cell in atlas.outside if not granted.intersection(cell.breaks))
    if not any(outcome is not None for cell in more for outcome in cell.outcomes):
        return True
    steps = (smallest_step(atlas, atlas.cells, c, says.holds, more=more) for c in growing(atlas.ruleset))
    return all(step is None for step in steps)
