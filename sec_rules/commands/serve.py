"""`sec-rules serve`: the page on 127.0.0.1, with this Python behind it."""

from __future__ import annotations

import secrets
import socket
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Final

from attrs import frozen

from sec_rules.commands import DONE, Command, debug_argument
from sec_rules.commands.options import ruled
from sec_rules.commands.streams import put
from sec_rules.errors import ExtraError, UsageError


def _arguments(command: ArgumentParser) -> None:
    command.add_argument(
        "draft", nargs="?", metavar="DRAFT", help="a draft to show, checked again whenever it is saved"
    )
    command.add_argument("--port", type=int, default=0, metavar="NUMBER", help="default: one that is free")
    ruled(command)
    debug_argument(command)


@frozen(kw_only=True)
class ServeOptions:
    """The draft that is watched, the port, 0 for one that is free, and the rulebook by which all is answered."""

    draft: Path | None
    port: int
    rulebook: str | None

    @classmethod
    def parse(cls, arguments: Namespace) -> ServeOptions:
        """The options as given. `UsageError` for a draft that is not there, or a port that is none."""
        draft = Path(arguments.draft) if arguments.draft else None
        if draft is not None and not draft.is_file():
            raise UsageError(f"There is no file '{draft}'.")
        if not 0 <= arguments.port < 65_536:
            raise UsageError(f"--port should be a number from 1 to 65535, got {arguments.port}.")
        return cls(draft=draft, port=arguments.port, rulebook=arguments.rulebook)


def _run(options: ServeOptions) -> int:
    try:
        import uvicorn

        from sec_rules.page.serving import HOST, application
    except ImportError:
        raise ExtraError("serve needs Starlette and uvicorn: pip install 'sec-rules[serve]'.") from None
    if options.rulebook is not None:
        from sec_rules.loading import code_named

        code_named(options.rulebook)
    with socket.socket() as listening:
        try:
            listening.bind((HOST, options.port))
        except OSError as error:
            raise UsageError(f"Port {options.port} cannot be used: {error.strerror or error}.") from None
        port, token = listening.getsockname()[1], secrets.token_urlsafe(24)
        put(f"Open http://{HOST}:{port}/#token={token} in a browser. It is for this machine alone; Ctrl+C ends it.\n")
        served = application(port, token, options.draft, options.rulebook)
        config = uvicorn.Config(served, log_level="warning", server_header=False)
        uvicorn.Server(config).run(sockets=[listening])
    return DONE


COMMAND: Final = Command(
    name="serve",
    rank=27,
    says="open the same page on this machine, with this Python behind it",
    arguments=_arguments,
    options=ServeOptions,
    run=_run,
)
