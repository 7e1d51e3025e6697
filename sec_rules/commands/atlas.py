"""`sec-rules atlas`: every kind of User there can be, each with its answer."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Final

from attrs import frozen

from sec_rules.commands import DONE, Command
from sec_rules.commands.options import CodeOptions, Output, code_and_day, common, ruled, write

if TYPE_CHECKING:
    from sec_rules.analysis.atlas import Atlas


def _arguments(command: ArgumentParser) -> None:
    common(command, formats=("text", "json", "csv", "markdown"), draft=True)
    ruled(command)


@frozen(kw_only=True)
class AtlasOptions:
    """Which Code the atlas is of."""

    code: CodeOptions
    output: Output

    @classmethod
    def parse(cls, arguments: Namespace) -> AtlasOptions:
        """The options as given."""
        code = CodeOptions.parse(arguments)
        return cls(code=code, output=Output.parse(arguments, code.inputs))


def _run(options: AtlasOptions) -> int:
    from sec_rules.analysis.atlas import atlas_of

    code, given = code_and_day(options.code)
    question = code.rulebook.question
    atlas = atlas_of(code, question, on=given or code.newest_day(question))
    write(options.output, _written(atlas, options.output.format))
    return DONE


def _written(atlas: Atlas, form: str) -> str:
    from sec_rules.analysis.atlas_table import table
    from sec_rules.report import as_table
    from sec_rules.report.as_json import dumps

    match form:
        case "markdown":
            from sec_rules.answers.export.markdown import to_markdown
            from sec_rules.report.layout import visible

            return visible(to_markdown(atlas))
        case "csv":
            return as_table.as_csv(table(atlas))
        case "text":
            return as_table.as_text(table(atlas))
        case _:
            return dumps(as_table.as_json(table(atlas)))


COMMAND: Final = Command(
    name="atlas",
    rank=9,
    says="list every kind of User there can be, each with its answer",
    arguments=_arguments,
    options=AtlasOptions,
    run=_run,
)
