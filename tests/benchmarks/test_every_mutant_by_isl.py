"""Every mutant against every invariant of several Users, by z3 and by isl: minutes of work, so no part of the suite.

pytest tests/benchmarks/test_every_mutant_by_isl.py --benchmark-only -s
"""

from __future__ import annotations

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

pytest.importorskip("islpy")

from tests.analysis.test_isl_oracle import agree_on_what_breaks, mutants


@pytest.mark.benchmark(group="every mutant by both provers")
def test_both_provers_find_the_same_smallest_case_of_every_invariant_that_a_mutant_breaks(
    benchmark: BenchmarkFixture,
) -> None:
    """Asserted of each; what is timed is both provers together."""

    def every() -> int:
        read = [(what, mutant) for what, _, mutant in mutants() if not mutant.unread]
        for what, mutant in read:
            agree_on_what_breaks(what, mutant)
        return len(read)

    print(f"\nmutants compared: {benchmark.pedantic(every, rounds=1)}")
