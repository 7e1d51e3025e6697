"""`python -m tests.mutation`: would an invariant, the words or a row notice a slip in a rule or in its words?"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from sec_rules.cli import guarded
from sec_rules.commands import DONE, FOUND
from sec_rules.commands.options import output, write
from sec_rules.report.as_json import dumps
from tests.mutation import report
from tests.mutation.running import mutate


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    output(parser, formats=("text", "json", "markdown"))
    parser.add_argument("clauses", nargs="*", metavar="CLAUSE", help="such as G8.41; all where none is given")
    parser.add_argument("--no-rows", action="store_true", help="do not run the tests of the clauses on the mutants")
    parser.add_argument(
        "--jobs", type=int, default=os.cpu_count() or 1, metavar="N", help="processes; default: one a processor"
    )
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the mutants; 1 where one survives."""
    arguments = _parser().parse_args(argv)
    return guarded(lambda: _run(arguments), debug=arguments.debug)


def _run(arguments: Namespace) -> int:
    found = mutate(arguments.clauses or None, jobs=arguments.jobs, rows=not arguments.no_rows, done=_progress)
    render = {"text": report.as_text, "markdown": report.as_markdown}.get(arguments.format)
    write(arguments, render(found) if render else dumps(report.as_json(found)))
    return FOUND if any(clause.survivors for clause in found) else DONE


def _progress(label: str) -> None:
    if sys.stderr.isatty():
        print(f"{label} done", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
