"""What may bear on a question wherever it stands, even in a sentence built as one of procedure.

Words by which something is removed, put off or changed; how many premises; which year of a sequence; what is withheld
from somebody; a duty that is only reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from sec_rules.drafting.grammar.tagging import NOUNS, Tagged, function_words, tagged
from sec_rules.rulebook.procedure import doings, procedure


def changes_something(text: str) -> bool:
    """Whether one of the words is one by which something is removed, put off or changed."""
    return any(_changes(each) for each in tagged(text))


def why_it_bears(words: Sequence[Tagged], *, remote: bool = False) -> str:
    """What a sentence has that may bear on a question wherever it stands, in words; "" where it has nothing.

    In one that is `remote` from every question from end to end nothing is changed that they ask of.
    """
    changes = next((each.text for i, each in enumerate(words) if _may_change(words, i)), "")
    if changes and not remote:
        return f"the word '{changes}' may matter"
    grounds = (
        (_counts, "it may say how many, or which year"),
        (_times_of_nobody, "years are given or announced"),
        (_skips_some, "some in a row may be left out"),
        (_keeps_to_a_provision, "it may do what a provision asks"),
        (_changes_premises, "something is done that may change what is counted"),
        (_holds_nobody, "somebody is held to nothing"),
        (_limits_a_matter, "an assessment or a duty may be limited"),
        (_says_how_often_one_is, "it may say how often there is an assessment"),
    )
    return next((reason for ground, reason in grounds if ground(words)), "")


def _tags(words: Iterable[Tagged]) -> frozenset[str]:
    return frozenset[str]().union(*(each.tags for each in words))


_FORM_ALONE: Final = frozenset(
    ("REMOTE_WORDS", "WORD", "PLURAL", "NOMINAL", "PAST", "DOING", "NAME", "VERBAL", "HIDDEN", "ADVERBS", "POSSESSIVE")
)


def _changes(each: Tagged) -> bool:
    """Whether a word of no list begins like one by which something is removed, put off or changed."""
    return each.tags <= _FORM_ALONE and each.small.startswith(_beginnings())


_MONEY_SIGNS: Final = ("\u00a3", "\u20ac", "$")


def _may_change(words: Sequence[Tagged], at: int) -> bool:
    """Whether a word may put off, count or change something that is not far from every question."""
    each = words[at]
    if each.small in ("above", "below") and at + 1 < len(words) and words[at + 1].text.startswith(_MONEY_SIGNS):
        return False
    if each.tags & {"NEVER", "FIGURE"}:
        return "FIGURE" in each.tags or not _stands_far_off(words, at)
    if each.small in ("withdraw", "withdraws") and _leaves_a_meeting(words):
        return False
    return _changes(each) and not (_is_done_to_what_is_far(words, at) or _is_told_of_what_is_far(words, at))


def _stands_far_off(words: Sequence[Tagged], at: int) -> bool:
    """Whether a word like "outside" or "half" stands among words none of which is near a question."""
    if words[at].small not in doings()["TURNS_NO_FAR_THING"]:
        return False
    first = max(at - _BESIDE, 0)
    near = words[first : at + _BESIDE + 1]
    which = any(
        each.small in _YEARS and not (i and "NUMBERS" in words[i - 1].tags) for i, each in enumerate(near, first)
    )
    return not which and not any(each.tags & _NEAR or each.tags <= _OF_NO_LIST for each in near)


_BESIDE: Final = 4
_NEAR: Final = frozenset(
    (
        *("USERS", "ASSESSORS", "OUTCOMES", "KINDS", "COUNTED", "REFERENCE", "DUTIES", "FIGURE", "NOTHING", "OFTEN"),
        *("RULINGS", "CONSEQUENCE"),
    )
)
_OF_NO_LIST: Final = frozenset(("WORD", "PLURAL", "NOMINAL", "VERBAL", "HIDDEN", "NAME", "PAST", "DOING", "POSSESSIVE"))


def _leaves_a_meeting(words: Sequence[Tagged]) -> bool:
    """Whether somebody who sits in a body leaves it while something is discussed."""
    sits = any("OFFICERS" in each.tags for each in words)
    return sits and any(each.small in ("meeting", "interest", "conflict", "discussion", "item") for each in words)


def _is_done_to_what_is_far(words: Sequence[Tagged], at: int) -> bool:
    """Whether what stands right behind a word is far from every question: "waive the fee", "a void invoice"."""
    i = at + 1
    while i < len(words) and words[i].tags & _BEFORE_A_NOUN and "FAR" not in words[i].tags:
        i += 1
    if i == len(words) or "FAR" not in words[i].tags:
        return False
    following = words[i + 1] if i + 1 < len(words) else None
    return following is None or not (following.is_noun or following.tags & {"WORD", "CONJUNCTIONS"})


def _is_told_of_what_is_far(words: Sequence[Tagged], at: int) -> bool:
    """Whether it is told of a thing that is far from every question: "the meeting shall be postponed"."""
    i = at - 1
    while i >= 0 and words[i].tags & {"BE", "HAVE", "MODALS", "NOT", "ADVERBS"}:
        i -= 1
    if i == at - 1 or i < 0:
        return False
    if "CONJUNCTIONS" in words[i].tags:
        first = next((each for each in words if not each.tags & _BEFORE_A_NOUN or "FAR" in each.tags), words[0])
        return "FAR" in first.tags
    return "FAR" in words[i].tags


_BEFORE_A_NOUN: Final = frozenset(("DETERMINERS", "POSSESSIVE", "SAID_OF"))


@cache
def _beginnings() -> tuple[str, ...]:
    return tuple(procedure()["MAY_CHANGE"])


def _times_of_nobody(words: Sequence[Tagged]) -> bool:
    """Whether years are given or announced, without it being said of what: "a refund of years"."""
    if any(one.tags & _SAY_OF_A_YEAR and two.small in _YEARS for one, two in pairwise(words) if _is_odd(one)):
        return True
    for one, two, three in zip(words, words[1:], words[2:], strict=False):
        if one.small == "of" and two.small == "years":
            return True
        granted = one.tags & {"FAR", "MONEY"} and two.small in ("of", "on")
        if granted and any(each.small in _YEARS or "DUTIES" in each.tags for each in _behind(words, three)):
            return True
        said = one.is_verb("", "SAFE") and two.small in ("a", "an", "another")
        if said and (three.small in _YEARS or (three.tags & {"WORD", "SAID_OF"} and _is_year(words, three))):
            return True
    return False


# What may be said of a year that is no year of a sequence.
_PLAIN_YEARS: Final = frozenset(
    (
        "calendar",
        "financial",
        "regulatory",
        "whole",
        "full",
        "complete",
        "consecutive",
        "following",
        "preceding",
        "next",
    )
)
_SAY_OF_A_YEAR: Final = frozenset(("WORD", "SAID_OF"))


def _is_odd(each: Tagged) -> bool:
    """Whether a word says which years are meant that are no years of the calendar: "its quiet years"."""
    known = each.tags & {"DETERMINERS", "NUMBERS", "POSSESSIVE", "HOW_MANY", "PREPOSITIONS", "CONJUNCTIONS", "APART"}
    return not known and each.small not in _PLAIN_YEARS


def _behind(words: Sequence[Tagged], first: Tagged) -> Sequence[Tagged]:
    at = next(i for i, each in enumerate(words) if each is first)
    return words[at : at + 3]


def _is_year(words: Sequence[Tagged], before: Tagged) -> bool:
    at = next(i for i, each in enumerate(words) if each is before)
    return at + 1 < len(words) and words[at + 1].small in _YEARS


def _counts(words: Sequence[Tagged]) -> bool:
    """Whether it is said how many premises are meant, which year of a row of years, or what binds under a Section."""
    cites = "REFERENCE" in _tags(words)
    return any(_counts_here(one, two, cites) for one, two in pairwise(words))


_YEARS: Final = frozenset(("year", "years"))


def _counts_here(one: Tagged, two: Tagged, cites: bool) -> bool:
    if "ORDINALS" in one.tags and two.small in _YEARS:
        return True
    if cites and "CITING" in two.tags and "SAID_OF" in one.tags and not (one.among("OWED") or one.among("KEPT_AS")):
        return True
    return bool(one.tags & {"NUMBERS", "HOW_MANY", "NONE"}) and _is_of_premises(two)


def _skips_some(words: Sequence[Tagged]) -> bool:
    return any(_skips(one, two) for one, two in pairwise(words))


def _skips(one: Tagged, two: Tagged) -> bool:
    """Whether not all are meant, but some in a row: "alternate years", "every tenth"."""
    if "SOME_IN_A_ROW" in one.tags and "SPANS" in two.tags:
        return True
    ordinal = re.fullmatch(r"\w{3,}th", two.small) is not None and two.small not in ("month", "both")
    return one.small in ("every", "each") and (ordinal or "ONE_OF_MANY" in two.tags)


def _keeps_to_a_provision(words: Sequence[Tagged]) -> bool:
    """Whether somebody is said to keep to what a provision asks, or to use it: the duty itself, reported."""
    tags = _tags(words)
    if "REFERENCE" not in tags:
        return False
    owed = any("DUTIES" in each.tags and not each.among("POWERS") for each in words)
    secret = {"CONFIDENT", "ONLY"} <= tags and any(each.small == "information" for each in words)
    uses = any(each.is_form_of("USES") for each in words) and not secret
    return (owed and any(tag.startswith("KEEPS_TO") for tag in tags)) or uses


def _changes_premises(words: Sequence[Tagged]) -> bool:
    counted = any(_is_of_premises(each) and not _is_a_place(words, i) for i, each in enumerate(words))
    return counted and any(_acts_on_them(*two) for two in pairwise(words))


_PLACES: Final = frozenset(("on", "at", "in", "to", "from", "into", "leaving", "entering", "visiting"))


def _is_a_place(words: Sequence[Tagged], at: int) -> bool:
    """Whether premises are only where something is done: "while on the User's premises"."""
    i = at - 1
    while i >= 0 and words[i].tags & {"DETERMINERS", "POSSESSIVE"} and not words[i].tags & {"HOW_MANY", "NUMBERS"}:
        i -= 1
    return words[at].small == "premises" and 0 <= i < at - 1 and words[i].small.split()[-1] in _PLACES


def _is_of_premises(each: Tagged) -> bool:
    return "COUNTED" in each.tags or each.small == "premises"


def _acts_on_them(one: Tagged, two: Tagged) -> bool:
    """Whether the second of two words may be an act by which premises come to be other premises, or fewer."""
    acts = any(tag.partition(":")[0] in _DOES and ":" in tag for tag in two.tags)
    a_thing = bool(two.tags & _NOT_AN_ACT) and not one.tags & _BEFORE_AN_ACT
    return acts and not a_thing and not two.is_form_of("WITH_PREMISES")


_DOES: Final = frozenset(("ACTS", "THINGS_DONE", "PLACES", "BINDS", "ENDS", "PRICES", "HAS_OTHERS_DO"))
_NOT_AN_ACT: Final = frozenset((*NOUNS, "SAID_OF", "ADVERBS", "NAMING"))
_BEFORE_AN_ACT: Final = frozenset(("MODALS", "NOT", "TO", "APART"))
_WITHIN: Final = 5  # words between "not" and what somebody is not held to


def _holds_nobody(words: Sequence[Tagged]) -> bool:
    """Whether somebody is said not to be held to something: "is not required", "no person is obliged to"."""
    held = procedure()["HELD"]
    near = (words[i : i + _WITHIN] for i, each in enumerate(words) if each.tags & {"NOT", "NONE"})
    return any(held.intersection(one.small.split()) for some in near for one in some)


def _limits_a_matter(words: Sequence[Tagged]) -> bool:
    """Whether "only" or "except" stands beside an assessment or a duty, and the sentence keeps no secret."""
    tags = _tags(words)
    matters = tags & {"OUTCOMES", "COUNTED", "KINDS", "DUTIES"}
    keeps = "SECRET" in tags or any(each.small == "personal data" for each in words)
    return bool(tags & {"ONLY", "EXCEPT"} and matters) and not keeps


def _says_how_often_one_is(words: Sequence[Tagged]) -> bool:
    """Whether it is said how often an assessment is made, or how often there is one of a kind."""
    tags = _tags(words)
    conducted = any("CONDUCTS:" in two.tags and "DETERMINERS" not in one.tags for one, two in pairwise(words))
    return "OUTCOMES" in tags and (conducted or _names_a_kind(words)) and _says_how_often(words)


def _names_a_kind(words: Sequence[Tagged]) -> bool:
    """Whether it is said of which kind an assessment is: "a Full User Security Assessment"."""
    named = False
    for each in words:
        named = "KINDS" in each.tags or (named and bool(each.tags & {"NAMING", "OUTCOMES"}))
        if named and "OUTCOMES" in each.tags:
            return True
    return False


def _says_how_often(words: Sequence[Tagged]) -> bool:
    """Whether it is said in which years, or how often: "in each year", "annually"."""
    spans = function_words()["SPANS"]
    texts = [each.small for each in words]
    return any(
        "OFTEN" in each.tags or ("HOW_OFTEN" in each.tags and bool(spans.intersection(texts[i + 1 : i + _WITHIN])))
        for i, each in enumerate(words)
    )
