"""The phrases by which drafters write fractions, and the greater or the lesser of several amounts."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from sec_rules.drafting.grammar import numbers
from sec_rules.drafting.grammar.sentences import Phrase
from sec_rules.lang.compounds import Pick

_PARTS: Final = {"quarter": 4, "twentieth": 20, "hundredth": 100}


def share_of(phrase: Phrase) -> Fraction:
    """The fraction that a phrase such as "20 per cent. of" or "three quarters of" names."""
    parts = phrase.parts
    if "times" in parts:
        return Fraction(parts["times"])
    if "half" in parts:
        return Fraction(1, 2)
    if "percent" in parts:
        said = parts["percent"]
        return (Fraction(said) if re.fullmatch(r"\d+\.\d+", said) else Fraction(numbers.value(said))) / 100
    part = parts["part"].casefold()
    count = parts["count"].casefold()
    whole = _PARTS.get(part) or numbers.ORDINALS[part]
    return Fraction(1 if count in ("a", "an") else numbers.from_words(count), whole)


def which_of(word: str) -> Pick:
    """Whether a word such as "greater" or "lowest" picks the greatest or the least."""
    return "greatest" if word.casefold().startswith(("great", "high", "larg", "max", "more")) else "least"
