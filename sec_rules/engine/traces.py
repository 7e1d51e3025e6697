"""Work on values kept by what was asked about them, so that values alike in all that was asked share what came of it.

The work is a generator: it yields batches of questions about the values, is sent what they say, and returns what came
of it. What it asks next may hang on what they said before. Each batch becomes one function of generated source; what
comes of the answers is kept, so a second time nothing is left but to ask.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Hashable
from typing import Final, Generic, TypeVar

from attrs import define, field, frozen

Values = tuple[object, ...]
Said = tuple[int, ...]
T = TypeVar("T")

# Some thousand times what is asked in a day about the Code; a place takes about two thousand bytes.
MOST_KEPT: Final = 8_192


@frozen(cache_hash=True)
class Asked:
    """A question about values: an expression of `v`, the values, and of `s`, a function of its own where it has one."""

    expression: str
    by: Callable[..., int] | None = field(default=None, eq=False)


Batch = tuple[Asked, ...]
Work = Generator[Batch, Said, T]


@define(eq=False)
class _Place(Generic[T]):
    """Where work has come to: what it asks, and where each answer leads."""

    ask: Callable[[Values], Said]
    then: _Onward[T] = field(factory=dict)


@frozen(eq=False)
class _Came(Generic[T]):
    of: T


_Onward = dict[Hashable, "_Place[T] | _Came[T]"]


@define(eq=False)
class Traces(Generic[T]):
    """What came of work of each shape: `begin` begins it. At most `MOST_KEPT` places are kept."""

    begin: Callable[[int], Work[T]]
    _first: _Onward[T] = field(factory=dict, init=False)
    _kept: int = field(default=0, init=False)

    def of(self, shape: int, values: Values) -> T:
        """What comes of values of a shape."""
        place = self._first.get(shape)
        while type(place) is _Place:
            place = place.then.get(place.ask(values))
        return place.of if type(place) is _Came else self._work_out(shape, values)

    def _work_out(self, shape: int, values: Values) -> T:
        if self._kept >= MOST_KEPT:
            self._first.clear()
            self._kept = 0
        work = self.begin(shape)
        into = self._first
        key: Hashable = shape
        try:
            batch = next(work)
            while True:
                place = into.get(key)
                if not isinstance(place, _Place):
                    place = into[key] = _Place(_asking(batch))
                    self._kept += 1
                said = place.ask(values)
                into, key = place.then, said
                batch = work.send(said)
        except StopIteration as ended:
            came: T = ended.value
            into[key] = _Came(came)
            self._kept += 1
            return came


def _asking(batch: Batch) -> Callable[[Values], Said]:
    """One function that asks everything of a batch."""
    space = {f"s{n}": asked.by for n, asked in enumerate(batch) if asked.by is not None}
    parts = "".join(f"{asked.expression.replace('s(', f's{n}(')}, " for n, asked in enumerate(batch))
    found: Callable[[Values], Said] = eval(f"lambda v: ({parts})", space)
    return found
