"""`sec-rules export`: the rules of a day for other engines, or as a table to read."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from attrs import frozen

from sec_rules.commands import DONE, Command
from sec_rules.commands.options import CodeOptions, Output, code_and_day, common, usual_question, write
from sec_rules.commands.streams import Form
from sec_rules.errors import EngineError, UsageError

if TYPE_CHECKING:
    from sec_rules.analysis.atlas import Atlas
    from sec_rules.engine.linking import Ruleset
    from sec_rules.lang import Count, YesNo


def _arguments(command: ArgumentParser) -> None:
    common(command, formats=("text",), draft=True)
    command.add_argument(
        "--to", required=True, choices=("sql", "dmn", "json", "markdown"), help="what the rules are written as"
    )
    command.add_argument(
        "--dialect", default=None, help="of SQL: duckdb (default), sqlite, spark; others where sqlglot is installed"
    )
    command.add_argument("--table", default=None, help="of SQL: the table of Users; default: users")


@frozen(kw_only=True)
class ExportOptions:
    """Which Code is exported, as what; the dialect and the table are of SQL."""

    code: CodeOptions
    to: str
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
    code, on = code_and_day(options.code)
    if on is None:
        raise UsageError("Of which day? Give --on.")
    question = usual_question()
    ruleset = code.ruleset(question, on)
    if ruleset.unread and options.to != "json":
        unread = "; ".join(f"{label} ({why})" for label, why in ruleset.unread)
        raise EngineError(f"What is exported would not be the whole ruleset, because not all was read: {unread}")
    if options.to == "json":
        from sec_rules.answers.export.tree import to_json

        return _give(options.output, to_json(code, on), "json")
    form: Form = "markup" if options.to == "dmn" else "text"
    return _give(options.output, _written(options, code.facts(on, question), ruleset), form)


def _written(options: ExportOptions, facts: Mapping[str, YesNo | Count], ruleset: Ruleset) -> str:
    from sec_rules.analysis.atlas import build

    atlas = build(ruleset, facts)
    match options.to:
        case "dmn":
            from sec_rules.answers.export.dmn import to_dmn

            return to_dmn(atlas).decode()
        case "markdown":
            from sec_rules.answers.export.markdown import to_markdown
            from sec_rules.report.layout import visible

            # A table is to be read; what is for other engines stays as it is.
            return visible(to_markdown(atlas))
        case _:
            return _sql(options, atlas)


def _sql(options: ExportOptions, atlas: Atlas) -> str:
    from sec_rules.answers.export.sql import dialects, to_sql

    dialect = (options.dialect or "duckdb").lower()
    if dialect not in dialects():
        raise UsageError(f"'{dialect}' is no dialect; known are {', '.join(dialects())}.")
    return to_sql(atlas, dialect, options.table or "users")


def _give(output: Output, text: str, form: Form = "text") -> int:
    write(output, text, form)
    return DONE


COMMAND: Final = Command(
    name="export",
    rank=10,
    says="the rules as SQL, DMN, JSON or a table in Markdown",
    arguments=_arguments,
    options=ExportOptions,
    run=_run,
)
