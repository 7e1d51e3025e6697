"""The commands, one module each; a module here that has a `COMMAND` is a command.

Private: what is promised hangs off `sec_rules` itself.
"""

from __future__ import annotations

import importlib
import pkgutil
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import Any, Final, Generic, Protocol, Self, TypeVar

from attrs import frozen

DONE: Final = 0
FOUND: Final = 1
COULD_NOT: Final = 2
FAULT: Final = 3


class Options(Protocol):
    """What a command was asked for: a record of values, made once from what argparse gives, which goes no further."""

    @classmethod
    def parse(cls, arguments: Namespace) -> Self:
        """The record. `UsageError` for options that do not go together, or that no command can do."""
        ...


Asked = TypeVar("Asked", bound=Options)


@frozen(kw_only=True)
class Command(Generic[Asked]):
    """A command: its name, its place in the list of `--help`, what it says of itself, its arguments, what it does.

    `options` is the record that `run` takes. `run` gives the exit status: `DONE`, or `FOUND` where something was found,
    fails or is undecided; what could not be done is raised.
    """

    name: str
    rank: int
    says: str
    arguments: Callable[[ArgumentParser], None]
    options: type[Asked]
    run: Callable[[Asked], int]


def quiet_argument(command: ArgumentParser) -> None:
    """The option for those who want the exit status alone."""
    command.add_argument("--quiet", action="store_true", help="print nothing; the exit status is the answer")


def debug_argument(command: ArgumentParser) -> None:
    """The option that every command has, for those who look for a fault of the program."""
    command.add_argument("--debug", action="store_true", help="on a fault of the program, show where it lies")


def commands(name: str) -> tuple[Command[Any], ...]:
    """The command of that name alone, so that no other is loaded; every command where none is called so."""
    module = name.replace("-", "_")
    if module in {m.name for m in pkgutil.iter_modules(__path__)}:
        found = getattr(importlib.import_module(f"{__name__}.{module}"), "COMMAND", None)
        if isinstance(found, Command) and found.name == name:
            return (found,)
    return all_commands()


def all_commands() -> tuple[Command[Any], ...]:
    """Every command, in the order in which `--help` lists them."""
    modules = (importlib.import_module(f"{__name__}.{m.name}") for m in pkgutil.iter_modules(__path__))
    found = (getattr(module, "COMMAND", None) for module in modules)
    return tuple(sorted((c for c in found if isinstance(c, Command)), key=lambda c: c.rank))
