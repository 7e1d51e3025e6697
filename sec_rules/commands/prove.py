"""`sec-rules prove`: the laws, on the Code in force on a day."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Final

from sec_rules.commands import DONE, FOUND, Command
from sec_rules.commands.arguments import code_and_day, common, give
from sec_rules.errors import UsageError


def _arguments(command: ArgumentParser) -> None:
    common(command, draft=True)
    command.add_argument(
        "--law", action="append", default=[], metavar="LAW", help="prove this law only; may be given again"
    )
    command.add_argument(
        "--without",
        action="append",
        default=[],
        metavar="ASSUMPTION",
        help="do not take this assumption for granted: what fails then, and for whom; may be given again",
    )


def _run(arguments: Namespace) -> int:
    from sec_rules.laws import LAWS, assuming, principle, prove_all
    from sec_rules.questions import assessment
    from sec_rules.report import as_json, as_text

    assumptions = assuming(arguments.without)
    code, given = code_and_day(arguments)
    on = given or code.newest_day()
    laws = [principle(name) for name in arguments.law] or LAWS
    for law in laws if arguments.law else ():
        if not law.stated_for(assessment, on):
            raise UsageError(f"The law {law.name} is stated for {law.days}, not for {on}.")
    verdicts = prove_all(code, assessment, on, laws=laws, assumptions=assumptions)
    data = {"on": on.isoformat(), "without": list(arguments.without), "laws": as_json.laws(verdicts)}
    give(arguments, data, lambda ink: as_text.laws(verdicts, on, ink, without=arguments.without))
    return DONE if all(v.holds for v in verdicts) else FOUND


COMMAND: Final = Command(
    name="prove", rank=7, says="the laws, on the Code in force on a day", arguments=_arguments, run=_run
)
