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
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[2]
OURS = str(ROOT / "sec_rules")
# Of a test with examples drawn for it so many are run: more run no other functions, and take as much longer.
EXAMPLES = 5


def pytest_addoption(parser: pytest.Parser) -> None:
    """The file that the functions go into."""
    parser.addoption("--functions-run", type=Path, required=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Notes what a test runs, with what it needs before and after, and how long it takes."""
    seen: set[CodeType] = set()
    times_as_long = _draws_few(item)

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
        seconds = round((time.process_time() - began) * times_as_long, 2)
        line = {"test": item.nodeid, "seconds": seconds, "functions": functions}
        with item.config.getoption("--functions-run").open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")


def _draws_few(item: pytest.Item) -> float:
    """Has few examples drawn for a test; how many times as many it would have."""
    test = getattr(item, "obj", None)
    given = getattr(test, "_hypothesis_internal_use_settings", None)
    if given is None or given.max_examples <= EXAMPLES:
        return 1.0
    function = getattr(test, "__func__", test)
    function._hypothesis_internal_use_settings = settings(given, max_examples=EXAMPLES)  # type: ignore[attr-defined]
    return float(given.max_examples / EXAMPLES)


def _module(code: CodeType) -> str:
    return ".".join(Path(code.co_filename).relative_to(ROOT).with_suffix("").parts)
