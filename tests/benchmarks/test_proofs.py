"""Proofs: all rulesets of a day, a comparison of two days, a statement of effect, the whole mutation run.

    pytest tests/benchmarks/test_proofs.py --benchmark-only

Aims: all invariants on the Code of one day within 0.5 s; a comparison within 0.3 s; the mutation run within 60 s on two
cores. The peer is isl, an exact solver over sets, asked about the same two days in the same run.
"""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from sec_rules.analysis.comparison import compare
from sec_rules.analysis.invariants import prove_all
from sec_rules.engine.legal_text import folder
from sec_rules.engine.linking import Ruleset
from sec_rules.lang import Outcome, Turn, YesNo
from sec_rules.lang.formulas import All, Formula, Literal, formula
from sec_rules.loading import load
from sec_rules.review.effect.conformance import conformance_of
from sec_rules.review.effect.statement import read_statement
from sec_rules.rulebook.assumptions import ASSUMPTIONS
from sec_rules.rulebook.facts import SMALLEST_FIRST
from sec_rules.rulebook.questions import assessment

BEFORE, TODAY = date(2019, 2, 27), date(2019, 2, 28)


@pytest.mark.benchmark(group="invariants of one day")
@pytest.mark.parametrize("on", [date(2017, 1, 1), BEFORE, TODAY], ids=str)
def test_all_invariants_of_a_day(benchmark: BenchmarkFixture, on: date) -> None:
    found = benchmark(prove_all, load(), assessment, on)
    assert all(v.holds for v in found)


@pytest.mark.benchmark(group="two days compared")
def test_a_comparison(benchmark: BenchmarkFixture) -> None:
    old, new = (load().ruleset(assessment, on) for on in (BEFORE, TODAY))
    assert len(benchmark(compare, old, new)) == 9


@pytest.mark.benchmark(group="two days compared")
def test_a_statement_of_effect(benchmark: BenchmarkFixture) -> None:
    old, new = (load().ruleset(assessment, on) for on in (BEFORE, TODAY))
    labels = [rule.clause for rule in new.rules]
    stated = read_statement(folder() / "drafts" / "secmp0059.effect.toml", labels, load().rulebook)
    assert benchmark(conformance_of, stated, old, new).exact


@pytest.mark.benchmark(group="two days compared")
def test_the_same_days_by_isl(benchmark: BenchmarkFixture) -> None:
    pytest.importorskip("islpy")
    old, new = (load().ruleset(assessment, on) for on in (BEFORE, TODAY))
    assert benchmark(_by_isl, old, new) == 3


def _by_isl(old: Ruleset, new: Ruleset) -> int:
    """How many pairs of outcomes, one before and another after, there are somebody for."""
    import islpy

    ranges = [(f.name, *((0, 1) if isinstance(f, YesNo) else (f.at_least, f.at_most))) for f in SMALLEST_FIRST]
    within = " and ".join(f"{low} <= {name} <= {high}" for name, low, high in ranges)
    assumed = _text(All(tuple(formula(a.holds) for a in ASSUMPTIONS)))
    head = f"[{', '.join(name for name, _, _ in ranges)}] : {within} and {assumed}"
    sides = []
    for ruleset in (old, new):
        found: dict[Outcome, object] = {}
        for branch in ruleset.branches:
            assert isinstance(branch.outcome, Outcome)
            one = islpy.Set(f"{{ {head} and {_text(branch.when)} }}")
            found[branch.outcome] = found[branch.outcome].union(one) if branch.outcome in found else one
        sides.append(found)
    return sum(not x.intersect(y).is_empty() for a, x in sides[0].items() for b, y in sides[1].items() if a != b)


def _text(given: Formula) -> str:
    if not isinstance(given, Literal):
        joined = " and " if isinstance(given, All) else " or "
        return f"({joined.join(map(_text, given.parts))})" if given.parts else "(0 = 0)"
    atom = given.atom
    if isinstance(atom, YesNo):
        said = f"{atom.name} = 1"
    elif isinstance(atom, Turn):
        said = f"({atom.count.name} - {atom.turn}) mod {atom.of} = 0"
    else:
        said = " + ".join(f"{w} * {c.name}" for c, w in atom.terms) + f" >= {atom.at_least}"
    return f"({said})" if given.holds else f"not ({said})"


@pytest.mark.benchmark(group="mutation")
def test_the_whole_mutation_run_on_two_cores(benchmark: BenchmarkFixture) -> None:
    command = [sys.executable, "-m", "tests.mutation", "--jobs", "2"]
    run = benchmark.pedantic(subprocess.run, args=(command,), kwargs={"capture_output": True}, rounds=1)
    assert run.returncode == 0, run.stdout
