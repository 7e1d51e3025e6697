"""Regular expressions that are made when they are first used.

To make one takes up to some milliseconds, and a command uses half of those that its modules name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, cast


class Waiting:
    """In the place of an expression: makes it when it is first used, and hands on what it has."""

    def __init__(self, written: str, flags: int) -> None:
        self._given = written, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        found = getattr(re.compile(*self._given), name)
        # From then on it is an attribute of its own, as fast as that of the expression.
        self.__dict__[name] = found
        return found


def compiled(written: str, flags: int = 0) -> re.Pattern[str]:
    """The expression, with its methods; it stands in for one that `re.compile` gives, but in calls of `re` itself."""
    return cast("re.Pattern[str]", Waiting(written, flags))


def one_of(forms: Iterable[Sequence[str]]) -> str:
    """What matches any of some forms, each written as the parts that follow one another; the longest that matches.

    Forms that begin alike share what they begin with, so that at a place of a text the work does not grow with their
    number, as that of one behind the other does.
    """
    branches: dict[str, list[Sequence[str]]] = {}
    for form in forms:
        branches.setdefault(form[0] if form else "", []).append(form[1:])
    longest_first = sorted(
        branches.items(), key=lambda branch: (branch[0] != "", max(map(len, branch[1]))), reverse=True
    )
    written = [first + one_of(rest) if first else "" for first, rest in longest_first]
    return written[0] if len(written) == 1 else f"(?:{'|'.join(written)})"
