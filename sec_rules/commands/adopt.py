"""`sec-rules adopt`: the reader's own copy of official words, kept locally and cited as VERBATIM."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from typing import Final

from sec_rules.commands import DONE, FOUND, Command
from sec_rules.commands.options import common, give
from sec_rules.errors import UsageError


def _arguments(command: ArgumentParser) -> None:
    common(command)
    command.add_argument("file", nargs="?", metavar="FILE", help="a .docx, .md or .txt file of official words")
    command.add_argument("--forget", action="store_true", help="forget the copy that was adopted for that day")
    command.add_argument("--dry-run", action="store_true", help="tell what the words mean, and keep nothing")


def _run(arguments: Namespace) -> int:
    from sec_rules.documents.readers import open_draft
    from sec_rules.drafting.adoption import adopt
    from sec_rules.engine import adopted_text
    from sec_rules.loading import held, load
    from sec_rules.report import adoption

    if arguments.on is None:
        raise UsageError("On which day do the words stand? Give --on.")
    if arguments.forget:
        if not adopted_text.forget(arguments.on):
            raise UsageError(f"No copy is kept for {arguments.on}.")
        load.cache_clear()
        sys.stdout.write(f"The copy adopted for {arguments.on} is forgotten.\n")
        return DONE
    if arguments.file is None:
        raise UsageError("Which words? Give a FILE.")
    found = adopt(open_draft(arguments.file), held(), arguments.on)
    if not arguments.dry_run:
        adopted_text.keep(found.kept)
        load.cache_clear()
    give(arguments, adoption.as_data(found), lambda ink: adoption.as_text(found, kept=not arguments.dry_run))
    return DONE if all(clause.meaning == "same" for clause in found.clauses) else FOUND


COMMAND: Final = Command(
    name="adopt",
    rank=9,
    says="keep the reader's own copy of official words locally, as VERBATIM",
    arguments=_arguments,
    run=_run,
)
