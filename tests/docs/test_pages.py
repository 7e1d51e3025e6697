"""The pages and the README: every output is what a run gives, every link leads somewhere, the README is short."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

import attrs
import pytest

import sec_rules
from sec_rules import notation
from sec_rules.commands.reference import held_by
from sec_rules.engine.reasons import Reasons
from tests.examples import RECIPES, ROOT, Block, Page, furnish, pages, rerun

PAGES = {page.path.name: page for page in pages()}
README = PAGES["README.md"]
DOCS = [page for page in PAGES.values() if page is not README]
EVERY = pytest.mark.parametrize("page", PAGES.values(), ids=list(PAGES))
RUN = [(page, block) for page in PAGES.values() for block in page.run]


@pytest.mark.parametrize(("page", "block"), RUN, ids=[f"{p.path.name} line {b.at}" for p, b in RUN])
def test_the_output_is_that_of_a_run(page: Page, block: Block, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    furnish(tmp_path, page)
    monkeypatch.chdir(tmp_path)
    assert "\n".join(rerun(block)) == "\n".join(block.lines), "run: python -m tests.examples --write"


@EVERY
def test_no_line_of_an_output_is_wider_than_a_terminal(page: Page) -> None:
    printed = [line for b in page.blocks if b.kind == "console" for line in b.lines if not line.startswith("$ ")]
    assert [line for line in printed if len(line) > 80] == []


@pytest.mark.parametrize("name", ["check", "tests"])
def test_each_of_the_two_commands_is_one_line(name: str) -> None:
    (block,) = (b for b in README.blocks if b.comment == f"command: {name}")
    assert block.kind == "sh"
    assert len(block.lines) == 1


def test_what_the_first_command_runs_is_what_is_shown_below_it() -> None:
    (command,) = (b.lines[0] for b in README.blocks if b.comment == "command: check")
    shown = next(b for b in README.blocks if b.kind == "console").lines[0]
    assert command.endswith("/" + shown.removeprefix("$ ").removesuffix(" | head -3"))


@EVERY
def test_every_link_leads_somewhere(page: Page) -> None:
    headings = {re.sub(r"[^a-z0-9]+", "-", h.lower()) for h in re.findall(r"^#+ (.+)$", page.text, re.MULTILINE)}
    for target in re.findall(r"\]\(([^)\s]+)\)", page.text):
        found = target[1:] in headings if target.startswith("#") else (page.path.parent / target).exists()
        assert found, target


# The README is read from the top, and most of it is elsewhere.


def test_the_readme_is_at_most_250_lines() -> None:
    assert len(README.text.splitlines()) <= 250


def test_the_readme_installs_by_line_10() -> None:
    (install,) = (b for b in README.blocks if b.comment == "command: check")
    assert "pip install" in install.lines[0]
    assert install.at <= 10


def test_the_readme_has_a_draft_and_its_finding_by_line_40() -> None:
    draft = next(b for b in README.blocks if b.comment.startswith("file: "))
    name = draft.comment.removeprefix("file: ")
    found = next(b for b in README.blocks if b.lines[0].startswith(f"$ sec-rules check {name}"))
    assert draft.at < found.at
    assert any(re.search(r"^  \d\. G8\.41  error$", line) for line in found.lines)
    assert found.at + len(found.lines) <= 40


def test_the_readme_has_five_lines_of_python_by_line_70() -> None:
    python = next(b for b in README.blocks if b.kind == "python")
    assert sum(line.startswith(">>> ") for line in python.lines) == 5
    assert python.at + len(python.lines) <= 70


def test_the_readme_links_to_every_page_and_shows_the_page_of_a_check() -> None:
    for page in DOCS:
        assert f"](sec_rules/docs/{page.path.name})" in README.text, page.path.name
    assert "tests/gallery/first-screen.png" in README.text


def test_no_page_names_the_host_of_a_registry() -> None:
    hosts = ("pypi.org", "npmjs", "conda", "pythonhosted")
    assert [(name, host) for name, page in PAGES.items() for host in hosts if host in page.text] == []


def test_the_page_with_the_recipes_is_followed_elsewhere_and_all_other_pages_here() -> None:
    assert {page.path.name for page in DOCS if not page.run} <= {
        RECIPES, "faq.md", "coverage.md", "page.md", "quality.md", "performance.md"
    }  # fmt: skip
    assert RECIPES in PAGES
    assert (ROOT / "sec_rules" / "docs" / RECIPES).is_file()


@pytest.mark.parametrize(
    ("module", "page"), [(sec_rules, "python.md"), (notation, "own_clauses.md")], ids=["sec_rules", "notation"]
)
def test_every_field_of_an_exported_value_stands_on_its_page(module: ModuleType, page: str) -> None:
    exported = [getattr(module, name) for name in dir(module) if not name.startswith("_")]
    classes = [value for value in exported if isinstance(value, type) and attrs.has(value)]
    told = (ROOT / "sec_rules" / "docs" / page).read_text(encoding="utf-8")
    held = (*classes, *(held_by(classes) if module is sec_rules else ()))
    assert {sec_rules.Answer, Reasons} <= set(held) or module is notation
    for value in held:
        said = re.search(rf"^(### {value.__name__}$.*?\n(?=#)|\| `{value.__name__}` \|[^\n]*)", told, re.M | re.S)
        assert said, f"{value.__name__} stands nowhere on {page}"
        names = [field.name for field in attrs.fields(value) if not field.name.startswith("_")]
        assert [name for name in names if f"`{name}: " not in said[0]] == [], value.__name__
