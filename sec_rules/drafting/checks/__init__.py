"""The drafting checks, one module a code; a module that is here is a check."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from sec_rules.drafting.remarks import Check
from sec_rules.errors import CodeError


@cache
def all_checks() -> tuple[Check, ...]:
    """Every check, in the order of the codes."""
    found: list[Check] = []
    for module in pkgutil.iter_modules(__path__, __name__ + "."):
        check = getattr(importlib.import_module(module.name), "CHECK", None)
        if not isinstance(check, Check):
            raise CodeError(f"The module {module.name} should export CHECK.")
        found.append(check)
    return tuple(sorted(found, key=lambda c: c.code))
