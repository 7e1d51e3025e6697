"""What single words of a sentence that is followed may turn: instead of what, in which years, how often, how many."""

from __future__ import annotations

from typing import Final

from sec_rules.drafting.grammar.asides import is_of_foreign_things, tells_when_only
from sec_rules.drafting.grammar.followed import Followed
from sec_rules.drafting.grammar.parts import ASKED, FAR, Word
from sec_rules.drafting.grammar.sums_and_spans import is_how_long
from sec_rules.rulebook.procedure import doings, procedure, reaching

_HOW_OFTEN: Final = frozenset(("once", "twice", "annually", "yearly"))
_NEVER_LEFT_OUT: Final = ASKED | {"assessor"}
_MORE: Final = frozenset(
    (
        *(
            "longer",
            "shorter",
            "lesser",
            "fewer",
            "lower",
            "higher",
            "greater",
            "smaller",
            "larger",
            "wider",
            "gentler",
        ),
        *("lighter", "heavier", "milder", "slower", "later", "softer", "easier"),
    )
)


def _speaks_of_a_question(told: Followed) -> bool:
    return any(told.names(g) & _NEVER_LEFT_OUT for g in told.nouns)


def why_words_turn(told: Followed) -> str:
    """Words that say that something is in the place of something else, how often, or in which years something is."""
    apart = reaching()["APART"]
    found = next((w.text for w in told.words if w.small in apart), "")
    if found:
        return f"the word '{found}' may matter"
    if not _speaks_of_a_question(told) and not any("paper" in told.names(g) for g in told.nouns):
        return ""
    for group in told.groups:
        words = told.within(group)
        often = words[0].small in _HOW_OFTEN and is_of_foreign_things(told, group)
        if group.kind == "adv" and words[0].small in reaching()["TURNING_ADVERBS"] and not often:
            return f"the word '{words[0].text}' may matter"
    return ""


def why_a_thing_turns(told: Followed) -> str:
    """What may be told of years, of how often or how many, or by a word beside a noun; "" where nothing is."""
    for at, group in enumerate(told.groups):
        if group.kind == "noun" and at and told.groups[at - 1].kind == "not" and told.names(group) & _NEVER_LEFT_OUT:
            return f"it may be told that '{told.head(group).text}' is left out"
    for group in told.nouns:
        words = told.within(group)
        if not told.names(group) <= FAR and any(w.small in _MORE for w in words):
            return "it may be told that something is longer, or fewer"
        inside = [w for w in words if w.names in ("user", "matter") and "own" not in w.parts and "noun" in w.parts]
        if any(w.small.endswith("s") and w is not told.head(group) for w in inside):
            return "it is not followed what is named"
        beside = [w for w in words if w is not told.head(group)]
        unknown = any(not w.parts for w in beside)
        if (unknown or not told.names(group) <= FAR) and any(map(_may_turn, beside)):
            return f"what is said of '{told.head(group).text}' may turn it"
        if told.head(group).small in ("year", "years", "regulatory year"):
            if is_how_long(told.words, group) or tells_when_only(told, group):
                continue
            return "years are spoken of"
        often = words[0].small in ("each", "every") and told.head(group).small in reaching()["SPANS"]
        often |= any(w.small in ("annual", "yearly", "biennial") for w in words) and not told.names(group) <= {"far"}
        if often and any(told.names(g) & {"user", "matter", "paper", "assessor"} for g in told.nouns if g is not group):
            return "it may be told how often something is"
        if any(w.small in reaching()["SOME_IN_A_ROW"] for w in words[1:]) and words[0].small in ("each", "every"):
            return "some in a row may be left out"
        if words[0].tags & {"HOW_MANY"} and told.names(group) & ASKED:
            return "it may be told how many"
    return ""


def _may_turn(word: Word) -> bool:
    """Whether a word beside a noun may make something else of it: "the deemed report"."""
    if not word.parts and (word.tags & {"NEVER", "OUTCOMES", "COUNTED"} or word.small.endswith(("er", "est", "less"))):
        return True
    begins = word.small.startswith((*procedure()["MAY_CHANGE"], *doings()["RISKS"]))
    return begins or (word.grade in ("frees", "suffices") and "noun" not in word.parts)
