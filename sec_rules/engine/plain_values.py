"""Values as other libraries have them, made plain where that is exact: a count of numpy, a float that is whole."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from math import isfinite, isnan
from numbers import Rational
from typing import Final

from sec_rules.lang import Outcome

# What pandas has in the place of a value that is missing, by the names of its types.
_MISSING = ("NAType", "NaTType")
# The texts that say yes and no, in capitals or not: what people and spreadsheets write. A 1 may be a count.
YES_NO_WORDS: Final[Mapping[str, bool]] = {"true": True, "yes": True, "false": False, "no": False}
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def plain(value: object) -> object:
    """The value as a fact is given: a whole number, a day, a name, or None where it is missing; else as it is.

    Numbers of numpy, whole floats, Decimals and fractions become whole numbers, and a time at midnight its day. Not a
    number, and what pandas has for a missing value, is missing. An outcome goes by its name.
    """
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, Outcome):
        return value.name
    if type(value).__name__ in _MISSING:
        return None
    if isinstance(value, datetime):
        return value.date() if value.time() == time() and value.tzinfo is None else value
    item = getattr(value, "item", None)
    if callable(item) and getattr(value, "shape", None) == () and not isinstance(value, float):
        found = item()
        return value if found is value else plain(found)
    if isinstance(value, Rational):
        return value.numerator if value.denominator == 1 else value
    return _whole(value) if isinstance(value, (float, Decimal)) else value


def day_of(text: str) -> date | None:
    """The day that a text such as 2018-05-01 names; None where it names none."""
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def _whole(value: float | Decimal) -> object:
    if isnan(value):
        return None
    return int(value) if isfinite(value) and value == int(value) else value
