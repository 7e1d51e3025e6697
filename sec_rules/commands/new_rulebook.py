"""`sec-rules new-rulebook`: a rulebook to begin with, which runs as it stands."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from importlib.resources import files
from pathlib import Path
from typing import Final

from attrs import frozen

from sec_rules import _files
from sec_rules.commands import DONE, Command, debug_argument, quiet_argument
from sec_rules.commands.streams import put
from sec_rules.errors import UsageError


def _arguments(command: ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE", help="the Python file to write; one that exists is left alone")
    quiet_argument(command)
    debug_argument(command)


@frozen(kw_only=True)
class NewRulebookOptions:
    """Into which file the rulebook goes."""

    file: Path
    quiet: bool

    @classmethod
    def parse(cls, arguments: Namespace) -> NewRulebookOptions:
        """The options as given. `UsageError` for what is no name of a Python file, or is there already."""
        file = Path(arguments.file)
        if file.suffix != ".py":
            raise UsageError(f"'{file}' is no name of a Python file; write one such as meters.py.")
        if file.exists():
            raise UsageError(f"'{file}' is there already, and is left as it is; give another name.")
        return cls(file=file, quiet=arguments.quiet)


def _run(options: NewRulebookOptions) -> int:
    from sec_rules.report.layout import visible

    text = files(__package__ or "").joinpath("new_rulebook.txt").read_text(encoding="utf-8")
    _files.write(options.file, text.encode(), inputs=(), over_edited=False)
    if not options.quiet:
        name = options.file
        put(visible(f"Written to {name}. Try: sec-rules prove --rulebook {name}\n"))
    return DONE


COMMAND: Final = Command(
    name="new-rulebook",
    rank=20,
    says="write a rulebook of your own to begin with, which runs as it stands",
    arguments=_arguments,
    options=NewRulebookOptions,
    run=_run,
)
