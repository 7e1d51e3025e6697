"""A draft checked against what it is meant to do: exactly that, or what it does besides and what it fails to do."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from attrs import evolve, frozen

from sec_rules.analysis.atlas import regions, sole
from sec_rules.analysis.invariants.verdicts import State
from sec_rules.analysis.possible_answers import settled
from sec_rules.drafting import sides
from sec_rules.engine.decision_tree import Literals, Witness, grow, position, smallest
from sec_rules.engine.english.numerals import in_full
from sec_rules.engine.english.regions import case, region
from sec_rules.engine.linking import Branch, Ruleset, words_left_open
from sec_rules.engine.solver import Fact, OutOfBudget, Solver
from sec_rules.lang import Outcome, Question
from sec_rules.lang.formulas import facts_of_atom, formula
from sec_rules.lang.lists import joined
from sec_rules.lang.rulebooks import Rulebook
from sec_rules.review.effect.statement import NONE, Claim, EffectStatement, read_statement, statement_in

if TYPE_CHECKING:
    from sec_rules.drafting.draft import Draft

StrayKind = Literal["not intended", "in vain", "by another clause"]
MOST_REPORTED: Final = 3


@frozen(kw_only=True)
class Stray:
    """Where the draft and its stated effect part: what kind of stray, for whom, the smallest case, and a sentence.

    `claim` is the number of the change in the file; None for what no change speaks of.
    """

    kind: StrayKind
    claim: int | None
    where: str
    witness: Witness
    was: str | None
    becomes: str | None
    because: tuple[str, ...]
    message: str


@frozen
class Conformance:
    """Whether a draft does exactly what is stated: None where that was not worked out, and `because` says why.

    `stated` are the changes that the file of that name states, of the outcomes of a question; "" where they were said
    without a file. `entered_by` is who wrote them, and `of_what` begins the sentence on what does or does not do them.
    """

    name: str
    question: Question
    stated: tuple[Claim, ...]
    exact: bool | None
    strays: tuple[Stray, ...]
    because: str = ""
    entered_by: str = ""
    of_what: str = "The draft"

    @property
    def state(self) -> State:
        """What may be said of it: proved to be exact, a fault, or that not all was read."""
        return "not-all-read" if self.exact is None else "proved" if self.exact else "fault"

    @property
    def by(self) -> str:
        """What ends a sentence on the stated changes: that the file states them, or that they are stated."""
        return f"that {self.name} states" if self.name else "that are stated"

    @property
    def claims(self) -> int:
        """How many changes are stated."""
        return len(self.stated)

    def of(self, claim: int | None) -> tuple[Stray, ...]:
        """Where the draft parts from a stated change, by its number; with None, what it does that none speaks of."""
        return tuple(stray for stray in self.strays if stray.claim == claim)


@frozen
class _Key:
    kind: StrayKind
    claim: int | None
    was: Outcome | None
    becomes: Outcome | None
    because: tuple[str, ...]


# Where it hangs on open words what changes, nothing is held against the statement.
_OPEN: Final = _Key("in vain", None, None, None, ())


def conformance_of(
    statement: EffectStatement, old: Ruleset, new: Ruleset, facts: Mapping[str, Fact] | None = None
) -> Conformance:
    """The changes from one ruleset to another held against those stated."""
    unread = [f"{label} ({why})" for label, why in (*old.unread, *new.unread)]
    if unread:
        why = f"Not worked out, because not all was read: {'; '.join(unread)}."
        return Conformance(statement.name, statement.question, statement.claims, None, (), why)
    known = new.question.facts if facts is None else facts.values()
    solver = Solver(known, assumptions=new.assumptions)
    try:
        found = _strays(statement.claims, old, new, solver)
        strays = [_stray(key, cells, statement.claims, solver) for key, cells in found.items() if key is not _OPEN]
    except OutOfBudget as error:
        return Conformance(statement.name, statement.question, statement.claims, None, (), f"Not worked out: {error}")
    strays.sort(key=lambda s: position(s.witness, solver))
    depends = _OPEN in found and not strays
    why = f"Depends on words that were not read: {_words(new, old)}." if depends else ""
    exact = None if depends else not strays
    return Conformance(statement.name, statement.question, statement.claims, exact, tuple(strays), why)


def _words(*rulesets: Ruleset) -> str:
    found = (words for ruleset in rulesets for words in words_left_open(ruleset, ruleset.open))
    return joined(f"'{words}'" for words in dict.fromkeys(found))


def conformance_of_draft(path: Path, draft: Draft, question: Question) -> Conformance:
    """A draft checked against the statement in a file. `EffectError` for a statement that cannot be read."""
    return _of_draft(partial(read_statement, path), draft, question)


def conformance_of_text(text: str, name: str, draft: Draft, question: Question) -> Conformance:
    """A draft checked against the statement in the text of a file of that name. `EffectError` where it is none."""
    return _of_draft(partial(statement_in, text, name), draft, question)


def _of_draft(
    read: Callable[[Collection[str], Rulebook], EffectStatement], draft: Draft, question: Question
) -> Conformance:
    old, new = sides.rulesets(draft, question)
    statement = read(frozenset(rule.clause for rule in new.rules), draft.proposed.rulebook)
    facts = sides.facts(draft, question)
    later = {day: (old, draft.proposed.ruleset(question, day)) for day in draft.later_days}
    return evolve(conformance_on_every_day(statement, old, new, facts, later), entered_by=statement.entered_by)


def conformance_on_every_day(
    statement: EffectStatement,
    old: Ruleset,
    new: Ruleset,
    facts: Mapping[str, Fact],
    later: Mapping[date, tuple[Ruleset, Ruleset]],
) -> Conformance:
    """What holds on all the days: a draft that says other numbers from later days is to do on each what is stated."""
    first = conformance_of(statement, old, new, facts)
    for day, (one, two) in later.items():
        found = conformance_of(statement, one, two, facts)
        told = {stray.message for stray in first.strays}
        since = [s for s in found.strays if s.message not in told]
        if since:
            strays = (*first.strays, *(evolve(s, message=f"From {in_full(day)}: {s.message}") for s in since))
            first = evolve(first, exact=False, strays=strays, because="")
        elif found.exact is None and first.exact:
            first = evolve(first, exact=None, because=f"From {in_full(day)}: {found.because}")
    return first


def _strays(claims: Sequence[Claim], old: Ruleset, new: Ruleset, solver: Solver) -> dict[_Key, list[Literals]]:
    """The cells in which draft and statement part, by how they do."""
    assumed = [formula(a.holds) for a in new.assumptions]
    before, after = old.branches, new.branches
    formulas = [*assumed, *(b.when for b in before), *(b.when for b in after), *(claim.when for claim in claims)]
    found: dict[_Key, list[Literals]] = {}
    for leaf in grow(formulas, solver, required=len(assumed)):
        truths = leaf.truths[len(assumed) :]
        one = [b for b, holds in zip(before, truths, strict=False) if holds]
        two = [b for b, holds in zip(after, truths[len(before) :], strict=False) if holds]
        met = [c for c, holds in zip(claims, truths[len(before) + len(after) :], strict=True) if holds]
        for key in _parted(met, one, two):
            found.setdefault(key, []).append(leaf.literals)
    return found


def _parted(met: Iterable[Claim], one: Sequence[Branch], two: Sequence[Branch]) -> list[_Key]:
    if not (settled(one) and settled(two)):
        return [_OPEN]
    was, becomes = sole(one), sole(two)
    clauses = tuple(dict.fromkeys(branch.clause for branch in two))
    because = clauses if two else tuple(dict.fromkeys(branch.clause for branch in one))
    fitting = [claim for claim in met if (claim.was, claim.becomes) == (was, becomes)]
    keys = [_Key("in vain", claim.number, was, becomes, because) for claim in met if claim not in fitting]
    keys += [
        _Key("by another clause", claim.number, was, becomes, because)
        for claim in fitting
        if claim.by and set(claim.by) != set(clauses)
    ]
    if was != becomes and not fitting:
        keys.append(_Key("not intended", None, was, becomes, because))
    return keys


def _stray(key: _Key, cells: list[Literals], claims: Sequence[Claim], solver: Solver) -> Stray:
    joined = regions(cells, solver)
    cases = [min((smallest(cells[n], solver) for n in r.members), key=lambda w: position(w, solver)) for r in joined]
    phrases = [region(r.literals, solver, r.years) for r in joined]
    if len(phrases) > MOST_REPORTED:
        phrases[MOST_REPORTED - 1 :] = [f"{len(phrases) - MOST_REPORTED + 1} more groups of Users"]
    witness = min(cases, key=lambda w: position(w, solver))
    where = "; and for ".join(phrases)
    claim = next((c for c in claims if c.number == key.claim), None)
    read = [fact for cell in cells for literal in cell for fact in facts_of_atom(literal.atom)]
    return Stray(
        kind=key.kind,
        claim=key.claim,
        where=where,
        witness=witness,
        was=None if key.was is None else key.was.name,
        becomes=None if key.becomes is None else key.becomes.name,
        because=key.because,
        message=f"{_said(key, claim, where)} (smallest case: {case(witness, among=read)}).",
    )


def _said(key: _Key, claim: Claim | None, where: str) -> str:
    by = ", ".join(key.because) or "nobody answers"
    if claim is None:
        return f"Not intended: for {where}, {_name(key.was)} becomes {_name(key.becomes)}, by {by}"
    stated = f"{_name(claim.was)} to become {_name(claim.becomes)}"
    if key.kind == "by another clause":
        wanted = ", ".join(claim.by)
        return f"Change {claim.number} states {stated} by {wanted}; for {where}, it does so by {by}"
    if key.was == key.becomes:
        stays = f"it stays {_name(key.was)} ({by})"
        return f"Stated but not achieved: change {claim.number} states {stated}; for {where}, {stays}"
    return (
        f"Stated but not achieved: change {claim.number} states {stated}; for {where}, {_name(key.was)} becomes "
        f"{_name(key.becomes)} ({by})"
    )


def _name(outcome: Outcome | None) -> str:
    return NONE if outcome is None else outcome.name
