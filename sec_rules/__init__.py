"""The security-assurance clauses of the Smart Energy Code as rules to read, run and prove.

    import sec_rules
    code = sec_rules.load()
    code.ask(sec_rules.assessment, {"supplier_party": True, "domestic_premises": 300_000}, on=date(2020, 1, 1))

A restatement, not the Code, and not advice. Names are loaded when first used, so that importing is light.

Promised are the names of `sec_rules.__all__`, those of `sec_rules.notation.__all__` and `sec_rules.testing.__all__`,
and the JSON: they change only with a line under "Breaking" in the changelog. Every other package and module below this
one is private, as its own first lines say, however its name looks: it may move or change in any version.
"""

from __future__ import annotations

from importlib import import_module

from sec_rules import _forks, _shown
from sec_rules._version import __version__ as __version__


def _promised() -> dict[str, str]:
    """The module of each name, by the lines "from MODULE import NAME as NAME" of the stub, which lists them once."""
    with open(f"{__path__[0]}/__init__.pyi", encoding="utf-8") as stub:
        lines = [line.split() for line in stub if line.startswith("from ")]
    return {line[-1]: line[1] for line in lines}


_WHERE = _promised()
# Names of version 1 that went away: they name the new ones for one release, so that none changes its meaning silently.
_RENAMED = {"LawError": "InvariantError", "assess_frame": "table"}

__all__ = sorted(_WHERE)

_forks.register()
_shown.register(lambda: import_module("sec_rules.api.forms"))


def __getattr__(name: str) -> object:
    if name in _RENAMED:
        raise AttributeError(f"'sec_rules.{name}' is called 'sec_rules.{_RENAMED[name]}' since version 2 of the JSON.")
    if name not in _WHERE:
        raise AttributeError(f"module 'sec_rules' has no attribute '{name}'")
    where = _WHERE[name]
    held = vars(import_module(where))
    value: object = held[name] if name in held else import_module(f"{where}.{name}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return list(__all__)
