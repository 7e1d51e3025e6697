"""The options that say which checks run, and the settings of the project that they add to."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from sec_rules.errors import UsageError

if TYPE_CHECKING:
    from sec_rules.selection import Selection


def selecting(command: ArgumentParser) -> None:
    """The options for choosing checks; `--fail-on` is given by each command itself."""
    group = command.add_argument_group("which checks run")
    group.add_argument("--select", metavar="CODES", help="only these: XR402, XR, ALL; several with commas")
    group.add_argument("--extend-select", metavar="CODES", help="these besides the ones that run anyhow")
    group.add_argument("--ignore", metavar="CODES", help="not these")
    group.add_argument("--profile", metavar="NAME", help="conventions of the text: sec (default), clauses, statute")
    group.add_argument("--config", metavar="FILE", help="the settings; default: the nearest above the working folder")
    group.add_argument("--no-config", action="store_true", help="take no settings from a file")


def selection(arguments: Namespace) -> Selection:
    """What the project's settings and the options say together; an option takes the place of the setting."""
    from attrs import evolve

    from sec_rules import settings
    from sec_rules.drafting.profiles import Conventions, profile
    from sec_rules.selection import Selection

    base = Selection()
    if arguments.config and arguments.no_config:
        raise UsageError("--config and --no-config ask for opposite things.")
    path = Path(arguments.config) if arguments.config else None if arguments.no_config else settings.find(Path.cwd())
    if path is not None:
        base = settings.read(path)
    conventions = base.conventions
    if arguments.profile:
        conventions = Conventions(profile(arguments.profile), conventions.words)
    return evolve(
        base,
        select=base.select if arguments.select is None else _codes(arguments.select),
        extend=(*base.extend, *_codes(arguments.extend_select or "")),
        ignore=(*base.ignore, *_codes(arguments.ignore or "")),
        fail_on=arguments.fail_on or base.fail_on,
        conventions=conventions,
    )


def _codes(text: str) -> tuple[str, ...]:
    return tuple(code.strip() for code in text.split(",") if code.strip())
