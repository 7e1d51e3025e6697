"""What an answer rests on, as values: the words, the arithmetic, the nearest changes, the ranges that decide."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from sec_rules.lang import Count, Outcome
from sec_rules.span import Span


@frozen
class Marked:
    """The words of a provision, and the spans of them on which it turns."""

    provision: str
    text: str
    spans: tuple[Span, ...]


@frozen(kw_only=True)
class Nearest:
    """The nearest value of one fact, on one side, at which an answer changes; all other facts as they are.

    `by` is how far that is (from the end of the range, of a fact given as one), and so the headroom less one;
    `years_on` in how many years the answer changes (0 is this year); `becomes` None where it is then not sure; `says`
    tells it in a sentence without its end.
    """

    fact: str
    way: Literal["fewer", "more"]
    value: int
    by: int
    years_on: int
    was: str | None
    becomes: str | None
    because: tuple[str, ...]
    says: str


@frozen
class Decides:
    """From `low` to `high` of a count, both included, the outcome is the one given, whatever the rest is."""

    fact: Count
    low: int
    high: int
    outcome: Outcome


@frozen(kw_only=True)
class Reasons:
    """What an answer rests on, in detail.

    `words` are the operative words; `arithmetic` each comparison of the clause with the User's own numbers;
    `nearest` the changes nearest in each fact; `recollected` pairs of a clause and what of it is recollected and not
    confirmed; `decided_if` the ranges of a count that would decide an answer that is not.
    """

    words: tuple[Marked, ...]
    arithmetic: tuple[str, ...]
    nearest: tuple[Nearest, ...]
    recollected: tuple[tuple[str, str], ...]
    decided_if: tuple[Decides, ...]
