"""Which tests run which functions: written down while the tests run, and read where a slip is made in a function.

python -m pytest -p tests.mutation.running_tests --functions-run FILE tests/engine ...
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Generator
from pathlib import Path
from types import CodeType, FrameType

import pytest

ROOT = Path(__file__).resolve().parents[2]
OURS = str(ROOT / "sec_rules")


def pytest_addoption(parser: pytest.Parser) -> None:
    """The file that the functions go into."""
    parser.addoption("--functions-run", type=Path, required=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Notes what a test runs, with what it needs before and after, and how long it takes."""
    seen: set[CodeType] = set()

    def called(frame: FrameType, event: str, argument: object) -> None:
        seen.add(frame.f_code)

    before, began = sys.gettrace(), time.process_time()
    sys.settrace(called)
    try:
        return (yield)
    finally:
        sys.settrace(before)
        ours = [code for code in seen if code.co_filename.startswith(OURS)]
        functions = sorted({f"{_module(code)}:{code.co_qualname.partition('.<locals>')[0]}" for code in ours})
        line = {"test": item.nodeid, "seconds": round(time.process_time() - began, 2), "functions": functions}
        with item.config.getoption("--functions-run").open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")


def _module(code: CodeType) -> str:
    return ".".join(Path(code.co_filename).relative_to(ROOT).with_suffix("").parts)
