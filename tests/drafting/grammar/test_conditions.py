"""How conditions are joined, and those refused of which it cannot be told."""

from __future__ import annotations

import pytest

from sec_rules.documents.document import View
from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.drafting.grammar.clause_reader import ReadClause, read_clause
from sec_rules.drafting.grammar.vocabulary import vocabulary
from sec_rules.drafting.layout.layout import lay_out
from sec_rules.engine.reference import holds
from sec_rules.lang import Answers
from sec_rules.lang.formulas import formula

SUPPLIES = "a User is a Supplier Party"
HOMES = "the number of Domestic Premises"
SHOPS = "the number of Non-Domestic Premises"


def clause(condition: str) -> ReadClause:
    text = f"G8.41 Where {condition}, it shall be subject to a Full User Security Assessment in each year."
    (provision,) = lay_out(read_markdown(text, "draft.md").view(View.ACCEPTED), View.ACCEPTED).provisions
    return read_clause(provision, vocabulary(()))


def applies(condition: str, homes: int, shops: int, *, supplies: bool = True) -> bool:
    (rule,) = clause(condition).rules
    assert isinstance(rule, Answers)
    facts = {"supplier_party": supplies, "domestic_premises": homes, "non_domestic_premises": shops}
    found = holds(formula(rule.applies), facts)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "condition",
    [
        f"{SUPPLIES}, {HOMES} exceeds 10, {SHOPS} exceeds 20 and {HOMES} is less than 90",
        f"{SUPPLIES} and {HOMES} exceeds 10, {SHOPS} exceeds 20, and {HOMES} is less than 90",
        f"{SUPPLIES} and {HOMES} exceeds 10 and {SHOPS} exceeds 20 and {HOMES} is less than 90",
    ],
)
def test_commas_and_a_last_and_join_conditions_that_must_all_be_met(condition: str) -> None:
    assert applies(condition, 11, 21)
    assert not any(
        (
            applies(condition, 10, 21),
            applies(condition, 11, 20),
            applies(condition, 90, 21),
            applies(condition, 11, 21, supplies=False),
        )
    )


@pytest.mark.parametrize(
    "condition",
    [
        f"{SUPPLIES}, {HOMES} exceeds 10, {SHOPS} exceeds 20 or {HOMES} is less than 5",
        f"{SUPPLIES} and {HOMES} exceeds 10, {SHOPS} exceeds 20, or {HOMES} is less than 5",
    ],
)
def test_commas_and_a_last_or_join_conditions_of_which_one_is_enough_under_the_party_that_comes_first(
    condition: str,
) -> None:
    assert applies(condition, 11, 0)
    assert applies(condition, 7, 21)
    assert applies(condition, 4, 0)
    assert not applies(condition, 10, 20)
    assert not applies(condition, 11, 21, supplies=False)


@pytest.mark.parametrize("joint", ["but", "and"])
def test_that_number_is_the_one_spoken_of_before(joint: str) -> None:
    condition = f"{SUPPLIES} and {HOMES} exceeds 10 {joint} that number is less than 20"
    assert [applies(condition, homes, 999) for homes in (10, 11, 19, 20)] == [False, True, True, False]


@pytest.mark.parametrize(
    ("condition", "why"),
    [
        (f"{SUPPLIES} and that number is less than 20", "'that number' stands for no number spoken of before"),
        (
            f"{HOMES} exceeds 10, {SHOPS} exceeds 20 or {HOMES} is less than 9",
            "'Domestic Premises' is counted by no party that the clause names (whose premises?)",
        ),
        (
            f"{SUPPLIES}, {HOMES} exceeds 10, {SHOPS} exceeds 20, {HOMES} is less than 9",
            "the words from “shall be subject to a” onwards could not be interpreted",
        ),
        (
            f"{SUPPLIES} and {HOMES} exceeds 10 Non-Domestic Premises",
            "a number of Domestic Premises is compared with one of other premises",
        ),
        (
            f"{SUPPLIES} and {HOMES} exceeds 10 and that number is less than 20 Non-Domestic Premises",
            "a number of Domestic Premises is compared with one of other premises",
        ),
        (
            f"{SUPPLIES} and {HOMES} for which it is the Responsible Supplier and for which it is the Electricity "
            "Distributor exceeds 10",
            "premises are counted both as supplier and as network party",
        ),
        (
            f"{SUPPLIES} and the sum of {HOMES} and {SHOPS}, for which it is the Responsible Supplier and for which it "
            "is the Electricity Distributor, exceeds 10",
            "it is not settled which of the premises added up are meant",
        ),
        (
            f"a User is a Network Party and the sum of {HOMES} and {SHOPS}, in each case for which it is the "
            "Electricity Distributor and/or the Gas Transporter, exceeds 10",
            "'Non-Domestic Premises' is counted by no party that the clause names (a network party's premises?)",
        ),
    ],
)
def test_what_can_be_meant_in_two_ways_or_in_none_is_no_rule_and_says_why(condition: str, why: str) -> None:
    read = clause(condition)
    assert not read.executable
    assert [s.why for s in read.sentences] == [why]


@pytest.mark.parametrize(("words", "with_both", "with_one"), [("is not", False, True), ("is also", True, False)])
def test_a_party_that_is_or_is_not_another_party_too(words: str, with_both: bool, with_one: bool) -> None:
    (rule,) = clause(f"a Supplier Party {words} a Network Party").rules
    assert isinstance(rule, Answers)
    found = [holds(formula(rule.applies), {"supplier_party": True, "network_party": both}) for both in (True, False)]
    assert found == [with_both, with_one]


def test_an_and_behind_two_numbers_of_which_either_will_do_may_join_one_alone() -> None:
    (told,) = clause(f"{SUPPLIES} and {HOMES} is 90 or more, or is 50 or more and {SHOPS} exceeds 20").several
    assert told.differing is not None
    assert told.differing.who == "a Supplier Party with 90 Domestic Premises"
    assert not clause(f"{SUPPLIES} and {HOMES} is less than 5 or more than 90").several


def test_a_case_at_the_end_of_two_duties_may_be_that_of_one_or_of_both() -> None:
    text = (
        "G8.41 Where a User is a Supplier Party, it shall be subject to a Full User Security Assessment in each year; "
        "the User shall be subject to a Verification User Security Assessment in each year where {}."
    ).format(f"{HOMES} exceeds 5")
    (provision,) = lay_out(read_markdown(text, "draft.md").view(View.ACCEPTED), View.ACCEPTED).provisions
    (told,) = read_clause(provision, vocabulary(())).several
    assert told.differing is not None
    assert told.differing.due == ("nothing", "a Full User Security Assessment")
