"""What becomes of slips in the Python: each is put in and tested in a fork of one session of the tests.

The tests are collected once, with all they import, and nothing is run there. For each mutant the session forks; the
fork puts the code of the mutant into the loaded function, forgets what was remembered, and runs the tests that run its
line, the quick ones and those of the mirrored file first, until one fails. Which run it is written down by
`running_tests`. A test that takes ten times as long as it should is taken to fail, since the run of all tests has a
limit too.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import resource
import signal
import subprocess
import tempfile
import time
import traceback
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import _lru_cache_wrapper
from itertools import islice
from pathlib import Path
from types import CodeType, FunctionType
from typing import TypeVar

import pytest
from attrs import asdict, define, field, frozen

from tests.mutation.of_python import ROOT, Made, Mutant, Tried, core, mirrored, path_of

# Processor time in which the tests of a mutant begin; most are killed by the first.
SECONDS_OF_A_MUTANT = 6.0
# What a test may take, as a multiple of what it took, and besides.
TIMES_AS_LONG, SECONDS_MORE = 10, 10.0
# What it takes to begin a test, and how many times the time of another a test of the mirrored file has.
A_START, MIRRORS = 0.01, 4
MOST_MEMORY = 6 << 30
OPTIONS = ("-q", "-s", "-p", "no:cacheprovider", "-p", "no:benchmark", "-o", "addopts=--import-mode=importlib")
# The files of so many tests that run a line are imported, whatever their rows.
TESTS_IMPORTED = 80
SURVIVED = "no test fails"
_BROKE = "! "
_One = TypeVar("_One")


@frozen
class Runs:
    """Which tests run which places, and what each took in seconds; of a test that is not there nothing is known.

    A place is a line, as `module:function+line`; the function, where no test runs the line; or the module.
    """

    tests: Mapping[str, Sequence[tuple[int, str]]]
    seconds: Mapping[str, float]

    @classmethod
    def read(cls, file: Path | None, wanted: Iterable[Mutant]) -> Runs:
        """From a file that `running_tests` writes, for the mutants that are wanted; none where there is none."""
        tests: defaultdict[str, set[tuple[int, str]]] = defaultdict(set)
        seconds: dict[str, float] = {}
        places = [(_places(mutant), mutant.within) for mutant in wanted]
        for line in map(json.loads, file.read_text(encoding="utf-8").splitlines() if file is not None else ()):
            seconds[line["test"]] = line["seconds"]
            run = {name: int(bits, 16) for name, bits in line["lines"].items()}
            modules = {name.partition(":")[0] for name in run}
            entry = (len(run), line["test"])
            for (at_line, function, module), within in places:
                if run.get(function, 0) >> within & 1:
                    tests[at_line].add(entry)
                if function in run:
                    tests[function].add(entry)
                if module in modules:
                    tests[module].add(entry)
        return cls({place: sorted(found) for place, found in tests.items()}, seconds)

    def of(self, mutant: Mutant) -> tuple[str, ...]:
        """The tests of a mutant that are written down.

        Each test has as much time as any other, with all its rows: many rows that are quick come before one that is
        not. Those of the mirrored file have more, and of equals the one comes first that runs the least besides.
        """
        found = next((self.tests[place] for place in _places(mutant) if place in self.tests), ())
        mirror = _mirror(mutant)
        taken: defaultdict[str, float] = defaultdict(float)
        ordered = []
        for number, test in sorted(found):
            whole = test.partition("[")[0]
            taken[whole] += (self.seconds[test] + A_START) / (MIRRORS if test.startswith(mirror) else 1)
            ordered.append((taken[whole], number, test))
        return tuple(test for *_, test in sorted(ordered))

    def limit(self, test: str) -> float:
        """The processor time after which a test is taken never to end."""
        return SECONDS_MORE + TIMES_AS_LONG * self.seconds.get(test, 0.0)


def _places(mutant: Mutant) -> tuple[str, str, str]:
    function = f"{mutant.module}:{mutant.function}"
    return f"{function}+{mutant.within}", function, mutant.module


def _mirror(mutant: Mutant) -> str:
    """The mirrored test file as the names of its tests begin."""
    file = mirrored(mutant.module)
    return file.relative_to(ROOT).as_posix() if file.is_relative_to(ROOT) else file.name


@define(eq=False)
class Session:
    """A plugin that tries mutants with the tests that are collected, instead of running them."""

    given: Sequence[tuple[Made, Mutant]]
    runs: Runs
    say: Callable[[Tried], None]
    jobs: int = 1
    # The tests that pass without a mutant, and those that do not.
    sound: set[str] = field(factory=set)
    broken: set[str] = field(factory=set)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Tries each mutant; the tests that are not there, or fail without it, are left out."""
        for module in core():
            importlib.import_module(module)
        items = {item.nodeid: item for item in session.items}
        # By where they lie: the names of tests outside the sources begin with whatever folder both have in common.
        by_file: dict[Path, list[str]] = {}
        for name, item in items.items():
            by_file.setdefault(item.path, []).append(name)
        loaded = Loaded.now()

        def each(share: Sequence[tuple[Made, Mutant]]) -> Iterator[Tried]:
            for made, mutant in share:
                own = by_file.get(mirrored(mutant.module), ())
                new = (name for name in own if name not in self.runs.seconds)
                names = dict.fromkeys((*new, *(name for name in self.runs.of(mutant) if name in items)))
                began = _used()
                by = self._killer(made, [items[name] for name in names], loaded)
                why = by or (SURVIVED if names else "no test runs it")
                yield Tried(mutant, "killed" if by else "survived", why, round(_used() - began, 1))

        for one in beside_each_other(each, [self.given[i :: self.jobs] for i in range(self.jobs)]):
            self.say(one)
        return True

    def _killer(self, made: Made, items: Sequence[pytest.Item], loaded: Loaded) -> str | None:
        """The test that fails, and does not without the mutant; those that do fail without are not asked again."""
        while left := [item for item in items if item.nodeid not in self.broken]:
            by = _in_fork(left, self.runs, made, loaded)
            if by is None or by in self.sound:
                return by
            unchanged = [item for item in left if item.nodeid == by]
            (self.broken if _in_fork(unchanged, self.runs, None, loaded) else self.sound).add(by)
        return None


def beside_each_other(
    each: Callable[[Sequence[_One]], Iterable[Tried]], shares: Sequence[Sequence[_One]]
) -> Iterator[Tried]:
    """What becomes of each share, in a process of its own that has all that is loaded here; whichever is first."""
    reading, writing = os.pipe()
    children = []
    for share in shares:
        child = os.fork()
        if child == 0:
            try:
                for one in each(share):
                    os.write(writing, f"{json.dumps(asdict(one))}\n".encode())
                os._exit(0)
            except Exception:
                traceback.print_exc()
            finally:
                os._exit(1)
        children.append(child)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as said:
        yield from map(Tried.read, said)
    ended = [os.waitpid(child, 0)[1] for child in children]
    if any(ended):
        raise RuntimeError("not every share was tried to its end")


def _used() -> float:
    """The processor time of the forks so far: others may want the machine too."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@frozen
class Loaded:
    """What is loaded of the package: its functions by place, and what remembers their results."""

    functions: Mapping[tuple[str, str, int], Sequence[FunctionType]]
    remembering: Sequence[_lru_cache_wrapper[object]]

    @classmethod
    def now(cls) -> Loaded:
        """What is loaded at this moment."""
        functions: dict[tuple[str, str, int], list[FunctionType]] = {}
        remembering = []
        # What was frozen is not listed.
        gc.unfreeze()
        for each in gc.get_objects():
            if isinstance(each, FunctionType):
                code = each.__code__
                functions.setdefault((each.__module__, code.co_qualname, code.co_firstlineno), []).append(each)
            elif isinstance(each, _lru_cache_wrapper) and (each.__module__ or "").startswith("sec_rules"):
                remembering.append(each)
        return cls(functions, remembering)

    def put(self, made: Made) -> None:
        """Puts the code of a mutant into the loaded function, however often it is wrapped or handed on.

        Raises `LookupError` where it is not loaded, and `ValueError` where the code does not fit it.
        """
        mutant = made.mutant
        code = _code(compile(made.whole(), str(path_of(mutant.module)), "exec"), mutant.function.split("."))
        for each in self.functions.get((mutant.module, code.co_qualname, code.co_firstlineno), ()):
            each.__code__ = code
        if not self.functions.get((mutant.module, code.co_qualname, code.co_firstlineno)):
            raise LookupError(f"{mutant.module} has no function {mutant.function} that is loaded")
        for each in self.remembering:
            each.cache_clear()


def _code(within: CodeType, path: Sequence[str]) -> CodeType:
    first, *more = path
    found = next(c for c in within.co_consts if isinstance(c, CodeType) and c.co_name == first)
    return _code(found, more) if more else found


def _in_fork(items: Sequence[pytest.Item], runs: Runs, made: Made | None, loaded: Loaded) -> str | None:
    """The test that fails in a fork of this process in which the mutant, if any, is put in; none where none fails."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            _run(items, runs, made, loaded, writing)
        except Exception as error:
            os.write(writing, f"{_BROKE}{error!r}\n".encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as said:
        lines = said.read().splitlines()
    os.waitpid(child, 0)
    return _failed(lines)


def _failed(lines: Sequence[str]) -> str | None:
    """The test that failed or was begun and never ended, which is the last that is named.

    Raises `RuntimeError` where what runs the tests failed instead, which tells nothing of a mutant.
    """
    if lines and lines[-1].startswith(_BROKE):
        raise RuntimeError(lines[-1].removeprefix(_BROKE))
    return lines[-1] if lines and lines[-1] != SURVIVED else None


def _run(items: Sequence[pytest.Item], runs: Runs, made: Made | None, loaded: Loaded, writing: int) -> None:
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    if made is not None:
        try:
            loaded.put(made)
        except (LookupError, ValueError):
            return
    # Each fork has its own folder of temporary files: what another makes anew there it would take away.
    os.environ["PYTEST_DEBUG_TEMPROOT"] = tempfile.mkdtemp()
    # Another program has none of the mutant in it, and its time is not counted.
    pytest.MonkeyPatch().setattr(subprocess.Popen, "__init__", _skips)
    if items:
        until_one_fails(items, runs, SECONDS_OF_A_MUTANT, writing)


def _skips(*given: object, **more: object) -> None:
    pytest.skip("it starts another program")


def until_one_fails(items: Sequence[pytest.Item], runs: Runs, seconds: float, writing: int) -> None:
    """Runs tests until one fails or the time is used up; names each as it begins, and says at the end if none failed.

    What never ends ends the process.
    """
    config, failing = items[0].config, Failing()
    config.pluginmanager.register(failing)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    for item, after in zip(items, (*items[1:], None), strict=True):
        if time.process_time() > seconds:
            break
        os.write(writing, f"{item.nodeid}\n".encode())
        signal.setitimer(signal.ITIMER_PROF, runs.limit(item.nodeid))
        config.hook.pytest_runtest_protocol(item=item, nextitem=after)
        signal.setitimer(signal.ITIMER_PROF, 0)
        if failing.failed:
            return
    os.write(writing, f"{SURVIVED}\n".encode())


@define(eq=False)
class Failing:
    """A plugin that notes whether a test has failed."""

    failed: bool = False

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Notes it."""
        self.failed = self.failed or report.failed


def tried(given: Iterable[Made], runs: Path | None, say: Callable[[Tried], None], jobs: int = 1) -> None:
    """Says what becomes of each mutant, so many beside each other; one that no test runs survives."""
    made = [(one, one.mutant) for one in given]
    which = Runs.read(runs, [mutant for _, mutant in made])
    # Those of which it is known what runs them cost the least.
    made.sort(key=lambda one: _places(one[1])[0] not in which.tests)
    wholes = (dict.fromkeys(name.partition("[")[0] for name in which.of(mutant)) for _, mutant in made)
    named = (name.partition("::")[0] for each in wholes for name in islice(each, TESTS_IMPORTED))
    mirrors = (str(file) for _, mutant in made if (file := mirrored(mutant.module)).exists())
    files = [file for file in dict.fromkeys((*named, *mirrors)) if Path(file).exists()]
    with tempfile.TemporaryDirectory() as temporary, pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", temporary)
        pytest.main([*OPTIONS, *files], plugins=[Session(made, which, say, jobs)])
