"""A discretion: "unless the Security Sub-Committee directs otherwise", "subject to any direction of the Panel".

The answer is what falls due without a direction. What one would make of it is not said, so it is no gap; and since one
may be given, what rests on the rule rests on there being none.
"""

from __future__ import annotations

import re
from typing import Final

from sec_rules._patterns import compiled
from sec_rules.drafting.grammar.sentences import Phrase
from sec_rules.lang import NEVER, Condition, Either, Place, YesNo

_VERB: Final = r"(?:direct|determin|decid|agree|consent|requir|specif|approv|consider|permit)[a-z]*"
_HAS: Final = r"(?:may |has |have |shall have )?"
_FREELY: Final = r"in its (?:sole |absolute )?discretion"
_HOW: Final = rf"(?:,? (?:in writing|from time to time|in any (?:particular )?case|{_FREELY}))*"
_SOMEBODY: Final = r"[\w\u2019' -]{2,70}?"
_OTHERWISE: Final = compiled(
    rf"(?:the )?{_SOMEBODY} (?:so )?(?:{_FREELY} )?{_HAS}(?:otherwise {_VERB}|{_VERB}{_HOW} otherwise){_HOW}"
    rf"|otherwise {_VERB}(?: in writing)? by {_SOMEBODY}{_HOW}"
    r"|(?:any|such|each|every) (?:\w+ ){0,2}"
    r"(?:direction|determination|decision|instruction|ruling|agreement|consent)s?\b[^,;:.()]{3,90}",
    re.IGNORECASE,
)
_DENIED: Final = compiled(r"\b(?:not|never|no)\b", re.IGNORECASE)


def without_discretion(condition: Condition) -> tuple[Condition, tuple[Place, ...]]:
    """An exception without what somebody may settle otherwise in it, and where the words of that stand."""
    if isinstance(condition, YesNo) and condition.decided_by and _is_left_to_somebody(condition.decided_by):
        return NEVER, () if condition.place is None else (condition.place,)
    if not isinstance(condition, Either):
        return condition, ()
    parts = [without_discretion(part) for part in condition.conditions]
    left = tuple(part for part, _ in parts if part != NEVER)
    places = tuple(place for _, some in parts for place in some)
    if left == condition.conditions:
        return condition, ()
    return (left[0] if len(left) == 1 else Either(left) if left else NEVER), places


def _is_left_to_somebody(words: str) -> bool:
    return _OTHERWISE.fullmatch(words) is not None and _DENIED.search(words) is None


def decision_of(phrase: Phrase) -> YesNo:
    """What somebody decides, as a fact that is named by its words."""
    words = " ".join(phrase.text.split())
    name = re.sub(r"[^a-z0-9]+", "_", words.casefold().removeprefix("the ")).strip("_")[:80]
    return YesNo(name, words, decided_by=words, place=phrase.place)
