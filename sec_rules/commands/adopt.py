"""`sec-rules adopt`: the reader's own copy of official words, kept locally and cited as VERBATIM."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path
from typing import Final

from attrs import frozen

from sec_rules._files import Input
from sec_rules.commands import DONE, FOUND, Command
from sec_rules.commands.options import Output, common, give
from sec_rules.commands.streams import put
from sec_rules.errors import UsageError


def _arguments(command: ArgumentParser) -> None:
    common(command)
    command.add_argument("file", nargs="?", metavar="FILE", help="a .docx, .md or .txt file of official words")
    command.add_argument("--forget", action="store_true", help="forget the copy that was adopted for that day")
    command.add_argument("--dry-run", action="store_true", help="tell what the words mean, and keep nothing")


@frozen(kw_only=True)
class AdoptOptions:
    """Which words are adopted for which day, or forgotten."""

    file: str | None
    on: date
    forget: bool
    dry_run: bool
    output: Output

    @classmethod
    def parse(cls, arguments: Namespace) -> AdoptOptions:
        """The options as given. `UsageError` without a day."""
        if arguments.on is None:
            raise UsageError("On which day do the words stand? Give --on.")
        reads = (Input(Path(arguments.file), "the file of official words"),) if arguments.file else ()
        return cls(
            file=arguments.file,
            on=arguments.on,
            forget=arguments.forget,
            dry_run=arguments.dry_run,
            output=Output.parse(arguments, reads),
        )


def _run(options: AdoptOptions) -> int:
    from sec_rules.documents.readers import open_draft
    from sec_rules.drafting.adoption import adopt
    from sec_rules.engine import adopted_text
    from sec_rules.loading import load
    from sec_rules.report import adoption

    if options.forget:
        if not adopted_text.forget(options.on):
            raise UsageError(f"No copy is kept for {options.on}.")
        put(f"The copy adopted for {options.on} is forgotten.\n")
        return DONE
    if options.file is None:
        raise UsageError("Which words? Give a FILE.")
    found = adopt(open_draft(options.file), load(), options.on)
    if not options.dry_run:
        adopted_text.keep(found.text)
    give(options.output, adoption.as_data(found), lambda ink: adoption.as_text(found, kept=not options.dry_run))
    return DONE if found.same == len(found.clauses) else FOUND


COMMAND: Final = Command(
    name="adopt",
    rank=9,
    says="keep your own copy of official words on this machine, to be used as the words of the Code",
    arguments=_arguments,
    options=AdoptOptions,
    run=_run,
)
