"""What may bear on a question wherever it stands, even in a sentence built as one of procedure.

Words by which something is removed, put off or changed; how many premises; which year of a sequence; what is withheld
from somebody; a duty that is only reported.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from sec_rules.drafting.grammar.recogniser import Tagged
from sec_rules.drafting.grammar.tagging import NOUNS, forms_of_all, function_words, tagged
from sec_rules.rulebook.procedure import procedure


def changes_something(text: str) -> bool:
    """Whether one of the words is one by which something is removed, put off or changed."""
    return any(_changes(each) for each in tagged(text))


def bears(words: Sequence[Tagged]) -> bool:
    """Whether a sentence has what may bear on a question wherever it stands."""
    tags = frozenset[str]().union(*(each.tags for each in words))
    if tags & {"HIDDEN", "NEVER"} or any(_changes(each) for each in words) or _counts(words):
        return True
    if "REFERENCE" in tags and "DUTIES" in tags and any(tag.startswith("KEEPS_TO") for tag in tags):
        return True
    if "REFERENCE" in tags and any(
        each.text.casefold() in ("comply", "use", "used", "using", "uses") for each in words
    ):
        return True
    if _speaks_of_premises(words) and any(_does_more_with_premises(one, two) for one, two in pairwise(words)):
        return True
    if tags & {"OUTCOMES", "COUNTED"} and tags & {"BINDS:", "BINDS:ed"} and any(_settles(each) for each in words):
        return True
    if any(one.tags & {"NOT", "NONE"} and _holds(words[i : i + 5]) for i, one in enumerate(words)):
        return True
    if _rules_on_something(words) or (_does_whatever(words) and _of_the_question(words)):
        return True
    keeps = "SECRET" in tags
    if tags & {"NONE", "NOT"} and "OUTCOMES" in tags and not keeps:
        return True
    if tags & {"ONLY", "EXCEPT"} and (not keeps or not all(_narrows_how(one, two) for one, two in pairwise(words))):
        return True
    if tags & {"NOT", "NONE", "ONLY", "EXCEPT"} and any(tag.startswith(_NOT_FROM) for tag in tags) and not keeps:
        return True
    return "OUTCOMES" in tags and ("CONDUCTS:" in tags or _names_a_kind(words)) and _says_how_often(words)


_HELD: Final = frozenset(("required", "obliged", "entitled"))


def _holds(words: Sequence[Tagged]) -> bool:
    """Whether somebody is said to be held to something: "required", "is obliged to"."""
    return any(_HELD.intersection(each.text.casefold().split()) for each in words)


def _speaks_of_premises(words: Sequence[Tagged]) -> bool:
    return any("COUNTED" in each.tags or each.text.casefold() == "premises" for each in words)


def _does_more_with_premises(one: Tagged, two: Tagged) -> bool:
    """Whether the second of two words may be an act by which premises come to be other premises, or fewer."""
    acts = any(tag.partition(":")[0] in _DOES and ":" in tag for tag in two.tags)
    a_thing = bool(two.tags & _NOT_AN_ACT) and not one.tags & _BEFORE_AN_ACT
    return acts and not a_thing and two.text.casefold() not in _with_premises()


_DOES: Final = frozenset(("ACTS", "THINGS_DONE", "PLACES", "BINDS", "ENDS", "PRICES", "HAS_OTHERS_DO"))
_NOT_AN_ACT: Final = frozenset((*NOUNS, "SAID_OF", "ADVERBS", "NAMING"))
_BEFORE_AN_ACT: Final = frozenset(("MODALS", "NOT", "TO", "APART"))


@cache
def _with_premises() -> frozenset[str]:
    return forms_of_all(procedure()["WITH_PREMISES"])


def _settles(each: Tagged) -> bool:
    return each.text.casefold() in ("resolve", "settle", "refer", "resolved", "settled", "referred")


def _does_whatever(words: Sequence[Tagged]) -> bool:
    """Whether what somebody is told to do, or what is to be done, is a verb of no list."""
    asides = {"ADVERBS", "NOT", "BE", "HAVE", "APART", "ONLY"}
    for i, each in enumerate(words):
        if "MODALS" in each.tags or "BE" in each.tags:
            after = next((one for one in words[i + 1 :] if not one.tags & asides), None)
            if after is not None and "WORD" in after.tags:
                return True
    return False


def _of_the_question(words: Sequence[Tagged]) -> bool:
    told = frozenset(("OUTCOMES", "COUNTED", "REFERENCE", "NUMBERS"))
    return any(each.tags & told or each.text.casefold() in ("premises", "year", "years", "process") for each in words)


def _rules_on_something(words: Sequence[Tagged]) -> bool:
    """Whether a body whose word may bind is told to speak, give or write of what is in no list."""
    modal = next((i for i, each in enumerate(words) if "MODALS" in each.tags), len(words))
    if not any("AUTHORITIES" in each.tags for each in words[:modal]):
        return False
    about = False
    for one, two in pairwise((*words[modal:], Tagged(".", frozenset()))):
        if one.text.casefold() in _ABOUT_WHAT_IT_IS:
            about = True
        elif "WORD" in one.tags and "NAME" not in one.tags and not two.tags & {"WORD", *NOUNS} and about:
            return True
        elif not one.tags & {"WORD", "DETERMINERS", "SAID_OF", "ADVERBS", *NOUNS}:
            about = False
    return False


_ABOUT_WHAT_IT_IS: Final = frozenset(("of", "about", "for", "regarding", "concerning", "as to", "on"))


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
    often = function_words()["HOW_OFTEN"]
    texts = [each.text.casefold() for each in words]
    return any(
        text in _OFTEN or (text in often and bool(_SPANS & set(texts[i + 1 : i + 5]))) for i, text in enumerate(texts)
    )


_OFTEN: Final = frozenset(("annually", "yearly", "biennially", "biennial", "twice", "quarterly", "monthly"))
_SPANS: Final = frozenset(("year", "years", "quarter", "quarters", "month", "months"))
_NOT_FROM: Final = ("BRINGS_IN", "CONDUCTS:", "HAS_OTHERS_DO")


def _narrows_how(one: Tagged, two: Tagged) -> bool:
    """Whether "only", where it is the first, says no more than to whom, how or when: "only to its advisers"."""
    return "ONLY" not in one.tags or bool(two.tags & {"PREPOSITIONS", "WHEN", "TO", "HOW_MANY"})


def _binds(each: Tagged) -> bool:
    return "SAID_OF" in each.tags and each.text.casefold() not in ("payable", "chargeable", "recoverable", "available")


def _counts(words: Sequence[Tagged]) -> bool:
    """Whether it is said how many premises are meant, which year of a row of years, or what binds under a Section."""
    for one, two in pairwise(words):
        if "ORDINALS" in one.tags and two.text.casefold() in _SPANS:
            return True
        if _binds(one) and "CITING" in two.tags and any("REFERENCE" in each.tags for each in words):
            return True
        if one.tags & {"NUMBERS", "HOW_MANY", "NONE"} and (two.text.casefold() == "premises" or "COUNTED" in two.tags):
            return True
    return False


def _changes(each: Tagged) -> bool:
    """Whether a word of no list begins like one by which something is removed, put off or changed."""
    known = each.tags - {
        "WORD",
        "PLURAL",
        "NOMINAL",
        "PAST",
        "DOING",
        "NAME",
        "VERBAL",
        "HIDDEN",
        "ADVERBS",
        "POSSESSIVE",
    }
    return not known and each.text.casefold().startswith(tuple(procedure()["MAY_CHANGE"]))


def turns(words: Sequence[Tagged]) -> bool:
    """Whether a word by which something is turned stands anywhere, or a limit on what brings the assessments about."""
    tags = frozenset[str]().union(*(each.tags for each in words))
    if tags & {"NEVER", "FIGURE"} or any(_changes(each) for each in words) or _counts(words):
        return True
    if any(_skips(one, two) for one, two in pairwise(words)):
        return True
    owed = any("DUTIES" in each.tags and not each.text.casefold().startswith(("function", "power", "liab")) for each in words)
    if "REFERENCE" in tags and owed and any(tag.startswith("KEEPS_TO") for tag in tags):
        return True
    if "REFERENCE" in tags and any(each.text.casefold() in ("use", "used", "using", "uses") for each in words):
        return True
    if _speaks_of_premises(words) and any(_does_more_with_premises(one, two) for one, two in pairwise(words)):
        return True
    if any(one.tags & {"NOT", "NONE"} and _holds(words[i : i + 5]) for i, one in enumerate(words)):
        return True
    if tags & {"ONLY", "EXCEPT"} and tags & {"OUTCOMES", "COUNTED", "KINDS", "DUTIES"} and "SECRET" not in tags:
        return True
    return "OUTCOMES" in tags and ("CONDUCTS:" in tags or _names_a_kind(words)) and _says_how_often(words)


def _skips(one: Tagged, two: Tagged) -> bool:
    """Whether not all are meant, but some in a row: "alternate years", "every tenth"."""
    first, second = one.text.casefold(), two.text.casefold()
    if first in ("alternate", "other", "intervening") and second in _SPANS:
        return True
    return first in ("every", "each") and (second in ("other", "second", "third") or re.fullmatch(r"\w{3,}th", second) is not None) and second not in ("month", "both")
