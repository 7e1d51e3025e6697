"""Why an answer is what it is: the arithmetic, the words, and the nearest change held against every value."""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import product

import pytest

from sec_rules.analysis.invariants import answers_at
from sec_rules.answers.nearest import implied, nearest
from sec_rules.answers.reasons import reasons
from sec_rules.loading import load
from sec_rules.rulebook.assumptions import ASSUMPTIONS
from sec_rules.rulebook.questions import assessment, latest_date, status_effect
from tests.small import LARGEST, SMALL_DAY, small_code

ON = date(2020, 1, 1)


def of(facts: dict[str, object], on: date = ON):
    return reasons(load(), load().ask(assessment, facts, on=on))


def supplier(domestic: int, other: int, year: int) -> dict[str, object]:
    return {
        "supplier_party": True,
        "domestic_premises": domestic,
        "non_domestic_premises": other,
        "years_since_initial": year,
    }


@pytest.mark.parametrize(
    ("domestic", "other", "said"),
    [
        (200_000, 12_000, "200,000 + 5 x 12,000 = 260,000, which exceeds 250,000"),
        (200_000, 10_000, "200,000 + 5 x 10,000 = 250,000, which is at most 250,000"),
        (249_999, 1, "249,999 + 5 x 1 = 250,004, which exceeds 250,000"),
    ],
)
def test_the_arithmetic_is_with_the_users_own_numbers(domestic: int, other: int, said: str) -> None:
    assert of(supplier(domestic, other, 3)).arithmetic == (said,)


def test_shared_premises_are_in_the_arithmetic_while_they_count() -> None:
    facts = {"supplier_party": True, "domestic_premises": 200_000, "shared_supplier_premises": 60_000}
    assert of(facts, date(2018, 1, 1)).arithmetic == ("200,000 + 60,000 = 260,000, which exceeds 250,000",)


def test_the_nearest_change_tells_the_coming_year_in_which_it_shows() -> None:
    found = {(n.fact, n.way): n for n in of(supplier(200_000, 12_000, 3)).nearest}
    change = found["non_domestic_premises", "fewer"]
    assert (change.by, change.value, change.years_on, change.was, change.becomes) == (
        2_000,
        10_000,
        1,
        "FULL",
        "VERIFICATION",
    )
    assert change.says == (
        "2,000 Non-Domestic Premises fewer (200,000 + 5 x 10,000 = 250,000, which is at most 250,000) and the next "
        "first year's assessment would be VERIFICATION"
    )
    assert found["domestic_premises", "fewer"].by == 10_000


def test_headroom_is_one_less_than_the_way_to_the_nearest_change() -> None:
    found = {(n.fact, n.way): n.by for n in of(supplier(200_000, 9_000, 1)).nearest}
    assert found == {("domestic_premises", "more"): 5_001, ("non_domestic_premises", "more"): 1_001}


CASES = [
    {"supplier_party": s, "network_party": n, "domestic_premises": d, "non_domestic_premises": o, "network_premises": w,
     "years_since_initial": y}
    for (s, n), d, o, w, y in product(
        [(True, False), (False, True), (False, False)], (0, 4, 10, 11), (0, 1, 2, 3), (9, 10, 11), (1, 2, 3, 5)
    )
]  # fmt: skip


def test_nothing_nearer_changes_an_answer_of_this_year_or_the_two_after() -> None:
    ruleset = small_code().ruleset(assessment, SMALL_DAY)

    @cache
    def over(*given):
        return over_three_years(dict(given))

    def outcomes(facts):
        return over(*facts.items())

    def over_three_years(facts):
        year = facts["years_since_initial"]
        return [
            str(answers_at(ruleset, facts | {"years_since_initial": y})[0].outcome) for y in (year, year + 1, year + 2)
        ]

    for facts in CASES:
        here = outcomes(facts)
        found = {(n.fact, n.way): n for n in nearest(ruleset, facts)}
        for name in ("domestic_premises", "non_domestic_premises", "network_premises"):
            for way, others in (
                ("fewer", range(facts[name] - 1, -1, -1)),
                ("more", range(facts[name] + 1, LARGEST + 1)),
            ):
                changed = next((v for v in others if outcomes(facts | {name: v}) != here), None)
                claimed = found.get((name, way))
                assert (claimed.value if claimed else None) == changed, (facts, name, way)
                if claimed is not None:
                    there = outcomes(facts | {name: claimed.value})
                    at = claimed.years_on
                    assert here[:at] == there[:at]
                    assert (here[at], there[at]) == (claimed.was, claimed.becomes)


def test_a_threshold_that_hangs_on_a_missing_fact_is_not_reported() -> None:
    assert of({"supplier_party": True, "domestic_premises": 300_000}).nearest == ()


def test_the_assumption_fills_in_the_party_that_cannot_be() -> None:
    assert implied({"supplier_party": True}, ASSUMPTIONS) == {"network_party": False}
    assert implied({"supplier_party": False}, ASSUMPTIONS) == {}


def test_the_words_are_marked_where_the_clause_turns() -> None:
    clause, limb = of(supplier(200_000, 10_000, 1)).words
    assert (clause.provision, limb.provision) == ("G8.42", "G8.42(a)")
    assert [span.words_in(clause.text) for span in clause.spans] == [
        "a Supplier Party", "Domestic Premises", "five times", "Non-Domestic Premises",
        "is equal to or less than 250,000",
    ]  # fmt: skip
    assert [span.words_in(limb.text) for span in limb.spans] == [
        "in the first year",
        "a Verification User Security Assessment",
    ]


def test_a_repeated_year_shows_both_limbs() -> None:
    assert [w.provision for w in of(supplier(1, 0, 5)).words] == ["G8.42", "G8.42(d)", "G8.42(b)"]


def test_what_is_recollected_shows_in_every_answer_that_rests_on_it() -> None:
    assert of(supplier(1, 0, 5)).recollected[0][0] == "G8.42"
    late = load().ask(
        latest_date,
        {"category": "SELF", "thirteen_months_on": ON, "assessment_day": ON, "years_since_initial": 2},
        on=ON,
    )
    assert any("13 months" in what for _, what in reasons(load(), late).recollected)
    status = load().ask(status_effect, {"assurance_status": "rejected"}, on=date(2021, 1, 1))
    assert reasons(load(), status).recollected == ()


def test_days_are_told_as_days() -> None:
    answer = load().ask(
        latest_date,
        {
            "category": "SELF",
            "thirteen_months_on": date(2020, 3, 14),
            "assessment_day": date(2020, 3, 1),
            "years_since_initial": 2,
        },
        on=ON,
    )
    found = reasons(load(), answer)
    assert found.arithmetic == ("2020-03-01 is no later than 2020-03-14",)
    change = {n.fact: n for n in found.nearest}["assessment_day"]
    assert change.says == "14 days later (2020-03-15) and this year's assessment would be LATE"
