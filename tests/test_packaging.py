"""What is installed: the metadata, what ships, and how little an import brings in."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import date
from importlib.metadata import entry_points, metadata, requires, version
from importlib.resources import files
from pathlib import Path
from runpy import run_path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import sec_rules
from sec_rules.engine.legal_text import folder

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_the_version_is_said_once() -> None:
    assert PROJECT["project"]["dynamic"] == ["version", "readme", "urls"]
    assert PROJECT["tool"]["hatch"]["version"]["path"] == "sec_rules/_version.py"
    assert version("sec-rules") == sec_rules.__version__


def test_the_changelog_begins_with_this_version() -> None:
    newest = re.search(r"^## (\S+)", _changelog(), re.MULTILINE)
    assert newest is not None
    assert newest[1] == sec_rules.__version__


def test_the_changelog_tells_each_day_from_which_an_answer_changes() -> None:
    rows = re.findall(r"^\| (\S+) \| (\d{4}-\d{2}-\d{2}) \|", _changelog(), re.MULTILINE)
    assert {(clause, date.fromisoformat(day)) for clause, day in rows} == set(_days())


def _days() -> Iterator[tuple[str, date]]:
    for clause in sec_rules.load().clauses:
        yield from ((clause.label, held.in_force) for held in clause.versions)
        if clause.ceased is not None:
            yield clause.label, clause.ceased


def _changelog() -> str:
    return (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_command_is_installed() -> None:
    (script,) = entry_points(group="console_scripts", name="sec-rules")
    assert script.value == "sec_rules.cli:main"


def test_the_types_and_the_data_of_the_package_ship_with_it() -> None:
    package = files("sec_rules")
    assert package.joinpath("py.typed").is_file()
    data = [p for p in (ROOT / "sec_rules").rglob("*") if p.is_file() and p.suffix not in (".py", ".pyc")]
    assert all(package.joinpath(str(p.relative_to(ROOT / "sec_rules"))).is_file() for p in data)


def test_the_words_of_the_clauses_go_into_the_wheel() -> None:
    shipped = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    there = {f"legal_text/{path.name}" for path in (ROOT / "legal_text").iterdir()}
    assert shipped == {path: f"sec_rules/{path}" for path in there - {"legal_text/mutations.md"}}
    assert (folder() / "g8" / "g8_41.md").is_file()


def test_a_plain_install_asks_for_little() -> None:
    plain = {canonicalize_name(Requirement(asked).name) for asked in PROJECT["project"]["dependencies"]}
    assert plain == {"attrs", "cattrs", "z3-solver", "jinja2"}


def test_what_working_on_the_package_takes_is_no_extra_of_it() -> None:
    extras, groups = PROJECT["project"]["optional-dependencies"], PROJECT["dependency-groups"]
    brought = {canonicalize_name(Requirement(one).name) for extra in extras.values() for one in extra}
    takes = {Requirement(one).name for group in groups.values() for one in group if isinstance(one, str)}
    assert not brought & {canonicalize_name(name) for name in takes}
    assert {"pytest", "mypy", "ruff"} <= takes
    assert not {"durable", "cluster", "testing"} & set(Requirement(extras["all"][0]).extras)


def test_every_extra_is_said_in_the_readme_with_what_it_brings() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| (.+?) \|", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(rows) == set(PROJECT["project"]["optional-dependencies"])


HOME = "https://example.org/sec-rules"


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    pytest.importorskip("hatchling")
    return run_path(str(ROOT / ".ci" / "description.py"))


def test_on_an_index_no_link_and_no_picture_of_the_readme_leads_nowhere(described: dict[str, Any]) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    beside = re.compile(r"\]\((?![a-z]+:|#)")
    assert beside.search(readme)
    assert "![" not in described["whole"](readme, "")
    for repository in ("", HOME):
        assert not beside.search(described["whole"](readme, repository))
    shown = described["whole"](readme, HOME)
    assert f"({HOME}/raw/main/tests/gallery/plane.png)" in shown
    assert f"[changelog]({HOME}/blob/main/CHANGELOG.md)" in shown
    assert "The changelog says" in described["whole"](readme, "")


def test_the_urls_of_the_project_are_those_of_the_repository_that_is_given(described: dict[str, Any]) -> None:
    assert described["urls"]("") == {}
    assert described["urls"](HOME)["Changelog"] == f"{HOME}/blob/main/CHANGELOG.md"


@pytest.mark.parametrize(
    ("python", "system", "asked"),
    [("3.11", "Linux", True), ("3.12", "Darwin", True), ("3.13", "Linux", False), ("3.12", "Windows", False)],
)
def test_durable_rules_is_asked_for_only_where_it_works(python: str, system: str, asked: bool) -> None:
    where = {"python_version": python, "platform_system": system, "extra": "durable"}
    wanted = {canonicalize_name(r.name) for r in _requirements() if r.marker is None or r.marker.evaluate(where)}
    assert ("durable-rules" in wanted) is asked


def _requirements() -> list[Requirement]:
    return [Requirement(r) for r in requires("sec-rules") or []]


def test_a_release_is_put_into_a_folder_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    run = subprocess.run([ROOT / ".ci" / "release", tmp_path], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == f"{tmp_path} is not empty; a release is put into a folder of its own.\n"
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_every_python_we_say_is_one_that_is_tried() -> None:
    said = [c.rsplit(" ", 1)[1] for c in metadata("sec-rules").get_all("Classifier") or [] if "Python :: 3." in c]
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert f"for version in {' '.join(said)}; do" in script


@pytest.mark.parametrize(
    ("code", "heavy"),
    [
        ("import sec_rules", ("attrs", "attr", "cattrs", "z3", "jinja2", "durable", "argparse")),
        ("import sec_rules; sec_rules.load()", ("cattrs", "z3", "jinja2", "durable")),
        ("from sec_rules.cli import main; main(['explain', 'G8.42'])", ("z3", "jinja2", "durable")),
        ("from sec_rules.cli import main; main(['list'])", ("z3", "jinja2", "durable")),
        (
            "from sec_rules.cli import main; main(['check', 'legal_text/drafts/secmp0059.md'])",
            ("z3", "jinja2", "cattrs", "sec_rules.documents.readers.docx", "sec_rules.commands.adopt"),
        ),
        (
            "from sec_rules.cli import main; main(['check', 'legal_text/drafts/secmp0059.docx'])",
            ("z3", "jinja2", "cattrs"),
        ),
    ],
)
def test_what_is_heavy_is_loaded_only_where_it_is_used(code: str, heavy: tuple[str, ...]) -> None:
    asked = f"{code}\nimport sys\nprint(sorted(set({heavy!r}) & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout.splitlines()[-1] == "[]"
