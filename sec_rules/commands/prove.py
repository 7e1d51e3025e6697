"""`sec-rules prove`: the laws, on the Code in force on a day."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Final

from sec_rules.commands import DONE, FOUND, Command
from sec_rules.commands.arguments import code_and_day, common, give


def _arguments(command: ArgumentParser) -> None:
    common(command, draft=True)


def _run(arguments: Namespace) -> int:
    from sec_rules.laws import prove
    from sec_rules.questions import assessment
    from sec_rules.report import as_json, as_text

    code, given = code_and_day(arguments)
    on = given or code.newest_day()
    verdicts = prove(code.law(assessment, on), code.facts(on))
    data = {"on": on.isoformat(), "laws": as_json.laws(verdicts)}
    give(arguments, data, lambda ink: as_text.laws(verdicts, on, ink))
    return DONE if all(v.holds for v in verdicts) else FOUND


COMMAND: Final = Command(
    name="prove", rank=7, says="the laws, on the Code in force on a day", arguments=_arguments, run=_run
)
