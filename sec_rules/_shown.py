"""How a value shows itself: as data, as JSON, as a page, and to pydantic.

What that takes is made in the room `api`, which knows every kind of value; a value knows no more than this place, and
the package itself tells it where the forms are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, Protocol, Self


class Held(Protocol):
    """What a value is read again with: a Code, as far as that is known here."""

    @property
    def questions(self) -> Mapping[str, Any]:
        """Every question by name."""


class Forms(Protocol):
    """The forms in which values show themselves."""

    def data(self, value: object) -> dict[str, Any]:
        """The value as plain data."""

    def json(self, value: object) -> str:
        """The value as JSON."""

    def html(self, value: object) -> str:
        """The value as a piece of a page."""

    def schema(self, kind: type) -> dict[str, Any]:
        """The JSON schema of the data of such a value."""

    def core_schema(self, kind: type) -> Any:
        """What pydantic needs to take such a value and to write it."""

    def read(self, kind: type, data: str | bytes | dict[str, Any], code: Held | None = None) -> Any:
        """The value of which those are the data, or the JSON, by the names that a Code knows."""

    def reasons(self, answer: Any) -> Any:
        """Why an answer is what it is."""


_MADE: Final[list[Callable[[], Any]]] = []


def register(made: Callable[[], Any]) -> None:
    """Says where the forms come from; they are made when first asked for."""
    _MADE[:] = [made]


def forms() -> Forms:
    """The forms in which values show themselves."""
    found: Forms = _MADE[0]()
    return found


class Shown:
    """A value that shows itself as data and as JSON, and in a notebook as the command prints it."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """The value as plain data: what its JSON holds."""
        return forms().data(self)

    def to_json(self) -> str:
        """The value as JSON, byte for byte what the command with `--json` writes."""
        return forms().json(self)

    def _repr_html_(self) -> str:
        return forms().html(self)

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """The JSON schema (2020-12) of what `to_dict` and `to_json` give."""
        return forms().schema(cls)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        return forms().core_schema(cls)

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: Any, handler: Any) -> dict[str, Any]:
        return {name: value for name, value in forms().schema(cls).items() if name != "$schema"}


class Read(Shown):
    """A value that is read again from the data and the JSON that it gives.

    `code` is the Code by whose questions, facts and outcomes it is read, where that is not the Code of `load()`.
    """

    __slots__ = ()

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, code: Held | None = None) -> Self:
        """The value of which those are the data. `DocumentError` where they are none of such a value."""
        return forms().read(cls, data, code)  # type: ignore[no-any-return]

    @classmethod
    def from_json(cls, text: str | bytes, *, code: Held | None = None) -> Self:
        """The value whose JSON that is. `DocumentError` where it is none of such a value."""
        return forms().read(cls, text, code)  # type: ignore[no-any-return]
