"""`sec-rules list`: the clauses."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Final

from attrs import frozen

from sec_rules.commands import DONE, Command
from sec_rules.commands.options import CodeOptions, Output, code_and_day, common, give, ruled


def _arguments(command: ArgumentParser) -> None:
    common(command, draft=True)
    ruled(command)


@frozen(kw_only=True)
class ListOptions:
    """Which Code's clauses are listed."""

    code: CodeOptions
    output: Output

    @classmethod
    def parse(cls, arguments: Namespace) -> ListOptions:
        """The options as given."""
        code = CodeOptions.parse(arguments)
        return cls(code=code, output=Output.parse(arguments, code.inputs))


def _run(options: ListOptions) -> int:
    from sec_rules.answers.listing import listing
    from sec_rules.report import as_json, as_text

    found = listing(*code_and_day(options.code))
    give(options.output, as_json.listed(found), lambda ink: as_text.listed(found))
    return DONE


COMMAND: Final = Command(
    name="list", rank=8, says="list the clauses", arguments=_arguments, options=ListOptions, run=_run
)
