"""What single words of a sentence that is followed may turn: instead of what, in which years, how often, how many."""

from __future__ import annotations

from sec_rules.drafting.grammar.followed import Followed
from sec_rules.drafting.grammar.groups import Group
from sec_rules.drafting.grammar.parts import ASKED, FAR, Word
from sec_rules.rulebook.procedure import doings, procedure, reaching


def _speaks_of_a_question(told: Followed) -> bool:
    return any(told.names(g) & ASKED for g in told.nouns)


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
        if group.kind == "adv" and words[0].small in reaching()["TURNING_ADVERBS"]:
            return f"the word '{words[0].text}' may matter"
    return ""


def why_a_thing_turns(told: Followed) -> str:
    """What may be told of years, of how often or how many, or by a word beside a noun; "" where nothing is."""
    for group in told.nouns:
        words = told.within(group)
        inside = [w for w in words if w.names in ("user", "matter") and "own" not in w.parts and "noun" in w.parts]
        if any(w.small.endswith("s") and w is not told.head(group) for w in inside):
            return "it is not followed what is named"
        beside = [w for w in words if w is not told.head(group)]
        if not told.names(group) <= FAR and any(map(_may_turn, beside)):
            return f"what is said of '{told.head(group).text}' may turn it"
        if told.head(group).small in ("year", "years") and not _is_how_long(told, group):
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
    begins = word.small.startswith((*procedure()["MAY_CHANGE"], *doings()["RISKS"]))
    return begins or (word.grade in ("frees", "suffices") and "noun" not in word.parts)


def _is_how_long(told: Followed, group: Group) -> bool:
    """Whether it is told for how long something is kept, or since when: "for six years"."""
    before = told.words[group.start - 1].small if group.start else ""
    words = told.within(group)
    counted = any("num" in w.parts for w in words[:-1]) and told.head(group).small == "years"
    return counted and before in ("for", "within", "after", "of", "during", "than", "in", "the", "preceding", "last")
