"""The examples of every check, run: the bad one is found at the place marked in it, the good one is silent.

The words to be found stand between « and » in `bad`. The place is read from the marked text itself, laid out like any
other, so that it does not come from the check.
"""

from __future__ import annotations

import pytest

from sec_rules.checking import check
from sec_rules.code import Code, load
from sec_rules.drafting.checks import all_checks
from sec_rules.drafting.document import View
from sec_rules.drafting.instructions import Edit
from sec_rules.drafting.provisions import lay_out
from sec_rules.drafting.readers.markdown import read_markdown
from sec_rules.drafting.remarks import Check, FixKind, Remark

CHECKS = {c.code: c for c in all_checks()}


@pytest.fixture(scope="module")
def code() -> Code:
    return load()


def found(given: Check, text: str, code: Code) -> tuple[Remark, ...]:
    return check(read_markdown(text, "example.md"), code, checks=[given]).remarks


def places(marked: str) -> list[tuple[str, int, int]]:
    """The provision, and the place in its own text, of everything between « and »."""
    document = read_markdown(marked, "example.md")
    found: list[tuple[str, int, int]] = []
    for view in (View.ACCEPTED, View.ORIGINAL):
        layout = lay_out(document.view(view), view)
        texts = [(p.label, p.text) for p in layout.walk()] + [("", p.text) for p in layout.loose]
        texts += [(e.at, i.text) for i in layout.instructions for e in i.acts if isinstance(e, Edit)]
        for label, text in texts:
            found.extend((label, start, end) for start, end in marks(text))
    return found


def marks(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    position = 0
    while (start := text.find("«", position)) >= 0:
        end = text.find("»", start)
        if end < 0:
            # A place that is whole in the other view only.
            break
        before = 2 * len(found)
        found.append((start - before, end - before - 1))
        position = end
    return found


@pytest.mark.parametrize("name", CHECKS)
def test_the_bad_example_is_found_at_the_marked_place(name: str, code: Code) -> None:
    given = CHECKS[name]
    expected = set(places(given.bad))
    assert expected, "the example marks no place"
    remarks = found(given, given.bad.replace("«", "").replace("»", ""), code)
    assert {(r.clause, r.start, r.end) for r in remarks} <= expected, remarks
    assert remarks


@pytest.mark.parametrize("name", CHECKS)
def test_the_good_example_is_silent(name: str, code: Code) -> None:
    given = CHECKS[name]
    assert found(given, given.good, code) == ()


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_says_what_it_is(name: str) -> None:
    given = CHECKS[name]
    assert given.title
    assert given.why.endswith(".")
    assert given.bad != given.good
    assert "«" not in given.good


@pytest.mark.parametrize("name", CHECKS)
def test_a_fix_is_of_the_kind_that_the_check_says(name: str, code: Code) -> None:
    given = CHECKS[name]
    for remark in found(given, given.bad.replace("«", "").replace("»", ""), code):
        if remark.fix is not None:
            assert given.fix is (FixKind.SAFE if remark.fix.safe else FixKind.UNSAFE)
