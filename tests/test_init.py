"""What an importer finds: the names, each from its own module, loaded when first used."""

import subprocess
import sys
from datetime import date
from importlib import import_module

import pytest

import sec_rules

WHERE = {
    "Code": "engine.code",
    "load": "loading",
    "Answer": "engine.answer",
    "assessment": "rulebook.questions",
    "SELF": "rulebook.questions",
    "VERIFICATION": "rulebook.questions",
    "FULL": "rulebook.questions",
    "SecRulesError": "errors",
    "FactError": "errors",
    "AssumptionError": "errors",
    "DayError": "errors",
    "CitationError": "errors",
}


@pytest.mark.parametrize("name", WHERE)
def test_a_name_is_that_of_its_module(name):
    assert getattr(sec_rules, name) is getattr(import_module(f"sec_rules.{WHERE[name]}"), name)


def test_every_name_promised_is_there():
    assert set(WHERE) <= set(sec_rules.__all__)
    assert all(getattr(sec_rules, name) is not None for name in sec_rules.__all__)
    assert sorted(sec_rules.__all__) == list(sec_rules.__all__)
    assert set(sec_rules.__all__) <= set(dir(sec_rules))


def test_a_name_that_is_not_there_is_refused_as_any_module_does():
    with pytest.raises(AttributeError, match="module 'sec_rules' has no attribute 'assesment'"):
        sec_rules.assesment  # noqa: B018
    assert not hasattr(sec_rules, "assesment")


def test_the_example_of_the_docstring_answers():
    code = sec_rules.load()
    found = code.ask(sec_rules.assessment, {"supplier_party": True, "domestic_premises": 300_000}, on=date(2020, 1, 1))
    assert (found.outcome, found.because) == (sec_rules.FULL, ("G8.41",))


def test_an_import_brings_in_no_module_of_ours_until_a_name_is_used():
    script = "import sec_rules, sys; print(*sorted(m for m in sys.modules if m.startswith('sec_rules')))"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["sec_rules", "sec_rules._forks", "sec_rules._version"]


@pytest.mark.parametrize(("old", "new"), [("Finding", "Answer"), ("LawError", "InvariantError")])
def test_a_name_of_version_1_names_the_new_one(old, new):
    with pytest.raises(AttributeError, match=f"'sec_rules.{old}' is called 'sec_rules.{new}'"):
        getattr(sec_rules, old)
    assert new in sec_rules.__all__
