"""What of the package goes into the page: all that a request leads to, and nothing that runs on a command line."""

from __future__ import annotations

from pathlib import Path

from sec_rules.page.bundle import carried_package
from sec_rules.page.compiling import imported, module_of

ROOT = Path(__file__).resolve().parents[2]


def test_whatever_a_carried_module_imports_is_carried() -> None:
    every = {module_of(path.relative_to(ROOT)) for path in (ROOT / "sec_rules").rglob("*.py")}
    carried = dict(carried_package())
    modules = {module_of(Path(name)): data.decode() for name, data in carried.items() if name.endswith(".py")}
    assert "sec_rules.page.desk" in modules
    missing = {name: (imported(text) & every) - modules.keys() for name, text in modules.items()}
    assert {name: names for name, names in missing.items() if names} == {}


def test_every_check_and_clause_goes_along_and_no_command_does() -> None:
    names = {name for name, _ in carried_package()}
    checks = {path.relative_to(ROOT).as_posix() for path in (ROOT / "sec_rules" / "review" / "checks").glob("*.py")}
    assert checks
    assert checks <= names
    assert "sec_rules/clauses/g8/g8_41.py" in names
    assert "sec_rules/legal_text/g8/g8_41.md" in names
    # What a rulebook of one's own imports.
    assert "sec_rules/notation.py" in names
    assert not [name for name in names if name.startswith(("sec_rules/commands/", "sec_rules/docs/"))]
