"""Counts that are not known exactly: from one number to another."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from attrs import field, frozen

from sec_rules.engine.plain_values import plain
from sec_rules.errors import FactError


def _end(value: object) -> int:
    found = plain(value)
    if isinstance(found, bool) or not isinstance(found, int):
        raise FactError((f"The ends of a range should be whole numbers, got {value!r}.",))
    return found


@frozen
class Range:
    """A count known to lie from `low` to `high`, both included. `because` says on what that rests, if on anything."""

    low: int = field(converter=_end)
    high: int = field(converter=_end)
    because: str = ""

    def __attrs_post_init__(self) -> None:
        if self.low > self.high:
            raise FactError(
                (f"A range runs from the smaller number to the greater, not from {self.low} to {self.high}.",)
            )


NO_RANGES: Final[Mapping[str, Range]] = MappingProxyType({})


def ranges_in(facts: Mapping[str, object]) -> dict[str, Range]:
    """The facts that are given as ranges, by name."""
    return {name: value for name, value in facts.items() if isinstance(value, Range)}
