"""Invariants of several Users, or of one User in several years: proved over the joint cells of all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import product
from math import prod
from typing import Final

from attrs import evolve, frozen

from sec_rules.analysis.atlas import Atlas, cited
from sec_rules.analysis.invariants.declarations import Answered, Outcomes, Related, Standpoint
from sec_rules.analysis.invariants.reference_answers import answers_at, in_order, outcome_of, whom
from sec_rules.analysis.invariants.verdicts import Failure
from sec_rules.engine.decision_tree import Literals, WithoutInterest, Witness, grow, remainders_of_a_tree
from sec_rules.engine.english.numerals import ordinal
from sec_rules.engine.partial_evaluation import Remainders
from sec_rules.engine.solver import Solver
from sec_rules.errors import CodeError, InvariantError
from sec_rules.lang import Condition, Count, Outcome, Turn, YesNo, years_among
from sec_rules.lang.formulas import All, Any, Bound, Formula, Literal, atoms, facts_of_atom, formula, over_literals
from sec_rules.lang.rulebooks import Assumption

# The relation, the years, and of whom it does not follow from another.
_REQUIRED: Final = 3
_NOBODY: Final = Any(())
# Of so many combinations of outcomes it is asked whether an invariant holds before all of a tree's leaves are made.
_MOST_TRIED: Final = 256


@frozen
class Breach:
    """Facts of several Users, by literals, whose outcomes are or may be not as the invariant says, and the assumptions
    they break; `sure` where they are so whatever open words mean, for each User and year by itself.
    """

    literals: Literals
    outcomes: Outcomes
    breaks: frozenset[str]
    sure: bool = True


def breaches(atlas: Atlas, related: Related, assumptions: Sequence[Assumption]) -> tuple[Breach, ...]:
    """All that goes against the invariant, within the assumptions and without.

    Raises `OutOfBudget`, `InvariantError`.
    """
    doubtful = _doubtful(atlas, related)
    if doubtful == _NOBODY:
        return ()
    answers = _by_outcome(atlas)
    users = related.users
    assumed = [formula(user(a.holds)) for user in users for a in assumptions]
    given = [seen(when, user) for user in users for when in answers.values()]
    found: list[Breach] = []
    for leaf in grow(
        [relation(related), _within_years(users, years_among(atlas.solver.facts)), doubtful, *assumed, *given],
        atlas.solver,
        required=_REQUIRED,
        remainders=_remainders(atlas.solver),
        without_interest=_keeping(related, tuple(answers), _REQUIRED + len(assumed)),
    ):
        met = leaf.truths[_REQUIRED : _REQUIRED + len(assumed)]
        truths = leaf.truths[_REQUIRED + len(assumed) :]
        each = product(*_outcomes(tuple(answers), truths)) if answers else [(None,) * len(users)]
        says = {outcomes: _says(related, outcomes) for outcomes in each}
        against = next((outcomes for outcomes, holds in says.items() if not holds), None)
        if against is not None:
            broken = (assumptions[n % len(assumptions)].name for n, holds in enumerate(met) if not holds)
            found.append(Breach(leaf.literals, against, frozenset(broken), sure=not any(says.values())))
    return tuple(found)


def _doubtful(atlas: Atlas, related: Related) -> Formula:
    """Of whom the invariant does not follow from what holds in each year: whom that does not hold of, in one of them.

    Assumptions are left out, since nobody may be missed.
    """
    if related.each_year is None:
        return All(())
    found = tuple(All(breach.literals) for breach in breaches(atlas, related.each_year, ()))
    years = sorted({user.later for user in related.users})
    return Any(tuple(seen(one, Standpoint(later=later)) for later in years for one in found))


def _keeping(related: Related, outcomes: Sequence[Outcome | None], first: int) -> WithoutInterest:
    """Whether the invariant holds of all that the Users may still be answered, so that no breach is to be found.

    The formulas from number `first` on say of each User in turn whether each outcome may be his.
    """
    known: dict[tuple[int, int], bool] = {}
    users = range(len(related.users))

    def keeping(held: int, open_: int) -> bool:
        key = held >> first, open_ >> first
        if key not in known:
            known[key] = holds([still(user, *key) for user in users])
        return known[key]

    def holds(may: list[tuple[Outcome | None, ...]]) -> bool:
        if prod(map(len, may)) > _MOST_TRIED:
            return False
        try:
            return all(_says(related, each) for each in product(*may))
        except InvariantError:
            # Of outcomes that nobody has it need not be able to say anything.
            return False

    def still(user: int, held: int, open_: int) -> tuple[Outcome | None, ...]:
        may = [
            (held >> n & 1, (held | open_) >> n & 1) for n in range(user * len(outcomes), (user + 1) * len(outcomes))
        ]
        none = () if any(sure for sure, _ in may) else (None,)
        return (*(o for o, (_, can) in zip(outcomes, may, strict=True) if can), *none)

    return keeping


@lru_cache(maxsize=2)
def _remainders(solver: Solver) -> Remainders:
    """One for all invariants of an atlas, since they put the same outcomes to Users who differ in little."""
    return remainders_of_a_tree()


def relation(related: Related) -> Formula:
    """How the facts of the Users stand to each other. `LawError` for what is no linear condition."""
    try:
        given = related.where(*related.users)
        if not isinstance(given, Condition):
            raise InvariantError(
                f"An invariant's relation should be a condition on the facts of its Users, got {given!r}."
            )
        return formula(given)
    except (TypeError, CodeError) as error:
        raise InvariantError(f"The invariant cannot be proved as it is stated: {error}") from error


def _says(related: Related, outcomes: Outcomes) -> bool:
    try:
        return bool(related.says(outcomes))
    except (TypeError, AttributeError, ValueError, LookupError) as error:
        named = ", ".join("none" if o is None else o.name for o in outcomes)
        raise InvariantError(f"The invariant cannot say whether it holds of the outcomes {named}: {error}.") from error


def _by_outcome(atlas: Atlas) -> dict[Outcome | None, Formula]:
    """Where there may be each outcome; None, no single one, only where there may be one all the same."""
    found: dict[Outcome | None, list[Formula]] = {}
    for cell in (*atlas.cells, *atlas.outside):
        for outcome in cell.outcomes:
            if outcome is not None or len(cell.outcomes) > 1:
                found.setdefault(outcome, []).append(All(cell.literals))
    return {outcome: Any(tuple(cells)) for outcome, cells in found.items()}


def _outcomes(outcomes: Sequence[Outcome | None], truths: Sequence[bool]) -> list[Outcomes]:
    """The outcomes that each User may have, from whether each of the outcomes may be each one's in turn."""
    each = [truths[start : start + len(outcomes)] for start in range(0, len(truths), len(outcomes))]
    return [tuple(o for o, may in zip(outcomes, one, strict=True) if may) or (None,) for one in each]


def _within_years(users: Sequence[Standpoint], years: Count | None) -> Formula:
    last = max(user.later for user in users)
    return All(()) if years is None else formula(years.is_at_most(years.at_most - last))


# A check asks for some thirty of its own and for those of the Code again; each may have thousands of parts.
@lru_cache(maxsize=256)
def seen(given: Formula, user: Standpoint) -> Formula:
    """A formula about the first User as the same of another one."""

    def own(literal: Literal) -> Formula:
        atom = literal.atom
        match atom:
            case YesNo(name):
                atom = evolve(atom, name=name + user.mark) if name in user.own else atom
            case Turn(count, turn, of):
                later = user.later if count.counts_years else 0
                atom = Turn(user.count(count), (turn - 1 - later) % of + 1, of)
            case Bound(terms, at_least):
                put_on = sum(weight * user.later for count, weight in terms if count.counts_years)
                atom = Bound(tuple((user.count(count), weight) for count, weight in terms), at_least - put_on)
        return Literal(atom, literal.holds)

    return over_literals(given, own)


def failure(atlas: Atlas, related: Related, statement: str, found: Iterable[Breach]) -> Failure:
    """The smallest case of what goes against an invariant, in words and by the reference."""
    least = atlas.solver.smallest_of(breach.literals for breach in found)
    if least is None:
        raise ValueError("A breach is made only where somebody lies in it.")
    years = years_among(atlas.solver.facts)
    cases = tuple(user.facts(least, years) for user in related.users)
    answers = [answers_at(atlas.ruleset, facts) for facts in cases]
    involved = [branch for answered in answers for branch in answered]
    # What the relation speaks of, besides what the answer hangs on.
    besides = [fact for atom in atoms(relation(related)) for fact in facts_of_atom(atom) if fact.name in cases[0]]
    told = [whom(atlas, facts, besides) for facts in cases]
    return Failure(
        kind="related",
        where=told[0],
        witness=cases[0],
        clauses=in_order(atlas.ruleset, (branch.clause for branch in involved)),
        labels=tuple(dict.fromkeys(branch.label for branch in involved)),
        message=f"{statement} Not so: {'; '.join(_case_by_case(cases, answers, told, years))}.",
        cases=cases,
    )


def _case_by_case(
    cases: Sequence[Witness], answers: Sequence[Answered], told: Sequence[str], years: Count | None
) -> Iterator[str]:
    """Each case and what it is answered; a case that differs from the one before in the year alone, by its year."""
    before: Witness = {}
    year = "" if years is None else years.name
    for facts, answered, user in zip(cases, answers, told, strict=True):
        same = before and all(before[name] == value for name, value in facts.items() if name != year)
        only_later = same and year in facts
        who = f"in the {ordinal(facts[year])} year" if only_later else f"for {user},"
        yield f"{who} it is {_outcome(answered)}"
        before = facts


def _outcome(answers: Answered) -> str:
    by = f" ({', '.join(cited(answers))})" if answers else ""
    return f"{outcome_of(answers)}{by}"
