"""Recognisers of rows of tagged words, put together from smaller ones.

A recogniser gives every place at which what it looks for may end. All ways are followed at once and each place is
looked at once, so the work is bounded however many ways there are to read a row.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from attrs import field, frozen, mutable

NOWHERE: Final[frozenset[int]] = frozenset()


@frozen
class Tagged:
    """A word, or words that stand as one, with the names of what it may be."""

    text: str
    tags: frozenset[str]


@mutable(eq=False)
class Row:
    """The words of a sentence, and what is known already of where parts of it end."""

    words: Sequence[Tagged]
    known: dict[tuple[int, int], frozenset[int]] = field(factory=dict)


Ends = Callable[[Row, int], frozenset[int]]


@mutable(eq=False)
class Part:
    """A part of a sentence: it is given what it looks for once, and may be named before that."""

    looks: Ends | None = None

    def ends(self, row: Row, start: int) -> frozenset[int]:
        """Every place at which the part may end that begins at `start`."""
        key = (id(self), start)
        if key not in row.known:
            row.known[key] = NOWHERE  # a part that begins with itself adds nothing
            assert self.looks is not None, "a part was named and never given"
            row.known[key] = self.looks(row, start)
        return row.known[key]


def word(*tags: str, but: Sequence[str] = ()) -> Part:
    """One word that may be one of these things, and none of those in `but`."""
    wanted, barred = frozenset(tags), frozenset(but)

    def looks(row: Row, start: int) -> frozenset[int]:
        if start >= len(row.words):
            return NOWHERE
        has = row.words[start].tags
        return frozenset((start + 1,)) if has & wanted and not has & barred else NOWHERE

    return Part(looks)


def one_of(*parts: Part) -> Part:
    """Any of the parts."""
    return Part(lambda row, start: NOWHERE.union(*(part.ends(row, start) for part in parts)))


def row_of(*parts: Part) -> Part:
    """The parts one after the other."""

    def looks(row: Row, start: int) -> frozenset[int]:
        at = frozenset((start,))
        for part in parts:
            at = NOWHERE.union(*(part.ends(row, i) for i in at))
        return at

    return Part(looks)


def maybe(*parts: Part) -> Part:
    """The parts one after the other, or nothing."""
    inner = row_of(*parts)
    return Part(lambda row, start: inner.ends(row, start) | {start})


def any_of(part: Part) -> Part:
    """The part any number of times."""

    def looks(row: Row, start: int) -> frozenset[int]:
        found = frontier = frozenset((start,))
        while frontier:
            frontier = NOWHERE.union(*(part.ends(row, i) for i in frontier)) - found
            found |= frontier
        return found

    return Part(looks)


def before(part: Part) -> Part:
    """Nothing, where the part comes next."""
    return Part(lambda row, start: frozenset((start,)) if part.ends(row, start) else NOWHERE)


END: Final = Part(lambda row, start: frozenset((start,)) if start == len(row.words) else NOWHERE)


def spans(part: Part, words: Sequence[Tagged]) -> bool:
    """Whether the part may be all of the words."""
    return len(words) in part.ends(Row(words), 0)
