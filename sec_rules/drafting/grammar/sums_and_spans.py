"""Which nouns name a length of time, a sum of money or a place, and so nothing that a question asks of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sec_rules.drafting.grammar.groups import Group
from sec_rules.drafting.grammar.parts import Word
from sec_rules.rulebook.procedure import procedure, reaching

_LENGTHS: Final = frozenset(
    ("for", "within", "after", "of", "during", "than", "in", "the", "preceding", "last", "least")
)
_AT: Final = frozenset(("at", "on", "to", "from", "into", "visiting", "visit", "entering", "enter", "leaving", "leave"))
_BEGINS: Final = frozenset(("the", "its", "their", "those", "such", "any"))


def is_how_long(words: Sequence[Word], group: Group) -> bool:
    """Whether it is told for how long something is kept, or since when: "for six years"."""
    before = words[group.start - 1].small if group.start else ""
    within = words[group.start : group.end]
    counted = any("num" in w.parts for w in within[:-1]) and words[group.head].small == "years"
    ordered = any(w.small in reaching()["SOME_IN_A_ROW"] for w in within)
    return counted and not ordered and before in _LENGTHS


def is_sum_of_money(words: Sequence[Word], group: Group) -> bool:
    """Whether a sum is one of money, and none of premises: another word of money stands in the sentence."""
    if words[group.head].small not in procedure()["SUMS"]:
        return False
    sums, paid = procedure()["SUMS"], procedure()["PAID"]
    behind = [w.small for w in words[group.end : group.end + 4]]
    if behind[:1] == ["of"] and "premises" in behind:
        return False
    money = any(("MONEY" in w.tags and w.small not in sums) or w.small in paid for w in words)
    return money and not _counts(words)


def is_place(words: Sequence[Word], group: Group) -> bool:
    """Whether premises are a place where somebody is, and not what is counted."""
    if words[group.head].small != "premises":
        return False
    owned = any("own" in w.parts for w in words[group.start : group.end])
    before = _before(words, group)
    begins = words[group.start].small
    if owned or (begins in _BEGINS and begins != "any"):
        return True
    return before in _AT and not _counts(words)


def _before(words: Sequence[Word], group: Group) -> str:
    """The word before a group, or before the list that it ends: "to its staff, premises and systems"."""
    at = group.start - 1
    while at > 0 and (words[at].may_be("apart", "and", "own", "det", "noun", "adj") and not words[at].may_be("prep")):
        at -= 1
    return words[at].small if at >= 0 else ""


def _counts(words: Sequence[Word]) -> bool:
    return any(w.tags & {"FIGURE", "OF_WHAT_IS_COUNTED"} or w.small in ("number", "numbers", "count") for w in words)
