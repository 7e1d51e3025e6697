"""`python -m tests.mutation`: would an invariant, the words or a row notice a slip in a rule or in its words?"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from attrs import frozen

from sec_rules.cli import guarded
from sec_rules.commands import DONE, FOUND
from sec_rules.commands.options import Output, output_arguments, write
from sec_rules.report.as_json import dumps
from tests.mutation import of_python, report
from tests.mutation.running import mutate


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    output_arguments(parser, formats=("text", "json", "markdown"))
    parser.add_argument("clauses", nargs="*", metavar="CLAUSE", help="such as G8.41; all where none is given")
    parser.add_argument("--no-rows", action="store_true", help="do not run the tests of the clauses on the mutants")
    parser.add_argument(
        "--jobs", type=int, default=os.cpu_count() or 1, metavar="N", help="processes; default: one a processor"
    )
    parser.add_argument(
        "--python",
        type=int,
        nargs="?",
        const=300,
        metavar="N",
        help="slips in so many places of the Python of the core instead, taken at random; 300 where none is given",
    )
    parser.add_argument(
        "--lines-run",
        type=Path,
        metavar="FILE",
        help="which tests run which lines, as `pytest -p tests.mutation.running_tests` writes it",
    )
    parser.add_argument(
        "--keep", type=Path, metavar="FILE", help="what became of each mutant; a run goes on after those that it keeps"
    )
    parser.add_argument(
        "--of",
        action="append",
        default=[],
        metavar="MODULE:FUNCTION",
        help="with --python: every slip in that function, which may be given more than once, and none at random",
    )
    parser.add_argument("--seed", type=int, default=1, help="which places are taken; default: 1")
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the mutants; 1 where one survives."""
    arguments = _parser().parse_args(argv)
    return guarded(lambda: _run(MutationOptions.parse(arguments)), debug=arguments.debug)


@frozen(kw_only=True)
class MutationOptions:
    """Which clauses are mutated, whether their tests run on the mutants, in how many processes; or how many places of
    the Python instead, and which.
    """

    clauses: tuple[str, ...]
    rows: bool
    jobs: int
    python: int | None
    runs: Path | None
    keep: Path | None
    of: tuple[str, ...]
    seed: int
    output: Output

    @classmethod
    def parse(cls, arguments: Namespace) -> MutationOptions:
        """The options as given."""
        return cls(
            clauses=tuple(arguments.clauses),
            rows=not arguments.no_rows,
            jobs=arguments.jobs,
            python=arguments.python,
            runs=arguments.lines_run,
            keep=arguments.keep,
            of=tuple(arguments.of),
            seed=arguments.seed,
            output=Output.parse(arguments),
        )


def _run(options: MutationOptions) -> int:
    if options.python is not None:
        return _run_python(options.python, options)
    found = mutate(options.clauses or None, jobs=options.jobs, rows=options.rows, done=_progress)
    render = {"text": report.as_text, "markdown": report.as_markdown}.get(options.output.format)
    write(options.output, render(found) if render else dumps(report.as_json(found)))
    return FOUND if any(clause.survivors for clause in found) else DONE


def _run_python(number: int, options: MutationOptions) -> int:
    # What forks and imports the tests is not asked for otherwise.
    from tests.mutation import in_forks

    tried = of_python.kept(options.keep)
    done = {(one.mutant.name, one.mutant.line) for one in tried}
    named = of_python.of_functions(options.of)
    chosen = named if options.of else of_python.chosen(number, options.seed, of_python.core())

    def say(one: of_python.Tried) -> None:
        tried.append(one)
        of_python.keep(one, options.keep)
        _progress(f"{one.outcome}: {one.mutant.name}")

    left = [made for made in chosen if (made.mutant.name, made.mutant.line) not in done]
    in_forks.tried(left, options.runs, say, options.jobs)
    write(options.output, of_python.as_text(tried))
    alive = any(one.outcome == "survived" and not one.mutant.is_equivalent for one in tried)
    return FOUND if alive else DONE


def _progress(label: str) -> None:
    if sys.stderr.isatty():
        print(f"{label} done", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
