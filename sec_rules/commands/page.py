"""`sec-rules page`: the whole tool as one HTML file that a double click opens."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Final

from attrs import frozen

from sec_rules import _files
from sec_rules.commands import DONE, Command, debug_argument, quiet_argument
from sec_rules.commands.options import ruled
from sec_rules.commands.streams import put


def _arguments(command: ArgumentParser) -> None:
    command.add_argument("--out", metavar="FILE", required=True, help="the file, such as sec-rules.html")
    command.add_argument("--overwrite", action="store_true", help="write it even if the file has been edited")
    command.add_argument(
        "--cache", metavar="DIR", help="where to keep what it is made of, once fetched; default: the user's cache"
    )
    ruled(command)
    quiet_argument(command)
    debug_argument(command)


@frozen(kw_only=True)
class PageOptions:
    """Where the page is written, where what it is made of is kept, None for the usual place, and its rulebook."""

    out: Path
    overwrite: bool
    cache: Path | None
    rulebook: str | None
    quiet: bool

    @classmethod
    def parse(cls, arguments: Namespace) -> PageOptions:
        """The options as given."""
        cache = Path(arguments.cache) if arguments.cache else None
        return cls(
            out=Path(arguments.out),
            overwrite=arguments.overwrite,
            cache=cache,
            rulebook=arguments.rulebook,
            quiet=arguments.quiet,
        )


def _run(options: PageOptions) -> int:
    from sec_rules.page.bundle import built
    from sec_rules.page.runtime import usual_cache

    rulebook = None
    if options.rulebook is not None:
        from sec_rules.loading import source_of

        rulebook = source_of(options.rulebook)
    # Making it takes a minute, so that where it cannot be written that is said before.
    with _files.whole(options.out, inputs=(), over_edited=options.overwrite) as beside:
        page = _files.sealed(built(options.cache or usual_cache(), rulebook))
        _files.write(beside, page, inputs=())
    if not options.quiet:
        put(f"{options.out}: {len(page) / 1_000_000:.1f} MB. Open it by a double click; it needs no network.\n")
    return DONE


COMMAND: Final = Command(
    name="page",
    rank=26,
    says="write the whole tool as one HTML file, for a browser without a network",
    arguments=_arguments,
    options=PageOptions,
    run=_run,
)
