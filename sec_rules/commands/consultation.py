"""`sec-rules consultation`: what respondents raised, and the cases that answer."""

from __future__ import annotations

import io
import shlex
from argparse import ArgumentParser, Namespace
from contextlib import redirect_stdout
from typing import Final

from attrs import frozen

from sec_rules.commands import DONE, FOUND, Command
from sec_rules.commands.options import Output, common, give, kept_code


def _arguments(command: ArgumentParser) -> None:
    common(command)
    command.add_argument(
        "name", metavar="NAME", help="secmp0059: the nine respondents; questions: the ten things people ask"
    )
    command.add_argument("only", nargs="?", default="", metavar="WHO", help="a part of a respondent's name: SSE")


@frozen(kw_only=True)
class ConsultationOptions:
    """Whose points are gone through."""

    name: str
    only: str
    output: Output

    @classmethod
    def parse(cls, arguments: Namespace) -> ConsultationOptions:
        """The options as given."""
        return cls(name=arguments.name, only=arguments.only, output=Output.parse(arguments))


def _run(options: ConsultationOptions) -> int:
    from sec_rules.answers.consultations import run
    from sec_rules.report import consultation

    found = run(options.name, kept_code(quiet=options.output.quiet), _output, options.only)
    give(options.output, consultation.as_data(found), lambda ink: consultation.as_text(found))
    return DONE if found.holds else FOUND


def _output(line: str) -> tuple[int, str]:
    """The status and the output of a command line."""
    from sec_rules.commands import all_commands

    name, *rest = shlex.split(line)
    command = next(c for c in all_commands() if c.name == name)
    parser = ArgumentParser(prog=f"sec-rules {name}")
    command.arguments(parser)
    out = io.StringIO()
    with redirect_stdout(out):
        status = command.run(command.options.parse(parser.parse_args(rest)))
    return status, out.getvalue()


COMMAND: Final = Command(
    name="consultation",
    rank=11,
    says="show what respondents to a consultation raised, and the cases that answer them",
    arguments=_arguments,
    options=ConsultationOptions,
    run=_run,
)
