"""What must hold of every question: declared once, proved over the atlas, and tested at single Users.

A `Principle` has a sentence and one predicate on answers. Its kind says what the predicate is about: the
answers to any facts (`Everywhere`), to facts before and after a count grows (`Growing`), or to some facts for
each limb (`Somewhere`). The prover reads it over cells, `sec_rules.testing.law_test` at facts that it draws.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from attrs import frozen

from sec_rules.assumptions import ASSUMPTIONS
from sec_rules.atlas import Atlas, Cell, Literals, Witness, build, cited, grow, position, regions, sole
from sec_rules.atoms import All, Any, Formula, formula
from sec_rules.backends.prose import case, region
from sec_rules.backends.python import holds
from sec_rules.backends.solver import SECOND, Fact, OutOfBudget, second, second_fact
from sec_rules.errors import UsageError
from sec_rules.facts import network_party, supplier_party
from sec_rules.lang import Count, Outcome, Question
from sec_rules.linking import Branch, Law, LinkedRule, facts_of, negation

Answered = tuple[Branch, ...]

# More phrases than this make no sentence; the rest is counted.
MOST_TOLD: Final = 3


@frozen
class Everywhere:
    """Holds of the answers to any facts."""

    holds: Callable[[Answered], bool]


@frozen
class Growing:
    """Holds of the outcomes before and after one count of the question grows; None is no single outcome."""

    holds: Callable[[Outcome | None, Outcome | None], bool]


@frozen
class Somewhere:
    """Holds, for each limb, of the answers to some facts; the limb is given by its full label."""

    holds: Callable[[str, Answered], bool]


@frozen
class Principle:
    """A law of the questions: its name, its sentence, and what it says of answers."""

    name: str
    statement: str
    says: Everywhere | Growing | Somewhere


def _one(answers: Answered) -> bool:
    return len(answers) == 1


def _no_lighter(before: Outcome | None, after: Outcome | None) -> bool:
    return before is None or after is None or after.weight >= before.weight


def _among(label: str, answers: Answered) -> bool:
    return any(branch.label == label for branch in answers)


EXACTLY_ONE_ANSWER: Final = Principle(
    "exactly-one-answer", "Exactly one provision answers, whatever the facts.", Everywhere(_one)
)
MORE_NEVER_LIGHTER: Final = Principle(
    "more-never-lighter", "More premises never make the answer lighter.", Growing(_no_lighter)
)
EVERY_LIMB_CAN_APPLY: Final = Principle(
    "every-limb-can-apply", "Every provision that answers can apply to somebody.", Somewhere(_among)
)
LAWS: Final = (EXACTLY_ONE_ANSWER, MORE_NEVER_LIGHTER, EVERY_LIMB_CAN_APPLY)


@frozen(kw_only=True)
class Failure:
    """One way in which a law fails.

    `kind` is "gap", "overlap", "lighter" or "never". `where` says of whom, in English; `witness` is the
    smallest case. `clauses` are the labels of the clauses involved (of a gap: those that apply and are silent
    or, where none applies, those that come nearest), `labels` those of their limbs. `grown` is, for "lighter",
    the count that grew, by name, and the least value to which it must grow for the answer to be lighter than
    that of the witness.
    """

    kind: str
    where: str
    witness: Witness | None
    clauses: tuple[str, ...]
    labels: tuple[str, ...]
    message: str
    grown: tuple[str, int] | None = None


@frozen(kw_only=True)
class Verdict:
    """What came of a law. `holds` is None where it was not decided, and `statement` then says why.

    `assumptions` are the names of those without which the law would fail. `witness` is the smallest case
    over all `failures`, `clauses` the labels of all clauses involved in them.
    """

    law: str
    question: str
    holds: bool | None
    statement: str
    witness: Witness | None = None
    clauses: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    message: str
    failures: tuple[Failure, ...] = ()


def prove(
    law: Law, facts: Mapping[str, Fact] | None = None, names: Collection[str] | None = None
) -> tuple[Verdict, ...]:
    """The verdict on each law that is stated of the question, or on those named. `UsageError` for an unknown name.

    `facts` are those that a smallest case lists. Nothing is claimed of a law with clauses that were not read, or on
    a day before the question's laws are stated.
    """
    principles = stated_of(law.question) if names is None else tuple(principle(name) for name in names)
    first = law.question.first_day
    if first is not None and law.day < first:
        return tuple(
            _not_claimed(p, law, f"Stated only from {first} on: {said_of(p, law.question)}") for p in principles
        )
    if law.unread:
        return tuple(_not_claimed(p, law, _unread(law)) for p in principles)
    try:
        atlas = build(law, facts)
    except OutOfBudget as error:
        return tuple(_not_claimed(p, law, str(error)) for p in principles)
    return tuple(verdict(p, atlas) for p in principles)


def stated_of(question: Question) -> tuple[Principle, ...]:
    """The laws that are stated of a question: growth only where it names counts that may grow."""
    return tuple(p for p in LAWS if question.more_never_lighter or not isinstance(p.says, Growing))


def said_of(given: Principle, question: Question) -> str:
    """The sentence of a law as it is stated of a question."""
    return question.more if isinstance(given.says, Growing) else given.statement


def principle(name: str) -> Principle:
    """The law of that name; `UsageError` where there is none."""
    for found in LAWS:
        if found.name == name:
            return found
    raise UsageError(f"'{name}' is no law; known are {_and(p.name for p in LAWS)}.")


def verdict(principle: Principle, atlas: Atlas) -> Verdict:
    """Whether a law holds, read off an atlas."""
    try:
        failures = _failures(principle, atlas)
        needed = () if failures else tuple(a.name for a in ASSUMPTIONS if _needs(principle, atlas, a.name))
    except OutOfBudget as error:
        return _not_claimed(principle, atlas.law, str(error))
    cases = [f.witness for f in failures if f.witness is not None]
    return Verdict(
        law=principle.name,
        question=atlas.law.question.name,
        holds=not failures,
        statement=said_of(principle, atlas.law.question),
        witness=min(cases, key=lambda w: position(w, atlas.solver), default=None),
        clauses=_in_order(atlas.law, (label for f in failures for label in f.clauses)),
        assumptions=needed,
        message=" ".join(f.message for f in failures) or said_of(principle, atlas.law.question),
        failures=failures,
    )


def answers_at(law: Law, facts: Mapping[str, bool | int]) -> Answered:
    """The branches that answer for facts that are all given, by the reference."""
    return tuple(branch for branch in law.branches if holds(branch.when, facts))


def limbs(law: Law) -> tuple[str, ...]:
    """The full labels of all limbs that answer the question, in order."""
    return tuple(dict.fromkeys(rule.clause + limb.label for rule in law.rules for limb in rule.rule.limbs))


def _unread(law: Law) -> str:
    reasons = " ".join(f"{label} could not be read ({why.rstrip('.')})." for label, why in law.unread)
    return f"Not decided: {reasons}"


def _not_claimed(principle: Principle, law: Law, why: str) -> Verdict:
    return Verdict(law=principle.name, question=law.question.name, holds=None, statement=why, message=why)


def _failures(principle: Principle, atlas: Atlas) -> tuple[Failure, ...]:
    match principle.says:
        case Everywhere(says):
            failing = tuple(cell for cell in atlas.cells if not says(cell.answers))
            return (*gaps(atlas, failing), *overlaps(atlas, failing))
        case Growing(says):
            return tuple(_lighter(atlas, says))
        case Somewhere(says):
            able = (label for label in limbs(atlas.law) if any(says(label, cell.answers) for cell in atlas.cells))
            return tuple(_never(atlas.law, frozenset(able)))


def _needs(principle: Principle, atlas: Atlas, assumption: str) -> bool:
    """Whether a law that holds would fail if facts could break the assumption."""
    more = tuple(cell for cell in atlas.outside if cell.breaks == (assumption,))
    match principle.says:
        case Everywhere(says):
            return not all(says(cell.answers) for cell in more)
        case Growing(says):
            decided = any(cell.outcome is not None for cell in more)
            cells = (*atlas.cells, *more)
            return decided and any(_smallest_step(atlas, cells, c, says) for c in _growing(atlas.law))
        case Somewhere():
            return False


# Gaps and overlaps.


def gaps(atlas: Atlas, cells: Iterable[Cell] | None = None) -> tuple[Failure, ...]:
    """Whom no provision answers: one failure for each set of clauses that apply to them and are silent.

    Where none applies, one for each set of clauses that come nearest: with other figures they would answer.
    Looks at all cells of the atlas, or at those given. Raises `OutOfBudget`.
    """
    found: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Literals]] = {}
    for cell in atlas.cells if cells is None else cells:
        if not cell.answers:
            for leaf in grow([rule.applies for rule in atlas.law.rules], atlas.solver, cell.literals):
                silent = _applying(atlas.law.rules, leaf.truths)
                near = () if silent else _near(atlas, leaf.literals)
                found.setdefault((silent, near), []).append(leaf.literals)
    return tuple(_gap(atlas, silent, near, literals) for (silent, near), literals in found.items())


def _applying(rules: tuple[LinkedRule, ...], truths: tuple[bool, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(rule.clause for rule, applies in zip(rules, truths, strict=True) if applies))


def _near(atlas: Atlas, literals: Literals) -> tuple[str, ...]:
    """The clauses that answer the same party where one of the other literals is the other way round."""
    near: set[str] = set()
    for literal in literals:
        if literal.atom not in (supplier_party, network_party):
            beside = (*(other for other in literals if other != literal), negation(literal))
            branches = (branch for branch in atlas.law.branches if branch.clause not in near)
            near.update(branch.clause for branch in branches if atlas.solver.satisfiable(*beside, branch.when))
    return _in_order(atlas.law, near)


def _gap(atlas: Atlas, silent: tuple[str, ...], near: tuple[str, ...], cells: list[Literals]) -> Failure:
    where, witness, example = _told(atlas, cells)
    no_answer = f"{_and(silent)} {_s('apply', silent)}, but no paragraph answers" if silent else "No clause answers"
    nearest = f" {_and(near)} {_s('come', near)} nearest." if near else ""
    return Failure(
        kind="gap",
        where=where,
        witness=witness,
        clauses=silent or near,
        labels=silent or near,
        message=f"{no_answer} for {where} (smallest case: {example}).{nearest}",
    )


def _s(verb: str, subjects: Sequence[str]) -> str:
    if len(subjects) > 1:
        return verb
    return verb.removesuffix("y") + "ies" if verb.endswith("y") else verb + "s"


def overlaps(atlas: Atlas, cells: Iterable[Cell] | None = None) -> tuple[Failure, ...]:
    """Whom several provisions answer at once: one failure for each set of clauses, or of limbs of one clause.

    Looks at all cells of the atlas, or at those given. Raises `OutOfBudget`.
    """
    found: dict[tuple[str, ...], list[Cell]] = {}
    for cell in atlas.cells if cells is None else cells:
        if len(cell.answers) > 1:
            clauses = tuple(dict.fromkeys(branch.clause for branch in cell.answers))
            key = clauses if len(clauses) > 1 else tuple(branch.label for branch in cell.answers)
            found.setdefault(key, []).append(cell)
    return tuple(_overlap(atlas, cells) for cells in found.values())


def _overlap(atlas: Atlas, cells: list[Cell]) -> Failure:
    where, witness, example = _told(atlas, [cell.literals for cell in cells])
    answers = [branch for cell in cells for branch in cell.answers]
    clauses = tuple(dict.fromkeys(branch.clause for branch in answers))
    labels = tuple(dict.fromkeys(branch.label for branch in answers))
    names = clauses if len(clauses) > 1 else labels
    if len(names) == 1:
        names = tuple(dict.fromkeys(" with ".join(branch.cites) for branch in answers))
    who = f"Several sentences of {names[0]} all" if len(names) == 1 else f"{_and(names)} {_both(names)}"
    return Failure(
        kind="overlap",
        where=where,
        witness=witness,
        clauses=_in_order(atlas.law, clauses),
        labels=tuple(label for label in limbs(atlas.law) if label in labels),
        message=f"{who} answer for {where} (smallest case: {example}).",
    )


def _both(names: tuple[str, ...]) -> str:
    return "both" if len(names) == 2 else "all"


def _told(atlas: Atlas, cells: list[Literals]) -> tuple[str, Witness, str]:
    """Cells in one phrase, the smallest case in them, and that case in words."""
    found: list[tuple[Witness, Literals, str]] = []
    for joined in regions(cells, atlas.solver):
        witness, number = min(
            ((_smallest(atlas, cells[member]), member) for member in joined.members),
            key=lambda w: position(w[0], atlas.solver),
        )
        found.append((witness, cells[number], region(joined.literals, atlas.solver, joined.years)))
    found.sort(key=lambda f: position(f[0], atlas.solver))
    phrases = [phrase for _, _, phrase in found]
    if len(phrases) > MOST_TOLD:
        phrases[MOST_TOLD - 1 :] = [f"{len(phrases) - MOST_TOLD + 1} more kinds of Users"]
    witness, literals, _ = found[0]
    return _and(phrases, "; and for "), witness, case(witness, literals)


def _smallest(atlas: Atlas, literals: Literals) -> Witness:
    witness = atlas.solver.smallest(*literals)
    if witness is None:
        raise ValueError("A cell is made only where somebody lies in it.")
    return witness


# More and lighter.


def _growing(law: Law) -> Iterator[Count]:
    reads = facts_of(law)
    yield from (count for count in law.question.more_never_lighter if count.name in reads)


def _lighter(atlas: Atlas, says: Callable[[Outcome | None, Outcome | None], bool]) -> Iterator[Failure]:
    for count in _growing(atlas.law):
        step = _smallest_step(atlas, atlas.cells, count, says)
        if step is not None:
            yield _step(atlas, count, *step)


def _smallest_step(
    atlas: Atlas, cells: Iterable[Cell], count: Count, says: Callable[[Outcome | None, Outcome | None], bool]
) -> tuple[Witness, int] | None:
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
        clauses=_in_order(atlas.law, (branch.clause for branch in involved)),
        labels=tuple(dict.fromkeys(branch.label for branch in involved)),
        message=f"More {count.short} make the answer lighter: for {example}, it is {_outcome(lower)}; with "
        f"{more:,} {count.short} it is {_outcome(higher)}.",
        grown=(count.name, more),
    )


def _outcome(answers: Answered) -> str:
    return f"{sole(answers)} ({', '.join(cited(answers))})"


# Limbs.


def _never(law: Law, able: frozenset[str]) -> Iterator[Failure]:
    for label in limbs(law):
        if label not in able:
            clause = next(rule.clause for rule in law.rules if label in _labels(rule))
            yield Failure(
                kind="never",
                where="",
                witness=None,
                clauses=(clause,),
                labels=(label,),
                message=f"{label} can never apply: nobody meets its conditions.",
            )


def _labels(rule: LinkedRule) -> tuple[str, ...]:
    return tuple(rule.clause + limb.label for limb in rule.rule.limbs)


def _in_order(law: Law, labels: Iterable[str]) -> tuple[str, ...]:
    wanted = frozenset(labels)
    return tuple(dict.fromkeys(rule.clause for rule in law.rules if rule.clause in wanted))


def _and(parts: Iterable[str], last: str = " and ") -> str:
    *others, end = parts
    return f"{', '.join(others)}{last}{end}" if others else end
