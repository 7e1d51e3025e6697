"""Slips in the Python: how they are made, put in and told."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.mutation import in_forks, of_python
from tests.mutation.in_forks import Loaded, Runs
from tests.mutation.of_python import Made, Mutant, Tried, as_text, chosen, core, keep, kept, mutants

MODULE = "sec_rules.span"
forks = pytest.mark.skipif(sys.platform == "win32", reason="Windows does not fork.")


def test_each_kind_of_node_gives_the_slip_that_is_made_with_it() -> None:
    modules = ("sec_rules.lang.steps", "sec_rules.analysis.minimal_cover")
    found = {(m.mutant.was, m.mutant.becomes) for module in modules for m in mutants(module)}
    for was, becomes in (("0", "1"), ("True", "False"), ("any(", "all("), (" and ", " or "), (" < ", " <= ")):
        assert any(was in one and becomes in two for one, two in found), (was, becomes)


def test_what_is_never_run_has_no_slip(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "it.py"
    head = "@cache(3)\ndef f(a: int | None = 7, *, c=8) -> int | str:\n"
    file.write_text(f"{head}    b: bool | int = a | 1\n    return b\n", encoding="utf-8")
    monkeypatch.setattr(of_python, "path_of", lambda module: file)
    assert [(m.mutant.was, m.mutant.becomes) for m in mutants("it")] == [("a | 1", "a & 1"), ("1", "2")]


def test_a_function_that_is_named_has_all_its_slips_tried() -> None:
    found = of_python.of_functions([f"{MODULE}:Span.overlaps"])
    assert len(found) > 2
    assert found == [m for m in found if m.function == "Span.overlaps"]
    assert of_python.of_functions([f"{MODULE}:Span"]) == []


def test_the_same_seed_takes_the_same_places_and_each_is_in_the_core() -> None:
    modules = core()[:6]
    one, two = ([m.mutant for m in chosen(20, 3, modules)] for _ in range(2))
    assert one == two
    assert len(set(one)) > 15
    assert {m.module for m in one} <= set(modules)


def tried(*given: Made) -> list[Tried]:
    said: list[Tried] = []
    in_forks.tried(given, None, said.append)
    return said


@forks
@pytest.mark.parametrize(
    ("test", "outcome"),
    [
        ("assert not Span(2, 5).overlaps(Span(6, 7))", "killed"),
        ("assert Span(2, 5).start == 2", "survived"),
        # What fails without the slip too tells nothing, and neither does another program.
        ("assert Span(2, 5).start == 3", "survived"),
        ("import subprocess; subprocess.Popen([]); assert not Span(2, 5).overlaps(Span(6, 7))", "survived"),
    ],
)
def test_a_mutant_is_killed_by_a_test_that_sees_it_and_no_other(
    test: str, outcome: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The name is one of its own, as the tests are imported into this process.
    file = tmp_path / f"{tmp_path.name}.py"
    file.write_text(f"from sec_rules.span import Span\n\ndef test_it():\n    {test}\n", encoding="utf-8")
    monkeypatch.setattr(in_forks, "mirrored", lambda module: file)
    monkeypatch.setattr(in_forks, "core", lambda: (MODULE,))
    (slip,) = (m for m in mutants(MODULE) if m.function == "Span.overlaps" and isinstance(m.other, ast.BoolOp))
    (one,) = tried(slip)
    assert one.outcome == outcome
    assert one.by.endswith("::test_it") is (outcome == "killed")


@forks
def test_what_fails_in_the_runner_is_no_kill(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*given: object) -> None:
        raise TypeError("so")

    monkeypatch.setattr(in_forks, "_run", fails)
    with pytest.raises(RuntimeError, match="so"):
        in_forks._in_fork([], Runs({}, {}), None, Loaded({}, []))
    # What runs tests below several folders keeps its plugins in sets.
    assert len({in_forks.Failing(), in_forks.Failing()}) == 2


@forks
def test_shares_are_tried_beside_each_other_and_each_once() -> None:
    def each(share: Sequence[str]) -> Iterator[Tried]:
        yield from (Tried(Mutant(MODULE, name, 1, "a", "b"), "killed", str(os.getpid())) for name in share)

    found = list(in_forks.beside_each_other(each, [["a", "b"], ["c"]]))
    assert sorted(one.mutant.function for one in found) == ["a", "b", "c"]
    by = {one.mutant.function: one.by for one in found}
    assert by["a"] == by["b"] != by["c"]


def runs(file: Path, given: Sequence[tuple[str, float, dict[str, str]]], *wanted: Mutant) -> Runs:
    lines = (
        {"test": test, "seconds": took, "lines": {f"sec_rules.lang.steps:{name}": bits for name, bits in ran.items()}}
        for test, took, ran in given
    )
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return Runs.read(file, wanted)


def test_many_quick_rows_come_before_one_slow_test(tmp_path: Path) -> None:
    one = Mutant("sec_rules.lang.steps", "beside", 1, "a", "b")
    rows = [(f"tests/x.py::test_it[{n}]", 0.02, {"beside": "1"}) for n in range(9)]
    slow = ("tests/x.py::test_all", 1.0, {"beside": "1"})
    assert runs(tmp_path / "runs", [slow, *rows], one).of(one)[-1] == slow[0]


def test_rows_of_a_test_come_in_turn(tmp_path: Path) -> None:
    one = Mutant("sec_rules.lang.steps", "beside", 1, "a", "b")
    names = ("tests/x.py::test_it[a]", "tests/x.py::test_it[b]", "tests/x.py::test_other")
    read = runs(tmp_path / "runs", [(name, 1.0, {"beside": "1"}) for name in names], one)
    assert read.of(one) == (names[0], names[2], names[1])


def test_the_tests_of_a_mutant_are_those_of_its_file_first_and_then_those_that_run_the_least(tmp_path: Path) -> None:
    one, two = (Mutant("sec_rules.lang.steps", name, 1, "a", "b") for name in ("beside", "other"))
    given = (
        ("tests/x.py::test_all", 2.0, {"beside": "1", "other": "1", "more": "1"}),
        ("tests/x.py::test_few", 0.5, {"beside": "1", "more": "1"}),
        ("tests/lang/test_steps.py::test_it", 1.0, {"beside": "1", "more": "1", "most": "1", "least": "1"}),
    )
    read = runs(tmp_path / "runs", given, one, two)
    assert read.of(one) == ("tests/lang/test_steps.py::test_it", "tests/x.py::test_few", "tests/x.py::test_all")
    assert read.of(two) == ("tests/x.py::test_all",)
    assert read.limit("tests/x.py::test_all") > read.limit("tests/x.py::test_few") > 10


def test_only_tests_that_run_the_line_are_run_where_any_does(tmp_path: Path) -> None:
    first, third, fifth = (Mutant("sec_rules.lang.steps", "beside", 10 + n, "a", "b", n) for n in (0, 2, 4))
    given = (
        ("tests/x.py::test_one", 1.0, {"beside": "1"}),
        ("tests/x.py::test_two", 1.0, {"beside": "5", "more": "1"}),
    )
    read = runs(tmp_path / "runs", given, first, third, fifth)
    assert read.of(first) == ("tests/x.py::test_one", "tests/x.py::test_two")
    assert read.of(third) == ("tests/x.py::test_two",)
    # The function is run, if not the line as it is counted.
    assert read.of(fifth) == read.of(first)


@pytest.mark.skipif(sys.version_info < (3, 12), reason="Python tells of a line once from 3.12 on.")
def test_the_lines_that_a_test_runs_are_written_down(tmp_path: Path) -> None:
    test = tmp_path / "test_it.py"
    test.write_text("from sec_rules.span import Span\n\ndef test_it():\n    Span(2, 5).overlaps(Span(3, 4))\n", "utf-8")
    file = tmp_path / "runs"
    options = ("-p", "tests.mutation.running_tests", "-p", "no:cacheprovider", "-q", "--lines-run", str(file))
    subprocess.run([sys.executable, "-m", "pytest", *options, str(test)], cwd=of_python.ROOT, check=True)
    (line,) = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    (slip,) = (m.mutant for m in mutants(MODULE) if m.function == "Span.overlaps" and isinstance(m.other, ast.BoolOp))
    assert int(line["lines"][f"{MODULE}:Span.overlaps"], 16) >> slip.within & 1
    assert f"{MODULE}:Span.to" not in line["lines"]


def test_a_run_goes_on_after_the_mutants_that_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "kept"
    given = [Tried(Mutant(MODULE, "Span.to", n, "a", "b"), "killed", "tests/x.py::test_it", 0.5) for n in (1, 2)]
    for one in given:
        keep(one, file)
    assert kept(file) == given
    assert kept(None) == kept(tmp_path / "none") == []


def test_survivors_are_listed_and_those_shown_to_change_nothing_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    one, two, three = (Mutant(MODULE, "Span.to", n, "a", f"b{n}") for n in (1, 2, 3))
    monkeypatch.setattr(of_python, "equivalent", lambda: frozenset({two.name}))
    given = [Tried(one, "survived"), Tried(two, "survived"), Tried(three, "killed")]
    assert as_text(given).splitlines() == [
        "survived  line 1  sec_rules.span:Span.to: a -> b1",
        "3 mutants: 1 killed, 1 shown to change nothing, 1 survived.",
    ]


def test_every_mutant_said_to_change_nothing_is_there() -> None:
    modules = {name.partition(":")[0] for name in of_python.equivalent()}
    assert modules <= set(core())
    assert of_python.equivalent() <= {m.mutant.name for module in modules for m in mutants(module)}
