"""The Code loaded: the clauses that this package holds, and the words that its reader has adopted."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache

from sec_rules import clauses
from sec_rules.engine import adopted_text
from sec_rules.engine.code import Code
from sec_rules.errors import CodeError
from sec_rules.lang import Clause


def _modules() -> Iterator[str]:
    for section in pkgutil.iter_modules(clauses.__path__, clauses.__name__ + "."):
        package = importlib.import_module(section.name)
        for module in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
            yield module.name


@cache
def load() -> Code:
    """The Code: as this package holds it, with the official words that the reader has adopted in the place of ours.

    What was adopted in this process is seen after `load.cache_clear()`.
    """
    copies = adopted_text.all_adopted()
    if not copies:
        return held()
    from sec_rules.drafting.adoption import applied

    return applied(held(), copies)


def held() -> Code:
    """The Code as this package holds it: every clause module that is there."""
    found: list[Clause] = []
    for name in _modules():
        clause = getattr(importlib.import_module(name), "CLAUSE", None)
        if not isinstance(clause, Clause):
            raise CodeError(f"The module {name} should export CLAUSE.")
        found.append(clause)
    return Code(tuple(found))
