"""The rules that fire, over one record of what was known just before and what is known now.

A record is complete: whole numbers and yes or no, with a flag beside each fact that says whether it is known. So a rule
is a formula that holds or does not, and any engine for such formulas can say which fire. What clauses say is taken from
the ruleset of the day; a condition of theirs counts as met only where the facts that it reads are known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from attrs import evolve, field, frozen

from sec_rules.answers.watch.history import YEARS_OPEN, Situation
from sec_rules.engine.linking import Branch, Ruleset
from sec_rules.engine.reference import FactValue
from sec_rules.lang import DAY, Count, Turn, YesNo
from sec_rules.lang.formulas import (
    FALSE,
    All,
    Any,
    Bound,
    Formula,
    Literal,
    atoms,
    bound,
    facts_of_atom,
    folded,
    negation,
    over_literals,
)
from sec_rules.lang.watched import Duty

Fact = YesNo | Count
Record = dict[str, FactValue]

# What is added to the name of a fact as it was just before, and put before that of a flag that says that one is known.
_BEFORE: Final = " before"
_KNOWN: Final = "known "

# The rules by their names; those of a changed category and of a due assessment name clauses besides.
CHANGES: Final = "changes"
DUE: Final = "due"
LATE: Final = "late"
_END: Final = "/"

_DAY: Final = Count("the day", "the day of the record", DAY, at_least=1, at_most=10**6)
_SETTLED: Final = YesNo("settled", "the category of the year's assessment is settled")
_BEGUN: Final = tuple(YesNo(f"begun {n}", "the year has begun") for n in range(YEARS_OPEN))
_MET: Final = tuple(YesNo(f"met {n}", "the assessment of the year was held") for n in range(YEARS_OPEN))
_LATEST: Final = tuple(
    Count(f"latest {n}", "the latest day of the year's assessment", DAY, at_least=1, at_most=10**6)
    for n in range(YEARS_OPEN)
)


@frozen(eq=False)
class Rules:
    """Rules by name, each with its formula, and the facts that their records hold."""

    formulas: Mapping[str, Formula]
    facts: tuple[Fact, ...]
    in_order: tuple[Formula, ...] = field(init=False)

    @in_order.default
    def _in_order(self) -> tuple[Formula, ...]:
        return tuple(self.formulas.values())

    def record(self, before: Situation, now: Situation) -> Record:
        """The one record of whole numbers that the rules read, every fact of it given."""
        values = _values(now) | {f"{name}{_BEFORE}": value for name, value in _values(before).items()}
        found: Record = {}
        for fact in self.facts:
            if not fact.name.startswith(_KNOWN):
                value = values.get(fact.name)
                found[f"{_KNOWN}{fact.name}"] = value is not None
                found[fact.name] = _none(fact) if value is None else value
        return found


def _none(fact: Fact) -> FactValue:
    return False if isinstance(fact, YesNo) else fact.at_least


def _values(situation: Situation) -> Record:
    values: Record = dict(situation.facts) | {_DAY.name: situation.day.toordinal()}
    for n, due in enumerate(situation.due):
        values |= {_BEGUN[n].name: due.begun, _MET[n].name: due.met}
        if due.latest is not None and due.latest.day is not None:
            values[_LATEST[n].name] = due.latest.day.toordinal()
    values[_SETTLED.name] = bool(situation.due) and situation.due[0].settled
    return values


def rules(
    watched: tuple[Ruleset | None, Ruleset],
    duties: Iterable[Duty],
    others: Mapping[str, tuple[Ruleset | None, Ruleset]],
    *,
    yearly: bool,
) -> Rules:
    """The rules of a day; each ruleset as it was just before (None where none was held) and as it is."""
    found = dict(_changes(*watched))
    if yearly:
        found |= dict((*_due(watched[1]), *_late()))
    for duty in duties:
        found[duty.rule] = _obliges(duty, *others[duty.question.name])
    formulas = {name: whole for name, formula in found.items() if (whole := folded(formula)) != FALSE}
    read = {fact.name: fact for formula in formulas.values() for atom in atoms(formula) for fact in facts_of_atom(atom)}
    return Rules(formulas, tuple(read.values()))


def clauses_changed(fired: Iterable[str]) -> bool:
    """Whether, of the rules that fired, one says that another clause answers, or another version of it."""
    return any(name.startswith(CHANGES) for name in fired)


def branches_due(fired: Iterable[str]) -> frozenset[int]:
    """The numbers of the branches by which an assessment falls due, of the rules that fired."""
    return frozenset(int(name.partition(_END)[2]) for name in fired if name.startswith(f"{DUE}{_END}"))


def years_late(fired: Iterable[str]) -> Iterator[int]:
    """How many years back those assessments were due that are late now."""
    return (n for n in range(YEARS_OPEN) if f"{LATE}{_END}{n}" in set(fired))


# The assessment of the year.


def _changes(before: Ruleset | None, now: Ruleset) -> Iterator[tuple[str, Formula]]:
    """Another clause applies than did before; for a clause of another version, that it did and does."""
    for was in () if before is None else before.rules:
        for rule in now.rules:
            if was.clause != rule.clause or was.version != rule.version:
                both = All((_before(surely(was.applies)), surely(rule.applies)))
                yield f"{CHANGES}{_END}{was.clause}{_END}{rule.clause}", both


def _due(now: Ruleset) -> Iterator[tuple[str, Formula]]:
    """The year begins and its assessment was not held, or what it is comes to be settled."""
    begins = Any(
        (_is(_BEGUN[0], before=True, holds=False), All((_is(_SETTLED), _is(_SETTLED, before=True, holds=False))))
    )
    falls = All((_is(_BEGUN[0]), _is(_MET[0], holds=False), begins))
    yield DUE, falls
    for number, branch in enumerate(now.branches):
        yield f"{DUE}{_END}{number}", All((falls, surely(branch.when)))


def _late() -> Iterator[tuple[str, Formula]]:
    for n in range(YEARS_OPEN):
        over = bound({_DAY: 1, _LATEST[n]: -1}, 1, True)
        late = All((_is(_BEGUN[n]), _is(_MET[n], holds=False), surely(over)))
        yield f"{LATE}{_END}{n}", All((late, negation(_before(late))))


# The other duties.


def _obliges(duty: Duty, before: Ruleset | None, now: Ruleset) -> Formula:
    """The answer comes to be one that obliges, whatever the facts are that are not known."""
    if duty.until is not None and duty.late:
        late = _outcome(evolve(duty, obliging=duty.late), now)
        return All((_owed(duty, now), negation(late), Any((_not_before(_owed(duty, before)), _another(duty.until)))))
    if duty.until is not None:
        return All((_outcome(duty, now), Any((_not_before(_outcome(duty, before)), _another(duty.until)))))
    return All((_owed(duty, now), _not_before(_owed(duty, before))))


def _owed(duty: Duty, ruleset: Ruleset | None) -> Formula:
    """No outcome that does not oblige can be the answer, whatever is not known; where no clause answers, never."""
    if ruleset is None or not ruleset.branches:
        return FALSE
    free = (branch for branch in ruleset.branches if not _obliging(duty, branch))
    return folded(All(tuple(surely(negation(branch.when)) for branch in free)))


def _outcome(duty: Duty, ruleset: Ruleset | None) -> Formula:
    branches: Sequence[Branch] = () if ruleset is None else ruleset.branches
    return folded(Any(tuple(surely(b.when) for b in branches if _obliging(duty, b))))


def _obliging(duty: Duty, branch: Branch) -> bool:
    return any(branch.outcome == outcome for outcome in duty.obliging)


def _not_before(formula: Formula) -> Formula:
    return negation(_before(formula))


def _another(count: Count) -> Formula:
    """A count is another than before, or was not known then."""
    was = evolve(count, name=f"{count.name}{_BEFORE}")
    other = Any((bound({count: 1, was: -1}, 1, True), bound({was: 1, count: -1}, 1, True)))
    unknown = Literal(_flag(was), False)
    return All((Literal(_flag(count), True), Any((unknown, other))))


# Formulas over records.


def surely(formula: Formula) -> Formula:
    """The formula, met only where the facts that it turns on are known."""
    return over_literals(formula, _known)


def _known(literal: Literal) -> Formula:
    flags = tuple(Literal(_flag(fact), True) for fact in facts_of_atom(literal.atom))
    return All((*flags, literal))


def _flag(fact: Fact) -> YesNo:
    return YesNo(f"{_KNOWN}{fact.name}", "the fact is known")


def _is(fact: YesNo, *, before: bool = False, holds: bool = True) -> Formula:
    return Literal(evolve(fact, name=f"{fact.name}{_BEFORE}") if before else fact, holds)


def _before(formula: Formula) -> Formula:
    """The formula, of what was known just before."""
    return over_literals(formula, _moved)


def _moved(literal: Literal) -> Formula:
    match literal.atom:
        case YesNo(name):
            return Literal(evolve(literal.atom, name=f"{name}{_BEFORE}"), literal.holds)
        case Turn(count):
            return Literal(evolve(literal.atom, count=_renamed(count)), literal.holds)
        case Bound(terms, at_least):
            return Literal(Bound(tuple((_renamed(c), w) for c, w in terms), at_least), literal.holds)


def _renamed(count: Count) -> Count:
    return evolve(count, name=f"{count.name}{_BEFORE}")
