"""The recipes of `contributing.md`, followed to the letter in a copy of the tree, and what comes of them seen at work.

A comment before a block says what is done with it:

    <!-- write: PATH -->                   the block is that file
    <!-- append: PATH -->                  it stands at the end of that file
    <!-- insert: PATH before|after LINE -->    it stands before or after the first line that is LINE

A block of `sh` is run line by line and must succeed; one of `console` must also print what the page shows. `sec-rules`
and `python` are those of the copy.

    python -m tests.docs.test_recipes     puts the outputs of today into the page
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.examples import RECIPES, ROOT, Block, pages, piped

PAGE = next(page for page in pages() if page.path.name == RECIPES)
WRITES = "run: python -m tests.docs.test_recipes"
DONE = re.compile(r"(write|append|insert): (\S+)(?: (before|after) (.+))?")


def sections() -> dict[str, range]:
    """The lines under each heading of the second level; a heading within a block is none."""
    fenced, begins = False, {}
    lines = PAGE.text.splitlines()
    for number, line in enumerate(lines, 1):
        fenced ^= line.startswith("```")
        if line.startswith("## ") and not fenced:
            begins[line.removeprefix("## ")] = number
    ends = [*list(begins.values())[1:], len(lines) + 1]
    return {title: range(first, end) for (title, first), end in zip(begins.items(), ends, strict=True)}


SECTIONS = sections()


def recipe(title: str) -> list[Block]:
    """The blocks under a heading of the second level."""
    return [block for block in PAGE.blocks if block.at in SECTIONS[title]]


def section(title: str) -> str:
    """The words under a heading of the second level."""
    return "\n".join(PAGE.text.splitlines()[SECTIONS[title].start : SECTIONS[title].stop - 1])


def copied(folder: Path) -> Path:
    """A copy of the sources, with what Python has compiled of them: it goes by time and size, which are copied."""
    left_out = shutil.ignore_patterns(".git", ".venv", ".*_cache", "node_modules", ".hypothesis")
    return Path(shutil.copytree(ROOT, folder / "tree", ignore=left_out))


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the sources to follow a recipe in."""
    return copied(tmp_path)


def follow(block: Block, tree: Path) -> str:
    """Does what a block says; what it shows where it is run, else nothing."""
    if block.comment:
        _edit(block, tree)
        return ""
    return "\n".join(line for command in _commands(block) for line in (f"$ {command}", *_run(command, tree)))


def _commands(block: Block) -> list[str]:
    if block.kind == "sh":
        return list(block.lines)
    return [line.removeprefix("$ ") for line in block.lines if line.startswith("$ ")]


def _edit(block: Block, tree: Path) -> None:
    done = DONE.fullmatch(block.comment)
    assert done is not None, block.comment
    how, name, side, line = done.groups()
    path = tree / name
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    assert (how == "write") is not path.exists(), f"{name}: a recipe writes new files, and changes those that are there"
    place = len(lines)
    if how == "insert":
        found = next(number for number, held in enumerate(lines) if held.strip() == line)
        place = found + (side == "after")
    path.write_text("\n".join((*lines[:place], *block.lines, *lines[place:])) + "\n", encoding="utf-8")


def _run(command: str, tree: Path) -> list[str]:
    words, through = piped(command)
    program = {"python": [sys.executable], "sec-rules": [sys.executable, "-m", "sec_rules"]}[words[0]]
    environment = os.environ | {"PYTHONPATH": str(tree), "COLUMNS": "80"}
    run = subprocess.run([*program, *words[1:]], cwd=tree, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, f"{command}\n{run.stdout}{run.stderr}"
    return through(run.stdout).splitlines()


def follow_all(title: str, tree: Path) -> str:
    """Follows a recipe, and gives all that its commands print, which must be what the page shows."""
    shown = [(block, follow(block, tree)) for block in recipe(title)]
    assert recipe(title)
    for block, printed in shown:
        assert block.kind != "console" or printed == "\n".join(block.lines), WRITES
    return "\n".join(printed for _, printed in shown)


def test_a_clause_added_by_the_recipe_answers(tree: Path) -> None:
    assert "because of G8.99(a)" in follow_all("Add a clause", tree)
    assert "| G8.99 | Records of an assessment | `records` |" in _text(tree, "sec_rules/docs/coverage.md")


def test_a_check_added_by_the_recipe_finds_its_fault(tree: Path) -> None:
    found = follow_all("Add a check", tree)
    assert "it SHALL be subject" in found
    assert "\n    LG804" in found
    assert "^^^^^" in found
    assert "[LG804](shouted_word.py)" in _text(tree, "sec_rules/review/checks/README.md")


def test_an_invariant_added_by_the_recipe_is_proved(tree: Path) -> None:
    found = follow_all("Add an invariant", tree)
    assert "holds  With the same premises, a self-assessment never follows a full" in found


def _text(tree: Path, name: str) -> str:
    return (tree / name).read_text(encoding="utf-8")


def test_the_rooms_of_the_page_are_those_of_the_house_in_order() -> None:
    from tests.test_house import ROOMS

    rows = re.findall(r"^\| (`.+?`) \|", section("The rooms"), re.MULTILINE)
    assert [tuple(re.findall(r"`(\w+)`", row)) for row in rows] == list(ROOMS)


def test_every_path_that_the_page_names_is_there() -> None:
    text = section("Where do I change ...") + section("One clause, one name, three rooms")
    named = re.findall(r"`((?:sec_rules|legal_text|tests)/[\w/.]+)`", text)
    assert len(named) > 15
    assert [name for name in named if not (ROOT / name).exists()] == []


def write() -> None:
    """Puts the outputs of the recipes into the page, by following them."""
    outputs: list[tuple[Block, tuple[str, ...]]] = []
    for title in SECTIONS:
        with tempfile.TemporaryDirectory() as folder:
            tree = copied(Path(folder))
            shown = [(block, tuple(follow(block, tree).splitlines())) for block in recipe(title)]
            outputs += [(block, lines) for block, lines in shown if block.kind == "console"]
    PAGE.put(outputs)


if __name__ == "__main__":
    write()
