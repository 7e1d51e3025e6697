"""Who notices a mutant: the invariants, the double entry with the words, or nobody; or it is proved to be no change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import permutations

from attrs import frozen

from sec_rules.analysis.atlas import build, refine
from sec_rules.analysis.invariants import INVARIANTS, Invariant, Unchanged, verdict
from sec_rules.analysis.invariants.amendments import amendments
from sec_rules.analysis.invariants.stability import said
from sec_rules.engine.code import HELD_FROM, Code
from sec_rules.engine.legal_text import words_of
from sec_rules.engine.linking import Ruleset, facts_of
from sec_rules.engine.solver import MOST_STEPS, OutOfBudget, Solver
from sec_rules.lang import Question, Redirects
from sec_rules.lang.formulas import All, Any, Formula, formula, negation
from sec_rules.lang.rulebooks import bearing_on
from sec_rules.rulebook.questions import QUESTIONS, assessment
from tests.double_entry import faults_of
from tests.mutation.rules import DOUBT, Mutant

_DAY = timedelta(days=1)


@frozen
class Death:
    """Who notices a mutant. `invariant` names the first invariant that it breaks, and the day; `words` says how it
    parts from them.

    `rows` names the first row that fails, None where no row was run or none fails. `equivalent` says that on every day
    everybody is answered alike, with the same doubts, by the same provisions: proved. `undecided` says what a proof ran
    out of.
    """

    mutant: Mutant
    invariant: str = ""
    words: str = ""
    equivalent: bool = False
    undecided: str = ""
    rows: str = ""

    @property
    def survives(self) -> bool:
        """Whether nobody notices, and it is not proved to be no change."""
        return not (self.invariant or self.words or self.rows or self.equivalent)


def noticed(mutant: Mutant, code: Code, question: Question | None = None) -> Death:
    """Who notices a mutant, rows aside: by the rulesets of the question given, else of the one that its clause
    answers.
    """
    changed = mutant.put_into(code)
    words = _by_words(mutant)
    question = question or _asked_of(mutant, code)
    if mutant.clause.label in _redirecting(code):
        # A redirect answers nothing: no invariant is about it, and it is no change only where it leads to the same
        # place.
        return Death(mutant, words=words)
    try:
        differs = False
        for day in _differing(code, changed, question):
            differs = True
            if mutant.kind == DOUBT:
                break
            broken = next(_broken(changed, day, question), "")
            if broken:
                return Death(mutant, invariant=broken, words=words)
        return Death(mutant, words=words, equivalent=not differs)
    except OutOfBudget as error:
        return Death(mutant, words=words, undecided=str(error))


@cache
def _solver() -> Solver:
    """One for all mutants, whose answers it keeps: most of what is asked about a mutant is asked about the next."""
    return Solver(most_steps=MOST_STEPS * 1_000)


def _asked_of(mutant: Mutant, code: Code) -> Question:
    """The question on which a clause bears; `assessment` for one that bears on none."""
    return next((q for q in QUESTIONS.values() if mutant.label in (c.label for c in code.bearing_on(q))), assessment)


def _redirecting(code: Code) -> frozenset[str]:
    return frozenset(
        c.label for c in code.clauses for v in c.versions if any(isinstance(r, Redirects) for r in v.rules)
    )


def _by_words(mutant: Mutant) -> str:
    """The first way in which a version parts from its words; the digest of the words is as it was."""
    version = mutant.version
    return next(iter(faults_of(mutant.clause, version, words_of(mutant.clause, version))), "")


def _differing(code: Code, changed: Code, question: Question) -> Iterator[date]:
    """The days on which somebody is answered otherwise, of all on which either Code changes and the days before."""
    days = {HELD_FROM, *amendments(code, question), *amendments(changed, question)}
    alike: dict[tuple[int, int], bool] = {}
    for day in sorted(days | {day - _DAY for day in days if day > HELD_FROM}):
        one, two = code.ruleset(question, day), changed.ruleset(question, day)
        # Days with no amendment between them share their rules, and one proof is enough for all of them.
        key = (id(one.rules), id(two.rules))
        if key not in alike:
            alike[key] = _alike(one, two)
            if not alike[key]:
                yield day
        elif alike[key] and not _doubted_alike(one, two):
            yield day


def _alike(one: Ruleset, two: Ruleset) -> bool:
    if one.unread != two.unread or not _doubted_alike(one, two):
        return False
    if one.rules == two.rules:
        return True
    return all(said(cell.one, {}) == said(cell.two, {}) for cell in refine(one, two, _solver()))


def _doubted_alike(one: Ruleset, two: Ruleset) -> bool:
    """Whether each doubt is raised for the same Users under both rulesets."""
    if one.doubts == two.doubts:
        return True
    assumed = [formula(a.holds) for a in bearing_on(facts_of(one) | facts_of(two), two.assumptions)]
    before, after = _doubted(one), _doubted(two)
    never = Any(())
    return all(
        not _solver().satisfiable(*assumed, some, negation(others))
        for key in before.keys() | after.keys()
        for some, others in permutations((before.get(key, never), after.get(key, never)))
    )


def _doubted(ruleset: Ruleset) -> dict[tuple[str, str], Formula]:
    """For whom each doubt is raised: by its clause and what is unsure, those whom a clause that it touches answers."""
    found: dict[tuple[str, str], list[Formula]] = {}
    for linked in ruleset.doubts:
        answered = Any(tuple(branch.when for branch in ruleset.branches if branch.clause in linked.touches))
        found.setdefault((linked.clause, linked.doubt.unsure), []).append(All((linked.when, answered)))
    return {key: Any(tuple(parts)) for key, parts in found.items()}


def _broken(changed: Code, day: date, question: Question) -> Iterator[str]:
    """The invariants that a mutant breaks on a day on which it differs."""
    ruleset = changed.ruleset(question, day)
    if ruleset.unread:
        yield f"nothing is claimed on {day}: {ruleset.unread[0][1]}"
        return
    atlas = build(ruleset, solver=_solver())
    for invariant in stated(question, day):
        if verdict(invariant, atlas).holds is False:
            yield f"{invariant.name} on {day}"


@lru_cache(maxsize=32)
def stated(question: Question, day: date) -> tuple[Invariant, ...]:
    """The invariants of one day of one Code: those of two days, and of other numbers, are of linking and not of
    clauses.
    """
    return tuple(p for p in INVARIANTS if p.stated_for(question, day) and not isinstance(p.says, Unchanged))
