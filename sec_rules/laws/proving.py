"""Laws proved: of a law of a question, and of a Code on a day, under assumptions that are named."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from sec_rules.assumptions import ASSUMPTIONS, Assumption
from sec_rules.atlas import Atlas, Cell, build, position
from sec_rules.atoms import formula
from sec_rules.backends.solver import Fact, OutOfBudget, Solver
from sec_rules.code import Code
from sec_rules.errors import UsageError
from sec_rules.lang import Question
from sec_rules.laws.answering import in_order, join, limbs
from sec_rules.laws.declaring import Everywhere, ForEach, Growing, Principle, Related, Somewhere, Unchanged
from sec_rules.laws.growth import lighter, smallest_step
from sec_rules.laws.library import FIRST, LAWS
from sec_rules.laws.partition import gaps, overlaps
from sec_rules.laws.reach import never
from sec_rules.laws.related import breaches, failure
from sec_rules.laws.unchanged import differing
from sec_rules.laws.verdicts import Failure, Verdict
from sec_rules.linking import Law


def prove(
    law: Law,
    facts: Mapping[str, Fact] | None = None,
    names: Collection[str] | None = None,
    *,
    laws: Iterable[Principle] | None = None,
    assumptions: Sequence[Assumption] = ASSUMPTIONS,
    code: Code | None = None,
) -> tuple[Verdict, ...]:
    """The verdict on each law: those named, those given, or the first three. `UsageError` for a name that is no law's.

    `facts` are those that a smallest case lists. Nothing is claimed of a law with clauses that were not read, nor
    under assumptions that contradict each other. Laws of two days need the `code`.
    """
    principles = tuple(laws) if laws is not None else FIRST
    principles = tuple(p for p in principles if not _says_nothing_of(p, law.question))
    if names is not None:
        principles = tuple(principle(name, LAWS if laws is None else principles) for name in names)
    first = law.question.first_day
    if first is not None and law.day < first:
        why = f"Stated only from {first} on: "
        return tuple(not_claimed(p, law, why + said_of(p, law.question)) for p in principles)
    if law.unread:
        return tuple(not_claimed(p, law, _unread(law)) for p in principles)
    try:
        clash = contradiction(assumptions)
        if clash:
            return tuple(not_claimed(p, law, _contradict(clash)) for p in principles)
        atlas = build(law, facts, assumptions=assumptions)
    except OutOfBudget as error:
        return tuple(not_claimed(p, law, f"Not decided: {error}") for p in principles)
    return tuple(verdict(p, atlas, code, facts) for p in principles)


def prove_all(
    code: Code,
    question: Question,
    on: date,
    *,
    laws: Iterable[Principle] = LAWS,
    assumptions: Sequence[Assumption] = ASSUMPTIONS,
) -> tuple[Verdict, ...]:
    """The verdict on every law that is stated for a question and a day, of the Code as it stands on that day."""
    stated = [p for p in laws if p.stated_for(question, on)]
    return prove(code.law(question, on), code.facts(on, question), laws=stated, assumptions=assumptions, code=code)


def _says_nothing_of(principle: Principle, question: Question) -> bool:
    """Whether a law is about counts that grow, and the question names none."""
    return isinstance(principle.says, Growing) and not question.more_never_lighter


def said_of(principle: Principle, question: Question) -> str:
    """The sentence of a law as it is stated of a question."""
    return question.more if isinstance(principle.says, Growing) else principle.statement


def principle(name: str, laws: Iterable[Principle] = LAWS) -> Principle:
    """The law of that name; `UsageError` where there is none."""
    known = tuple(laws)
    for found in known:
        if found.name == name:
            return found
    raise UsageError(f"'{name}' is no law; known are {join(p.name for p in known)}.")


def assuming(without: Iterable[str]) -> tuple[Assumption, ...]:
    """The declared assumptions but those named. `UsageError` for a name that is none's."""
    left_out = set(without)
    for name in sorted(left_out - {a.name for a in ASSUMPTIONS}):
        raise UsageError(f"'{name}' is no assumption; declared are {join(a.name for a in ASSUMPTIONS)}.")
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
    principle: Principle, atlas: Atlas, code: Code | None = None, facts: Mapping[str, Fact] | None = None
) -> Verdict:
    """Whether a law holds, read off an atlas; of one about days or numbers, worked out of the Code."""
    try:
        failures, needed = _weighed(principle, atlas, code, facts)
    except OutOfBudget as error:
        return not_claimed(principle, atlas.law, f"Not decided: {error}")
    cases = [f.witness for f in failures if f.witness is not None]
    return Verdict(
        law=principle.name,
        question=atlas.law.question.name,
        holds=not failures,
        statement=said_of(principle, atlas.law.question),
        witness=min(cases, key=lambda w: position(w, atlas.solver), default=None),
        clauses=in_order(atlas.law, (label for f in failures for label in f.clauses)),
        assumptions=needed,
        message=" ".join(f.message for f in failures) or said_of(principle, atlas.law.question),
        failures=failures,
        kind=principle.kind,
    )


def not_claimed(principle: Principle, law: Law, why: str) -> Verdict:
    """A verdict that claims nothing, and why."""
    return Verdict(
        law=principle.name, question=law.question.name, holds=None, statement=why, message=why, kind=principle.kind
    )


def _unread(law: Law) -> str:
    reasons = " ".join(f"{label} could not be read ({why.rstrip('.')})." for label, why in law.unread)
    return f"Not decided: {reasons}"


def _contradict(names: Sequence[str]) -> str:
    who = f"the assumptions {join(names)} contradict each other" if len(names) > 1 else f"nobody meets {names[0]}"
    return f"Not decided: {who}, so everything would be provable."


_Weighed = tuple[tuple[Failure, ...], tuple[str, ...]]


def _weighed(principle: Principle, atlas: Atlas, code: Code | None, facts: Mapping[str, Fact] | None) -> _Weighed:
    """The ways in which a law fails; where it does not, the assumptions without which it would."""
    match principle.says:
        case Everywhere(says):
            failing = tuple(cell for cell in atlas.cells if not says(cell.answers))
            if failing:
                return (*gaps(atlas, failing), *overlaps(atlas, failing)), ()
            outside = [frozenset(cell.breaks) for cell in atlas.outside if not says(cell.answers)]
            return (), _core(atlas, lambda granted: all(b & granted for b in outside))
        case Growing(says):
            found = tuple(lighter(atlas, says))
            return found, () if found else _core(atlas, lambda granted: _never_lighter(principle, atlas, granted))
        case Somewhere(says):
            able = (label for label in limbs(atlas.law) if any(says(label, cell.answers) for cell in atlas.cells))
            return tuple(never(atlas.law, frozenset(able))), ()
        case Related() as related:
            return _related(principle, atlas, (("", related),))
        case ForEach(relations):
            return _related(principle, atlas, relations(atlas.law))
        case Unchanged(pairs):
            if code is None:
                raise UsageError(f"The law {principle.name} is about a Code, not about one day of it; give the code.")
            given = pairs(code, atlas.law.question, atlas.law.day)
            return tuple(f for pair in given if (f := differing(pair, facts)) is not None), ()


def _related(principle: Principle, atlas: Atlas, relations: Iterable[tuple[str, Related]]) -> _Weighed:
    failures: list[Failure] = []
    outside: list[frozenset[str]] = []
    for _, related in relations:
        found = breaches(atlas, related, atlas.assumptions)
        within = [breach for breach in found if not breach.breaks]
        outside += [breach.breaks for breach in found if breach.breaks]
        if within:
            failures.append(failure(atlas, related, principle.statement, within))
    return tuple(failures), () if failures else _core(atlas, lambda granted: all(b & granted for b in outside))


def _core(atlas: Atlas, holds: Callable[[frozenset[str]], bool]) -> tuple[str, ...]:
    """A smallest core of the assumptions under which a law holds: none of it can be left out."""
    core = [a.name for a in atlas.assumptions]
    for name in tuple(core):
        fewer = [other for other in core if other != name]
        if holds(frozenset(fewer)):
            core = fewer
    return tuple(core)


def _never_lighter(principle: Principle, atlas: Atlas, granted: frozenset[str]) -> bool:
    """Whether more is never lighter among Users who keep only the assumptions granted."""
    assert isinstance(principle.says, Growing)
    more = tuple(cell for cell in atlas.outside if not granted.intersection(cell.breaks))
    if not any(cell.outcome is not None for cell in more):
        return True
    return not any(_steps(principle.says, atlas, (*atlas.cells, *more)))


def _steps(says: Growing, atlas: Atlas, cells: tuple[Cell, ...]) -> Iterator[bool]:
    from sec_rules.laws.growth import growing

    yield from (smallest_step(atlas, cells, count, says.holds) is not None for count in growing(atlas.law))
