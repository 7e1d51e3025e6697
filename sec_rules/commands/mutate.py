"""`sec-rules mutate`: would the laws, the words or the rows notice a slip in a rule or in its words?"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from typing import Final

from sec_rules.commands import DONE, FOUND, Command
from sec_rules.commands.arguments import output, write


def _arguments(command: ArgumentParser) -> None:
    output(command, formats=("text", "json", "markdown"))
    command.add_argument("clauses", nargs="*", metavar="CLAUSE", help="such as G8.41; all where none is given")
    command.add_argument("--no-rows", action="store_true", help="do not run the tests of the clauses on the mutants")
    command.add_argument(
        "--jobs", type=int, default=os.cpu_count() or 1, metavar="N", help="processes; default: one a processor"
    )


def _run(arguments: Namespace) -> int:
    from sec_rules.mutation.running import mutate
    from sec_rules.report import as_mutations
    from sec_rules.report.as_json import dumps

    found = mutate(arguments.clauses or None, jobs=arguments.jobs, rows=not arguments.no_rows, done=_progress)
    render = {"text": as_mutations.as_text, "markdown": as_mutations.as_markdown}.get(arguments.format)
    write(arguments, render(found) if render else dumps(as_mutations.as_json(found)))
    return FOUND if any(clause.survivors for clause in found) else DONE


def _progress(label: str) -> None:
    if sys.stderr.isatty():
        print(f"{label} done", file=sys.stderr)


COMMAND: Final = Command(
    name="mutate",
    rank=11,
    says="would the laws, the words or the rows notice a slip in a rule?",
    arguments=_arguments,
    run=_run,
)
