"""JSON schemas, made of the types of the JSON."""

from __future__ import annotations

from types import NoneType, UnionType
from typing import Any, Final, Literal, NotRequired, Union, get_args, get_origin, get_type_hints, is_typeddict

Schema = dict[str, Any]

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_PLAIN: Final[dict[Any, str]] = {str: "string", int: "integer", bool: "boolean", NoneType: "null"}


def schema_of(shape: type) -> Schema:
    """The JSON schema of a TypedDict, whole in itself, without references. Keys may be added."""
    hints = get_type_hints(shape, include_extras=True)
    optional = {name for name, hint in hints.items() if get_origin(hint) is NotRequired}
    return {
        "title": shape.__name__.removesuffix("Shape"),
        "description": " ".join((shape.__doc__ or "").split()),
        "type": "object",
        "properties": {name: _of(get_args(hint)[0] if name in optional else hint) for name, hint in hints.items()},
        "required": [name for name in hints if name not in optional],
    }


def _of(hint: Any) -> Schema:
    if hint in _PLAIN:
        return {"type": _PLAIN[hint]}
    if is_typeddict(hint):
        return schema_of(hint)
    origin, within = get_origin(hint), get_args(hint)
    if origin is Literal:
        return {"enum": list(within)}
    if origin is list:
        return {"type": "array", "items": _of(within[0])}
    if origin is dict:
        return {"type": "object", "additionalProperties": _of(within[1])}
    assert origin in (Union, UnionType), hint
    return {"anyOf": [_of(one) for one in within]}
