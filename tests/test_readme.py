"""Every output in the README is what a run gives, and every file it points to is there.

A fenced block tells by its kind how it is run:

    ```console    lines "$ sec-rules ..." or "$ echo $?", each followed by what it prints
    ```python     lines ">>> ..." and "... ", each followed by what it prints

and a comment before a block says what else it is: `<!-- command: NAME -->` marks a command that .ci/run runs, and
`<!-- file: NAME -->` a file that stands in the working folder when the others are run, beside `legal_text/`.

    python tests/test_readme.py --write     puts the outputs of today into the README
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from sec_rules.cli import main

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"


@dataclass(frozen=True)
class Block:
    """A fenced block: its kind, the comment before it, its lines, and the number of its first line."""

    kind: str
    comment: str
    lines: tuple[str, ...]
    at: int


def blocks(text: str) -> list[Block]:
    """The fenced blocks of a page."""
    found: list[Block] = []
    opened: Block | None = None
    before = ""
    for number, line in enumerate(text.splitlines(), 1):
        if opened is None and line.startswith("```"):
            comment = re.fullmatch(r"<!-- (.+) -->", before)
            opened = Block(line.removeprefix("```"), comment[1] if comment else "", (), number + 1)
        elif opened is not None and line == "```":
            found.append(opened)
            opened = None
        elif opened is not None:
            opened = replace(opened, lines=(*opened.lines, line))
        before = line
    return found


def rerun(block: Block) -> tuple[str, ...]:
    """The lines of a block with the outputs of a run in the working folder."""
    return {"console": _console, "python": _python}[block.kind](block)


def _console(block: Block) -> tuple[str, ...]:
    lines: list[str] = []
    status = 0
    for line in block.lines:
        if not line.startswith("$ "):
            continue
        lines.append(line)
        words = shlex.split(line.removeprefix("$ "))
        if words == ["echo", "$?"]:
            lines.append(str(status))
            continue
        assert words[0] == "sec-rules", f"README.md:{block.at}: '{words[0]}' cannot be run here"
        with _printed() as printed:
            status = main(words[1:])
        lines.extend(printed.getvalue().splitlines())
    return tuple(lines)


def _python(block: Block) -> tuple[str, ...]:
    lines: list[str] = []
    names: dict[str, object] = {"__name__": "readme"}
    # Outputs go first: without them the parser sees only what is to be run.
    code = "\n".join(line for line in block.lines if line.startswith((">>> ", "... ")))
    for example in doctest.DocTestParser().get_examples(code):
        first, *others = example.source.splitlines()
        lines += [f">>> {first}", *(f"... {line}" for line in others)]
        with _printed() as printed:
            exec(compile(example.source, f"README.md:{block.at}", "single"), names)
        lines.extend(printed.getvalue().splitlines())
    return tuple(lines)


@contextlib.contextmanager
def _printed() -> Iterator[io.StringIO]:
    """What is printed, errors too, as a terminal shows it."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        yield printed


def furnish(folder: Path, page: list[Block]) -> None:
    """Puts into a folder what the README's commands find around them."""
    shutil.copytree(ROOT / "legal_text", folder / "legal_text")
    for block in page:
        if block.comment.startswith("file: "):
            (folder / block.comment.removeprefix("file: ")).write_text("\n".join(block.lines) + "\n", encoding="utf-8")


PAGE = blocks(README.read_text(encoding="utf-8"))
RUN = [block for block in PAGE if block.kind in ("console", "python")]


@pytest.mark.parametrize("block", RUN, ids=lambda block: f"line {block.at}")
def test_the_output_is_that_of_a_run(block: Block, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    furnish(tmp_path, PAGE)
    monkeypatch.chdir(tmp_path)
    assert "\n".join(rerun(block)) == "\n".join(block.lines), "run: python tests/test_readme.py --write"


def test_no_line_of_an_output_is_wider_than_a_terminal() -> None:
    printed = [line for b in PAGE if b.kind == "console" for line in b.lines if not line.startswith("$ ")]
    assert [line for line in printed if len(line) > 80] == []


@pytest.mark.parametrize("name", ["check", "tests"])
def test_each_of_the_two_commands_is_one_line(name: str) -> None:
    (block,) = (b for b in PAGE if b.comment == f"command: {name}")
    assert block.kind == "sh"
    assert len(block.lines) == 1


def test_what_the_first_command_runs_is_what_is_shown_below_it() -> None:
    (command,) = (b.lines[0] for b in PAGE if b.comment == "command: check")
    shown = next(b for b in PAGE if b.kind == "console").lines[0]
    assert command.endswith("/" + shown.removeprefix("$ "))


def test_every_link_leads_somewhere() -> None:
    text = README.read_text(encoding="utf-8")
    headings = {re.sub(r"[^a-z0-9]+", "-", h.lower()) for h in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        assert target.removeprefix("#") in headings if target.startswith("#") else (ROOT / target).exists(), target


def write() -> None:
    """Puts the outputs of a run into the README."""
    lines = README.read_text(encoding="utf-8").splitlines()
    with tempfile.TemporaryDirectory() as folder:
        furnish(Path(folder), PAGE)
        with contextlib.chdir(folder):
            outputs = [(block, rerun(block)) for block in RUN]
    for block, output in reversed(outputs):
        lines[block.at - 1 : block.at - 1 + len(block.lines)] = output
    README.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit(f"usage: python {os.path.relpath(__file__)} --write")
    write()
