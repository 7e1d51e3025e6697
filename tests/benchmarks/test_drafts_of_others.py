"""Drafts by others: right, said to be unread in part, or claimed wrongly, by style.

    pytest tests/benchmarks/test_drafts_of_others.py --benchmark-only -s

Of the sets in five styles every second draft is never looked at, and counted apart; so are two whole sets near the
Code.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from tests.drafting.rating import rated

FOLDER = Path(__file__).parents[1] / "drafting" / "drafts"
PARTS = {"all": slice(None), "seen": slice(0, None, 2), "unseen": slice(1, None, 2)}
COUNTED = [
    *((name, "all") for name in ("near_the_code", "near_the_code_unseen", "near_the_code_third", "short_drafts")),
    *((name, part) for name in ("in_five_styles", "in_five_styles_again") for part in ("seen", "unseen")),
]


def _count(folder: Path, drafts: slice, path: Path) -> dict[str, Counter[str]]:
    given = {file.stem: tomllib.loads(file.read_text(encoding="utf-8"))["draft"] for file in folder.glob("*.toml")}
    return {style: Counter(rated(entry, path) for entry in entries[drafts]) for style, entries in given.items()}


@pytest.mark.parametrize(("name", "part"), COUNTED)
def test_nothing_is_claimed_that_was_not_meant(
    benchmark: BenchmarkFixture, tmp_path: Path, name: str, part: str
) -> None:
    counts = benchmark.pedantic(_count, args=(FOLDER / name, PARTS[part], tmp_path / "draft.md"), rounds=1)
    print(f"\n{name}, {part}: right, error missed, said, claimed")
    for style, count in sorted(counts.items()):
        print(f"  {style:14} {count['right']:3} {count['missed']:3} {count['said']:3} {count['claimed']:3}")
    assert not sum(count["claimed"] for count in counts.values())
