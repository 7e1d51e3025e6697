"""Bytes as signs of a page: each comes back, and no sign is one that a browser reads otherwise."""

from __future__ import annotations

from random import Random

import pytest

from sec_rules.page.signs import in_signs

_READ_OTHERWISE = {"\u00a1": 0, "\u00a2": 13, "\u00a3": 60}


def bytes_of(signs: str, size: int) -> bytes:
    """Seven bits a sign, by the plainest means."""
    bits = "".join(f"{_READ_OTHERWISE.get(sign, ord(sign)):07b}" for sign in signs)
    return bytes(int(bits[at : at + 8], 2) for at in range(0, 8 * size, 8))


@pytest.mark.parametrize("size", [0, 1, 6, 7, 8, 1_001])
def test_bytes_come_back(size: int) -> None:
    data = Random(size).randbytes(size)
    assert bytes_of(in_signs(data), size) == data


def test_no_sign_is_read_otherwise_between_two_tags() -> None:
    # Each of the 128 signs, the nought, the carriage return and the less-than sign among them.
    data = sum(value << 7 * (127 - value) for value in range(128)).to_bytes(112)
    signs = in_signs(data)
    assert len(signs) == 128
    assert not set(signs) & set("\0\r<")
    assert bytes_of(signs, 112) == data


def test_an_eighth_more_signs_than_bytes() -> None:
    assert len(in_signs(bytes(7_000))) == 8_000
