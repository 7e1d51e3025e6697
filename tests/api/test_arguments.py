"""Arguments of the wrong kind are refused in a sentence that names the argument, whichever call they are given to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

import sec_rules

CODE, ON, Q = sec_rules.load(), date(2020, 1, 1), sec_rules.assessment
DRAFT = b'In Section G8.41, for "exceeds 250,000" substitute "exceeds 300,000".'
S: Any = sec_rules

WRONG: list[tuple[str, str, Callable[[], object]]] = [
    ("years", "a whole number, got str: '6'", lambda: S.schedule(CODE, {}, initial_assessment=ON, on=ON, years="6")),
    ("initial_assessment", "a date, got str", lambda: S.schedule(CODE, {}, initial_assessment="2018", on=ON)),
    ("initial_assessment", "a date, got None", lambda: S.schedule(CODE, {}, initial_assessment=None, on=ON)),
    ("growth", "several texts", lambda: S.schedule(CODE, {}, initial_assessment=ON, on=ON, growth=3)),
    ("growth", "several texts", lambda: S.schedule(CODE, {}, initial_assessment=ON, on=ON, growth="a=5%")),
    ("previous_began", "a date", lambda: S.latest(CODE, sec_rules.FULL, 1, on=ON, previous_began=datetime.now())),
    ("select", "several texts, such as a list of them, got str: 'TY'", lambda: S.check(DRAFT, select="TY")),
    ("ignore", "several texts", lambda: S.check(DRAFT, ignore=[3])),
    ("settle", "several texts", lambda: S.check(DRAFT, settle="a=nothing: none")),
    ("invariants", "several texts", lambda: S.prove(CODE, Q, on=ON, invariants="exactly-one-answer")),
    ("code", "a Code", lambda: S.table("code", None, Q, on=ON)),
    ("was", "a pair of a Code and a day", lambda: S.table(CODE, None, Q, on=ON, was=ON)),
    ("side", "a pair of a Code and a day", lambda: S.compare((CODE,), ON)),
    ("draft", "the text of a draft", lambda: S.Session(3, CODE, Q)),
    ("code", "a Code", lambda: S.Session("", "code", Q)),
    ("question", "a Question", lambda: S.Session("", CODE, "assessment")),
    ("invariants", "invariants of sec_rules.notation.Invariant", lambda: CODE.with_clauses((), invariants=[S.FULL])),
]


@pytest.mark.parametrize(("name", "says", "call"), WRONG, ids=[f"{n} {k}" for k, (n, _, _) in enumerate(WRONG)])
def test_the_sentence_names_the_argument_and_what_it_should_be(
    name: str, says: str, call: Callable[[], object]
) -> None:
    with pytest.raises(sec_rules.ArgumentError) as caught:
        call()
    assert f"'{name}' should be " in str(caught.value)
    assert says in str(caught.value)


@pytest.mark.parametrize("call", [lambda: S.check(DRAFT, on="2020-01-01"), lambda: S.explain(CODE, "G8.42", on="2020")])
def test_a_day_that_is_none_is_refused(call: Callable[[], object]) -> None:
    with pytest.raises(sec_rules.DayError, match="'on' should be a date"):
        call()
