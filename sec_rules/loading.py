"""The Code loaded: the clauses that this package holds and, where they are asked for, words that its reader adopted.

Private: what is promised hangs off `sec_rules` itself.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import Final

from sec_rules import clauses
from sec_rules.engine import adopted_text
from sec_rules.engine.code import Code
from sec_rules.errors import CodeError, wrong_kind
from sec_rules.lang import Clause

# Of so many sets of adopted words the Code is kept.
_MOST_KEPT: Final = 8
# The entry points by which installed packages put clauses of their own beside the Code.
ENTRY_POINTS: Final = "sec_rules.clauses"


def _modules() -> Iterator[str]:
    for section in pkgutil.iter_modules(clauses.__path__, clauses.__name__ + "."):
        package = importlib.import_module(section.name)
        for module in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
            yield module.name


def load(*, adopted: bool | str | os.PathLike[str] = False) -> Code:
    """The Code as this package holds it: the same for everybody, whatever is kept on a computer.

    Only where `adopted` asks for it do official words that the reader has adopted stand in the place of ours: True for
    those that `sec-rules adopt` keeps, or the path of a folder of copies, or of one copy. They are the reader's own
    copy, and are cited as that. Raises `CodeError` for a copy that is damaged, or a path at which there is none.
    """
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
