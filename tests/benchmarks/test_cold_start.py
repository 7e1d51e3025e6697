"""From nothing to an answer: whole processes, with a bare Python beside them in the same run.

    pytest tests/benchmarks/test_cold_start.py --benchmark-only --benchmark-group-by=group

Aims (median, byte code compiled, files in the disk's cache): the check of the draft within 1.5 s; the import within
60 ms above bare Python. What this prints holds for the machine it ran on; the ratios hold longer.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

DRAFTS = Path(__file__).resolve().parents[2] / "legal_text" / "drafts"
DRAFT = next(p for p in (DRAFTS / "secmp0059.docx", DRAFTS / "secmp0059.md") if p.exists())
SEC_RULES = shutil.which("sec-rules", path=sysconfig.get_path("scripts"))
FACTS = ["--on", "2020-01-01", "--supplier-party", "--domestic-premises", "200000"]

COMMANDS = {
    "bare Python": [sys.executable, "-c", "pass"],
    "import sec_rules": [sys.executable, "-c", "import sec_rules"],
    "import and load": [sys.executable, "-c", "import sec_rules; sec_rules.load()"],
    "assess": [SEC_RULES, "assess", *FACTS, "--non-domestic-premises", "20000"],
    "assess, facts missing": [SEC_RULES, "assess", *FACTS],
    "explain": [SEC_RULES, "explain", "G8.42"],
    "prove": [SEC_RULES, "prove"],
    "compare": [SEC_RULES, "compare", "2019-02-27", "2019-02-28"],
    "check": [SEC_RULES, "check", str(DRAFT)],
    "check, JSON": [SEC_RULES, "check", "--json", str(DRAFT)],
}
UNDECIDED = {"assess, facts missing"}


@pytest.mark.benchmark(group="cold start")
@pytest.mark.parametrize("name", COMMANDS)
def test_cold_start(benchmark: BenchmarkFixture, name: str) -> None:
    assert SEC_RULES, "the command sec-rules is not installed beside this Python"
    command = [str(word) for word in COMMANDS[name]]
    run = benchmark.pedantic(
        subprocess.run,
        args=(command,),
        kwargs={"stdin": subprocess.DEVNULL, "capture_output": True},
        rounds=10,
        warmup_rounds=1,
    )
    assert run.returncode == (1 if name in UNDECIDED else 0), run.stderr.decode()
