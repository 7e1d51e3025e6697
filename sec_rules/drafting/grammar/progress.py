"""How far long work has come, told to whoever asked: where nobody did, nothing is told and nothing is done for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

# What is being done, how many of it are done, and how many there are.
Tell = Callable[[str, int, int], object]
_TOLD: Final[ContextVar[Tell | None]] = ContextVar("told", default=None)


@contextmanager
def told(tell: Tell) -> Iterator[None]:
    """Tells what is done within it how far it has come, as often as it comes further; `tell` should be quick."""
    token = _TOLD.set(tell)
    try:
        yield
    finally:
        _TOLD.reset(token)


def come(what: str, done: int, of: int) -> None:
    """So many of so many are done."""
    tell = _TOLD.get()
    if tell is not None:
        tell(what, done, of)
