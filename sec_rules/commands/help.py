"""`sec-rules help`: the pages of the documentation, at a terminal."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from typing import Final

from attrs import frozen

from sec_rules.commands import DONE, Command, debug_argument
from sec_rules.commands.streams import is_terminal, put


def _arguments(command: ArgumentParser) -> None:
    command.add_argument("topic", nargs="?", metavar="TOPIC", help="a page; without it, the list of pages")
    debug_argument(command)


@frozen(kw_only=True)
class HelpOptions:
    """The page asked for; None for the list of them."""

    topic: str | None

    @classmethod
    def parse(cls, arguments: Namespace) -> HelpOptions:
        """The options as given."""
        return cls(topic=arguments.topic)


def _run(options: HelpOptions) -> int:
    from sec_rules.answers.topics import topic, topics
    from sec_rules.report.layout import Ink
    from sec_rules.report.topics_as_text import listed, shown

    ink = Ink(is_terminal(sys.stdout) and not os.environ.get("NO_COLOR"))
    put(listed(topics(), ink) if options.topic is None else shown(topic(options.topic), ink))
    return DONE


COMMAND: Final = Command(
    name="help",
    rank=30,
    says="show a page of the documentation",
    arguments=_arguments,
    options=HelpOptions,
    run=_run,
)
