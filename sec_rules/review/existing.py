"""What the existing text gives to whom under the clauses that a draft changes, where its own effect is not known."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

from attrs import evolve

from sec_rules.analysis.contents import Content, GivenFacts, Remembered, content, given_facts
from sec_rules.analysis.plane.impact import Row
from sec_rules.analysis.programmes import Programme, ProgrammeGroup, programmes_of
from sec_rules.drafting import sides
from sec_rules.drafting.draft import Draft
from sec_rules.engine.linking import link
from sec_rules.engine.solver import one_budget
from sec_rules.errors import EngineError
from sec_rules.lang import Count, Question, Unread, is_year
from sec_rules.lang.citations import clause_of, order
from sec_rules.lang.lists import joined
from sec_rules.lang.traversal import facts_of_rules
from sec_rules.review.text import edited
from sec_rules.review.text.defined_terms import is_a_slip
from sec_rules.review.text.redline import Redline, redlines


def given_by(clause: str, draft: Draft, question: Question) -> Iterator[str]:
    """Who has what under one clause of the existing text, a sentence for each group of Users; nothing where unknown."""
    for group in _groups_of(clause, draft, question):
        settled = all(due.outcome is not None for due in (*group.now.first, *group.now.cycle))
        if settled and group.now.because:
            yield f"Under the existing {clause}, {group.where} have {group.now.in_a_sentence}."


def counts_of(clauses: Collection[str], draft: Draft, question: Question) -> tuple[Count, ...]:
    """The counts on which some clauses of the existing text turn, the years left aside."""
    by_clause = _by_clause(draft, question)
    return tuple(dict.fromkeys(count for clause in clauses for count in by_clause.get(clause, ())))


def beside(unclear: Iterable[str], changed: Collection[str], draft: Draft, question: Question) -> Iterator[str]:
    """What follows for clauses whose new words are not understood from those that are left as they are, in sentences.

    Users whom such a clause takes in besides may fall under another too; those whom it leaves out may fall under none.
    """
    by_clause = _by_clause(draft, question)
    marked = redlines(draft)
    for clause in unclear:
        if clause in marked and not any(each.label == clause for each in edited.replaced(marked[clause])):
            # What is changed in its paragraphs alone is what falls due, and not whom it reaches.
            continue
        on_the_same = [c for c, own in by_clause.items() if c != clause and own & by_clause.get(clause, set())]
        twins = [c for c in on_the_same if c not in changed]
        for other in (c for c in on_the_same if c in changed):
            yield from _still(clause, other, marked)
            yield from _still(other, clause, marked)
        if twins:
            are = "is" if len(twins) == 1 else "are"
            yield f"{joined(twins)} {are} not changed to match {clause}: {_BOTH_OR_NEITHER}"
        elif clause in by_clause and not by_clause[clause]:
            yield f"No other provision that was read would apply to a User that {clause} as drafted left without one."


def alike_now(changed: Collection[str], rows: Iterable[Row], draft: Draft, question: Question) -> Iterator[str]:
    """That a clause changed would give the same as one on the same numbers that is left, which it did not so far."""
    given: dict[str, tuple[set[Programme], set[Programme]]] = {}
    for group in (row.group for row in rows):
        for side, programme in enumerate((group.now, group.becomes)):
            clauses = {clause_of(label) for label in programme.because}
            if len(clauses) == 1:
                given.setdefault(clauses.pop(), (set(), set()))[side].add(programme)
    by_clause = _by_clause(draft, question)
    for one in sorted(given.keys() & changed, key=order):
        for other in sorted(given.keys() - set(changed), key=order):
            (was, becomes), (others_was, others_become) = given[one], given[other]
            twins = by_clause.get(one, set()) & by_clause.get(other, set())
            if twins and len(becomes) == 1 and becomes == others_become and was != others_was:
                yield f"{joined(sorted((one, other), key=order))} would then give the same results."


_BOTH_OR_NEITHER: Final = "it is not known whether some Users would fall under both, or under neither."


def _still(clause: str, other: str, marked: Mapping[str, Redline]) -> Iterator[str]:
    """That words which are replaced in one clause still stand in another; a slip of spelling is told by itself."""
    if clause not in marked or other not in marked:
        return
    stands = " ".join(run.text for line in marked[other].proposed for run in line.runs)
    for each in edited.replaced(marked[clause]):
        still = bool(each.was and each.becomes) and re.search(rf"(?<!\w){re.escape(each.was)}(?!\w)", stands)
        if still and not is_a_slip(each.was.casefold(), each.becomes.casefold()):
            yield f"In {clause} {edited.told((each,))}, and {other} still says “{each.was}”: {_BOTH_OR_NEITHER}"


def _by_clause(draft: Draft, question: Question) -> dict[str, set[Count]]:
    """The counts of each clause of the existing text that answers."""
    old, _ = sides.rulesets(draft, question)
    by_clause: dict[str, set[Count]] = {}
    for rule in old.rules:
        counts = (f for f in facts_of_rules((rule.rule,)) if isinstance(f, Count) and not is_year(f))
        by_clause.setdefault(rule.clause, set()).update(counts)
    return by_clause


def _groups_of(clause: str, draft: Draft, question: Question) -> tuple[ProgrammeGroup, ...]:
    """All Users by what one clause of the existing text gives them, whatever the others say."""
    base, on = draft.base, draft.base_on
    # Beside text that was not read no answer is settled; what one clause says by itself is.
    read = [(c, v) for c, v in base.standing(on) if not any(isinstance(rule, Unread) for rule in v.rules)]
    old = link(question, on, read, base.rulebook.assumptions)
    own = tuple(rule for rule in old.rules if rule.clause == clause)
    if not own or clause in {label for label, _ in old.left_open} or not draft.scheme.of_the_code:
        return ()
    with one_budget():
        return _groups(content(evolve(old, rules=own, exact=())), given_facts(sides.facts(draft, question)))


@Remembered
def _groups(existing: Content, given: GivenFacts) -> tuple[ProgrammeGroup, ...]:
    try:
        return programmes_of(existing.of, existing.of, given.of or {}).groups()
    except EngineError:
        return ()
