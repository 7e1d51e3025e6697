"""Fixes put into text and Markdown drafts, as a file or as a difference."""

from __future__ import annotations

import difflib
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sec_rules.commands.arguments import write, write_file
from sec_rules.commands.documents import not_the_draft
from sec_rules.errors import UsageError

if TYPE_CHECKING:
    from sec_rules.checking import Checked
    from sec_rules.drafting.mending import Mended


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
    from sec_rules.drafting.mending import mend

    differences: list[str] = []
    for path, result in zip(arguments.drafts, results, strict=True):
        data = Path(path).read_bytes()
        mark = "\ufeff" if data.startswith(b"\xef\xbb\xbf") else ""
        source = data.decode("utf-8-sig")
        mended = mend(result.draft, source, result.remarks, unsafe=arguments.unsafe_fixes)
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
