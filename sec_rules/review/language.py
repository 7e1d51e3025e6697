"""Whether the words round a finding are English, the only language that the checks can read.

A treaty stands in three languages in one file, and a scanned page in none. What is found in a stretch without the
small words of English is no slip that a drafter of English made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from sec_rules._patterns import compiled
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.layout.provisions import Layout, Provision
from sec_rules.review.findings import Finding

_SMALL_WORDS: Final = compiled(
    r"(?:the|of|and|to|in|or|is|an|be|for|by|with|shall|must|may|will|that|which|this|from|are|not|it|its|any|each)",
    re.IGNORECASE,
)
_WORD: Final = compiled(r"[^\W\d_]+")
# So many words on each side of a finding are its stretch; of fewer than the least in all nothing can be told.
_BESIDE: Final = 20
_LEAST: Final = 8
# English prose has about four in ten of these words, a list of names still more than this share.
_SHARE: Final = 0.08
# How many provisions on each side are looked into where the one of the finding is short.
_NEIGHBOURS: Final = 8


def stands_in_english(finding: Finding, draft: Draft) -> bool:
    """Whether the small words of the stretch in which a finding stands are those of English; so too where it is short.

    The stretch is twenty words on each side, those of the provisions beside it where its own has fewer.
    """
    layout = draft.layout(finding.view)
    provision = layout.find(finding.clause)
    if provision is None:
        return True
    before, after = provision.text[: finding.start], provision.text[finding.end :]
    words = [*_last(before), *_first(after)]
    if len(words) < _LEAST:
        beside = layout.once(_beside, layout)
        earlier, later = beside.get(id(provision), ("", ""))
        words = [*_last(f"{earlier}\n{before}"), *_first(f"{after}\n{later}")]
    return len(words) < _LEAST or _share(words) >= _SHARE


def _share(words: Iterable[str]) -> float:
    given = tuple(words)
    return sum(_SMALL_WORDS.fullmatch(word) is not None for word in given) / len(given)


def _last(text: str) -> list[str]:
    return _WORD.findall(text)[-_BESIDE:]


def _first(text: str) -> list[str]:
    return _WORD.findall(text)[:_BESIDE]


def _beside(layout: Layout) -> dict[int, tuple[str, str]]:
    """For each provision the words of those before and of those behind it, by its identity."""
    every: tuple[Provision, ...] = tuple(layout.walk())
    return {
        id(provision): (
            "\n".join(p.text for p in every[max(0, place - _NEIGHBOURS) : place]),
            "\n".join(p.text for p in every[place + 1 : place + 1 + _NEIGHBOURS]),
        )
        for place, provision in enumerate(every)
    }
