"""Clauses that were not read and speak of cases that a check leaves out of account."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import permutations
from typing import Final

from sec_rules._patterns import compiled
from sec_rules.drafting import sides
from sec_rules.drafting.draft import Draft
from sec_rules.engine.linking import LinkedRule, facts_of
from sec_rules.lang import Question, YesNo, is_party
from sec_rules.lang.citations import CLAUSE, clause_of, order
from sec_rules.lang.lists import joined
from sec_rules.lang.rulebooks import Assumption, bearing_on
from sec_rules.lang.traversal import facts_of_rules, walk

_CITED: Final = compiled(rf"\b{CLAUSE}")


def left_out_of(draft: Draft, question: Question) -> tuple[Assumption, ...]:
    """The assumptions by which cases are left out of account, where the answers turn on them."""
    old, new = sides.rulesets(draft, question)
    return bearing_on(facts_of(old) | facts_of(new), old.assumptions)


def spoken_of(draft: Draft, question: Question) -> Iterator[str]:
    """That clauses speak of cases that the check leaves out, in sentences."""
    for assumed in left_out_of(draft, question):
        clauses = concerned_with(assumed, draft, question)
        if clauses and assumed.leaves_out:
            speak = "speaks" if len(clauses) == 1 else "speak"
            yield f"{joined(clauses)} {speak} of {assumed.leaves_out}, which this check leaves out of account."


def concerned_with(assumed: Assumption, draft: Draft, question: Question) -> tuple[str, ...]:
    """The clauses with sentences, not read, on those that are of two kinds that an assumption takes for apart."""
    parties = [fact for fact in walk(assumed.holds) if is_party(fact)]
    rules = sides.rulesets(draft, question)[0].rules
    found = {
        clause_of(place.clause)
        for place in draft.open
        if place.kind == "sentence" and place.clause
        for one, other in permutations(parties, 2)
        if _of_both(place.text, one, other, rules)
    }
    return tuple(sorted(found, key=order))


def _of_both(text: str, one: YesNo, other: YesNo, rules: tuple[LinkedRule, ...]) -> bool:
    """Whether words speak of those that are of both kinds: "both a A and a B", or "also a A" of those of the other."""
    first, second = (rf"(?:an? |the )?{re.escape(party.party)}" for party in (one, other))
    if re.search(rf"(?<!not )\bboth {first} and {second}\b", text):
        return True
    if not re.search(rf"(?<!not )\balso {first}\b", text):
        return False
    cited = {m.group() for m in _CITED.finditer(text)}
    of_the_other = other in facts_of_rules(tuple(rule.rule for rule in rules if rule.clause in cited))
    return of_the_other or re.search(rf"\b{re.escape(other.party)}\b", text) is not None
