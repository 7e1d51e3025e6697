"""Clauses as JSON and back: the whole tree of a Code on a day, every node under the name of its type."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any as Untyped
from typing import Final

import attrs

from sec_rules import lang
from sec_rules._version import __version__
from sec_rules.engine.code import Code
from sec_rules.errors import DocumentError

# Raised whenever a tree that was written before could be read otherwise, or not at all.
TREE_VERSION: Final = 1

_ENUMS: Final = {kind.__name__: kind for kind in (lang.Relation, lang.Standing, lang.Mark)}
_NODES: Final = {
    name: kind
    for name, kind in vars(lang).items()
    if isinstance(kind, type) and attrs.has(kind) and kind.__module__.startswith(lang.__name__)
}


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


def from_json(text: str) -> Code:
    """The Code that a tree holds. `DocumentError` where it is no tree, or one of another version."""
    try:
        tree = json.loads(text)
    except ValueError as error:
        raise DocumentError(f"This is no JSON: {error}.") from error
    if not isinstance(tree, dict) or not isinstance(tree.get("clauses"), list):
        raise DocumentError("This JSON holds no clauses of sec-rules.")
    if tree.get("tree_version") != TREE_VERSION:
        raise DocumentError(f"The tree is of version {tree.get('tree_version')!r}; this package reads {TREE_VERSION}.")
    clauses = tuple(_read(clause) for clause in tree["clauses"])
    if not all(isinstance(clause, lang.Clause) for clause in clauses):
        raise DocumentError("What stands among the clauses of the tree is not always a clause.")
    return Code(clauses)


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
    return field.default is attrs.NOTHING or getattr(value, field.name) != field.default


def _read(value: object) -> Untyped:
    if isinstance(value, list):
        return tuple(_read(one) for one in value)
    if not isinstance(value, dict):
        return value
    kind = value.get("type")
    try:
        if kind == "date":
            return date.fromisoformat(value["value"])
        if kind in _ENUMS:
            return _ENUMS[kind][value["value"]]
        return _node(value)
    except (KeyError, TypeError, ValueError) as error:
        raise DocumentError(f"A node of the tree cannot be read: {kind!r} ({error}).") from error


def _node(value: Mapping[str, object]) -> Untyped:
    kind = _NODES[str(value["type"])]
    return kind(**{name: _read(field) for name, field in value.items() if name != "type"})
