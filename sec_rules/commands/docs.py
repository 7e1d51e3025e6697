"""`sec-rules docs`: the Code as a small site of pages, one a clause."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Final

from sec_rules.commands import DONE, Command
from sec_rules.commands.arguments import write_file
from sec_rules.errors import DocumentError


def _arguments(command: ArgumentParser) -> None:
    command.add_argument("--site", metavar="DIR", required=True, help="write the pages there, with an index")
    command.add_argument("--debug", action="store_true", help="show where a fault of the program lies")


def _run(arguments: Namespace) -> int:
    write_site(Path(arguments.site))
    return DONE


def write_site(folder: Path) -> None:
    """Writes the site; each page is whole or absent. `DocumentError` where it cannot be written."""
    from sec_rules.code import load
    from sec_rules.codebook import book
    from sec_rules.report import as_html

    pages = dict(as_html.site(book(load())))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DocumentError(f"The folder '{folder}' cannot be made: {error.strerror or error}.") from None
    for name, page in pages.items():
        write_file(folder / name, page.encode("utf-8"))


COMMAND: Final = Command(
    name="docs", rank=20, says="write the Code as a small site, a page for each clause", arguments=_arguments, run=_run
)
