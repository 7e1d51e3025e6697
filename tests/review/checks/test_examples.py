"""The examples of every check, run: the bad one is found at the place marked in it, the good one is silent.

The words to be found stand between « and » in `bad`. The place is read from the marked text itself, laid out like any
other, so that it does not come from the check.

What only a Word file can hold is written in braces: {number:(a)} before a paragraph whose number is computed,
{bookmark:NAME}, a reference field {ref:NAME|shown}, and words {by:Ann,Ben|inserted} by one author inside a change of
another.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby

import pytest

from sec_rules.documents.document import View
from sec_rules.drafting.layout.layout import lay_out
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


FIXING = [name for name, given in CHECKS.items() if given.fix is not FixKind.NONE]


def words(text: str) -> list[str]:
    """The words and numbers of a text in their order, one that stands twice in a row once."""
    plain = re.sub(r"(?<=\d)[,\s](?=\d{3})", "", text)
    return [word for word, _ in groupby(re.findall(r"\w+", plain))]


@pytest.mark.parametrize("name", FIXING)
def test_a_fix_is_of_typography_and_leaves_every_word(name: str) -> None:
    document = read(CHECKS[name].bad.replace("«", "").replace("»", ""))
    layout = lay_out(document.view(View.ACCEPTED), View.ACCEPTED)
    fixed = [finding for finding in found_in_bad(name) if finding.fix is not None]
    assert fixed, "a check that is said to fix shows no fix in its example"
    for finding in fixed:
        provision = layout.find(finding.clause)
        assert provision is not None
        assert finding.fix is not None
        text = provision.text
        assert words(text[: finding.start] + finding.fix.replacement + text[finding.end :]) == words(text)


@pytest.mark.parametrize("name", [name for name in CHECKS if name not in FIXING])
def test_where_wording_must_change_nothing_is_chosen(name: str) -> None:
    assert [finding.fix for finding in found_in_bad(name) if finding.fix is not None] == []
