"""What an importer finds: the names, each from its own module, loaded when first used."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from datetime import date
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

import sec_rules

STUB = Path(sec_rules.__file__).with_suffix(".pyi").read_text(encoding="utf-8")
LISTED = re.findall(r"^from (\S+) import (\w+) as (\w+)$", STUB, re.MULTILINE)

# What the documentation promises, whatever else is exported.
PROMISED = [
    *("load", "Code", "Answer", "Range", "Question", "questions", "facts", "outcomes", "open_draft", "check", "Review"),
    *("Finding", "compare", "Change", "Comparison", "prove", "Verdict", "atlas", "Atlas", "schedule", "latest"),
    *("explain", "table", "export", "SecRulesError", "errors", "__version__"),
]


def test_every_name_promised_is_there() -> None:
    assert set(PROMISED) <= set(sec_rules.__all__)
    assert sec_rules.__all__ == sorted(set(sec_rules.__all__))
    assert dir(sec_rules) == sec_rules.__all__


def test_what_a_type_checker_reads_is_what_there_is() -> None:
    """Every line of the stub is a comment or exports one name; none is open to any name, as `__getattr__` would be."""
    lines = [line for line in STUB.splitlines() if line and not line.startswith("#")]
    assert len(lines) == len(LISTED)
    assert sorted(name for _, _, name in LISTED) == sec_rules.__all__


@pytest.mark.parametrize(("module", "held", "name"), LISTED, ids=[name for _, _, name in LISTED])
def test_a_name_is_that_of_its_module(module: str, held: str, name: str) -> None:
    assert held == name
    value = getattr(sec_rules, name)
    assert value is getattr(import_module(module), name)
    if isinstance(value, ModuleType):
        assert value.__name__ == f"{module}.{name}"


@pytest.mark.parametrize("name", ["Outcom", "lod", "assesment", "queston"])
def test_a_name_that_is_not_there_is_refused_as_any_module_does(name: str) -> None:
    with pytest.raises(AttributeError, match=f"module 'sec_rules' has no attribute '{name}'"):
        getattr(sec_rules, name)
    assert not hasattr(sec_rules, name)


ROOMS = Path(sec_rules.__file__).parent
PUBLIC = {"errors", "notation", "testing"}
PRIVATE = sorted(
    path
    for path in ROOMS.glob("*")
    if (path / "__init__.py").is_file() or (path.suffix == ".py" and not path.stem.startswith("_"))
    if path.stem not in PUBLIC
)


def test_what_is_not_promised_says_so_in_its_own_first_lines() -> None:
    assert {"engine", "review", "loading"} <= {path.stem for path in PRIVATE}
    for path in PRIVATE:
        source = path if path.is_file() else path / "__init__.py"
        said = ast.get_docstring(ast.parse(source.read_text(encoding="utf-8"))) or ""
        assert said.endswith("Private: what is promised hangs off `sec_rules` itself."), path.name


def test_the_pages_for_who_imports_it_use_what_is_promised_and_no_other_module() -> None:
    for page in ("python", "own_clauses", "testing", "watch", "portfolios"):
        text = (ROOMS / "docs" / f"{page}.md").read_text(encoding="utf-8")
        used = set(re.findall(r"(?:from|import) sec_rules\.(\w+)", text))
        assert used <= PUBLIC, page
        assert set(re.findall(r"sec_rules\.([A-Za-z]\w*)", text)) <= {*sec_rules.__all__, "testing", "clauses"}, page


def test_the_outcomes_and_the_questions_are_found_under_their_modules() -> None:
    assert sec_rules.outcomes.FULL is sec_rules.FULL
    assert sec_rules.questions.assessment is sec_rules.assessment
    assert sec_rules.facts.domestic_premises.name == "domestic_premises"
    held = {outcome for question in sec_rules.QUESTIONS.values() for outcome in question.outcomes}
    assert held == {value for value in vars(sec_rules.outcomes).values() if isinstance(value, sec_rules.Outcome)}


def test_the_example_of_the_docstring_answers() -> None:
    code = sec_rules.load()
    found = code.ask(sec_rules.assessment, {"supplier_party": True, "domestic_premises": 300_000}, on=date(2020, 1, 1))
    assert (found.outcome, found.because) == (sec_rules.FULL, ("G8.41",))


def test_an_import_brings_in_no_module_of_ours_until_a_name_is_used() -> None:
    script = "import sec_rules, sys; print(*sorted(m for m in sys.modules if m.startswith('sec_rules')))"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["sec_rules", "sec_rules._forks", "sec_rules._shown", "sec_rules._version"]


@pytest.mark.parametrize(("old", "new"), [("assess_frame", "table"), ("LawError", "InvariantError")])
def test_a_name_that_went_away_names_the_new_one(old: str, new: str) -> None:
    with pytest.raises(AttributeError, match=f"'sec_rules.{old}' is called 'sec_rules.{new}'"):
        getattr(sec_rules, old)
    assert new in sec_rules.__all__
