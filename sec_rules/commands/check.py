"""`sec-rules check`: validates a proposed text, the main job."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from typing import Final

from sec_rules.commands import DONE, FOUND, Command
from sec_rules.commands.arguments import axes, common, give, plane


def _arguments(command: ArgumentParser) -> None:
    common(command, formats=("text", "json", "html"))
    plane(command)
    command.add_argument("drafts", nargs="+", metavar="DRAFT", help="a .docx, .md or .txt file")
    command.add_argument("--all", action="store_true", help="also findings that the base text has too")
    command.add_argument("--fail-on", choices=("error", "warning", "note"), default="error", help="default: error")


def _run(arguments: Namespace) -> int:
    from sec_rules.checking import check, together
    from sec_rules.code import load
    from sec_rules.drafting.readers import open_draft
    from sec_rules.report import as_json, as_text

    documents = [open_draft(path) for path in arguments.drafts]
    code = load()
    results = [check(d, code, on=arguments.on, everything=arguments.all) for d in documents]
    combined = together(results) if len(results) > 1 else None
    counts = axes(arguments)

    def data() -> Mapping[str, object]:
        reports = [as_json.checked(r) for r in results]
        return {"reports": reports, "together": as_json.combined(combined)} if combined else reports[0]

    def text(ink: as_text.Ink) -> str:
        parts = [as_text.checked(r, ink, counts) for r in results]
        return "\n".join((*parts, *((as_text.combined(combined, ink),) if combined else ())))

    def html() -> str:
        from sec_rules.report import as_html

        return as_html.several(results, combined, counts)

    give(arguments, data, text, html)
    failing = any(r.fails(arguments.fail_on) for r in results) or (combined is not None and combined.fails())
    return FOUND if failing else DONE


COMMAND: Final = Command(
    name="check", rank=1, says="validate a proposed text: the main job", arguments=_arguments, run=_run
)
