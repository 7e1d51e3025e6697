"""The house: who may know whom, one clause in three rooms, modules short and described, a plain top level.

Imports are read from the source, so one inside a function or for type checkers counts like any other.
"""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from sec_rules.lang import Clause
from sec_rules.words import file_of, module_of

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "sec_rules"
LONGEST = 500  # lines, blank ones apart


def _name(path: Path) -> str:
    """The dotted name of a module below the package: "lang", "clauses.g8.g8_41", and "" for the package itself."""
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix("__init__").removesuffix(".")


MODULES = {_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}
CLAUSES = [name for name in MODULES if re.fullmatch(r"clauses\.\w+\.\w+", name)]


@cache
def _tree(name: str) -> ast.Module:
    return ast.parse(MODULES[name].read_text(encoding="utf-8"))


@cache
def imports(name: str) -> frozenset[str]:
    """What a module imports: "sec_rules.lang" for a module of ours, the first part of the name for another's."""
    return frozenset(_imports(_tree(name)))


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name if _ours(alias.name) else alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "imports are absolute here"
            module = node.module or ""
            if not _ours(module):
                yield module.split(".")[0]
                continue
            for alias in node.names:
                inner = f"{module}.{alias.name}"
                yield inner if inner.removeprefix("sec_rules.") in MODULES else module


def _ours(module: str) -> bool:
    return module.split(".")[0] == "sec_rules"


def ours(name: str) -> frozenset[str]:
    """The modules of ours that a module imports."""
    return frozenset(i.removeprefix("sec_rules").removeprefix(".") for i in imports(name) if _ours(i))


def _in(name: str, room: str) -> bool:
    return name == room or name.startswith(room + ".")


SOURCE = """
import datetime
from sec_rules import __version__, words
from sec_rules.lang import Clause
from sec_rules.drafting import numbers
import sec_rules.facts
from lark.lexer import Lexer
if TYPE_CHECKING:
    from sec_rules.code import Code
def answer():
    from sec_rules.partial import settle
"""


def test_every_import_is_found_wherever_it_stands():
    assert set(_imports(ast.parse(SOURCE))) == {
        "datetime",
        "lark",
        "sec_rules",
        *(f"sec_rules.{name}" for name in ("words", "lang", "drafting.numbers", "facts", "code", "partial")),
    }
    assert {"lang", "facts", "sources"} <= ours("clauses.g8.g8_41")


# Who may know whom.

KNOWS_ONLY = {
    "lang": set(),
    "errors": set(),
    "facts": {"lang"},
    "sources": {"lang"},
    "questions": {"lang", "facts"},
    "cli": {"", "commands", "errors"},
}


@pytest.mark.parametrize("name", KNOWS_ONLY)
def test_a_room_at_the_bottom_or_the_top_knows_few(name):
    assert ours(name) <= KNOWS_ONLY[name]


@pytest.mark.parametrize("name", CLAUSES)
def test_a_clause_knows_the_language_the_facts_the_questions_the_sources_and_no_other_clause(name):
    assert ours(name) <= {"lang", "facts", "questions", "sources"}
    assert imports(name) - {f"sec_rules.{module}" for module in ours(name)} <= {"datetime"}


NEVER = [
    # The two sides of the house meet in the Code, not in each other.
    ("backends", "drafting"),
    ("drafting", "backends"),
    # What reasons does not know who asks, or how the answer is drawn.
    ("backends", "code"),
    ("backends", "report"),
    ("drafting", "report"),
    ("atlas", "drafting"),
    ("compare", "drafting"),
    ("code", "drafting"),
    ("linking", "backends"),
    ("atoms", "backends"),
    # A report computes nothing: no solver, no table of cells, no linking, no reading.
    ("report", "backends.solver"),
    ("report", "backends.python"),
    ("report", "backends.durable"),
    ("report", "atlas"),
    ("report", "linking"),
    ("report", "partial"),
    ("report", "gate"),
    ("report", "code"),
    ("report", "drafting.readers"),
    ("report", "drafting.parsing"),
    ("report", "drafting.reading"),
    ("report", "drafting.drafted"),
    ("report", "drafting.lexicon"),
    # Clauses are found by being there; nobody names one.
    *((room, "clauses.g8") for room in ("code", "atlas", "drafting", "backends", "report", "commands", "linking")),
]


@pytest.mark.parametrize(("room", "other"), NEVER)
def test_a_room_does_not_know_another(room, other):
    within = [name for name in MODULES if _in(name, room)]
    assert within
    assert any(_in(name, other) for name in MODULES)
    assert [(name, known) for name in within for known in ours(name) if _in(known, other)] == []


@pytest.mark.parametrize(("room", "only"), [("report", {"report", "commands"}), ("commands", {"commands", "cli"})])
def test_only_the_command_line_knows_how_it_is_drawn(room, only):
    knowing = {name for name in MODULES for known in ours(name) if _in(known, room)}
    assert {name.partition(".")[0] for name in knowing} <= only


HEAVY = {"z3": {"backends.solver"}, "lark": {"drafting.parsing"}}


@pytest.mark.parametrize("library", HEAVY)
def test_what_is_heavy_is_known_in_one_place(library):
    assert {name for name in MODULES if library in imports(name)} == HEAVY[library]


def test_nothing_goes_round_in_a_circle_when_it_is_loaded():
    loads = {name: _at_loading(name) & set(MODULES) for name in MODULES}
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " -> ".join((*path, name))
        if name not in done:
            for other in sorted(loads[name]):
                visit(other, (*path, name))
            done.add(name)

    for name in loads:
        visit(name, ())


def _at_loading(name: str) -> frozenset[str]:
    """The modules that are loaded with one: its imports outside functions and not for type checkers alone."""
    tree = ast.Module(
        [node for node in _tree(name).body if isinstance(node, (ast.Import, ast.ImportFrom))], type_ignores=[]
    )
    return frozenset(i.removeprefix("sec_rules").removeprefix(".") for i in _imports(tree) if _ours(i)) - {""}


# One clause, one name, three rooms.


def test_there_are_clauses():
    assert {"clauses.g8.g8_41", "clauses.g8.g8_44c", "clauses.g8.g8_47"} <= set(CLAUSES)


@pytest.mark.parametrize("name", CLAUSES)
def test_a_clause_bears_the_name_of_its_module_and_has_words_and_a_test(name):
    clause = import_module(f"sec_rules.{name}").CLAUSE
    assert isinstance(clause, Clause)
    assert ROOT / module_of(clause.label) == MODULES[name]
    assert (ROOT / file_of(clause.label)).is_file()
    _, section, own = name.split(".")
    assert (ROOT / "tests" / "clauses" / section / f"test_{own}.py").is_file()


def test_words_and_tests_of_clauses_belong_to_a_module_that_is_there():
    rooms = {name.removeprefix("clauses.").replace(".", "/") for name in CLAUSES}
    words = {str(p.relative_to(ROOT / "legal_text").with_suffix("")) for p in (ROOT / "legal_text").glob("g*/*.md")}
    tests = {
        f"{p.parent.name}/{p.stem.removeprefix('test_')}" for p in (ROOT / "tests" / "clauses").glob("*/test_*.py")
    }
    assert words == rooms
    assert tests == rooms


def test_a_clause_module_exports_its_clause_and_nothing_else():
    for name in CLAUSES:
        made = [
            target.id
            for node in _tree(name).body
            if isinstance(node, (ast.Assign, ast.AnnAssign))
            for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
            if isinstance(target, ast.Name)
        ]
        assert made == ["CLAUSE"], name
        assert not any(isinstance(node, (ast.FunctionDef, ast.ClassDef)) for node in _tree(name).body), name


# Modules that can be read.


@pytest.mark.parametrize("name", MODULES)
def test_a_module_says_in_its_first_line_what_it_is(name):
    said = ast.get_docstring(_tree(name)) or ""
    assert len(said.split("\n\n")[0].split()) > 2
    assert said.strip() == said


@pytest.mark.parametrize("name", MODULES)
def test_a_module_is_short_enough_to_read(name):
    lines = MODULES[name].read_text(encoding="utf-8").splitlines()
    assert sum(1 for line in lines if line.strip()) <= LONGEST


@pytest.mark.parametrize("name", MODULES)
def test_what_is_public_says_what_it_gives(name):
    silent = [node.name for node in _public(_tree(name)) if not ast.get_docstring(node)]
    assert silent == []


def _public(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from (
                    inner
                    for inner in node.body
                    if isinstance(inner, ast.FunctionDef) and not inner.name.startswith("_")
                )


def test_no_module_has_a_name_that_says_nothing():
    said = {part for name in MODULES for part in re.split(r"[._]", name)}
    assert not said & {"utils", "util", "helpers", "helper", "manager", "common", "misc"}


# The top level.


def test_the_top_level_stays_as_it_is():
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a git repository, or no git")
    listed = subprocess.run([git, "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    top = {line.split("/")[0] for line in listed.splitlines()}
    assert {entry for entry in top if not entry.startswith(".")} == {
        "pyproject.toml",
        "README.md",
        "CHANGELOG.md",
        "LICENSE",
        "sec_rules",
        "legal_text",
        "tests",
    }
