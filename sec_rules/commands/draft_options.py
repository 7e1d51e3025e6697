"""Options of the commands that read a draft, and how they open it and give it back."""

from __future__ import annotations

import argparse
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from sec_rules.errors import DocumentError, UsageError

if TYPE_CHECKING:
    from sec_rules.documents.document import Document
    from sec_rules.documents.word.package import Limits
    from sec_rules.review.review import Checked
import difflib
from collections.abc import Sequence

from sec_rules.commands.options import write, write_file

if TYPE_CHECKING:
    from sec_rules.review.fixes.markdown import Mended
    from sec_rules.review.review import Checked
if TYPE_CHECKING:
    from sec_rules.review.selection import Selection


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
    from sec_rules.commands.options import write_file
    from sec_rules.review.acceptance import accept, read_baseline, written_baseline

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
    from sec_rules.documents.word.package import Limits

    return Limits.given(tuple(arguments.limit))


def opened(arguments: Namespace, path: str) -> Document:
    """The draft in a file, read as the options say."""
    from sec_rules.documents.comparison import compared
    from sec_rules.documents.readers import open_draft

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


def diffing(command: ArgumentParser) -> None:
    """The option that shows what fixes would do."""
    command.add_argument(
        "--diff", action="store_true", help="print what --fix would change in a text, and change nothing"
    )


def is_word(path: str) -> bool:
    """Whether a draft is a Word file, whose fixes are tracked changes."""
    return Path(path).suffix.lower() == ".docx"


def mends_text(arguments: Namespace) -> bool:
    """Whether the mended text is asked for and not a report. `UsageError` where what is asked for cannot be."""
    if not (arguments.fix or arguments.diff or arguments.unsafe_fixes):
        return False
    words = [path for path in arguments.drafts if is_word(path)]
    if words and arguments.diff:
        raise UsageError(
            f"{Path(words[0]).name} is a Word file; its fixes are tracked changes: --format docx --out FILE."
        )
    if words:
        return False
    if not (arguments.fix or arguments.diff):
        raise UsageError("--unsafe-fixes goes with --fix or --diff.")
    if arguments.format != "text":
        raise UsageError(
            f"--fix and --diff give the draft's text; --format {arguments.format} gives a report: run twice."
        )
    if not arguments.diff and (not arguments.out or len(arguments.drafts) > 1):
        raise UsageError("A draft is never written over: give one draft and --out FILE, or --diff to see the changes.")
    return True


def give_mended(arguments: Namespace, results: Sequence[Checked]) -> None:
    """Writes the mended text, or prints how it differs; what was not mended is said."""
    from sec_rules.review.fixes.markdown import mend

    differences: list[str] = []
    for path, result in zip(arguments.drafts, results, strict=True):
        data = Path(path).read_bytes()
        mark = "\ufeff" if data.startswith(b"\xef\xbb\xbf") else ""
        source = data.decode("utf-8-sig")
        mended = mend(result.draft, source, result.findings, unsafe=arguments.unsafe_fixes)
        if arguments.diff:
            differences.extend(_difference(path, source, mended))
        else:
            target = not_the_draft(Path(arguments.out), arguments.drafts)
            write_file(target, (mark + mended.text).encode("utf-8"))
            if not arguments.quiet:
                print(_told(mended, arguments.out))
    if arguments.diff:
        write(arguments, "".join(differences))


def _difference(path: str, source: str, mended: Mended) -> list[str]:
    before, after = source.splitlines(keepends=True), mended.text.splitlines(keepends=True)
    lines = difflib.unified_diff(before, after, path, path)
    return [line if line.endswith("\n") else line + "\n\\ No newline at end of file\n" for line in lines]


def _told(mended: Mended, target: str) -> str:
    lines = [f"{mended.made} {'fix' if mended.made == 1 else 'fixes'} made, in {target}."]
    lines.extend(f"Not made, {r.code} in {r.clause}: {why}." for r, why in mended.left)
    return "\n".join(lines)


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

    from sec_rules.review import settings
    from sec_rules.review.conventions import Conventions, profile
    from sec_rules.review.selection import Selection

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
