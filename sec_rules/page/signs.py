"""Bytes as signs that a page can carry between two tags: a thirtieth more than bytes, where base64 takes a third more.

Of the signs that one byte of Windows-1252 writes, those are left out that a browser reads otherwise between two tags
(the nought, the carriage return and the less-than sign) and those from 0x80 to 0x9F, which stand elsewhere in Unicode
and would take the browser two bytes each. Of the 221 that are left, four tell 31 bits apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import Final

from attrs import frozen
from markupsafe import Markup

SIGNS: Final = "".join(chr(code) for code in range(1, 256) if code not in (13, 60) and not 0x80 <= code < 0xA0)
# So many bytes are so many groups of 31 bits.
_BYTES: Final = 31
_GROUPS: Final = 8


@frozen
class Carried:
    """Bytes in a page: their signs, and how many bytes they are."""

    signs: Markup
    size: int


def in_signs(data: bytes) -> Markup:
    """The bytes as signs, 32 for each 31 bytes, the last ones filled up with noughts."""
    pairs, most = _pairs(), len(SIGNS) ** 2
    return Markup("".join(pairs[value // most] + pairs[value % most] for value in _values(data)))


@cache
def _pairs() -> tuple[str, ...]:
    return tuple(one + two for one, two in product(SIGNS, SIGNS))


def _values(data: bytes) -> Iterator[int]:
    """The bits of the bytes, 31 at a time."""
    padded = data + bytes(-len(data) % _BYTES)
    most = (1 << _BYTES) - 1
    shifts = tuple(range(_BYTES * (_GROUPS - 1), -1, -_BYTES))
    for at in range(0, len(padded), _BYTES):
        held = int.from_bytes(padded[at : at + _BYTES])
        for shift in shifts:
            yield held >> shift & most
