"""What is worked out of a value when it is first asked for, and not again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from attrs import field, frozen

Given = TypeVar("Given")
Made = TypeVar("Made")


@frozen(eq=False)
class Once:
    """Belongs to one value, of which it keeps what functions made."""

    _made: dict[object, object] = field(factory=dict, init=False, repr=False)

    def __call__(self, made_of: Callable[[Given], Made], given: Given) -> Made:
        """What the function makes of the value to which this belongs."""
        if made_of not in self._made:
            self._made[made_of] = made_of(given)
        return cast(Made, self._made[made_of])
