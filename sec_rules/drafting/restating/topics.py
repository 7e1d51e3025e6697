"""Whether a title names no more than what a draft changes: whom, which figure, which year, in which direction.

A title is no sentence: it puts nothing in force, and could only say for whom, where or from when what stands below it
holds. So it is enough that each thing it names is one that the draft changes, and that no word is left over. What a
title tells beside that ("no change for networks") is a note, and held against the draft as one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Sequence
from itertools import pairwise
from typing import Final

from attrs import frozen

from sec_rules.drafting.restating.changes import Changes
from sec_rules.drafting.restating.notes import NOT_SHOWN
from sec_rules.drafting.restating.profiles import Pair, Profile
from sec_rules.drafting.restating.scopes import is_of_size
from sec_rules.drafting.restating.statements import SIZES, statement
from sec_rules.drafting.restating.words import Token, UnknownWordError, tokens
from sec_rules.lang.citations import clause_of, order
from sec_rules.lang.steps import STEP

# The number of the document, of its version, or of the part that a title opens.
_NUMBERED: Final = re.compile(
    r"^\W*(?:(?:part|chapter|annex|item|step)\s+(?:\d{1,2}|[A-Z]{1,3})\b|[A-Z][.)]|\d{1,2}[.)])\W*(?=\w)"
    r"|\b(?:mp )?(?:draft|version|issue|option|revision|alternative|no\.?|number|mod|mp|paper)\s+(?:no\.?\s*)?"
    r"\d{1,4}(?:\.\d{1,2})?[a-z]?\b"
    r"|\bv\.?\s?\d{1,2}(?:\.\d{1,2})*\b|\b(?-i:[A-Z]{2,6})[ -]?\d{2,4}[A-Za-z]?\b(?!\.)",
    re.IGNORECASE,
)
_STEPS: Final = re.compile(STEP)
_BRACKETS: Final = frozenset("()[]")
_SENTENCE: Final = re.compile(
    r"\b(?:shall|must|may|will|can|cannot|is|are|was|were|has|have|had|does|do|applies|apply|ceases?|lapses?|means?)\b",
    re.IGNORECASE,
)
_MOST_WORDS: Final = 20
_LEAST_FIGURE: Final = 1_000
# Of these a note is made, and no title: what is kept, alone, more or alike is held against the whole draft.
_TELLS: Final = frozenset(
    (
        *("KEPT", "NOTHING_ELSE", "MORE", "FEWER", "ONCE", "TWICE", "OUT_OF", "NOT", "IS", "SINCE", "ELSEWHERE", "day"),
        *("EARLIER_DRAFT", "OF_A_CYCLE", "BETWEEN", "NO", "NO_OTHER"),
    )
)


@frozen
class _Title:
    """The words of a title, and the clauses that the draft changes of those whom it names."""

    words: Sequence[Token]
    pairs: Sequence[Pair]
    changes: Changes

    def has(self, *senses: str) -> bool:
        return any(word.sense in senses for word in self.words)

    def values(self, sense: str) -> list[str]:
        return [word.value for word in self.words if word.sense == sense]

    @property
    def outcomes(self) -> frozenset[str]:
        return frozenset(self.values("OUTCOME"))

    def some(self, so: Callable[[Profile, Profile], bool]) -> bool:
        """Whether it is so of one of its clauses, as it was and as it will be."""
        return any(so(p.before, p.after) for p in self.pairs if p.before is not None and p.after is not None)


def why_it_is_no_title(text: str, changes: Changes) -> str:
    """Why a title is not shown to name only what the draft changes; "" where it is shown."""
    bare = _without_brackets(_NUMBERED.sub(" ", text)).strip(" :")
    if not changes.changed or len(bare.split()) > _MOST_WORDS or _SENTENCE.search(bare) or bare.endswith((".", ";")):
        return f"it {NOT_SHOWN}"
    try:
        words = tokens(bare, of_title=True)
    except UnknownWordError as error:
        return f"'{error}' may say more than the draft does"
    title = _Title(words, tuple(_named(words, changes)), changes)
    told = title.has(*_TELLS) or any(_is_told_of_somebody(words, at) for at in range(len(words)))
    if statement(words).restricted or told or not title.pairs:
        return f"it {NOT_SHOWN}"
    return "" if all(is_so(title) for is_so in _CHECKS) else f"it {NOT_SHOWN}"


def _without_brackets(text: str) -> str:
    """A title, what stands in brackets in it parted from the rest; the brackets of "(b)" are those of a limb."""
    steps = {at for match in _STEPS.finditer(text) for at in range(*match.span())}
    return "".join(" : " if sign in _BRACKETS and at not in steps else sign for at, sign in enumerate(text))


def _is_told_of_somebody(words: Sequence[Token], at: int) -> bool:
    """Whether a word may tell some apart: "suppliers asked", "modest suppliers"; not "proposed text", "modest rise"."""
    following = words[at + 1].sense if at + 1 < len(words) else ""
    match words[at].sense:
        case "REPORTED":
            return not (words[at].text in ("proposed", "agreed") and following in _OF_IT)
        case "OPINION":
            return following not in _OF_IT
        case "CLASS":
            return words[at].text.startswith("group")
        case size if size in SIZES:
            return following in ("LESSER", "GREATER", "AMOUNT")
    return False


_OF_IT: Final = ("ABOUT", "CHANGED", "FIGURE", "WEIGHT", "CYCLE", "RAISED", "LOWERED", "HEAVIER", "LIGHTER", "ALIKE")


def _named(words: Sequence[Token], changes: Changes) -> Iterable[Pair]:
    """The clauses that are changed, of those whom a title names, and of the sizes that it names."""
    parties = {word.value for word in words if word.sense == "PARTY"}
    sizes = {word.sense for word in words if word.sense in SIZES}
    of_them = (p for p in changes.changed if not parties or "any" in parties or p.either.party in parties)
    several = len(parties) > 1
    return (
        p
        for p in of_them
        if not sizes or any(is_of_size(p, size) for size in sizes) or (several and not p.either.bounds)
    )


def _parties(title: _Title) -> bool:
    """Whether each of whom it speaks is one whose clauses are changed, and each size is of one such clause."""
    named = set(title.values("PARTY"))
    changed = {pair.either.party for pair in title.pairs}
    parties = named if "any" not in named else {p.either.party for p in title.changes.pairs}
    sizes = {word.sense for word in title.words if word.sense in SIZES}
    known = all(any(is_of_size(p, size) for p in title.pairs) for size in sizes)
    apart = any(
        one.sense in ("GREATER", "LESSER", "OUTCOME") and two.sense == "PARTY" for one, two in pairwise(title.words)
    )
    return parties <= changed and known and not apart


def _all(title: _Title) -> bool:
    """Whether of all of whom, or of which, it speaks all are changed."""
    if title.has("BOTH") and len(title.pairs) not in (2, 4):
        return False
    if not title.has("ALL"):
        return True
    parties = {p.either.party for p in title.pairs}
    of_those = [p for p in title.changes.pairs if p.either.party in parties or not title.has("PARTY")]
    bounded = [p for p in of_those if p.either.bounds]
    if title.has("FIGURE", "NUMBER") and not title.has("PARTY"):
        return all(any(p.moved()) for p in bounded)
    return all(p.changed for p in (bounded if title.has("FIGURE", "AMOUNT") else of_those))


def _labels(title: _Title) -> bool:
    """Whether each clause it names is changed or put in; of a range those that answer are."""
    named = title.values("LABEL")
    changed = {p.label for p in title.changes.changed}
    if len(named) == 2 and title.has("TO"):
        first, last = named
        within = [p for p in title.changes.pairs if order(first) <= order(p.label) <= order(last)]
        return bool(within) and all(p.changed for p in within)
    return all(clause_of(label) in changed for label in named)


def _figures(title: _Title) -> bool:
    """Whether each figure it names is one that comes or goes, and the figure moves as it says."""
    moved = [m for p in title.pairs for m in p.moved()]
    gone, come = {old for _, old, _ in moved}, {new for _, _, new in moved}
    held = {n for p in title.changes.pairs if p.before for n in p.before.bounds}
    come |= {n for p in title.pairs if p.added and p.after for n in p.after.bounds - held}
    gone |= held if any(p.added for p in title.pairs) else set()
    figures = [word.number for word in title.words if word.sense == "NUMBER" and word.number >= _LEAST_FIGURE]
    if figures and not (set(figures) <= gone | come and set(figures) & come):
        return False
    if title.has("ABOVE", "AT_MOST", "BELOW", "AT_LEAST", "OR_LESS", "OR_MORE", "INCLUSIVE") and not figures:
        return False
    if title.has("FIGURE") and not (moved or come):
        return False
    if not _bounds_are_so(title) or not _moves_are_so(title, gone, come):
        return False
    return all(_way(title, sense, by) for sense, by in (("RAISED", 1), ("LOWERED", -1)))


def _moves_are_so(title: _Title, gone: Container[int], come: Container[int]) -> bool:
    """Whether "from" stands before a figure that goes, and "to" before one that comes."""
    for one, two in pairwise(title.words):
        figure = two.number if two.sense == "NUMBER" and two.number >= _LEAST_FIGURE else None
        if figure and ((one.sense == "FROM" and figure not in gone) or (one.text == "to" and figure not in come)):
            return False
    return True


def _bounds_are_so(title: _Title) -> bool:
    """Whether those above, or up to, a figure are those of a clause, and the figure itself is not said to be more."""
    said = statement(title.words)
    if said.bounds and title.has("FIGURE"):
        return False
    after = [p.after for p in title.pairs if p.after is not None]
    return all(any(getattr(each, name) == value for each in after) for name, value in said.bounds)


def _way(title: _Title, sense: str, by: int) -> bool:
    """Whether something goes up, or down, where it says so, and all of it the same way unless it says both."""
    if not title.has(sense):
        return True
    ways = {1 if new > old else -1 for p in title.pairs for _, old, new in p.moved()}
    ways |= {1 if new > old else -1 for p in title.pairs for old, new in _weighed(p) if old and new}
    return by in ways and (len(ways) == 1 or title.has("RAISED") == title.has("LOWERED"))


def _weighed(pair: Pair) -> Iterable[tuple[int, int]]:
    """The greatest weight of what is counted, before and after, where it is another; 0 where none is weighed."""
    old, new = (max(p.weights.values(), default=0) if p is not None else 0 for p in (pair.before, pair.after))
    return ((old, new),) if old != new and pair.before is not None and pair.after is not None else ()


def _weights(title: _Title) -> bool:
    """Whether what is counted, or what it counts for, is changed where it speaks of that."""
    counted = title.some(lambda old, new: old.weights != new.weights)
    if title.has("WEIGHT", "LESSER", "GREATER", "AMOUNT") and not counted:
        return False
    if title.has("ONLY"):
        alone = title.has("GREATER") and not title.has("LESSER")
        return alone and title.some(lambda old, new: len(old.weights) > 1 and len(new.weights) == 1)
    return True


def _small_numbers(title: _Title) -> bool:
    """Whether each small number is a weight, or the length of a cycle, or how many classes there are."""
    known = {n for p in title.pairs for old_new in _weighed(p) for n in old_new}
    lengths = {len(each.cycle) for p in title.pairs for each in (p.before, p.after) if each is not None}
    for at, word in enumerate(title.words):
        if word.sense != "NUMBER" or word.number >= _LEAST_FIGURE:
            continue
        following = title.words[at + 1].sense if at + 1 < len(title.words) else ""
        before = title.words[at - 1] if at else None
        beyond = title.words[at + 2].sense if at + 2 < len(title.words) else ""
        of_a_cycle = following == "YEAR" and beyond == "CYCLE" and word.number in lengths
        if before is not None and before.sense == "YEAR":
            continue
        if of_a_cycle or (following == "YEAR" and before is not None and before.value == "1"):
            continue
        new = {n for p in title.pairs for *_, n in p.moved()}
        counts = {"CLAUSE": {len(title.pairs)}, "BAND": _bands(title), "CLASS": _bands(title), "FIGURE": {len(new)}}
        if word.number not in counts.get(following, known):
            return False
    return True


def _bands(title: _Title) -> set[int]:
    parties = {p.either.party for p in title.pairs}
    return {len([p for p in title.changes.pairs if p.after and p.after.party == one]) for one in parties}


def _outcomes(title: _Title) -> bool:
    """Whether each outcome it names comes or goes, and each year is one in which another falls due."""
    falls = [
        (year, old.in_year(year), new.in_year(year))
        for p in title.pairs
        for old, new in _both(p)
        for year in p.years()
        if old.in_year(year) != new.in_year(year)
    ]
    named = {name for _, *both in falls for name in both}
    named |= {name for p in title.pairs if p.added and p.after for name in p.after.cycle}
    if not title.outcomes <= named:
        return False
    come = {new for *_, new in falls} | {name for p in title.pairs if p.added and p.after for name in p.after.cycle}
    if title.outcomes and not (title.has("TAKEN_OUT", "FROM", "REPLACES", "BECOMES") or title.outcomes & come):
        return False
    years = [word.number for word in title.words if word.sense in ("ORDINAL", "STEP")]
    years += [two.number for one, two in pairwise(title.words) if one.sense == "YEAR" and two.sense == "NUMBER"]
    changed = {year for year, *_ in falls}
    if any(year not in changed for year in years):
        return False
    if title.has("TAKEN_OUT") and title.outcomes and not any(old in title.outcomes for _, old, _ in falls):
        return False
    if title.has("EVERY_YEAR"):
        alone = {p.after.cycle[0] for p in title.pairs if p.after is not None and len(set(p.after.cycle)) == 1}
        return bool(title.outcomes) and title.outcomes <= alone
    return bool(falls) or not title.has("CYCLE") or any(p.added for p in title.pairs)


def _both(pair: Pair) -> Iterable[tuple[Profile, Profile]]:
    return ((pair.before, pair.after),) if pair.before is not None and pair.after is not None else ()


def _done(title: _Title) -> bool:
    """Whether what it says is done to a class, a cycle or an outcome is done."""
    if title.has("TAKEN_OUT") and not (title.outcomes or title.has("WEIGHT", "LESSER", "FIGURE")):
        return False
    if title.has("ADDED") and title.outcomes and not title.has("BAND", "CLASS"):
        return False
    if title.has("ADDED") and title.has("BAND", "CLASS", "CLAUSE", "LABEL") and not any(p.added for p in title.pairs):
        return False
    if title.has("SWAPPED") and not title.some(_swapped):
        return False
    for sense, by in (("HEAVIER", 1), ("LIGHTER", -1)):
        if title.has(sense) and not _borne(title, by):
            return False
    for sense, by in (("LONGER", 1), ("SHORTER", -1)):
        if title.has(sense) and not title.some(lambda old, new, by=by: (len(new.cycle) - len(old.cycle)) * by > 0):  # type: ignore[misc]
            return False
    return not title.has("DOUBLE", "HALF") or _by_two(title)


def _swapped(old: Profile, new: Profile) -> bool:
    return old.cycle != new.cycle and sorted(old.cycle) == sorted(new.cycle)


def _borne(title: _Title, by: int) -> bool:
    """Whether the load of its clauses becomes heavier, or lighter, in some year and the other way in none."""
    steps = [new.weighs(year) - old.weighs(year) for p in title.pairs for old, new in _both(p) for year in p.years()]
    weighed = [new - old for p in title.pairs for old, new in _weighed(p)] if title.has("WEIGHT") else []
    return any(step * by > 0 for step in (*steps, *weighed)) and not any(step * by < 0 for step in (*steps, *weighed))


def _by_two(title: _Title) -> bool:
    pairs = [(old, new) for p in title.pairs for _, old, new in p.moved()] + [
        w for p in title.pairs for w in _weighed(p)
    ]
    return bool(pairs) and all(new == old * 2 if title.has("DOUBLE") else old == new * 2 for old, new in pairs)


def _alike(title: _Title) -> bool:
    """Whether what it says is alike is: one figure, one weight, or one cycle of all of whom it speaks."""
    if not title.has("ALIKE"):
        return True
    after = [p.after for p in title.pairs if p.after is not None]
    if title.has("WEIGHT"):
        return all(set(each.weights.values()) == {1} for each in after)
    if title.has("FIGURE", "NUMBER"):
        return len({n for each in after for n in each.bounds}) == 1
    return len(after) > 1 and len({each.cycle for each in after}) == 1


_CHECKS: Final[tuple[Callable[[_Title], bool], ...]] = (
    _parties,
    _all,
    _labels,
    _figures,
    _weights,
    _small_numbers,
    _outcomes,
    _done,
    _alike,
)
