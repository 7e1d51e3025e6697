"""The number of a year, under the name that it has in the Smart Energy Code; another rulebook has a name of its own."""

# Not `from __future__ import annotations`: before Python 3.14 what may be left out is then not known of a TypedDict.

from typing import NotRequired, TypedDict


class YearShape(TypedDict):
    """The number of a year."""

    years_since_initial: int


class AnyYearShape(TypedDict):
    """The number of a year, null where it is not known."""

    years_since_initial: NotRequired[int | None]
