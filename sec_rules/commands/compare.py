"""`sec-rules compare`: what changes for whom between two days, two drafts, or a day and a draft."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sec_rules.commands import DONE, FOUND, Command
from sec_rules.commands.arguments import axes, common, day, give, held_draft, is_day, plane
from sec_rules.errors import UsageError

if TYPE_CHECKING:
    from sec_rules.linking import Law


def _arguments(command: ArgumentParser) -> None:
    common(command, formats=("text", "json", "html"))
    plane(command)
    command.add_argument("old", metavar="A", help="a day (2019-02-27) or a draft")
    command.add_argument("new", metavar="B", help="a day or a draft")


def _run(arguments: Namespace) -> int:
    from sec_rules.consequences import compared
    from sec_rules.report import as_json, as_text

    old, new = _side(arguments, arguments.old), _side(arguments, arguments.new)
    answer = compared(old, new, axes(arguments))

    def html() -> str:
        from sec_rules.report import as_html

        return as_html.compared(answer)

    give(arguments, as_json.compared(answer), lambda ink: as_text.compared(answer, ink), html)
    return FOUND if answer.found.because else DONE


def _side(arguments: Namespace, given: str) -> tuple[str, Law]:
    """One side of a comparison: its name, and the law."""
    from sec_rules.code import load
    from sec_rules.questions import assessment

    if is_day(given):
        try:
            return given, load().law(assessment, day(given))
        except ArgumentTypeError as error:
            raise UsageError(f"{error}.") from None
    if not Path(given).suffix:
        raise UsageError(f"'{given}' is neither a day, such as 2019-02-28, nor a draft (.docx, .md, .txt).")
    draft = held_draft(given, arguments.on)
    return draft.document.name, draft.proposed.law(assessment, draft.on)


COMMAND: Final = Command(
    name="compare",
    rank=6,
    says="two days, two drafts, or a day and a draft: what changes for whom",
    arguments=_arguments,
    run=_run,
)
