"""The Code loaded: the clauses that this package holds and, where they are asked for, words that its reader adopted.

Private: what is promised hangs off `sec_rules` itself.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.metadata import entry_points
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
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
        raise UsageError(f"'{text}' is an address; a rulebook is Python that is run, so give a file of your own.")
    found = _rulebook_named(text)
    if not isinstance(found, Rulebook):
        raise UsageError(f"'{text}' has no RULEBOOK, or it is no Rulebook of sec_rules.notation.")
    return code_of(found)


def _rulebook_named(text: str) -> object:
    path = Path(text)
    try:
        if path.suffix == ".py" or path.is_file():
            return _run(path)
        for point in entry_points(group=RULEBOOKS, name=text):
            return point.load()
        return getattr(importlib.import_module(text), "RULEBOOK", None)
    except SecRulesError:
        raise
    except Exception as error:
        if isinstance(error, ModuleNotFoundError) and error.name == text.partition(".")[0]:
            said = f"There is no rulebook '{text}': no file, module or entry point has that name."
            raise UsageError(said) from None
        raise UsageError(f"The rulebook '{text}' cannot be loaded: {type(error).__name__}: {error}.") from error


def _run(path: Path) -> object:
    """The rulebook of a Python file, which is run."""
    spec = spec_from_file_location(f"rulebook_{path.stem}", path)
    if spec is None or spec.loader is None or not path.is_file():
        raise UsageError(f"There is no rulebook '{path}'; give a Python file that has a RULEBOOK.")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return getattr(module, "RULEBOOK", None)
