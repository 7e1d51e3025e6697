"""The command line: arguments in, a rendered answer out, an exit status. It decides nothing.

Private: what is promised hangs off `sec_rules` itself.
"""

from __future__ import annotations

import argparse
import gc
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, NoReturn

from sec_rules._version import __version__
from sec_rules.commands import COULD_NOT, FAULT, Command, commands, misuse
from sec_rules.commands.streams import finish, give_up, put, say
from sec_rules.errors import SecRulesError, UsageError, fault_in_words

_PROGRAM: Final = "sec-rules"
_MADE_BETWEEN_COLLECTIONS: Final = 200_000


class _Parser(argparse.ArgumentParser):
    """Usage errors as errors of ours, so that `main` can be called many times in one process.

    `given` are the arguments that it was asked to read.
    """

    given: Sequence[str] = ()

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> tuple[Any, list[str]]:
        self.given = args or ()
        return super().parse_known_args(args, namespace)

    def error(self, message: str) -> NoReturn:
        raise UsageError(misuse.said(message, self.prog, self.given))

    def _print_message(self, message: str, file: object = None) -> None:
        # What argparse prints itself is help and the version.
        put(message)


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit status: 0 done, 1 found or undecided, 2 could not."""
    if argv is None:
        # Most of what a command makes lives as long as the process; looking for garbage takes a fifth of a check.
        gc.set_threshold(_MADE_BETWEEN_COLLECTIONS)
    return guarded(lambda: _run(argv), debug="--debug" in (sys.argv[1:] if argv is None else argv))


def _run(argv: Sequence[str] | None) -> int:
    given = list(sys.argv[1:] if argv is None else argv)
    if wrong := misuse.mistyped(given, _PROGRAM):
        raise UsageError(wrong)
    arguments, left = _parser(commands(given[0] if given else "")).parse_known_args(given)
    if left:
        flags = re.findall(r"--[\w-]+", arguments.parser.format_usage())
        raise UsageError(misuse.unknown(left[0], arguments.parser.prog, flags))
    chosen: Command[Any] = arguments.chosen
    return chosen.run(chosen.options.parse(arguments))


def guarded(run: Callable[[], int], *, debug: bool) -> int:
    """The exit status of a run; an error is printed as a sentence, and raised only where `debug` asks for it."""
    try:
        status = _status(run)
        finish()
        return status
    except SecRulesError as error:
        if debug:
            raise
        _end_of_output()
        say(f"sec-rules: {error}")
        return COULD_NOT
    except BrokenPipeError:
        # What had to arrive did not, and there is nobody to tell.
        give_up()
        return COULD_NOT
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if debug:
            raise
        _end_of_output()
        say(f"sec-rules: {fault_in_words(error)}")
        return FAULT


def _status(run: Callable[[], int]) -> int:
    """The exit status of a run; argparse ends one by itself where it gives help or the version."""
    try:
        return run()
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else COULD_NOT


def _end_of_output() -> None:
    """What was printed before a fault is sent on, where that can be done."""
    try:
        finish()
    except SecRulesError:
        give_up()


def _parser(known: Iterable[Command[Any]]) -> argparse.ArgumentParser:
    parser = _Parser(
        prog=_PROGRAM,
        description="Security-assessment clauses of the Smart Energy Code as rules: drafts checked and proved, "
        "questions answered with the clause. A restatement, not the Code, and not advice.",
    )
    parser.add_argument("--version", action="version", version=f"sec-rules {__version__}")
    listed = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=_Parser)
    for command in known:
        described = f"{command.says[:1].upper()}{command.says[1:]}."
        sub = listed.add_parser(command.name, help=command.says, description=described)
        command.arguments(sub)
        sub.set_defaults(chosen=command, parser=sub)
    return parser


if __name__ == "__main__":
    sys.exit(main())
