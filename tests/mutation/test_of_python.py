"""Slips in the Python: how they are made, put in and told."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from tests.mutation import of_python
from tests.mutation.of_python import Made, Mutant, Tried, as_text, chosen, core, mutants

MODULE = "sec_rules.span"


def test_each_kind_of_node_gives_the_slip_that_is_made_with_it() -> None:
    found = {(m.mutant.was, m.mutant.becomes) for m in mutants("sec_rules.lang.steps")}
    found |= {(m.mutant.was, m.mutant.becomes) for m in mutants("sec_rules.analysis.minimal_cover")}
    for was, becomes in (("0", "1"), ("True", "False"), ("any(", "all("), (" and ", " or "), (" < ", " <= ")):
        assert any(was in one and becomes in two for one, two in found), (was, becomes)


def test_the_same_seed_takes_the_same_places_and_each_is_in_the_core() -> None:
    modules = core()[:6]
    one, two = ([m.mutant for m in chosen(20, 3, modules)] for _ in range(2))
    assert one == two
    assert len(set(one)) > 15
    assert {m.module for m in one} <= set(modules)


def _made(module: str, function: str, was: str) -> Made:
    return next(m for m in mutants(module) if m.mutant.function == function and m.mutant.was == was)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not fork.")
@pytest.mark.parametrize(
    ("test", "outcome"),
    [("assert not Span(2, 5).overlaps(Span(6, 7))", "killed"), ("assert Span(2, 5).start == 2", "survived")],
)
def test_a_mutant_is_killed_by_a_test_that_sees_it_and_no_other(
    test: str, outcome: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "test_span.py"
    file.write_text(f"from sec_rules.span import Span\n\ndef test_it():\n    {test}\n", encoding="utf-8")
    monkeypatch.setattr(of_python, "mirrored", lambda module: file)
    monkeypatch.setattr(of_python, "core", lambda: (MODULE,))
    (slip,) = (m for m in mutants(MODULE) if m.mutant.function == "Span.overlaps" and isinstance(m.other, ast.BoolOp))
    assert [one.outcome for one in of_python.tried([slip])] == [outcome]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not fork.")
def test_tests_that_fail_without_a_mutant_kill_none_in_a_module_with_a_sound_test_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(of_python, "core", lambda: (MODULE,))
    one, two, *_ = mutants(MODULE)
    files = {one.mutant: tmp_path / "test_sound.py", two.mutant: tmp_path / "test_broken.py"}
    for file, says in zip(files.values(), ("True", "False"), strict=True):
        file.write_text(f"def test_it():\n    assert {says}\n", encoding="utf-8")
    found = of_python.tried([one, two], lambda mutant: (str(files[mutant]),))
    assert next(found).outcome == "survived"
    with pytest.raises(RuntimeError, match="fail without a mutant too"):
        next(found)


def test_survivors_are_listed_and_those_shown_to_change_nothing_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    one, two, three = (Mutant(MODULE, "Span.to", n, "a", f"b{n}") for n in (1, 2, 3))
    monkeypatch.setattr(of_python, "equivalent", lambda: frozenset({two.name}))
    given = [Tried(one, "survived"), Tried(two, "survived"), Tried(three, "killed"), Tried(three, "not decided")]
    assert as_text(given).splitlines() == [
        "survived  line 1  sec_rules.span:Span.to: a -> b1",
        "4 mutants: 1 killed, 1 shown to change nothing, 1 survived, 1 not decided.",
    ]


def test_every_mutant_said_to_change_nothing_is_there() -> None:
    assert of_python.equivalent() <= {m.mutant.name for module in core() for m in mutants(module)}
