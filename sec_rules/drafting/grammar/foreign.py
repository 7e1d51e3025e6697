"""Whether a sentence that is no rule is shown to bear on no question.

It bears on all of them unless it is shown not to. There are two grounds, and no third: it says no more than who gives
notice, reports, appoints, pays or keeps secret, as the rulebook lists it; or it defines a term that no rule could use.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from sec_rules.drafting.grammar.lexicon import phrases
from sec_rules.lang.citations import CLAUSE, SECTION
from sec_rules.lang.steps import STEP
from sec_rules.rulebook.procedure import procedure

_WORD: Final = re.compile(r"[A-Za-z]{2,6}\d{2,4}|[^\W\d_]+(?:['\u2019-][^\W\d_]+)*|\d[\d,.]*\d|\d|[^\s\w]")
# "As" names one thing for another, save in what says no more than how.
_HOW: Final = re.compile(
    r"\bas (?:(?:strictly )?confidential|soon as (?:is )?(?:reasonably )?(?:practicable|possible)|well as|appropriate"
    r"|necessary|the case may be|(?:is |are )?(?:set out|described|required|specified|amended)(?= (?:in|by)\b))",
    re.IGNORECASE,
)
_STEP: Final = re.compile(STEP)
# A clause, or a Section with its number.
_LABEL: Final = re.compile(rf"\b(?:{CLAUSE}|{SECTION}(?<=\d))\b")
_DEFINITION: Final = re.compile(
    rf"^\W*(?:(?:in|for the purposes of) this (?:section|code)(?: (?:{CLAUSE}|{SECTION}))?,? )?"
    '["\u201c\u2018\'](?P<term>[^"\u201c\u201d]{2,60}?)["\u201d\u2019\'] '
    r"(?:means|shall mean|has the (?:same )?meaning)\b(?P<says>[^\"\u201c\u201d;]*)$",
    re.IGNORECASE,
)
_SIGNS: Final = frozenset(",.;:()[]-\u2013\u2014\u2019'")
_MODAL: Final = frozenset(("shall", "must", "may", "will"))
# What may stand between "shall" and the verb, beside words in -ly.
_ASIDE: Final = frozenset(("also", "not", "then", "each", "in", "addition", "once"))
_ASSESSMENT: Final = frozenset(("assessment", "assessments", "self-assessment", "self-assessments"))
# A number of a modification or of a heading, or the letter of a Section.
_NUMBER: Final = re.compile(r"[a-z]{2,6}\d{2,4}$|\d{1,3}$|[a-z]$")


def is_foreign(sentence: str) -> bool:
    """Whether a sentence is shown to bear on no question, by what it is made of."""
    text = " ".join(sentence.split())
    definition = _DEFINITION.match(text)
    if definition is not None:
        return _unused(definition["term"]) and not _operates(definition["says"])
    return _is_procedure([word for word in _words(text) if word not in _SIGNS])


def term_defined(sentence: str) -> str:
    """The term that a sentence defines, where it does nothing else; "" where it is no such sentence."""
    match = _DEFINITION.match(" ".join(sentence.split()))
    return match["term"] if match is not None and not _operates(match["says"]) else ""


def is_plain_heading(text: str, *, of_document: bool = False) -> bool:
    """Whether a heading is shown to give what stands below it no scope and no time, by what it is made of.

    One `of_document` stands on every page, and may say what the document is.
    """
    known = procedure()
    plain = (known["BODIES"] | known["MATTERS"] | known["HEADINGS"]) - known["TIMES"]
    if of_document:
        plain |= known["DOCUMENT"]
    return all(word in plain or word in _SIGNS or _NUMBER.match(word) for word in _words(text))


def _words(text: str) -> list[str]:
    """The words of a sentence in small letters, labels and steps apart."""
    plain = _HOW.sub(" ", _STEP.sub(" ", _LABEL.sub(" ", text)))
    return [word.casefold().replace("\u2019", "'") for word in _WORD.findall(plain)]


@cache
def _words_of_procedure() -> frozenset[str]:
    return frozenset().union(*(procedure()[kind] for kind in ("ACTS", "DONE", "BODIES", "MATTERS", "JOINTS")))


def _is_procedure(words: Sequence[str]) -> bool:
    known = _words_of_procedure()
    listed = all(_is_small(word) if word[0].isdigit() else word in known for word in words)
    return listed and _does_only_acts(words) and not _gives_an_assessment(words)


def _is_small(number: str) -> bool:
    """Whether a figure is a day, a number of days or a year, and no threshold."""
    return len(number) < 4 or re.fullmatch(r"(?:19|20)\d\d", number) is not None


def _does_only_acts(words: Sequence[str]) -> bool:
    """Whether there is a duty or a power, and each of them is to do what the rulebook lists."""
    modals = [i for i, word in enumerate(words) if word in _MODAL]
    return bool(modals) and all(_act_after(words, i) for i in modals)


def _act_after(words: Sequence[str], modal: int) -> bool:
    after = [word for word in words[modal + 1 : modal + 8] if word not in _ASIDE and not word.endswith("ly")]
    if after[:1] == ["be"]:
        return after[1:2] != [] and after[1] in procedure()["DONE"]
    if after[:1] in (["use"], ["take"]):
        return "reasonable" in after[1:3]
    return after[:1] != [] and after[0] in procedure()["ACTS"]


def _gives_an_assessment(words: Sequence[str]) -> bool:
    """Whether an assessment is what is done, and not only what is spoken of."""
    assessments = [i for i, word in enumerate(words) if word in _ASSESSMENT]
    brought_about = any(word in procedure()["BRINGS_ABOUT"] for word in words)
    return bool(assessments) and (brought_about or not all(_only_spoken_of(words[:i]) for i in assessments))


def _only_spoken_of(before: Sequence[str]) -> bool:
    """Whether what stands before an assessment only speaks of it: "the report of", "a User which is subject to"."""
    left = list(before)
    while left and left[-1] in procedure()["NAMING"]:
        left.pop()
    if left[-3:] == ["is", "subject", "to"]:
        return any(word in ("where", "when", "which", "who") for word in left[-6:-3])
    if left[-1:] == ["for"]:
        noun = procedure()["MATTERS"] - procedure()["ACTS"]
        return len(left) > 1 and (left[-2] in ("pay", "paid") or left[-2] in noun)
    return left[-1:] != [] and left[-1] in procedure()["OF"]


def _operates(says: str) -> bool:
    words = _words(says)
    return any(word in _MODAL or word in ("apply", "applies") for word in words)


def _unused(term: str) -> bool:
    """Whether no rule could use a term: one of its words is in no phrase by which rules are read."""
    return any(word.removesuffix("s") not in _words_of_rules() for word in _words(term) if word not in _SIGNS)


@cache
def _words_of_rules() -> frozenset[str]:
    """Every word of the phrases by which rules are read, in the singular."""
    forms = phrases()
    texts = [*forms.words.values(), *(form for _, rows in forms.rows for form in rows)]
    found = (word for text in texts for word in re.findall(r"[A-Za-z][a-z]+", text))
    return frozenset(word.casefold().removesuffix("s") for word in found)
