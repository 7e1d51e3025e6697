"""`sec-rules export`: the rules of a day for other engines, or as a table to read."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Final

from attrs import frozen

from sec_rules.commands import DONE, Command
from sec_rules.commands.options import CodeOptions, Output, code_and_day, common, ruled, write
from sec_rules.commands.streams import Form
from sec_rules.errors import UsageError

if TYPE_CHECKING:
    from sec_rules.api.calls import Target

_FORMS: Final[dict[str, Form]] = {"json": "json", "dmn": "markup"}


def _arguments(command: ArgumentParser) -> None:
    common(command, formats=("text",), draft=True)
    command.add_argument(
        "--to",
        required=True,
        choices=("sql", "dmn", "json", "markdown"),
        help="the form in which the rules are written",
    )
    command.add_argument(
        "--dialect",
        default=None,
        help="the dialect of SQL: duckdb (default), sqlite, spark; others where sqlglot is installed",
    )
    ruled(command)
    command.add_argument("--table", default=None, help="with SQL: the table of Users; default: users")


@frozen(kw_only=True)
class ExportOptions:
    """Which Code is exported, as what; the dialect and the table are of SQL."""

    code: CodeOptions
    to: Target
    dialect: str | None
    table: str | None
    output: Output

    @classmethod
    def parse(cls, arguments: Namespace) -> ExportOptions:
        """The options as given. `UsageError` for those of SQL where it is not SQL that is asked for."""
        if arguments.to != "sql" and (arguments.dialect or arguments.table):
            raise UsageError("--dialect and --table go with --to sql.")
        code = CodeOptions.parse(arguments)
        return cls(
            code=code,
            to=arguments.to,
            dialect=arguments.dialect,
            table=arguments.table,
            output=Output.parse(arguments, code.inputs),
        )


def _run(options: ExportOptions) -> int:
    from sec_rules.api.calls import export

    code, on = code_and_day(options.code)
    if on is None:
        raise UsageError("Of which day? Give --on.")
    question, dialect, table = code.rulebook.question, options.dialect or "duckdb", options.table or "users"
    text = export(code, question, options.to, on=on, dialect=dialect, table=table)
    write(options.output, text, _FORMS.get(options.to, "text"))
    return DONE


COMMAND: Final = Command(
    name="export",
    rank=10,
    says="write the rules as SQL, DMN, JSON or a table in Markdown",
    arguments=_arguments,
    options=ExportOptions,
    run=_run,
)
