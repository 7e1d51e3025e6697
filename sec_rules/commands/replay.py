"""`sec-rules replay`: whether this version of the package answers a record the same."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Final

from sec_rules.commands import DONE, FOUND, Command
from sec_rules.commands.options import code_and_day, common, give


def _arguments(command: ArgumentParser) -> None:
    common(command, draft=True)
    command.add_argument("record", metavar="RECORD", help="what assess --json or ask --json gave")


def _run(arguments: Namespace) -> int:
    from sec_rules.answers.records import read, replay
    from sec_rules.report import replay as replay_report

    code, _ = code_and_day(arguments)
    answer = replay(code, read(arguments.record))
    give(arguments, replay_report.as_data(answer), lambda ink: replay_report.as_text(answer))
    return DONE if answer.same else FOUND


COMMAND: Final = Command(
    name="replay", rank=12, says="whether this version answers a record the same", arguments=_arguments, run=_run
)
