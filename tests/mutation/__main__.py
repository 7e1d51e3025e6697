"""`python -m tests.mutation`: would an invariant, the words or a row notice a slip in a rule or in its words?"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from attrs import frozen

from sec_rules.cli import guarded
from sec_rules.commands import DONE, FOUND
from sec_rules.commands.options import Output, output_arguments, write
from sec_rules.report.as_json import dumps
from tests.mutation import report
from tests.mutation.running import mutate


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    output_arguments(parser, formats=("text", "json", "markdown"))
    parser.add_argument("clauses", nargs="*", metavar="CLAUSE", help="such as G8.41; all where none is given")
    parser.add_argument("--no-rows", action="store_true", help="do not run the tests of the clauses on the mutants")
    parser.add_argument(
        "--jobs", type=int, default=os.cpu_count() or 1, metavar="N", help="processes; default: one a processor"
    )
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the mutants; 1 where one survives."""
    arguments = _parser().parse_args(argv)
    return guarded(lambda: _run(MutationOptions.parse(arguments)), debug=arguments.debug)


@frozen(kw_only=True)
class MutationOptions:
    """Which clauses are mutated, whether their tests run on the mutants, in how many processes."""

    clauses: tuple[str, ...]
    rows: bool
    jobs: int
    output: Output

    @classmethod
    def parse(cls, arguments: Namespace) -> MutationOptions:
        """The options as given."""
        return cls(
            clauses=tuple(arguments.clauses),
            rows=not arguments.no_rows,
            jobs=arguments.jobs,
            output=Output.parse(arguments),
        )


def _run(options: MutationOptions) -> int:
    found = mutate(options.clauses or None, jobs=options.jobs, rows=options.rows, done=_progress)
    render = {"text": report.as_text, "markdown": report.as_markdown}.get(options.output.format)
    write(options.output, render(found) if render else dumps(report.as_json(found)))
    return FOUND if any(clause.survivors for clause in found) else DONE


def _progress(label: str) -> None:
    if sys.stderr.isatty():
        print(f"{label} done", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
