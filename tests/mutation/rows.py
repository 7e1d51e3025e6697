"""The rows run on mutants: the tests of the clauses as they stand, in one session, with the mutated module in place.

Each test asks the Code that `sec_rules.load()` gives; that is made of the modules' `CLAUSE`. So a mutant is put where
the module's `CLAUSE` is, and the tests are run until one fails.
"""

from __future__ import annotations

import importlib
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from attrs import define, field

from sec_rules.errors import CodeError
from sec_rules.lang import Clause
from sec_rules.loading import held
from tests.mutation.rules import Mutant

if TYPE_CHECKING:
    import pytest

ROWS: Final = Path(__file__).resolve().parents[1] / "clauses"
# The test session needs none of these.
_NOT_NEEDED = (
    "cacheprovider",
    "benchmark",
    "hypothesispytest",
    "xdist",
    "logging",
    "faulthandler",
    "unraisableexception",
)


def failing_rows(mutants: Sequence[Mutant]) -> dict[Mutant, str]:
    """For each mutant that some row notices, the first row that fails. `CodeError` where a row fails without any."""
    import pytest

    session = _Session(mutants)
    options = ["-q", "-s", "--no-header", "--rootdir", str(ROWS.parents[1]), "-o", "addopts=--import-mode=importlib"]
    with redirect_stdout(io.StringIO()):
        status = pytest.main([str(ROWS), *options, *(f"-pno:{name}" for name in _NOT_NEEDED)], [session])
    if session.problem or status != 0:
        raise CodeError(f"The tests of the clauses cannot be run on mutants: {session.problem or f'status {status}'}.")
    return session.found


@define(eq=False)
class _Session:
    """A test session that runs each test once, and then runs them on each mutant until one fails."""

    mutants: Sequence[Mutant]
    found: dict[Mutant, str] = field(factory=dict)
    problem: str = ""
    _calls: dict[pytest.Item, Callable[[], object]] = field(factory=dict)

    def pytest_pyfunc_call(self, pyfuncitem: pytest.Function) -> None:
        """Keeps how a test is called, which it can be again with what stays as it is while the session lasts."""
        names, fixtures = pyfuncitem._fixtureinfo.argnames, pyfuncitem._fixtureinfo.name2fixturedefs
        lasting = [name for name in names if name not in fixtures or fixtures[name][-1].scope == "session"]
        row = pyfuncitem.callspec.params if hasattr(pyfuncitem, "callspec") else {}
        if not set(names) <= {*lasting, *row}:
            raise CodeError(f"{pyfuncitem.nodeid} asks for a fixture that does not last the session.")
        self._calls[pyfuncitem] = partial(pyfuncitem.obj, **{name: pyfuncitem.funcargs[name] for name in names})

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = list(session.items)
        failing = _first_failing(items)
        if failing is not None or not items:
            self.problem = f"{failing} fails on the Code as it stands" if failing else "there are none"
            return True
        for mutant in self.mutants:
            with _in_place_of(mutant, items):
                # The rows of the clause itself first: they are the likeliest to notice.
                name = mutant.label.lower().replace(".", "_")
                own = sorted(items, key=lambda item: f"test_{name}.py" not in item.nodeid)
                row = next((item.nodeid for item in own if not self._passes(item)), None)
            if row is not None:
                self.found[mutant] = row
        return True

    def _passes(self, item: pytest.Item) -> bool:
        """Whether a test passes when called as it was on the Code as it stands, without the ado of a session."""
        import pytest

        try:
            self._calls[item]()
        except pytest.skip.Exception:
            return True
        except (Exception, pytest.fail.Exception):
            return False
        return True

    def pytest_report_teststatus(self) -> tuple[str, str, str]:
        """Nothing is printed of the tests."""
        return "", "", ""


def _first_failing(items: Sequence[pytest.Item]) -> str | None:
    """The first test that does not pass; those after it are not run."""
    from _pytest.runner import runtestprotocol

    for item, following in zip(items, (*items[1:], None), strict=True):
        reports = runtestprotocol(item, nextitem=following, log=False)
        if not all(report.passed or report.skipped for report in reports):
            item.session._setupstate.teardown_exact(None)
            return item.nodeid
    return None


@contextmanager
def _in_place_of(mutant: Mutant, items: Sequence[pytest.Item]) -> Iterator[None]:
    section, _, _ = mutant.label.partition(".")
    name = f"sec_rules.clauses.{section.lower()}.{mutant.label.lower().replace('.', '_')}"
    module = importlib.import_module(name)
    original: Clause = module.CLAUSE
    holding = [m for m in (module, *_modules(items)) if getattr(m, "CLAUSE", None) is original]
    try:
        for each in holding:
            vars(each)["CLAUSE"] = mutant.clause
        held.cache_clear()
        yield
    finally:
        for each in holding:
            vars(each)["CLAUSE"] = original
        held.cache_clear()


def _modules(items: Sequence[pytest.Item]) -> list[object]:
    return list({id(m): m for item in items if (m := getattr(item, "module", None)) is not None}.values())
