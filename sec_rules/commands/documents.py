"""Options of the commands that read a draft, and how they open it and give it back."""

from __future__ import annotations

import argparse
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from sec_rules.errors import DocumentError, UsageError

if TYPE_CHECKING:
    from sec_rules.checking import Checked
    from sec_rules.drafting.document import Document
    from sec_rules.drafting.word.package import Limits


def reading(command: ArgumentParser) -> None:
    """The options that say how a draft is read."""
    group = command.add_argument_group("reading a draft")
    group.add_argument(
        "--formatting-is-redline",
        action=argparse.BooleanOptionalAction,
        default=None,
        help="whether text struck or underlined in a colour is a change; without tracked changes it is",
    )
    group.add_argument("--against", metavar="OLD", help="the draft is a clean file; compare it with that older one")
    group.add_argument(
        "--limit",
        action="append",
        default=[],
        metavar="NAME=NUMBER",
        help="what a Word file may take: unpacked bytes, ratio, parts, tags, paragraphs",
    )


def mending(command: ArgumentParser) -> None:
    """The options that put fixes into the draft."""
    command.add_argument("--fix", action="store_true", help="put safe fixes in, in a .docx as tracked changes")
    command.add_argument("--unsafe-fixes", action="store_true", help="also those that can change the meaning")


def accepting(command: ArgumentParser) -> None:
    """The options for findings that are known and accepted."""
    group = command.add_argument_group("findings that are accepted")
    group.add_argument("--baseline", metavar="FILE", help="the findings accepted, each with its reason")
    group.add_argument("--write-baseline", action="store_true", help="write the findings there are into that file")
    group.add_argument("--because", metavar="REASON", default="", help="why those newly written are accepted")


def settled(arguments: Namespace, results: list[Checked]) -> list[Checked]:
    """The results with the findings accepted that the baseline or a comment in the draft names."""
    from sec_rules.accepting import accept, read_baseline, written_baseline
    from sec_rules.commands.arguments import write_file

    if (arguments.write_baseline or arguments.because) and not arguments.baseline:
        raise UsageError("Into which file? Give --baseline FILE with --write-baseline.")
    if arguments.because and not arguments.write_baseline:
        raise UsageError("--because is the reason for what --write-baseline writes.")
    path = Path(arguments.baseline) if arguments.baseline else None
    baseline = read_baseline(_text(path), path.name) if path and (path.exists() or not arguments.write_baseline) else ()
    name = path.name if path else ""
    if path is not None and arguments.write_baseline:
        text = written_baseline([accept(r, everything=True) for r in results], baseline, arguments.because)
        drafts = arguments.drafts if hasattr(arguments, "drafts") else [arguments.draft]
        write_file(not_the_draft(path, drafts), text.encode("utf-8"))
        baseline = read_baseline(text, path.name)
    return [accept(r, baseline, name=name, everything=arguments.all) for r in results]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise UsageError(f"There is no baseline '{path}'; --write-baseline makes one.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path.name} cannot be read as a baseline: {error}.") from None


def limits(arguments: Namespace) -> Limits:
    """What a Word file may take."""
    from sec_rules.drafting.word.package import Limits

    return Limits.given(tuple(arguments.limit))


def opened(arguments: Namespace, path: str) -> Document:
    """The draft in a file, read as the options say."""
    from sec_rules.drafting.comparing import compared
    from sec_rules.drafting.readers import open_draft

    draft = open_draft(path, limits=limits(arguments), formatting_is_redline=arguments.formatting_is_redline)
    if not arguments.against:
        return draft
    old = open_draft(arguments.against, limits=limits(arguments), formatting_is_redline=arguments.formatting_is_redline)
    return compared(old, draft)


def commented(arguments: Namespace, result: Checked, path: str) -> bytes:
    """The draft again, as a Word file with comments; one that is no Word file as a redline against its base."""
    from sec_rules.report import as_docx

    if result.draft.document.format != "docx":
        if arguments.fix or arguments.unsafe_fixes:
            raise UsageError(f"{Path(path).name} is no Word document, so no tracked changes can be put into it.")
        return as_docx.redlined(result)
    data = Path(path).read_bytes()
    return as_docx.checked(result, data, fix=arguments.fix, unsafe=arguments.unsafe_fixes, limits=limits(arguments))


def not_the_draft(target: Path, drafts: list[str]) -> Path:
    """A file to write that is none of the drafts."""
    for draft in drafts:
        if target.exists() and target.samefile(draft):
            raise DocumentError(f"'{target}' is the draft itself, which is never written over; give another --out.")
    return target
