"""What the existing text gives to whom under the clauses that a draft changes, where its own effect is not known."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from attrs import evolve

from sec_rules.analysis.contents import Content, GivenFacts, Remembered, content, given_facts
from sec_rules.analysis.programmes import ProgrammeGroup, programmes_of
from sec_rules.drafting import sides
from sec_rules.drafting.draft import Draft
from sec_rules.engine.linking import link
from sec_rules.engine.solver import one_budget
from sec_rules.errors import EngineError
from sec_rules.lang import Count, Question, Unread, is_year
from sec_rules.lang.traversal import facts_of_rules


def given_by(clause: str, draft: Draft, question: Question) -> Iterator[str]:
    """Who has what under one clause of the existing text, a sentence for each group of Users; nothing where unknown."""
    for group in _groups_of(clause, draft, question):
        settled = all(due.outcome is not None for due in (*group.now.first, *group.now.cycle))
        if settled and group.now.because:
            yield f"Under the existing {clause}, {group.where} have {group.now.in_a_sentence}."


def twins_left(changed: Collection[str], draft: Draft, question: Question) -> Iterator[str]:
    """The clauses that turn on the same numbers as those that a draft changes, and that it does not change."""
    old, _ = sides.rulesets(draft, question)
    by_clause: dict[str, set[Count]] = {}
    for rule in old.rules:
        counts = (f for f in facts_of_rules((rule.rule,)) if isinstance(f, Count) and not is_year(f))
        by_clause.setdefault(rule.clause, set()).update(counts)
    theirs = {count for clause in changed for count in by_clause.get(clause, ())}
    yield from (clause for clause, own in by_clause.items() if clause not in changed and own & theirs)


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
