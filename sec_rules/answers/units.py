"""Counts as people have them: exact, as a range, or of Smart Metering Systems instead of premises.

Premises, Smart Metering Systems, devices and metering points are different units and never converted. A count of
Smart Metering Systems bounds the number of premises; counts of other things say nothing of it and are refused.
"""

from __future__ import annotations

import re
from typing import Final

from sec_rules.engine.ranges import Range
from sec_rules.errors import FactError
from sec_rules.lang import Count
from sec_rules.rulebook.facts import non_domestic_premises

# A home is supplied with electricity and with gas, each through a system of its own (recollected, not confirmed).
MOST_SYSTEMS_OF_A_HOME: Final = 2

_NUMBER: Final = r"-?[0-9]{1,38}|[0-9]{1,3}(?:,[0-9]{3})+"
_COUNT: Final = re.compile(
    rf"\s*(?P<low>{_NUMBER})(?:\s*\.\.\s*(?P<high>{_NUMBER}))?\s*(?P<unit>[a-z][a-z -]*)?\s*$", re.I
)
_SYSTEMS: Final = ("systems", "system", "smart metering systems", "smart metering system", "sms")

_APART: Final = (
    " Premises, Smart Metering Systems, devices and metering points are different units; give premises, or Smart "
    "Metering Systems as '300000 systems'."
)


def count(text: str, fact: Count) -> int | Range:
    """A count as it is typed: "250000", "250,000", "240000..260000", "300000 systems".

    Raises `FactError` for what is no count, or is a count of something else.
    """
    match = _COUNT.match(text)
    if match is None:
        message = f"'{fact.name}' should be a whole number, 0 or more, or a range such as 240000..260000, got '{text}'."
        raise FactError((message,))
    low = int(match["low"].replace(",", ""))
    high = int(match["high"].replace(",", "")) if match["high"] else low
    unit = " ".join((match["unit"] or fact.unit).casefold().split())
    if unit == fact.unit.casefold():
        return low if low == high else Range(low, high)
    if unit in _SYSTEMS and fact.unit == "premises":
        return premises_of(low, high, fact)
    raise FactError(
        (
            f"'{fact.name}' is a count of {fact.unit}, got one of '{unit}'."
            + (_APART if fact.unit == "premises" else f" Give it in {fact.unit}."),
        )
    )


def premises_of(low: int, high: int, fact: Count) -> Range:
    """The number of premises that so many Smart Metering Systems leave open.

    There are no more premises than systems. A home has at most two systems; how many there may be at one
    Non-Domestic Premises is not bounded.
    """
    if low < 0 or low > high:
        raise FactError((f"'{fact.name}' should be a whole number of systems, 0 or more, got {low}..{high}.",))
    if fact == non_domestic_premises:
        return Range(min(low, 1), high, "no premises without a Smart Metering System; at one there may be many")
    least = -(-low // MOST_SYSTEMS_OF_A_HOME)
    return Range(
        least,
        high,
        "no premises without a Smart Metering System, and no home with more than two (recollected, not confirmed)",
    )
