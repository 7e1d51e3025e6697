"""Counts as people have them: exact, as a range, or as a number of other things by which they are gauged.

Things of different kinds are different units and never converted. A number of what gauges a count bounds it; numbers of
other things say nothing of it and are refused.
"""

from __future__ import annotations

import re
from typing import Final

from sec_rules.engine.ranges import Range
from sec_rules.errors import FactError
from sec_rules.lang import Count
from sec_rules.lang.expressions import Gauge

_NUMBER: Final = r"-?[0-9]{1,38}|[0-9]{1,3}(?:,[0-9]{3})+"
_COUNT: Final = re.compile(
    rf"\s*(?P<low>{_NUMBER})(?:\s*\.\.\s*(?P<high>{_NUMBER}))?\s*(?P<unit>[a-z][a-z -]*)?\s*$", re.I
)


def count(text: str, fact: Count) -> int | Range:
    """A count as it is typed: "250000", "250,000", "240000..260000", a number of what gauges it ("300000 systems").

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
    if fact.gauge is not None and unit in fact.gauge.names:
        return bounded(low, high, fact, fact.gauge)
    other = f" {fact.gauge.apart}" if fact.gauge is not None else f" Give it in {fact.unit}."
    raise FactError((f"'{fact.name}' is a count of {fact.unit}, got one of '{unit}'.{other}",))


def bounded(low: int, high: int, fact: Count, gauge: Gauge) -> Range:
    """The count that so many of what gauges it leave open: no more than of those, and as many as they need."""
    if low < 0 or low > high:
        what = gauge.names[0]
        raise FactError((f"'{fact.name}' should be a whole number of {what}, 0 or more, got {low}..{high}.",))
    least = min(low, 1) if gauge.most is None else -(-low // gauge.most)
    return Range(least, high, gauge.because)
