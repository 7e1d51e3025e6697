"""Steps below a clause, "(a)", "(iii)", "(za)", "(12)": how they are counted, put in order and ranged.

What is inserted between (a) and (b) is (aa), before (a) is (za), between (a) and (aa) is (aza); so also with numbers,
(9A), and with the capitals at the end of a clause's label, G8.44ZA.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from functools import lru_cache
from typing import Final

# A step as it stands in a text; those typed in the middle of a sentence are told apart from words in brackets.
STEP: Final = r"\((?:[1-9]\d?[A-Z]{0,2}|[a-z]{1,5}|[ivxl]{6,8})\)"
INLINE_STEP: Final = r"\((?:[a-z]|[ivx]{1,4})\)"
FIRST_STEP: Final = r"\([ai1]\)"
# A step as a person may type it, and with it each that there can be.
ANY_STEP: Final = r"\((?:[1-9]\d?[A-Z]{0,2}|[a-z]{1,8}|[A-Z]{1,8})\)"

_LARGEST_ROMAN: Final = 49
_NO_LONGER_SERIES: Final = 3

# The parts of a number: what it counts, and what was inserted after that, each as its place in its series behind the
# number of z before it, as a negative.
Number = tuple[tuple[int, int], ...]
# What puts any steps in order: digits, small letters, capitals; romans stand among letters where single ones do.
StepOrder = tuple[int, tuple[tuple[int, int, int], ...]]


class Series(Enum):
    """How steps are counted."""

    DIGITS = "digit"
    LETTERS = "letter"
    ROMANS = "roman"


def _roman(value: int) -> str:
    tens, ones = divmod(value, 10)
    units = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    return ("xl" if tens == 4 else "x" * tens) + units[ones]


_LETTERS: Final = 26
# How a list of letters goes on behind its last: (aa), and from there (bb) where letters are doubled.
_BEHIND_Z: Final = frozenset({("(z)", "(aa)"), ("(aa)", "(bb)"), ("(bb)", "(cc)"), ("(cc)", "(dd)"), ("(dd)", "(ee)")})
_ROMANS: Final[Mapping[str, int]] = {_roman(value): value for value in range(1, _LARGEST_ROMAN + 1)}
_LONGEST_FIRST: Final = re.compile("|".join(sorted(_ROMANS, key=len, reverse=True)))
_LETTER: Final = re.compile("z*[a-y]|z+")


def steps_of(text: str) -> tuple[str, ...]:
    """The steps of a path: "(b)(ii)" is "(b)" and "(ii)"; spaces make no difference."""
    return tuple(re.findall(ANY_STEP, re.sub(r"\s", "", text)))


def letters(written: str) -> Number:
    """Letters as a number: "b" is the second, "ba" the first after it, "za" the last before the first."""
    return tuple((1 - len(each), ord(each[-1]) - 96) for each in _LETTER.findall(written.casefold()))


def _in_letters(number: Number) -> str:
    return "".join("z" * -early + _in_one(place) for early, place in number)


def _in_one(place: int) -> str:
    """A place in letters; those behind (z) are (aa), (ab)."""
    before, last = divmod(place - 1, _LETTERS)
    return (_in_one(before) if before else "") + chr(97 + last)


@lru_cache(maxsize=10_000)
def _readings(step: str) -> Mapping[Series, Number]:
    """What a step counts in each series that it may be of: (i) is the ninth letter or the first roman number."""
    inner = step[1:-1]
    if inner[:1].isdecimal():
        digits = inner.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
        return {Series.DIGITS: ((0, int(digits)), *letters(inner[len(digits) :]))}
    small = inner.casefold()
    roman = _LONGEST_FIRST.match(small)
    found: dict[Series, Number] = {}
    if roman is None or roman.end() == 1:
        found[Series.LETTERS] = letters(small)
    if roman is not None:
        found[Series.ROMANS] = ((0, _ROMANS[roman.group()]), *letters(small[roman.end() :]))
    return found


def spelled(number: Number, series: Series, *, capital: bool = False) -> str:
    """A number as a step: (9A), (za), (iii)."""
    (early, place), *inserted = number
    match series:
        case Series.DIGITS:
            return f"({place}{_in_letters(tuple(inserted)).upper()})"
        case Series.ROMANS:
            inner = _roman(place) + _in_letters(tuple(inserted))
        case Series.LETTERS:
            inner = _in_letters(((early, place), *inserted))
    return f"({inner.upper()})" if capital else f"({inner})"


def style(step: str) -> Series:
    """How a step that stands alone is counted; (i), (v) and (x) are taken for romans."""
    readings = _readings(step)
    if Series.DIGITS in readings:
        return Series.DIGITS
    return Series.ROMANS if Series.LETTERS not in readings or step[1:-1].casefold() in _ROMANS else Series.LETTERS


def step_order(step: str) -> StepOrder:
    """A sort key: (9) (9A) (10); (za) (a) (aza) (aa) (b); (h) (i) (ii) (iv) (j) (v) (vi) (x)."""
    readings = _readings(step)
    if Series.DIGITS in readings:
        return 0, tuple((early, place, 0) for early, place in readings[Series.DIGITS])
    roman = readings.get(Series.ROMANS)
    if roman is None:
        (early, place), *inserted = readings[Series.LETTERS]
        first = (early, place, 0)
    else:
        ((_, value), *inserted) = roman
        first = (0, ord("i" if value < 5 else "v" if value < 10 else "x") - 96, value)
    return 2 if step[1:-1].isupper() else 1, (first, *((early, place, 0) for early, place in inserted))


def presupposed(number: Number) -> Number | None:
    """The number that must be there for this one to be given: (a) for (b), for (aa) and for (za); None for (a)."""
    *before, (early, place) = number
    if place > 1:
        return (*before, (early, place - 1))
    if early:
        return (*before, (early + 1, 1))
    return tuple(before) or None


def between(first: Number, last: Number) -> tuple[Number, ...]:
    """The numbers between two that must be there if the two are, in order."""
    found: list[Number] = []
    later, number = last, presupposed(last)
    while number is not None and first < number < later:
        found.append(number)
        later, number = number, presupposed(number)
    return tuple(reversed(found))


def step_range(first: str, last: str, beside: Sequence[str] = ()) -> tuple[str, ...]:
    """The steps from one to another as a lawyer means them, both ends among them.

    (i) to (v) are roman numbers, unless those that stand beside them are letters. The ends alone where the range runs
    backwards, or from one series to another.
    """
    series = _common(first, last, beside)
    if first == last:
        return (first,)
    if series is None:
        return (first, last)
    capital = first[1:-1].isupper() and series is not Series.DIGITS
    middle = between(_readings(first)[series], _readings(last)[series])
    return (first, *(spelled(number, series, capital=capital) for number in middle), last)


def _common(first: str, last: str, beside: Iterable[str]) -> Series | None:
    """The series of a range; None where its ends are of two."""
    if step_order(first)[0] != step_order(last)[0]:
        return None
    common = [series for series in _readings(first) if series in _readings(last)]
    if len(common) > 1:
        return Series.LETTERS if any(Series.ROMANS not in _readings(step) for step in beside) else Series.ROMANS
    return common[0] if common else None


def follows(before: str, step: str) -> bool:
    """Whether `step` can stand right after `before` in one list: (a) (b), (i) (ii), (h) (i), (a) (aa), (aa) (b)."""
    if (before.casefold(), step.casefold()) in _BEHIND_Z:
        return True
    ones, twos = _readings(before), _readings(step)
    return any(series in ones and _least_before(two) <= ones[series] < two for series, two in twos.items())


def _least_before(number: Number) -> Number:
    """The first number that can stand right before this one, when nothing is inserted between them."""
    needed = presupposed(number) or ()
    return needed if needed < number else number[:-1]


def beside(path: Sequence[str], step: str) -> tuple[str, ...]:
    """The path that a step alone means after another: behind (b)(i), "(iii)" is (b)(iii) and "(c)" is (c)."""
    for alike in (True, False):
        for depth in range(len(path), 0, -1):
            one = path[depth - 1]
            if (not alike or style(one) is style(step)) and _may_come_after(one, step):
                return (*path[: depth - 1], step)
    return (*path[:-1], step)


def _may_come_after(one: str, two: str) -> bool:
    ones, twos = _readings(one), _readings(two)
    return any(series in ones and ones[series] < twos[series] for series in twos)


def series_of(steps: Sequence[str]) -> Series | None:
    """How a list is counted, as its steps together tell; None where they are no series."""
    shared = [series for series in Series if all(series in _readings(step) for step in steps)]
    single = all(len(step) == 3 for step in steps)
    if Series.ROMANS in shared and (steps[0] in ("(i)", "(ii)") or not single):
        return Series.ROMANS
    short = all(len(step) <= 2 + _NO_LONGER_SERIES for step in steps)
    return next((series for series in shared if series is Series.DIGITS or (series is Series.LETTERS and short)), None)


def numbers(steps: Sequence[str], series: Series) -> tuple[Number, ...]:
    """What the steps of a list count in its series; behind (z) a list of letters goes on with (aa)."""
    found = [_readings(step)[series] for step in steps]
    small = [step.casefold() for step in steps]
    if series is Series.LETTERS and "(z)" in small:
        last = small.index("(z)")
        doubled = "(bb)" in small[last:]
        for i in range(last + 1, len(steps)):
            if len(small[i]) == 4:
                found[i] = ((0, _behind_z(small[i][1:-1], doubled=doubled)),)
    return tuple(found)


def _behind_z(inner: str, *, doubled: bool) -> int:
    """What two letters count behind (z): (aa) (ab), or (aa) (bb) where letters are doubled."""
    first, second = (ord(letter) - 96 for letter in inner)
    return _LETTERS + first if doubled else _LETTERS * first + second
