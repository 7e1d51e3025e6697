"""Counts that are not known exactly: from one number to another."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from sec_rules.errors import FactError


@frozen
class Range:
    """A count known to lie from `low` to `high`, both included. `because` says on what that rests, if on anything."""

    low: int
    high: int
    because: str = ""

    def __attrs_post_init__(self) -> None:
        if self.low > self.high:
            raise FactError(
                (f"A range runs from the smaller number to the greater, not from {self.low} to {self.high}.",)
            )


def ranges_in(facts: Mapping[str, object]) -> dict[str, Range]:
    """The facts that are given as ranges, by name."""
    return {name: value for name, value in facts.items() if isinstance(value, Range)}
