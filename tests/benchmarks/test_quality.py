"""How good the drafting checks are: recall and precision by code, with contract-lint beside them in the same table.

    pytest tests/benchmarks/test_quality.py --benchmark-only -s

The drafts are those under `tests/quality/`: `clean` was there while the checks were written, `held_out` was written
afterwards and no check was changed for it before its first run. Faults are planted by a program that knows the place.
contract-lint is a package of PyPI and no dependency of ours; where it is not installed, its columns are empty.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sysconfig
import time
from collections.abc import Iterable
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.loading import load
from sec_rules.review.checks import all_checks
from sec_rules.review.review import check
from sec_rules.rulebook.questions import assessment
from tests.quality.measuring import Score, drafts, measure
from tests.quality.planting import planted

HALVES = ("clean", "held_out")
CONTRACT_LINT = shutil.which("contract-lint", path=sysconfig.get_path("scripts")) or shutil.which("contract-lint")
# The rule of contract-lint that looks for the same fault.
THEIRS = {
    "PH201": "placeholder",
    "XR401": "broken-xref",
    "DT501": "undefined-term",
    "DT502": "unused-definition",
    "DT503": "double-definition",
    "NU301": "numbering",
    "QT704": "number-consistency",
    "QT705": "date-sanity",
}


@pytest.mark.benchmark(group="quality")
def test_recall_and_precision_by_code(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    halves = benchmark.pedantic(lambda: [measure(load(), folder) for folder in HALVES], rounds=1)
    theirs = [_of_contract_lint(folder, tmp_path) for folder in HALVES]
    print("\n" + "\n".join(_table(halves, theirs)))


def _table(halves: list[dict[str, Score]], theirs: list[dict[str, Score]]) -> list[str]:
    sums = [added_up(half.values()) for half in halves]
    lines = [
        "| drafts | faults planted | recall | precision, all that is reported | as judged by hand |",
        "|---|---:|---:|---:|---:|",
    ]
    for name, score, judged in zip(("clean", "held out"), sums, (False, True), strict=True):
        by_hand = f"{score.precision_as_judged:.3f}" if judged else ""
        lines.append(f"| {name} | {score.planted} | {score.recall:.3f} | {score.precision:.3f} | {by_hand} |")
    return [*lines, "", *by_code(halves, theirs)]


def by_code(halves: list[dict[str, Score]], theirs: list[dict[str, Score]]) -> list[str]:
    """The rows of each code: of both halves, and of contract-lint where it was there."""
    peer = {name: added_up(half[name] for half in theirs if name in half) for name in THEIRS if any(theirs)}
    lines = [
        "| code | check | planted | recall | precision | held out | recall | precision | by hand |"
        + (" contract-lint | precision |" if peer else ""),
        "|---|---|---|---|---|---|---|---|---|" + ("---|---|" if peer else ""),
    ]
    for check_ in all_checks():
        one, two = (half.get(check_.code, Score()) for half in halves)
        cells = [*_cells(one), *_cells(two), f"{two.precision_as_judged:.2f}" if two.found + two.others else ""]
        if peer:
            their = peer.get(check_.code, Score())
            cells += [f"{their.recall:.2f}", f"{their.precision:.2f}"] if their.planted else ["", ""]
        lines.append(f"| {check_.code} | {check_.title} | " + " | ".join(cells) + " |")
    return lines


def _cells(score: Score) -> tuple[str, str, str]:
    """What a score says; an empty cell where nothing was planted, or nothing reported."""
    recall = f"{score.recall:.2f}" if score.planted else ""
    return str(score.planted), recall, f"{score.precision:.2f}" if score.found + score.others else ""


SUMMED = ("planted", "found", "others", "true")


def added_up(scores: Iterable[Score]) -> Score:
    """Several scores as one."""
    every = list(scores)
    return Score(**{name: sum(getattr(s, name) for s in every) for name in SUMMED})


def _of_contract_lint(folder: str, work: Path) -> dict[str, Score]:
    """contract-lint over the same drafts: a finding counts where it stands in the paragraph of the planted fault."""
    if CONTRACT_LINT is None:
        return {}
    scores: dict[str, Score] = {code: Score() for code in THEIRS}
    clean = drafts(folder)
    for text in clean.values():
        for rule, _ in _lint(text, work):
            for code, name in THEIRS.items():
                scores[code].others += rule == name
    for code, name in THEIRS.items():
        for fault in planted(code, clean, 12):
            at = fault.marked[: fault.marked.index("«")].count("\n") + 1
            found = [line for rule, line in _lint(fault.text, work) if rule == name]
            scores[code].planted += 1
            scores[code].found += any(abs(line - at) <= 1 for line in found)
    return scores


def _lint(text: str, work: Path) -> list[tuple[str, int]]:
    file = work / "draft.md"
    file.write_text(text, encoding="utf-8")
    command = [str(CONTRACT_LINT), "lint", "--json", "--enable", "undefined-term", str(file)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    return [(f["rule"], f.get("line", 0)) for f in json.loads(run.stdout).get("findings", [])]


SENTENCES = (
    "Each User shall, subject to Section G8.{a}, tell the Panel of its Domestic Premises within 20 Working Days after "
    "the end of the year.",
    "Where a User is a Network Party it shall keep the records that Section G8.{a} asks for, and shall show them to "
    "the Security Sub-Committee on request.",
    'In this Section, the "Return {a}" means the list that a User keeps under Section G8.{b}.',
    "A User shall:\n\n(a) keep its list;\n\n(b) comply with paragraph (a); and\n\n(c) repeat in each year the steps in "
    "paragraphs (a) to (b).",
)


def long_draft(clauses: int) -> str:
    """A draft of many clauses, with references, definitions and lists."""
    words = []
    for i in range(clauses):
        sentence = SENTENCES[i % len(SENTENCES)].format(a=100 + i * 7 % 900, b=100 + i * 13 % 900)
        words.append(f"G8.{i % 900 + 100}{'ABC'[i // 900]} {sentence}")
    return "\n\n".join(words) + "\n"


@pytest.mark.benchmark(group="a long draft")
def test_two_thousand_clauses(benchmark: BenchmarkFixture) -> None:
    """The aim is 5 s; what is printed are the seconds of the processor, whatever else the machine does."""
    text = long_draft(2_000)
    code = load()
    spent: list[float] = []

    def run() -> None:
        start = time.process_time()
        result = check(read_markdown(text, "long.md"), code, assessment)
        spent.append(time.process_time() - start)
        assert not result.faults

    benchmark.pedantic(run, rounds=3, warmup_rounds=1)
    print(f"\nseconds of the processor: {min(spent):.2f}")
