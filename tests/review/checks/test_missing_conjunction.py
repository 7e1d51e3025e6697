"""LI601 in the Code: the joining word of a list, and whose a word at its end is."""

from __future__ import annotations

import pytest

from sec_rules.loading import load
from sec_rules.review.review import check
from sec_rules.rulebook.questions import assessment
from tests.review.checks.marked import read

INNER = (
    "G8.51 The assessor may visit any place at which:\n\n(a) a User operates:\n\n(i) its User Systems;{first}\n\n"
    "(ii) any other system;{last}\n\n(b) a third party does so on its behalf."
)


@pytest.mark.parametrize(
    ("first", "last", "wanted"),
    [
        # The word behind (ii) joins (a) and (b): (i) and (ii) have none.
        ("", " or", ["G8.51(a)(i)"]),
        ("", " and", ["G8.51(a)(i)"]),
        (" or", " or", []),
        (" and", " or", []),
        # Of the outer list it is (a) that has none, where it ends.
        (" and", "", ["G8.51(a)(ii)"]),
        ("", "", ["G8.51(a)(i)", "G8.51(a)(ii)"]),
    ],
)
def test_a_word_behind_an_inner_list_joins_the_outer_one(first: str, last: str, wanted: list[str]) -> None:
    found = check(read(INNER.format(first=first, last=last)), load(), assessment).findings
    assert [f.clause for f in found if f.code == "LI601"] == wanted
