"""`sec-rules review`: the check for a drafter, as the file with comments and a page beside it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Final

from sec_rules.commands import DONE, FOUND, Command
from sec_rules.commands.draft_options import (
    accepting,
    commented,
    mending,
    not_the_draft,
    opened,
    reading,
    selecting,
    selection,
    settled,
)
from sec_rules.commands.options import day, write_file


def _arguments(command: ArgumentParser) -> None:
    command.add_argument("draft", metavar="DRAFT", help="a draft; the files are written beside it")
    command.add_argument("--on", type=day, metavar="DATE", help="the day on which it would commence, as 2019-02-28")
    command.add_argument("--all", action="store_true", help="also findings that the base text has too")
    command.add_argument("--fail-on", choices=("error", "warning", "note"), help="default: error")
    command.add_argument("--quiet", action="store_true", help="print nothing; the exit status tells")
    command.add_argument("--debug", action="store_true", help="show where a fault of the program lies")
    selecting(command)
    mending(command)
    reading(command)
    accepting(command)


def _run(arguments: Namespace) -> int:
    from sec_rules.loading import load
    from sec_rules.report import as_html
    from sec_rules.review.review import check

    draft = Path(arguments.draft)
    reviewed = not_the_draft(draft.with_suffix(".reviewed.docx"), [arguments.draft])
    chosen = selection(arguments)
    document = opened(arguments, arguments.draft)
    found = check(document, load(), on=arguments.on, everything=arguments.all, selection=chosen)
    (result,) = settled(arguments, [found])
    word, page = commented(arguments, result, arguments.draft), as_html.checked(result)
    report = draft.with_suffix(".report.html")
    write_file(reviewed, word)
    write_file(report, page.encode("utf-8"))
    if not arguments.quiet:
        print(f"{result.verdict[:1].upper()}{result.verdict[1:]}\n\n  {reviewed}\n  {report}")
    return FOUND if result.fails(chosen.fail_on) else DONE


COMMAND: Final = Command(
    name="review",
    rank=2,
    says="the same for a drafter: the file with comments and a page, beside the draft",
    arguments=_arguments,
    run=_run,
)
