"""`sec-rules export`: the rules of a day for other engines, or as a table to read."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sec_rules.commands import DONE, Command
from sec_rules.commands.options import code_and_day, common, write_file
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


def _run(arguments: Namespace) -> int:
    from sec_rules.rulebook.questions import assessment

    code, on = code_and_day(arguments)
    if on is None:
        raise UsageError("Of which day? Give --on.")
    if arguments.to != "sql" and (arguments.dialect or arguments.table):
        raise UsageError("--dialect and --table go with --to sql.")
    ruleset = code.ruleset(assessment, on)
    if ruleset.unread and arguments.to != "json":
        unread = "; ".join(f"{label} ({why})" for label, why in ruleset.unread)
        raise EngineError(f"What is exported would not be the whole ruleset, because not all was read: {unread}")
    if arguments.to == "json":
        from sec_rules.answers.export.tree import to_json

        return _give(arguments, to_json(code, on).encode())
    return _give(arguments, _written(arguments, code.facts(on), ruleset))


def _written(arguments: Namespace, facts: Mapping[str, YesNo | Count], ruleset: Ruleset) -> bytes:
    from sec_rules.analysis.atlas import build

    atlas = build(ruleset, facts)
    match arguments.to:
        case "dmn":
            from sec_rules.answers.export.dmn import to_dmn

            return to_dmn(atlas)
        case "markdown":
            from sec_rules.answers.export.markdown import to_markdown

            return to_markdown(atlas).encode()
        case _:
            return _sql(arguments, atlas).encode()


def _sql(arguments: Namespace, atlas: Atlas) -> str:
    from sec_rules.answers.export.sql import dialects, to_sql

    dialect = (arguments.dialect or "duckdb").lower()
    if dialect not in dialects():
        raise UsageError(f"'{dialect}' is no dialect; known are {', '.join(dialects())}.")
    return to_sql(atlas, dialect, arguments.table or "users")


def _give(arguments: Namespace, data: bytes) -> int:
    if arguments.out:
        write_file(Path(arguments.out), data)
    elif not arguments.quiet:
        sys.stdout.write(data.decode("utf-8"))
    return DONE


COMMAND: Final = Command(
    name="export", rank=10, says="the rules as SQL, DMN, JSON or a table in Markdown", arguments=_arguments, run=_run
)
