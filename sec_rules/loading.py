"""The Code loaded: the clauses that this package holds and, where they are asked for, words that its reader adopted.

Private: what is promised hangs off `sec_rules` itself.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import re
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from importlib.metadata import entry_points
from pathlib import Path, PurePath
from types import ModuleType
from typing import Final

from sec_rules import clauses
from sec_rules.engine import adopted_text
from sec_rules.engine.code import Code
from sec_rules.errors import CodeError, SecRulesError, UsageError, wrong_kind
from sec_rules.lang import Clause
from sec_rules.lang.rulebooks import Rulebook

# Of so many sets of adopted words the Code is kept.
_MOST_KEPT: Final = 8
# The entry points by which installed packages put clauses of their own beside the Code.
ENTRY_POINTS: Final = "sec_rules.clauses"
# And those by which they name rulebooks of their own.
RULEBOOKS: Final = "sec_rules.rulebooks"
_ADDRESS: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]+:")


def _modules() -> Iterator[str]:
    for section in pkgutil.iter_modules(clauses.__path__, clauses.__name__ + "."):
        package = importlib.import_module(section.name)
        for module in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
            yield module.name


def load(
    *,
    adopted: bool | str | os.PathLike[str] = False,
    rulebook: Rulebook | str | os.PathLike[str] | None = None,
) -> Code:
    """The Code as this package holds it: the same for everybody, whatever is kept on a computer.

    Only where `adopted` asks for it do official words that the reader has adopted stand in the place of ours: True for
    those that `sec-rules adopt` keeps, or the path of a folder of copies, or of one copy. They are the reader's own
    copy, and are cited as that. Raises `CodeError` for a copy that is damaged, or a path at which there is none.

    Of a `rulebook` of one's own it is the Code of that: a `Rulebook`, or the name of a Python file or module that has a
    `RULEBOOK`, which is run, or of an entry point. Raises `UsageError` for what is not there, `CodeError` for a
    rulebook that contradicts itself.
    """
    if rulebook is not None:
        return _of_rulebook(rulebook)
    if adopted is False:
        return held()
    if adopted is True:
        where = adopted_text.folder()
        found = () if where is None else adopted_text.copies(where)
    elif isinstance(adopted, (str, os.PathLike)):
        found = adopted_text.copies(Path(adopted))
        if not found:
            raise CodeError(f"There is no adopted copy at '{Path(adopted)}'; 'sec-rules adopt FILE' makes one.")
    else:
        raise wrong_kind("adopted", "True, or the path of adopted copies", adopted)
    return _with(tuple((path, path.stat().st_mtime_ns) for path in found)) if found else held()


@lru_cache(_MOST_KEPT)
def _with(copies: tuple[tuple[Path, int], ...]) -> Code:
    """The Code with the words of copies, as they were written at those times."""
    from sec_rules.drafting.adoption import applied

    return applied(held(), map(adopted_text.read, (path for path, _ in copies)))


@cache
def held() -> Code:
    """The Code as it is installed: every clause module of this package, and what other packages put beside them."""
    found: list[Clause] = []
    for name in _modules():
        clause = getattr(importlib.import_module(name), "CLAUSE", None)
        if not isinstance(clause, Clause):
            raise CodeError(f"The module {name} should export CLAUSE.")
        found.append(clause)
    return _with_added(Code(tuple(found)))


def _with_added(code: Code) -> Code:
    """The Code with what other packages put beside it: each entry point names a function that is given the Code."""
    for point in sorted(entry_points(group=ENTRY_POINTS), key=lambda point: point.name):
        called = f"The entry point '{point.name}' of {ENTRY_POINTS}"
        try:
            added = point.load()(code)
        except Exception as error:
            raise CodeError(f"{called} cannot add its clauses: {error}") from error
        if not isinstance(added, Code):
            raise CodeError(f"{called} should name a function that is given the Code and gives one.")
        code = added
    return code


def _of_rulebook(given: Rulebook | str | os.PathLike[str]) -> Code:
    from sec_rules.drafting.rulebooks import code_of

    if isinstance(given, Rulebook):
        return code_of(given)
    if not isinstance(given, (str, os.PathLike)):
        raise wrong_kind("rulebook", "a Rulebook, or the name of a file or module that has one", given)
    text = os.fspath(given)
    if _ADDRESS.match(text):
        raise _address(text)
    return _code_of(_rulebook_named(text), text)


def _address(text: str) -> UsageError:
    return UsageError(f"'{text}' is an address; a rulebook is Python that is run, so give a file of your own.")


def _code_of(found: object, text: str) -> Code:
    from sec_rules.drafting.rulebooks import code_of

    if not isinstance(found, Rulebook):
        raise UsageError(f"'{text}' has no RULEBOOK, or it is no Rulebook of sec_rules.notation.")
    return code_of(found)


def _rulebook_named(text: str) -> object:
    path = Path(text)
    with _loading(text):
        if _is_file(path):
            return _run(_source(path), path.name)
        for point in entry_points(group=RULEBOOKS, name=text):
            return point.load()
        try:
            return getattr(importlib.import_module(text), "RULEBOOK", None)
        except ModuleNotFoundError as error:
            if error.name != text.partition(".")[0]:
                raise
            said = f"There is no rulebook '{text}': no file, module or entry point has that name."
            raise UsageError(said) from None


def _is_file(path: Path) -> bool:
    return path.suffix == ".py" or path.is_file()


@contextmanager
def _loading(text: str) -> Iterator[None]:
    """Says of what fails while a rulebook is loaded which it is, and where it fails."""
    try:
        yield
    except SecRulesError:
        raise
    except (Exception, SystemExit) as error:
        raise _not_loaded(text, error) from error


def _not_loaded(text: str, error: BaseException) -> UsageError:
    line = _line_of(error, PurePath(text).name)
    at = f"line {line}: " if line else ""
    said = error.msg if isinstance(error, SyntaxError) else str(error)
    return UsageError(f"The rulebook '{text}' cannot be loaded: {at}{type(error).__name__}: {said.rstrip('.')}.")


def _line_of(error: BaseException, name: str) -> int | None:
    """The line of a rulebook's file at which it failed."""
    if isinstance(error, SyntaxError):
        return error.lineno
    lines = (line for frame, line in traceback.walk_tb(error.__traceback__) if frame.f_code.co_filename == name)
    return next(lines, None)


def _source(path: Path) -> bytes:
    """The Python of a file. `UsageError` where there is none."""
    if not path.is_file():
        raise UsageError(f"There is no rulebook '{path}'; give a Python file that has a RULEBOOK.")
    return path.read_bytes()


def _run(source: bytes, name: str) -> object:
    """The rulebook of the Python of a file, which is run."""
    module = ModuleType(f"rulebook_{PurePath(name).stem}")
    module.__file__ = name
    # What is defined in a module looks for it there.
    sys.modules[module.__name__] = module
    exec(compile(source, name, "exec"), module.__dict__)
    return getattr(module, "RULEBOOK", None)


@cache
def code_named(rulebook: str) -> Code:
    """The Code of a rulebook of one's own, loaded once. Raises as `load` does."""
    return load(rulebook=rulebook)


@lru_cache(_MOST_KEPT)
def code_in(source: bytes, name: str) -> Code:
    """The Code of a rulebook whose Python file is given by its bytes and its name; the Python is run.

    Raises as `load` does.
    """
    with _loading(name):
        found = _run(source, name)
    return _code_of(found, name)


def source_of(rulebook: str) -> tuple[bytes, str]:
    """The Python of a rulebook that is one file, and the name of that file, for a page that carries it.

    Raises `UsageError` where there is no such file, or where it needs others beside it.
    """
    if _ADDRESS.match(rulebook):
        raise _address(rulebook)
    path = Path(rulebook)
    if not _is_file(path):
        load(rulebook=rulebook)
        raise UsageError(f"The page carries a rulebook as one Python file; give the file of '{rulebook}' by its path.")
    found = _source(path), path.name
    code_in(*found)
    return found
