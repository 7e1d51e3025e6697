"""`sec-rules list`: the clauses."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Final

from sec_rules.commands import DONE, Command
from sec_rules.commands.options import code_and_day, common, give


def _arguments(command: ArgumentParser) -> None:
    common(command, draft=True)


def _run(arguments: Namespace) -> int:
    from sec_rules.report import as_json, as_text

    code, on = code_and_day(arguments)
    clauses = code.clauses if on is None else tuple(c for c, _ in code.standing(on))
    data = {"on": on.isoformat() if on else None, "clauses": as_json.listed(clauses, on)}
    give(arguments, data, lambda ink: as_text.listed(clauses, on))
    return DONE


COMMAND: Final = Command(name="list", rank=8, says="the clauses", arguments=_arguments, run=_run)
