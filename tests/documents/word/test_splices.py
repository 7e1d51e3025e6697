"""Parts of a package in the encoding in which they are changed."""

from __future__ import annotations

import pytest

from sec_rules.documents.word.splices import in_utf8

PART = '<?xml version="1.0" encoding="UTF-16"?><a>\u00e9</a>'


@pytest.mark.parametrize("code", ["utf-16-le", "utf-16-be"])
def test_a_part_in_utf_16_says_that_it_is_in_utf_8_when_it_is(code: str) -> None:
    assert in_utf8(("\ufeff" + PART).encode(code)) == PART.replace("UTF-16", "UTF-8").encode()


def test_a_part_in_utf_8_stays_as_it_is() -> None:
    marked = b"\xef\xbb\xbf<a/>"
    assert in_utf8(marked) == marked
