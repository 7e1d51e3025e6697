"""`sec-rules docs`: the pages that are generated from the modules, and the Code as a small site."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Final

from attrs import frozen

from sec_rules import _files
from sec_rules.commands import DONE, FOUND, Command, debug_argument
from sec_rules.commands.options import usual_question
from sec_rules.commands.streams import put


def _arguments(command: ArgumentParser) -> None:
    what = command.add_mutually_exclusive_group()
    what.add_argument(
        "--check", action="store_true", help="write nothing; the exit status says whether every page is up to date"
    )
    what.add_argument(
        "--site", metavar="DIR", help="write a page for each clause, check and topic there, with an index"
    )
    command.add_argument(
        "--overwrite", action="store_true", help="overwrite pages of the site even if they have been edited"
    )
    debug_argument(command)


@frozen(kw_only=True)
class DocsOptions:
    """Whether the pages are only compared, and the folder of the site where that is what is asked for."""

    check: bool
    site: Path | None
    overwrite: bool

    @classmethod
    def parse(cls, arguments: Namespace) -> DocsOptions:
        """The options as given."""
        site = None if arguments.site is None else Path(arguments.site)
        return cls(check=arguments.check, site=site, overwrite=arguments.overwrite)


def _run(options: DocsOptions) -> int:
    if options.site is not None:
        write_site(options.site, overwrite=options.overwrite)
        return DONE
    return _generated(check=options.check)


def _generated(*, check: bool) -> int:
    from sec_rules.answers.reference_pages import pages, sources
    from sec_rules.commands.reference import written
    from sec_rules.loading import load

    root = sources()
    stale = [page for page in pages(load(), root, written()) if _held(root / page.path) != page.text]
    for page in stale:
        if not check:
            # The page that is there is read, and is what is made new.
            _files.write(root / page.path, page.text.encode("utf-8"), inputs=())
        what = "is not what the modules say; run sec-rules docs" if check else "written"
        put(f"{page.path}: {what}\n")
    return FOUND if stale and check else DONE


def _held(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None


def write_site(folder: Path, *, overwrite: bool = False) -> None:
    """Writes the site, all of its pages or none. `DocumentError` where it cannot be written, `UsageError` where a page
    is there that is not as this program wrote it, unless those are written over.
    """
    from sec_rules.answers.codebook import book
    from sec_rules.answers.topics import topics
    from sec_rules.loading import load
    from sec_rules.report import as_html
    from sec_rules.review.checks import all_checks

    pages = dict(as_html.site(book(load(), usual_question()), all_checks(), topics()))
    _files.make_folder(folder)
    data = ((folder / name, _files.sealed(page.encode())) for name, page in pages.items())
    _files.write_all([_files.Written(path, page, over_edited=overwrite) for path, page in data])


COMMAND: Final = Command(
    name="docs",
    rank=20,
    says="write the pages that are generated from the code",
    arguments=_arguments,
    options=DocsOptions,
    run=_run,
)
