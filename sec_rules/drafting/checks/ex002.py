"""EX002: words in an executable sentence that the rule does not use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from sec_rules.drafting.provisions import Provision
from sec_rules.drafting.remarks import Case, Check, FixKind, Found, Remark, Scope, Severity, remark
from sec_rules.drafting.sentences import Phrase
from sec_rules.lang import Place


def runs(provision: Provision, phrases: Iterable[Phrase]) -> Iterator[Place]:
    """Unread words, those that stand next to each other in one provision put together."""
    current: Place | None = None
    texts = {p.label: p.text for p in provision.walk()}
    for phrase in phrases:
        place = phrase.place
        if (
            current is not None
            and current.provision == place.provision
            and not texts[place.provision][current.end : place.start].strip()
        ):
            current = Place(current.provision, current.start, place.end)
            continue
        if current is not None:
            yield current
        current = place
    if current is not None:
        yield current


def _look(case: Case, check: Check) -> Iterator[Remark]:
    draft = case.draft
    for shown in draft.shown:
        if shown.after is None:
            continue
        old = {p.text for p in shown.before.words} if shown.before else set()
        for place in runs(shown.after.provision, shown.after.words):
            provision = next(p for p in shown.after.provision.walk() if p.label == place.provision)
            words = provision.text[place.start : place.end]
            message = f"The rule that was read does not use the words '{words}'."
            found = Found(place.start, place.end, message)
            yield remark(check, provision, found, known=all(w in old for w in words.split()))


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
