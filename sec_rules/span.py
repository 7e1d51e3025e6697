"""A stretch of text, from one code point to another: what is read, found, marked and changed stands in one.

The notation and the documents, which do not know each other, both have it, so it knows nothing of what the text is.

Private: what is promised hangs off `sec_rules` itself.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final, Self

from attrs import evolve, frozen


@frozen
class Span:
    """Code points `start` to `end` (exclusive) of a text."""

    start: int
    end: int

    def __contains__(self, at: int) -> bool:
        return self.start <= at < self.end

    def words_in(self, text: str) -> str:
        """The words of the text that stand in it."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether it begins before the other ends, and the other way round."""
        return self.start < other.end and other.start < self.end

    def overlap(self, other: Span) -> Span | None:
        """What it has in common with another; None where that is no character."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, end) if start < end else None

    def shifted(self, by: int) -> Self:
        """The same, so many characters further on."""
        return evolve(self, start=self.start + by, end=self.end + by)

    def to(self, other: Span) -> Self:
        """The same, widened to take in another."""
        return evolve(self, start=min(self.start, other.start), end=max(self.end, other.end))


# What bears on a place stands no further before it, so that a look back costs the same wherever it is.
NEAR: Final = 400


def just_before(text: str, at: int) -> str:
    """The words next before a place in a text."""
    return text[max(0, at - NEAR) : at]


def holding(spans: Sequence[Span], at: int) -> bool:
    """Whether one of spans that stand in order, apart from each other, holds a place."""
    following = bisect_right(spans, at, key=lambda span: span.start)
    return following > 0 and at in spans[following - 1]


def matched(match: re.Match[str], group: str | int = 0) -> Span:
    """Where a match, or a group of it, stands in its text."""
    return Span(*match.span(group))
