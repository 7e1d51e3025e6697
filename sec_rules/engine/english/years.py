"""Sets of years after that from which a rulebook counts them: of a formula, and in English."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from attrs import frozen

from sec_rules.engine.english.numerals import cardinal, ordinal
from sec_rules.engine.linking import LONGEST_SEQUENCE
from sec_rules.lang import MOST_YEARS, Turn
from sec_rules.lang.formulas import All, Atom, Bound, Formula, Literal
from sec_rules.lang.lists import joined


@frozen
class Years:
    """A set of years after an anchor; bit `y` of `mask` stands for year `y`."""

    mask: int

    def __or__(self, other: Years) -> Years:
        return Years(self.mask | other.mask)

    def __iter__(self) -> Iterator[int]:
        yield from (y for y in _YEARS if self.mask >> y & 1)

    def in_words(self, after: str = "") -> str:
        """Such as "in the first of each three years after the initial assessment"; "" for every year.

        `after` is what is told of that after which they are, "after the initial assessment".
        """
        if self == EVERY_YEAR or not self.mask:
            return "" if self.mask else "in no year"
        start, period = self._pattern()
        early = [y for y in self if y < start]
        late = [y for y in range(start, start + period) if self.mask >> y & 1]
        missing = [y for y in range(1, start) if y not in early]
        after = f" {after}" if after else ""
        if not late:
            return f"in {_single_years(early)}{after}"
        if period == 1 and early and len(missing) < len(early):
            return f"in every year{after} except {_single_years(missing)}"
        if period == 1:
            before = f"{_single_years(early)} and " if early else ""
            return f"in {before}every year from the {ordinal(start)}{after}"
        turns = joined(ordinal(t) for t in sorted((y - 1) % period + 1 for y in late))
        cycle = f"the {turns} of each {cardinal(period)} years"
        if early:
            comma = "," if after else ""
            return f"in {_single_years(early)} and in {cycle} from the {ordinal(late[0])} year on{comma}{after}"
        return f"in {cycle}{after}" + (f", from the {ordinal(late[0])} year on" if start > 1 else "")

    def _pattern(self) -> tuple[int, int]:
        """From which year on the years repeat, and after how many."""
        last = _YEARS[-1]
        starts = [(self._repeats_from(p), p) for p in range(1, LONGEST_SEQUENCE + 1)]
        # What repeats only because the years held end is no pattern.
        seen = [(s, p) for s, p in starts if s + p <= last]
        return min(seen or [(last, 1)], key=lambda found: (sum(found), found))

    def _repeats_from(self, period: int) -> int:
        within = EVERY_YEAR.mask >> period
        return max(1, ((self.mask ^ self.mask >> period) & within).bit_length())


_YEARS: Final = range(1, MOST_YEARS + 1)
EVERY_YEAR: Final = Years(sum(1 << y for y in _YEARS))


def split_years(literals: Iterable[Literal]) -> tuple[tuple[Literal, ...], Years]:
    """The literals that read more than the year, and the years that all the others leave."""
    others, mask = [], EVERY_YEAR.mask
    for literal in literals:
        years = years_of(literal)
        if years is None:
            others.append(literal)
        else:
            mask &= years.mask
    return tuple(others), Years(mask)


def years_of(literal: Literal) -> Years | None:
    """The years in which a literal holds; None where it reads more than the year."""
    mask = _mask(literal.atom)
    if mask is None:
        return None
    return Years(mask if literal.holds else EVERY_YEAR.mask & ~mask)


@lru_cache(maxsize=1024)
def _mask(atom: Atom) -> int | None:
    match atom:
        case Turn(count, turn, of) if count.counts_years:
            return sum(1 << y for y in _YEARS if (y - 1) % of == turn - 1)
        case Bound(((count, weight),), at_least) if count.counts_years:
            return sum(1 << y for y in _YEARS if y * weight >= at_least)
    return None


def _single_years(years: Sequence[int]) -> str:
    if len(years) > 2 and list(years) == list(range(1, len(years) + 1)):
        return f"the first {cardinal(len(years))} years"
    return f"the {joined(ordinal(y) for y in years)} {'year' if len(years) == 1 else 'years'}"


def years_in(given: Formula) -> Years | None:
    """The years in which a formula holds; None where it reads more than the year."""
    if isinstance(given, Literal):
        return years_of(given)
    found = [years_in(part) for part in given.parts]
    every = isinstance(given, All)
    mask = EVERY_YEAR.mask if every else 0
    for years in found:
        if years is None:
            return None
        mask = mask & years.mask if every else mask | years.mask
    return Years(mask)
