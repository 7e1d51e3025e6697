"""Whether a sentence is far from every question from end to end: of meetings, votes, bills, e-mails and their like.

Each of its words has to be one of the rulebook's for such a sentence, or a small word of English, and one has to be of
a thing that has nothing to do with who is assessed. So "half", "count" or "deem", which may change something elsewhere,
change nothing here: "a member so attending shall be counted towards the quorum".
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from sec_rules.drafting.grammar.tagging import Tagged, all_forms
from sec_rules.rulebook.procedure import procedure

_SMALL: Final = frozenset(
    (
        *("DETERMINERS", "NUMBERS", "HOW_MANY", "PREPOSITIONS", "CONJUNCTIONS", "MODALS", "BE", "HAVE", "DO", "NOT"),
        *("WHICH", "IN_CASE", "TO", "APART", "EXCEPT", "ONLY", "AS", "AS_SAID", "FAR", "OFFICERS", "RECEIVED"),
        *("POSSESSIVE", "NONE", "ADVERBS", "SUBJECT_TO"),
    )
)
# Of nobody in particular it may be told who is assessed.
_OF_NOBODY: Final = frozenset(("those", "this", "these", "what", "same", "whatever", "none", "nothing", "nobody"))
_ANCHORS: Final = frozenset(("FAR", "OFFICERS"))


def is_remote(words: Sequence[Tagged]) -> bool:
    """Whether every word is one of a sentence that is far from every question, and one is of a thing far from it."""
    if not any(each.tags & {"MODALS", "BE", "HAVE"} for each in words):
        return False  # no sentence
    far = any(each.tags & _ANCHORS for each in words)
    if not far and not (any(each.small in _NOTICE for each in words) and not any(map(_turns, words))):
        return False
    if any(each.tags & {"REFERENCE"} for each in words) and any(each.small in _IT for each in words):
        return False
    if any("BE" in one.tags and each.small in _ENOUGH for one, each in pairwise(_without_articles(words))):
        return False
    return all(_is_remote(words, i) for i in range(len(words)))


# What a thing is told to be that is enough, or ends something.
_ENOUGH: Final = frozenset(("end", "all", "enough", "otherwise", "nil"))


def _without_articles(words: Sequence[Tagged]) -> list[Tagged]:
    return [each for each in words if each.small not in ("a", "an", "the")]


def _turns(each: Tagged) -> bool:
    """Whether a word says that something ends, or is put off."""
    return each.is_verb("", "TURNS", "ENDS") or each.small.startswith(_TURNING)


_TURNING: Final = (
    "suspen",
    "postpon",
    "cancel",
    "laps",
    "waiv",
    "withdraw",
    "expir",
    "end",
    "remov",
    "exclud",
    "replac",
)


def _is_remote(words: Sequence[Tagged], at: int) -> bool:
    each = words[at]
    if "REFERENCE" in each.tags:
        return at > 0 and "CITING" in words[at - 1].tags
    if each.small in _OF_NOBODY or each.tags & {"USERS", "ASSESSORS", "OUTCOMES", "KINDS", "COUNTED", "FIGURE"}:
        return False
    if each.small in _IT or each.small in ("its", "their"):
        return True
    return bool(each.tags & _SMALL) or each.small in _vocabulary()


@cache
def _vocabulary() -> frozenset[str]:
    return procedure()["REMOTE_WORDS"] | all_forms("REMOTE_VERBS")


# What a provision that is cited may be called.
_IT: Final = frozenset(("it", "they", "them"))
# A notice of something else would have a word for it.
_NOTICE: Final = frozenset(("notice", "notices", "communication", "communications"))
