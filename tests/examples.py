"""The examples of the README and of the pages in `sec_rules/docs/`, run: every output is what a run gives.

A fenced block tells by its kind how it is run:

    ```console    lines "$ sec-rules ..." or "$ echo $?", each followed by what it prints; a line may go on into
                  "| head -N" or "| grep -A N WORD"
    ```python     lines ">>> ..." and "... ", each followed by what it prints

and a comment before a block says what else it is: `<!-- command: NAME -->` marks a command that .ci/run runs, and
`<!-- file: NAME -->` a file that stands in the working folder when the others of its page are run, beside
`legal_text/`. The recipes of `contributing.md` are followed in a copy of the tree, by `tests/docs/test_recipes.py`.

    python -m tests.examples --write     puts the outputs of today into the pages
    python tests/examples.py --check     says which outputs are others; the pages are those of the installed package
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

from sec_rules.cli import main

ROOT = Path(__file__).resolve().parent.parent
RECIPES = "contributing.md"


@dataclass(frozen=True)
class Block:
    """A fenced block: its kind, the comment before it, its lines, and the number of its first line."""

    kind: str
    comment: str
    lines: tuple[str, ...]
    at: int


@dataclass(frozen=True)
class Page:
    """A page and where it stands."""

    path: Path

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @property
    def blocks(self) -> list[Block]:
        return blocks(self.text)

    @property
    def run(self) -> list[Block]:
        """The blocks that are run in a folder of their own; those of the recipes belong together."""
        return [b for b in self.blocks if b.kind in ("console", "python") and self.path.name != RECIPES]

    def put(self, outputs: list[tuple[Block, tuple[str, ...]]]) -> None:
        """Puts other lines in the place of those of some blocks."""
        lines = self.text.splitlines()
        for block, output in reversed(outputs):
            lines[block.at - 1 : block.at - 1 + len(block.lines)] = output
        self.path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def pages() -> list[Page]:
    """The README, and the pages that the package brings along."""
    docs = Path(str(files("sec_rules").joinpath("docs")))
    return [Page(ROOT / "README.md"), *map(Page, sorted(docs.glob("*.md")))]


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
        words, through = piped(line.removeprefix("$ "))
        if words == ["echo", "$?"]:
            lines.append(str(status))
            continue
        assert words[0] == "sec-rules", f"line {block.at}: '{words[0]}' cannot be run here"
        with _printed() as printed:
            status = main(words[1:])
        lines.extend(through(printed.getvalue()).splitlines())
    return tuple(lines)


def piped(line: str) -> tuple[list[str], Filter]:
    """The words of a command, and what its output goes through: `| head -3`, `| grep -A 6 PR002`, or nothing."""
    words = shlex.split(line)
    if "|" not in words:
        return words, Filter(())
    bar = words.index("|")
    assert words[bar + 1] in ("head", "grep"), line
    return words[:bar], Filter(tuple(words[bar + 1 :]))


@dataclass(frozen=True)
class Filter:
    """A command that text goes through; none leaves it as it is."""

    words: tuple[str, ...]

    def __call__(self, text: str) -> str:
        if not self.words:
            return text
        return subprocess.run(self.words, input=text, capture_output=True, text=True, check=True).stdout


def _python(block: Block) -> tuple[str, ...]:
    lines: list[str] = []
    names: dict[str, object] = {"__name__": "readme"}
    # Outputs go first: without them the parser sees only what is to be run.
    code = "\n".join(line for line in block.lines if line.startswith((">>> ", "... ")))
    for example in doctest.DocTestParser().get_examples(code):
        first, *others = example.source.splitlines()
        lines += [f">>> {first}", *(f"... {line}" for line in others)]
        with _printed() as printed:
            exec(compile(example.source, f"line {block.at}", "single"), names)
        lines.extend(printed.getvalue().splitlines())
    return tuple(lines)


@contextlib.contextmanager
def _printed() -> Iterator[io.StringIO]:
    """What is printed, errors too, as a terminal shows it."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        yield printed


def furnish(folder: Path, page: Page) -> None:
    """Puts into a folder what the commands of a page find around them."""
    shutil.copytree(ROOT / "legal_text", folder / "legal_text")
    for block in page.blocks:
        if block.comment.startswith("file: "):
            (folder / block.comment.removeprefix("file: ")).write_text("\n".join(block.lines) + "\n", encoding="utf-8")


def outputs(page: Page) -> list[tuple[Block, tuple[str, ...]]]:
    """What the blocks of a page print today."""
    with tempfile.TemporaryDirectory() as folder:
        furnish(Path(folder), page)
        with contextlib.chdir(folder):
            return [(block, rerun(block)) for block in page.run]


def write() -> int:
    """Puts the outputs of a run into the pages."""
    for page in pages():
        page.put(outputs(page))
    return 0


def check() -> int:
    """Says which outputs are others than the pages show; 1 where some are."""
    other = [f"{page.path}:{b.at}" for page in pages() for b, lines in outputs(page) if lines != b.lines]
    sys.stdout.write("".join(f"{place}: the output is another\n" for place in other))
    sys.stdout.write(f"{sum(len(page.run) for page in pages())} examples run, {len(other)} other\n")
    return 1 if other else 0


if __name__ == "__main__":
    what = {("--write",): write, ("--check",): check}.get(tuple(sys.argv[1:]))
    sys.exit(what() if what else f"usage: python {os.path.relpath(__file__)} --write|--check")
