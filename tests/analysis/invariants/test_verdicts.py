"""What came of the invariants of a day, counted and put in a sentence."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from sec_rules.analysis.invariants import Proof, Verdict
from sec_rules.analysis.invariants.verdicts import Failure, read_together
from sec_rules.engine.decision_tree import Witness
from sec_rules.report import as_text

TODAY = date(2020, 1, 1)


def proof(*holds: bool | None, without: tuple[str, ...] = ()) -> Proof:
    verdicts = (
        Verdict(invariant=f"i{n}", question="assessment", holds=held, statement="It is so.", message="")
        for n, held in enumerate(holds)
    )
    return Proof(on=TODAY, without=without, verdicts=tuple(verdicts))


def test_what_fails_and_what_is_not_claimed_are_counted_apart() -> None:
    mixed = proof(True, False, None, None, True, True)
    assert (mixed.failing, mixed.unclaimed, mixed.state) == (1, 2, "fault")
    assert proof(True, None).state == "not-all-read"
    assert proof(True, True).state == "proved"


def first_sentence(given: Proof) -> str:
    return as_text.proof(given).split("\n\n")[0].replace("\n", " ")


@pytest.mark.parametrize(
    ("holds", "says"),
    [
        ((True,), "The invariant holds"),
        ((False,), "The invariant fails"),
        ((None,), "The invariant is not claimed"),
        ((True, True), "Both invariants hold"),
        ((True, True, True), "All 3 invariants hold"),
        ((True, False, True), "1 of 3 invariants fails"),
        ((True, False, False), "2 of 3 invariants fail"),
        ((True, True, None), "1 of 3 invariants is not claimed"),
        ((None, None, None), "3 of 3 invariants are not claimed"),
        ((True, False, None), "1 of 3 invariants fails, 1 is not claimed"),
        ((False, False, None, None), "2 of 4 invariants fail, 2 are not claimed"),
    ],
)
def test_the_first_sentence_of_the_report_counts_them_after_the_state(
    holds: tuple[bool | None, ...], says: str
) -> None:
    state = "Fault" if False in holds else "Not all read" if None in holds else "Proved"
    read = ": not all of the draft was read." if state == "Not all read" else "; proved of our restatement."
    assert first_sentence(proof(*holds)) == f"{state}. {says} on 1 January 2020{read}"


def test_a_draft_of_which_nothing_or_not_all_was_read_is_not_said_to_be_proved() -> None:
    assert evolve(proof(True), read="nothing-read").state == "nothing-read"
    assert evolve(proof(None), read="nothing-read").state == "nothing-read"
    assert evolve(proof(True), read="not-all-read").state == "not-all-read"
    assert evolve(proof(False), read="nothing-read").state == "fault"
    assert first_sentence(evolve(proof(True), read="nothing-read")).startswith(
        "Not checked for effect. The invariant holds"
    )


def test_of_several_drafts_all_nothing_or_not_all_was_read() -> None:
    assert read_together([]) == read_together(["proved", "proved"]) == "proved"
    assert read_together(["nothing-read"]) == "nothing-read"
    assert read_together(["proved", "nothing-read"]) == read_together(["not-all-read", "proved"]) == "not-all-read"


def test_the_first_sentence_names_what_is_not_assumed() -> None:
    first = first_sentence(proof(True, without=("one", "two")))
    assert first.startswith("Proved. The invariant holds on 1 January 2020, without assuming one or two;")


def failure(kind: str, witness: Witness | None, **more: Any) -> Failure:
    return Failure(kind=kind, where="", witness=witness, clauses=(), labels=(), message="", **more)


def test_a_failure_tells_apart_each_user_of_its_smallest_case_and_the_same_one_grown() -> None:
    small: Witness = {"domestic_premises": 3, "years_since_initial": 1}
    other: Witness = {"domestic_premises": 9}
    lighter = failure("lighter", small, grown=("domestic_premises", 300))
    assert lighter.told_apart == (small, small | {"domestic_premises": 300})
    assert failure("related", small, cases=(small, other)).told_apart == (small, other)
    assert failure("gap", small).told_apart == (small,)
    assert failure("never", None).told_apart == ()
