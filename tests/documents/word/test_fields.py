"""Signs of symbol fonts."""

from __future__ import annotations

import pytest

from sec_rules.documents.word.fields import UNKNOWN_SIGN, symbol


@pytest.mark.parametrize("code", ["10FFFF", "E000", "D7FF", "20", "f0b7"])
def test_a_code_of_a_sign_is_that_sign(code: str) -> None:
    assert symbol(code) == chr(int(code, 16))


@pytest.mark.parametrize("code", ["110000", "DFFF", "D800", "1F", "x", ""])
def test_a_code_of_none_is_a_sign_that_is_not_known(code: str) -> None:
    assert symbol(code) == UNKNOWN_SIGN
