"""The atlas of large random rule sets: 10 facts, 150 clauses, 40 distinct comparisons.

    pytest tests/benchmarks/test_atlas_scale.py --benchmark-only

Aim: within 10 s and 1 GB, each in a process of its own. Clauses that part all Users between them are worked out whole;
clauses that know nothing of each other take more work than the stated bound, and it is said so.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

_RUN = """
import resource, sys
sys.path.insert(0, {here!r})
import rule_sets
from sec_rules.analysis.atlas import build
from sec_rules.engine.solver import OutOfBudget
invariant = rule_sets.{kind}({seed}, 150, 40)
try:
    atlas = build(invariant, {{fact.name: fact for fact in rule_sets.FACTS}})
    print(len(atlas.cells), "cells")
except OutOfBudget as error:
    print(error)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


@pytest.mark.benchmark(group="atlas of 150 clauses")
@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("kind", ["partition", "scattered"])
def test_the_atlas_of_a_large_rule_set(benchmark: BenchmarkFixture, kind: str, seed: int) -> None:
    script = _RUN.format(here=str(Path(__file__).parent), kind=kind, seed=seed)
    run = benchmark.pedantic(
        subprocess.run, args=([sys.executable, "-c", script],), kwargs={"capture_output": True, "text": True}, rounds=1
    )
    said, megabytes = run.stdout.splitlines()
    benchmark.extra_info.update(said=said, megabytes=int(megabytes))
    assert int(megabytes) < 1_000, run.stderr
    assert said == "The solver gave up within its budget (1,000,000 steps)." if kind == "scattered" else "cells" in said
