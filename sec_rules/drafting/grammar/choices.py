"""What words leave to choose where they can be read in several ways."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product, takewhile
from math import prod
from typing import Final, TypeVar

from attrs import define, field, frozen

from sec_rules.engine.english.numerals import cardinal
from sec_rules.errors import LanguageError
from sec_rules.lang import Place
from sec_rules.lang.lists import joined

T = TypeVar("T")

# A sentence with more readings than this is not read: nobody could weigh them.
MOST_READINGS: Final = 6
# So many words before those in which readings part tell what they are about.
_FEW_BEFORE: Final = 8


@define
class Choices:
    """Which way is taken of each choice met while a sentence is read, by place; the first where none is planned."""

    planned: Mapping[Place, int] = field(factory=dict)
    met: dict[Place, int] = field(factory=dict)

    def of(self, place: Place, ways: Sequence[T]) -> T:
        """What is read here, of the ways in which it can be; `LanguageError` where those change with other choices."""
        if len(ways) == 1:
            return ways[0]
        if self.met.setdefault(place, len(ways)) != len(ways) or self.planned.get(place, 0) >= len(ways):
            raise LanguageError("it can be read in several ways, and in how many is not settled")
        return ways[self.planned.get(place, 0)]


def plans(met: Mapping[Place, int]) -> Iterator[Mapping[Place, int]]:
    """Every way to choose, the first of each first. `LanguageError` for too many."""
    many = prod(met.values())
    if many > MOST_READINGS:
        raise LanguageError(f"it can be read in {many:,} ways, more than are compared")
    for taken in product(*map(range, met.values())):
        yield dict(zip(met, taken, strict=True))


@frozen
class Differing:
    """The smallest User who is answered otherwise by two readings, as a phrase, and what falls due by each reading.

    `witness` are its facts; `who` is empty where the readings differ and no case was found that shows how.
    """

    who: str = ""
    witness: Mapping[str, bool | int] = field(factory=dict, hash=False)
    due: tuple[str, ...] = ()


@frozen
class Several:
    """Words that can be read in several ways: each reading in words, and who is the first for whom they differ.

    `differing` is None where it is proved that they differ for nobody.
    """

    place: Place
    text: str
    readings: tuple[str, ...]
    differing: Differing | None

    @property
    def noted(self) -> str:
        """That what is given of the words is the first of several readings, in a sentence."""
        if self.differing is None:
            many = cardinal(len(self.readings))
            return f"Of {many} ways in which it can be read, each makes the same fall due for every User."
        return f"This is the first of {cardinal(len(self.readings))} ways in which it can be read, which differ."

    @property
    def told(self) -> str:
        """What `says` says, as sentences of their own."""
        return f"{self.says[:1].upper()}{self.says[1:]}."

    @property
    def says(self) -> str:
        """Where the readings part, and for whom they differ, in a sentence or two without the last full stop."""
        told = "; ".join(f"({number}) {said}" for number, said in enumerate(_where_they_part(self.readings), 1))
        ways = f"it can be read in {cardinal(len(self.readings))} ways: {told}"
        if self.differing is None:
            return f"{ways}. Whichever is meant, the same falls due for every User"
        if not self.differing.who:
            return f"{ways}. They differ"
        due = joined(f"{due} by ({number})" for number, due in enumerate(self.differing.due, 1))
        return f"{ways}. They differ, first for {self.differing.who}: {due}"


def _where_they_part(readings: Sequence[str]) -> Iterator[str]:
    """The words of each reading that another has not, with a few before them; a sign stands for what is left out there,
    and none for what all go on with.
    """
    words = [reading.rstrip(".").split() for reading in readings]
    first = _alike(words)
    last = min(_alike([each[::-1] for each in words]), min(map(len, words)) - first)
    start = max(0, first - _FEW_BEFORE)
    for each in words:
        own = " ".join(each[start : len(each) - last]).rstrip(",;:")
        yield f"{'... ' if start else ''}{own}"


def _alike(given: Sequence[Sequence[str]]) -> int:
    """With how many words all of several begin."""
    return sum(1 for _ in takewhile(lambda each: len(set(each)) == 1, zip(*given, strict=False)))
