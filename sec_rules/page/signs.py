"""Bytes as signs that a page in UTF-8 can carry between two tags: seven bits a sign, an eighth less than base64 takes.

Almost every sign is one of ASCII and one byte. The three that a browser reads otherwise there, the nought, the carriage
return and the less-than sign, are put as signs of two bytes, which are no others.
"""

from __future__ import annotations

from typing import Final

from attrs import frozen
from markupsafe import Markup

_GROUP: Final = 7
_OTHERWISE: Final = {0: "\u00a1", 13: "\u00a2", 60: "\u00a3"}


@frozen
class Carried:
    """Bytes in a page: their signs, and how many bytes they are."""

    signs: Markup
    size: int


def in_signs(data: bytes) -> Markup:
    """The bytes as signs, eight for each seven bytes, the last ones filled up with noughts."""
    padded = data + bytes(-len(data) % _GROUP)
    columns = [padded[i::_GROUP] for i in range(_GROUP)]
    found = bytearray(len(padded) // _GROUP * 8)
    for sign in range(8):
        first, begins = divmod(sign * _GROUP, 8)
        found[sign::8] = _bits(columns[first], columns[min(first + 1, _GROUP - 1)], begins)
    return Markup(found.decode("ascii").translate(_OTHERWISE))


def _bits(these: bytes, following: bytes, begins: int) -> bytes:
    """Of each byte and the one that follows it the seven bits that begin at a place of the first."""
    high = these.translate(bytes((b << begins & 0xFF) >> 1 for b in range(256)))
    low = following.translate(bytes(b >> 9 - begins for b in range(256)))
    return (int.from_bytes(high) | int.from_bytes(low)).to_bytes(len(these))
