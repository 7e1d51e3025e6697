"""The drafting checks, one module a check, named by its rule; a module that is here is a check."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from sec_rules.errors import CodeError
from sec_rules.review.findings import Check


@cache
def modules() -> dict[str, str]:
    """The name of the module of each check, by its code: {"TY102": "doubled_word"}, in the order of the codes."""
    found = {_check(module.name).code: module.name for module in pkgutil.iter_modules(__path__)}
    return dict(sorted(found.items()))


@cache
def all_checks() -> tuple[Check, ...]:
    """Every check, in the order of the codes."""
    return tuple(_check(name) for name in modules().values())


def _check(name: str) -> Check:
    check = getattr(importlib.import_module(f"{__name__}.{name}"), "CHECK", None)
    if not isinstance(check, Check):
        raise CodeError(f"The module {__name__}.{name} should export CHECK.")
    return check
