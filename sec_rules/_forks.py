"""A process may fork while one of its threads uses the package for the first time.

A module that is imported on first use is locked meanwhile. A child forked at that moment has the lock, but not the
thread that would release it, and would wait for ever. So a fork waits until such imports, of this package and of what
it imports, are done, which takes a moment.
"""

from __future__ import annotations

import _imp
import os
import sys
import threading
import time
from collections.abc import Iterable, Mapping
from importlib import _bootstrap
from typing import Any as Untyped
from typing import Final

# What is waited for at most, in seconds: whoever imports may itself wait for whoever forks.
PATIENCE: Final = 10.0
_IMPORTED: Final = frozenset(
    (
        "sec_rules",
        "attr",
        "attrs",
        "cattrs",
        "durable",
        "durable_rules_engine",
        "narwhals",
        "platformdirs",
        "polars",
        "pypdf",
        "sqlglot",
        "z3",
    )
)


def wait_before_fork() -> None:
    """Holds back new imports, and waits until no other thread is in the middle of one."""
    end = time.monotonic() + PATIENCE
    _imp.acquire_lock()
    while time.monotonic() < end and any(_importing_elsewhere(_locks())):
        _imp.release_lock()
        time.sleep(0.001)
        _imp.acquire_lock()


def _locks() -> Mapping[str, Untyped]:
    """The locks of modules that are being imported, by the name of the module, each behind a weak reference."""
    return dict(getattr(_bootstrap, "_module_locks", {}))


def _importing_elsewhere(locks: Mapping[str, Untyped]) -> Iterable[str]:
    """The modules that another thread is importing, of those that this package needs."""
    for name, reference in locks.items():
        lock = reference()
        owner = getattr(lock, "owner", None)
        if owner not in (None, threading.get_ident()) and _is_needed(name):
            yield name


def _is_needed(name: str) -> bool:
    first = name.partition(".")[0]
    return first in _IMPORTED or first in sys.stdlib_module_names


def register() -> None:
    """Makes every fork of this process wait so, on systems that fork."""
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(
            before=wait_before_fork, after_in_parent=_imp.release_lock, after_in_child=_imp.release_lock
        )
