"""`sec-rules docs`: the pages that are generated from the modules, and the Code as a small site."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Final

from sec_rules.commands import DONE, FOUND, Command
from sec_rules.commands.options import write_file
from sec_rules.errors import DocumentError


def _arguments(command: ArgumentParser) -> None:
    what = command.add_mutually_exclusive_group()
    what.add_argument("--check", action="store_true", help="write nothing; the exit status tells whether all is new")
    what.add_argument(
        "--site", metavar="DIR", help="write a page for each clause, check and topic there, with an index"
    )
    command.add_argument("--debug", action="store_true", help="show where a fault of the program lies")


def _run(arguments: Namespace) -> int:
    if arguments.site is not None:
        write_site(Path(arguments.site))
        return DONE
    return _generated(check=arguments.check)


def _generated(*, check: bool) -> int:
    from sec_rules.answers.reference_pages import pages, sources
    from sec_rules.commands.reference import written
    from sec_rules.loading import load

    root = sources()
    stale = [page for page in pages(load(), root, written()) if _held(root / page.path) != page.text]
    for page in stale:
        if not check:
            write_file(root / page.path, page.text.encode("utf-8"))
        what = "is not what the modules say; run sec-rules docs" if check else "written"
        sys.stdout.write(f"{page.path}: {what}\n")
    return FOUND if stale and check else DONE


def _held(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None


def write_site(folder: Path) -> None:
    """Writes the site; each page is whole or absent. `DocumentError` where it cannot be written."""
    from sec_rules.answers.codebook import book
    from sec_rules.answers.topics import topics
    from sec_rules.loading import load
    from sec_rules.report import as_html
    from sec_rules.review.checks import all_checks

    pages = dict(as_html.site(book(load()), all_checks(), topics()))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DocumentError(f"The folder '{folder}' cannot be made: {error.strerror or error}.") from None
    for name, page in pages.items():
        write_file(folder / name, page.encode("utf-8"))


COMMAND: Final = Command(
    name="docs", rank=20, says="write the pages that are generated from the modules", arguments=_arguments, run=_run
)
