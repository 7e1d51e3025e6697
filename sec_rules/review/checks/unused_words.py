"""EX002: words in an executable sentence that the rule does not use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sec_rules.drafting.grammar.advice import slip
from sec_rules.drafting.grammar.own_words import own_words
from sec_rules.review.findings import Case, Check, Finding, FixKind, Found, Scope, Severity, finding

# How far behind unused words a term may go on that they are the beginning of.
_BESIDE: Final = 40


def _look(case: Case, check: Check) -> Iterator[Finding]:
    draft = case.draft
    own = own_words(draft.base.rulebook) is not None
    for shown in draft.shown:
        if shown.after is None:
            continue
        old = {p.text for p in shown.before.words} if shown.before else set()
        for place, words in shown.after.unused:
            provision = next(p for p in shown.after.provision.walk() if p.label == place.provision)
            asked = "" if own else slip(provision.text[place.start : place.end + _BESIDE])
            message = " ".join(filter(None, (f"The rule that was read does not use the words '{words}'.", asked)))
            found = Found(place.start, place.end, message)
            yield finding(check, provision, found, known=all(w in old for w in words.split()))


CHECK: Final = Check(
    code="EX002",
    title="words that the rule does not use",
    severity=Severity.WARNING,
    fix=FixKind.NONE,
    scope=Scope.PROVISION,
    why="Words that are left out of the rule may narrow or widen it; what is proved is proved without them.",
    bad="G8.41 Where a User is a Supplier Party «operating in Scotland», it shall be subject to a Full User Security "
    "Assessment in each year.",
    good="G8.41 Where a User is a Supplier Party, it shall be subject to a Full User Security Assessment in each year.",
    look=_look,
)
