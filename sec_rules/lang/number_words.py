"""The words of which numbers below a hundred are made, the ordinals of a calendar's days, and its months."""

from __future__ import annotations

from typing import Final

# From nought to nineteen, each at the place of its value.
UNITS: Final = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
# From twenty to ninety.
TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_TO_NINTH: Final = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
# From "first" to "thirty-first".
ORDINALS: Final = (
    *(*_TO_NINTH, "tenth", "eleventh", "twelfth"),
    *(f"{unit}th" for unit in UNITS[13:20]),
    *("twentieth", *(f"twenty-{word}" for word in _TO_NINTH), "thirtieth", "thirty-first"),
)
MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
