"""Bytes as signs of a page: each comes back, and no sign is one that a browser reads otherwise."""

from __future__ import annotations

from random import Random

import pytest

from sec_rules.page.signs import SIGNS, in_signs


def bytes_of(signs: str, size: int) -> bytes:
    """31 bits for four signs, by the plainest means."""
    bits = ""
    for at in range(0, len(signs), 4):
        value = 0
        for sign in signs[at : at + 4]:
            value = value * 221 + SIGNS.index(sign)
        bits += f"{value:031b}"
    return bytes(int(bits[at : at + 8], 2) for at in range(0, 8 * size, 8))


@pytest.mark.parametrize("size", [0, 1, 3, 4, 30, 31, 32, 1_001])
def test_bytes_come_back(size: int) -> None:
    data = Random(size).randbytes(size)
    assert bytes_of(in_signs(data), size) == data


@pytest.mark.parametrize("data", [bytes(31), bytes([255]) * 31])
def test_the_least_and_the_greatest_come_back(data: bytes) -> None:
    assert bytes_of(in_signs(data), 31) == data


def test_no_sign_is_read_otherwise_between_two_tags() -> None:
    assert len(SIGNS) == len(set(SIGNS)) == 221
    assert not set(SIGNS) & set("\0\r<")


def test_each_sign_is_one_byte_in_the_file_and_one_in_the_browser() -> None:
    # What is the same in Windows-1252, in which the page is written, and in Latin-1, as which a browser holds it.
    assert SIGNS.encode("cp1252") == SIGNS.encode("latin-1")
    assert len(SIGNS.encode("cp1252")) == 221


def test_a_thirtieth_more_signs_than_bytes() -> None:
    assert len(in_signs(bytes(31_000))) == 32_000
