"""`sec-rules replay`: whether this version of the package answers a record the same."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Final

from attrs import frozen

from sec_rules._files import Input
from sec_rules.commands import DONE, FOUND, Command
from sec_rules.commands.options import CodeOptions, Output, code_and_day, common, give


def _arguments(command: ArgumentParser) -> None:
    common(command, draft=True)
    command.add_argument("record", metavar="RECORD", help="what assess --json or ask --json gave")


@frozen(kw_only=True)
class ReplayOptions:
    """Which record is asked again, and of which Code."""

    record: str
    code: CodeOptions
    output: Output

    @classmethod
    def parse(cls, arguments: Namespace) -> ReplayOptions:
        """The options as given."""
        code = CodeOptions.parse(arguments)
        reads = (Input(Path(arguments.record), "the record"), *code.inputs)
        return cls(record=arguments.record, code=code, output=Output.parse(arguments, reads))


def _run(options: ReplayOptions) -> int:
    from sec_rules.answers.records import read, replay
    from sec_rules.report import replay as replay_report

    code, _ = code_and_day(options.code)
    answer = replay(code, read(options.record))
    give(options.output, replay_report.as_data(answer), lambda ink: replay_report.as_text(answer))
    return DONE if answer.same else FOUND


COMMAND: Final = Command(
    name="replay",
    rank=12,
    says="say whether this version gives the same answer as a record",
    arguments=_arguments,
    options=ReplayOptions,
    run=_run,
)
