"""Words put into every clause that answers, and taken out: how many changes would nobody be told of?

    pytest tests/benchmarks/test_fuzz_of_meaning.py --benchmark-only -s

It prints the count of false claims: changes after which the rule is as it was, nothing is open, and nobody has judged
that the clause says the same.
"""

from __future__ import annotations

import random
from itertools import islice

from pytest_benchmark.fixture import BenchmarkFixture

from tests.drafting.meaning import CLAUSES, Change, additions, deletions, passed_over, says_nothing

MANY = 100_000


def _false_claims() -> list[Change]:
    rng = random.Random(MANY)
    changes = (*islice(additions(rng, CLAUSES), MANY - MANY // 5), *islice(deletions(rng, CLAUSES), MANY // 5))
    return [change for change in dict.fromkeys(changes) if not says_nothing(change) and passed_over(change)]


def test_no_change_is_passed_over(benchmark: BenchmarkFixture) -> None:
    false = benchmark.pedantic(_false_claims, rounds=1)
    print(f"\n{len(false)} false claims in {MANY} changes")
    for change in false[:40]:
        print(f"  {change}")
    assert false == []
