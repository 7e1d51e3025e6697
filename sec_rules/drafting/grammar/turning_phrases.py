"""Phrases by which a sentence may turn something, however the rest of it is built."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import Final

from sec_rules.drafting.grammar.parts import Word, words_of
from sec_rules.drafting.grammar.tagging import forms_of
from sec_rules.rulebook.procedure import doings, reaching

_IN_EFFECT: Final = re.compile(r"\b(?:giv(?:e|es|en|ing)|ha(?:ve|s|ving)) (?:full |due )?effect\b", re.IGNORECASE)
_NO_VISIT: Final = re.compile(
    r"\bno (?:further |more |other |such |new |fresh )?"
    r"(?:visits?|assessments?|audits?|inspections?|examinations?|re-?visits?)"
    r"(?! (?:report|fee|room|log|date|team)s?\b)",
    re.IGNORECASE,
)


def why_phrases_turn(sentence: str) -> str:
    """What a phrase of a sentence may turn; "" where none is found."""
    if _NO_VISIT.search(sentence):
        return "no visit may be made"
    if _IN_EFFECT.search(sentence):
        return "it may be told what has effect"
    return "an assessment may be asked for" if _asks_for_one(sentence) else ""


def _asks_for_one(text: str) -> bool:
    """Whether an assessment stands right behind what may be a further act: "and request assessment"."""
    words = words_of(text)
    three = zip(words, words[1:], words[2:], strict=False)
    return any(a.may_be("and") and b.may_be("verb:") and c.tags & {"OUTCOMES"} for a, b, c in three)


def names_and_turns(text: str) -> bool:
    """Whether words name a User, an assessment or what is counted, and hold a verb that may turn something."""
    words = words_of(text)
    if any(w.small in ("its", "their") and then.small in reaching()["OWN_TURN"] for w, then in pairwise(words)):
        return True
    leads = any(w.small == "as to" and then.small in ("when", "whether", "how") for w, then in pairwise(words))
    if leads and any(w.small in defers() or w.small.startswith("comply") for w in words):
        return True
    asked = any(w.names == "user" or w.tags & {"OUTCOMES", "COUNTED"} for w in words)
    return asked and any(map(_is_turned_by, words, (None, *words), (*words[1:], None)))


def _is_turned_by(word: Word, before: Word | None, after: Word | None) -> bool:
    """Whether a word can only be told as something that somebody is to do, and may turn something."""
    if word.grade not in ("turns", "frees") or not word.may_be("verb:") or before is None:
        return False
    if before.may_be("modal", "and") or before.may_be("not"):
        return not word.may_be("noun", "adj") or (after is not None and after.may_be("det", "own", "pron"))
    governs = after is not None and after.may_be("det", "own", "pron")
    return governs and not before.may_be("det", "own", "adj", "prep", "to")


@cache
def defers() -> frozenset[str]:
    """Every form of the verbs by which somebody goes by what another says."""
    return frozenset(form for verb in (*doings()["DEFERS"], "follow") for form, _ in forms_of(verb))
