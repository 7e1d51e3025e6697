"""The years that a statement of effect names: as a value of its file, as a row of a form has them, and in words."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import reduce
from operator import or_
from typing import Final

from attrs import field, frozen

from sec_rules.lang import ALWAYS, Condition, Count


@frozen
class Years:
    """Some years after that of the initial assessment: the condition on their number, and how each place writes them.

    `as_value` is TOML ("" where the key is left out), `as_text` what a form holds ("1 of 3", "4 to 6", "4 on",
    "1, 2"; "" for every year), `in_words` what follows "in".
    """

    condition: Callable[[Count], Condition] = field(eq=False)
    as_value: str
    as_text: str
    in_words: str


EVERY: Final = Years(lambda _: ALWAYS, "", "", "")


def turns(turn: int, of: int) -> Years:
    """One year of each so many. `ValueError` where there is no such turn."""
    if not 1 <= turn <= of:
        raise ValueError(f"there is no year {turn} of {of}")
    said = f"{turn} of {of}"
    return Years(
        lambda years: years.turn(turn, of=of), f"{{ turn = {turn}, of = {of} }}", said, f"year {turn} of every {of}"
    )


def stretch(first: int, last: int) -> Years:
    """Years from the first to the last. `ValueError` where they run backwards or begin before the first."""
    if not 1 <= first <= last:
        raise ValueError(f"there are no years {first} to {last}")
    said = f"{first} to {last}"

    def within(years: Count) -> Condition:
        return years.is_at_least(first) & years.is_at_most(last)

    return Years(within, f"{{ from = {first}, to = {last} }}", said, f"years {said}")


def onwards(first: int) -> Years:
    """A year and all after it. `ValueError` for one before the first."""
    if first < 1:
        raise ValueError(f"there is no year {first}")
    words = f"year {first} and every year after it"
    return Years(lambda years: years.is_at_least(first), f"{{ from = {first} }}", f"{first} on", words)


def listed(*years: int) -> Years:
    """Those years alone. `ValueError` where there is none, or one before the first."""
    if not years or min(years) < 1:
        raise ValueError(f"{list(years)} are no years")
    said = ", ".join(map(str, years))

    def any_of_them(count: Count) -> Condition:
        return reduce(or_, map(count.is_exactly, years))

    return Years(any_of_them, f"[{said}]", said, f"year{'s' if len(years) > 1 else ''} {said}")


def from_value(value: object) -> Years:
    """The years that a value of the file names; None is every year. `ValueError` for any other value."""
    match value:
        case None:
            return EVERY
        case {"turn": int(turn), "of": int(of), **rest} if not rest:
            return turns(turn, of)
        case {"from": int(first), "to": int(last), **rest} if not rest:
            return stretch(first, last)
        case {"from": int(first), **rest} if not rest:
            return onwards(first)
        case list() if all(type(year) is int for year in value):
            return listed(*value)
    raise ValueError(f"{value!r} names no years")


_FORMS: Final[tuple[tuple[re.Pattern[str], Callable[..., Years]], ...]] = (
    (re.compile(r"([0-9]+) of (?:every |each )?([0-9]+)"), turns),
    (re.compile(r"([0-9]+) to ([0-9]+)"), stretch),
    (re.compile(r"([0-9]+) (?:on|onwards)"), onwards),
)
_LISTED: Final = re.compile(r"[0-9]+(?:\s*(?:,|and)\s*[0-9]+)*")


def from_text(text: str) -> Years:
    """The years that a row of a form names; "" and "every year" are every year. `ValueError` for other words."""
    said = " ".join(text.casefold().removeprefix("years").removeprefix("year").split())
    if said in ("", "every", "every year"):
        return EVERY
    for form, years in _FORMS:
        if found := form.fullmatch(said):
            return years(*map(int, found.groups()))
    if _LISTED.fullmatch(said):
        return listed(*map(int, re.findall(r"[0-9]+", said)))
    raise ValueError(f"'{text}' names no years")
