"""Which tests run which lines: written down while the tests run, and read where a slip is made in one.

python -m pytest -p tests.mutation.running_tests --lines-run FILE tests/engine ...

Needs Python 3.12, which tells of a line once and then no more; what reads the file does not.
"""

from __future__ import annotations

import ast
import gc
import importlib
import json
import sys
import time
from collections import defaultdict
from collections.abc import Generator, Iterator
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType

import pytest
from hypothesis import settings

from tests.mutation.of_python import ROOT, begins, core, functions, path_of

OURS = str(ROOT / "sec_rules")
# Of a test with examples drawn for it so many are run: more run few other lines, and take as much longer.
EXAMPLES = 5
# One of the numbers that Python leaves to whoever watches it.
WATCHING = 4
_seen: set[tuple[CodeType, int]] = set()


def pytest_addoption(parser: pytest.Parser) -> None:
    """The file that the lines go into."""
    parser.addoption("--lines-run", type=Path, required=True)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Has every line of the core told of once."""
    for module in core():
        importlib.import_module(module)
    watched = sys.monitoring
    watched.use_tool_id(WATCHING, "tests.mutation")
    watched.register_callback(WATCHING, watched.events.LINE, _ran)
    for code in _codes():
        watched.set_local_events(WATCHING, code, watched.events.LINE)


def _ran(code: CodeType, line: int) -> object:
    _seen.add((code, line))
    return sys.monitoring.DISABLE


def _codes() -> Iterator[CodeType]:
    """The code of every function that is loaded, with what is defined inside it."""
    gc.unfreeze()
    left = [each.__code__ for each in gc.get_objects() if isinstance(each, FunctionType)]
    while left:
        code = left.pop()
        if code.co_filename.startswith(OURS):
            yield code
            left += [inner for inner in code.co_consts if isinstance(inner, CodeType)]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Notes what a test runs, with what it needs before and after, and how long it takes."""
    times_as_long = _draws_few(item)
    _seen.clear()
    sys.monitoring.restart_events()
    began = time.process_time()
    try:
        return (yield)
    finally:
        seconds = round((time.process_time() - began) * times_as_long, 2)
        line = {"test": item.nodeid, "seconds": seconds, "lines": _lines()}
        with item.config.getoption("--lines-run").open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")


def _lines() -> dict[str, str]:
    """The lines seen, by `module:function`: a bit for each, counted from where the function begins."""
    found: defaultdict[str, int] = defaultdict(int)
    for code, line in _seen:
        module = _module(code)
        function = code.co_qualname.partition(".<locals>")[0]
        first = _first_lines(module).get(function)
        if first is not None and line >= first:
            found[f"{module}:{function}"] |= 1 << (line - first)
    return {name: f"{bits:x}" for name, bits in sorted(found.items())}


@cache
def _first_lines(module: str) -> dict[str, int]:
    tree = ast.parse(path_of(module).read_text(encoding="utf-8"))
    return {name: begins(node) for name, node in functions(tree)}


def _draws_few(item: pytest.Item) -> float:
    """Has few examples drawn for a test; how many times as many it would have."""
    test = getattr(item, "obj", None)
    given = getattr(test, "_hypothesis_internal_use_settings", None)
    if given is None or given.max_examples <= EXAMPLES:
        return 1.0
    function = getattr(test, "__func__", test)
    function._hypothesis_internal_use_settings = settings(given, max_examples=EXAMPLES)  # type: ignore[attr-defined]
    return float(given.max_examples / EXAMPLES)


@cache
def _module(code: CodeType) -> str:
    return ".".join(Path(code.co_filename).relative_to(ROOT).with_suffix("").parts)
