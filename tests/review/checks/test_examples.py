"""The examples of every check, run: the bad one is found at the place marked in it, the good one is silent.

The words to be found stand between « and » in `bad`. The place is read from the marked text itself, laid out like any
other, so that it does not come from the check.

What only a Word file can hold is written in braces: {number:(a)} before a paragraph whose number is computed,
{bookmark:NAME}, a reference field {ref:NAME|shown}, and words {by:Ann,Ben|inserted} by one author inside a change of
another.
"""

from __future__ import annotations

from functools import cache

import pytest

from sec_rules.engine.code import Code
from sec_rules.loading import load
from sec_rules.review.acceptance import accept
from sec_rules.review.checks import all_checks
from sec_rules.review.findings import Check, Finding, FixKind, Scope
from sec_rules.review.review import check
from sec_rules.rulebook.questions import assessment
from tests.quality.measuring import official
from tests.review.checks.marked import places, read

CHECKS = {c.code: c for c in all_checks()}


@cache
def code_for(name: str) -> Code:
    """The Code that an example is checked against: one that holds official words, where the check needs them."""
    return official(load()) if name == "AM902" else load()


def found(given: Check, text: str, code: Code) -> tuple[Finding, ...]:
    if given.scope is Scope.ACCEPTANCE:
        return tuple(
            r for r in accept(check(read(text), code, assessment), comments=True).findings if r.code == given.code
        )
    return check(read(text), code, assessment, checks=[given]).findings


@cache
def found_in_bad(name: str) -> tuple[Finding, ...]:
    given = CHECKS[name]
    return found(given, given.bad.replace("«", "").replace("»", ""), code_for(name))


@pytest.mark.parametrize("name", CHECKS)
def test_the_bad_example_is_found_at_the_marked_place(name: str) -> None:
    given = CHECKS[name]
    expected = set(places(given.bad))
    assert expected, "the example marks no place"
    findings = found_in_bad(name)
    assert {(r.clause, r.start, r.end) for r in findings} <= expected, findings
    assert findings


@pytest.mark.parametrize("name", CHECKS)
def test_the_good_example_is_silent(name: str) -> None:
    given = CHECKS[name]
    assert found(given, given.good, code_for(name)) == ()


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_says_what_it_is(name: str) -> None:
    given = CHECKS[name]
    assert given.title
    assert given.why.endswith(".")
    assert given.bad != given.good
    assert "«" not in given.good


@pytest.mark.parametrize("name", CHECKS)
def test_a_fix_is_of_the_kind_that_the_check_says(name: str) -> None:
    given = CHECKS[name]
    for finding in found_in_bad(name):
        if finding.fix is not None:
            assert given.fix is (FixKind.SAFE if finding.fix.safe else FixKind.UNSAFE)
