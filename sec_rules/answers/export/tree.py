"""Clauses as JSON: the whole tree of a Code on a day, every node under the name of its type."""

from __future__ import annotations

import json
from datetime import date
from enum import Enum
from typing import Any as Untyped
from typing import Final

import attrs

from sec_rules._version import __version__
from sec_rules.engine.code import Code

# Raised whenever a tree that was written before could be read otherwise, or not at all.
TREE_VERSION: Final = 1


def to_json(code: Code, on: date) -> str:
    """The clauses that stand on a day, each with the version in force, as JSON; the same bytes for the same clauses."""
    standing = [attrs.evolve(clause, versions=(version,)) for clause, version in code.standing(on)]
    tree = {
        "tree_version": TREE_VERSION,
        "made_by": f"sec-rules {__version__}",
        "on": on.isoformat(),
        "says": "A restatement of the Smart Energy Code, not the Code, and not advice.",
        "clauses": [_write(clause) for clause in standing],
    }
    return json.dumps(tree, ensure_ascii=False, indent=1) + "\n"


def _write(value: object) -> object:
    """A value as JSON. Fields that are as they always are by default are left out."""
    if isinstance(value, Enum):
        return {"type": type(value).__name__, "value": value.name}
    if isinstance(value, date):
        return {"type": "date", "value": value.isoformat()}
    if isinstance(value, tuple):
        return [_write(one) for one in value]
    kind: type[Untyped] = type(value)
    if not attrs.has(kind):
        return value
    fields = {f.name: getattr(value, f.name) for f in attrs.fields(kind) if _says_more(f, value)}
    return {"type": kind.__name__} | {name: _write(field) for name, field in fields.items()}


def _says_more(field: attrs.Attribute[Untyped], value: object) -> bool:
    if field.metadata.get("of_the_engine"):
        return False
    return field.default is attrs.NOTHING or getattr(value, field.name) != field.default
