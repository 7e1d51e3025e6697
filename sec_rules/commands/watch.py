"""`sec-rules watch`: events about Users come in, and rules fire."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Final, Literal

from attrs import frozen

from sec_rules._files import Input, refuse_inputs
from sec_rules.commands import DONE, Command, debug_argument
from sec_rules.commands.options import ruled
from sec_rules.commands.streams import deliver, say
from sec_rules.errors import DocumentError

# What stands for the standard input.
_STANDARD: Final = "-"


def _arguments(command: ArgumentParser) -> None:
    command.add_argument(
        "events", metavar="EVENTS", help="a file with one JSON object on each line; - is standard input"
    )
    command.add_argument(
        "--state", metavar="FILE", help="a file that keeps what was read and what fired, from one run to the next"
    )
    command.add_argument(
        "--engine",
        choices=("python", "durable"),
        help="what fires the rules; default: durable_rules where it is installed, else python",
    )
    command.add_argument(
        "--format", choices=("text", "json"), default="text", help="default: text; json is one line each"
    )
    command.add_argument("--json", dest="format", action="store_const", const="json", help="same as --format json")
    ruled(command)
    command.add_argument("--quiet", action="store_true", help="print only what fires, not what is waiting")
    debug_argument(command)


@frozen(kw_only=True)
class WatchOptions:
    """From where events are read, where the state is kept, by which rulebook and what rules fire, how it is printed."""

    events: str
    state: Path | None
    engine: Literal["python", "durable"] | None
    rulebook: str | None
    json: bool
    quiet: bool

    @classmethod
    def parse(cls, arguments: Namespace) -> WatchOptions:
        """The options as given. `UsageError` where the state would take the place of the events."""
        state = None if arguments.state is None else Path(arguments.state)
        if state is not None and arguments.events != _STANDARD:
            refuse_inputs(state, [Input(Path(arguments.events), "the file of events")])
        return cls(
            events=arguments.events,
            state=state,
            engine=arguments.engine,
            rulebook=arguments.rulebook,
            json=arguments.format == "json",
            quiet=arguments.quiet,
        )


def _run(options: WatchOptions) -> int:
    from sec_rules.answers.watch.state import State
    from sec_rules.answers.watch.watching import Watching, follow
    from sec_rules.loading import load
    from sec_rules.report import watch as watch_report

    if options.events == _STANDARD and sys.stdin is None:
        raise DocumentError("Standard input is closed; give a file of events.")
    code = load(rulebook=options.rulebook)
    events = sys.stdin.buffer if options.events == _STANDARD else options.events
    with State(options.state, code) as state:
        watching = Watching(code, state, options.engine)
        for entry in follow(watching, events):
            # Printed before it is noted as printed.
            deliver(
                watch_report.as_json(entry) if options.json else watch_report.as_text(entry),
                "json" if options.json else "text",
            )
        if (waiting := watching.waiting()) and not options.quiet:
            many = "event is of a day that has" if waiting == 1 else "events are of days that have"
            say(f"{waiting:,} {many} not come; a 'day' event brings them in.")
    return DONE


COMMAND: Final = Command(
    name="watch",
    rank=4,
    says="read events about Users, and tell which rules fire",
    arguments=_arguments,
    options=WatchOptions,
    run=_run,
)
