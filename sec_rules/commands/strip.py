"""`sec-rules strip`: a Word file without the tool's comments and name, to be published."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from attrs import frozen

from sec_rules import _files
from sec_rules._files import Input, refuse_inputs
from sec_rules.commands import DONE, Command, debug_argument, quiet_argument
from sec_rules.commands.draft_options import is_word
from sec_rules.commands.streams import put
from sec_rules.errors import UsageError

if TYPE_CHECKING:
    from sec_rules.documents.word.traces import Cleared


def _arguments(command: ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE", help="a .docx with comments or fixes by sec-rules")
    command.add_argument("--out", metavar="FILE", help="the file to write without them; default: FILE.clean.docx")
    quiet_argument(command)
    debug_argument(command)


@frozen(kw_only=True)
class StripOptions:
    """Which file is cleared, and where what is left goes."""

    file: Path
    out: Path
    quiet: bool

    @classmethod
    def parse(cls, arguments: Namespace) -> StripOptions:
        """The options as given. `UsageError` for a file that is no Word file, or that would be written over."""
        if not is_word(arguments.file):
            raise UsageError(f"{Path(arguments.file).name} is no .docx; comments are put into Word files alone.")
        file = Path(arguments.file)
        out = Path(arguments.out) if arguments.out else file.with_suffix(".clean.docx")
        refuse_inputs(out, (Input(file, "the file itself"),))
        return cls(file=file, out=out, quiet=arguments.quiet)


def _run(options: StripOptions) -> int:
    from sec_rules.documents.readers import open_draft
    from sec_rules.documents.word.traces import cleared
    from sec_rules.report.layout import visible

    found = cleared(_files.read(options.file), open_draft(options.file))
    _files.write(options.out, found.data, inputs=(Input(options.file, "the file itself"),))
    if not options.quiet:
        put(visible(_told(found, options.out)))
    return DONE


def _told(found: Cleared, out: Path) -> str:
    """What was taken out, and what stays under no name."""
    lines = [f"{_counted(found.comments, 'comment')} taken out, in {out}."]
    if found.answered:
        lines.append(f"{_counted(found.answered, 'comment')} that somebody answered or resolved left, under 'Author'.")
    if found.changes:
        lines.append(f"{_counted(found.changes, 'tracked change')} left, under 'Author'.")
    return "".join(f"{line}\n" for line in lines)


def _counted(number: int, name: str) -> str:
    return f"{number} {name}{'' if number == 1 else 's'}"


COMMAND: Final = Command(
    name="strip",
    rank=2,
    says="take the tool's comments and name out of a Word file, before it is published",
    arguments=_arguments,
    options=StripOptions,
    run=_run,
)
