"""Which of several places an instruction means, and how words are put beside others."""

from __future__ import annotations

import re
from typing import Final

from sec_rules.lang.number_words import ORDINALS

_ORDINALS: Final = {word: n for n, word in enumerate(ORDINALS[:3], 1)} | {"last": -1}
_ORDINAL: Final = re.compile(rf"\b(?:{'|'.join(_ORDINALS)})\b", re.IGNORECASE)


def how_often(text: str, nth: int) -> tuple[bool, int, int]:
    """Whether each place is meant, how many there must be (0: one or more), and which of several."""
    ordinal = _ORDINAL.search(text)
    nth = nth if ordinal is None else _ORDINALS[ordinal.group().casefold()]
    times = 2 if re.search(r"\bboth\b", text, re.IGNORECASE) else 0
    return bool(text) and not nth, times, nth


def spaced(one: str, two: str) -> str:
    """The one text before the other, a space between them unless none belongs there."""
    tight = one.endswith(" ") or two.startswith((" ", ",", ";", ".", ":"))
    return one + ("" if tight else " ") + two
