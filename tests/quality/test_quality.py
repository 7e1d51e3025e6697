"""Silence on clean drafts, and every kind of fault found where it is planted in one."""

from __future__ import annotations

import pytest

from sec_rules.engine.code import Code
from sec_rules.loading import load
from sec_rules.review.checks import all_checks
from sec_rules.review.findings import Severity
from tests.quality.measuring import (
    HELD_OUT,
    IN_RULES,
    Other,
    Score,
    count_others,
    drafts,
    drafts_of_rules,
    findings,
    judged,
    meets,
    not_before,
    other,
)
from tests.quality.planting import PLANTERS, planted, shares
from tests.review.checks.marked import places

CLEAN = drafts("clean")
# A few of the drafts that decide assessments, since each is proved whole: four clean ones and two redlines.
OF_RULES = {
    name: text for name, text in drafts_of_rules("clean").items() if name[-2:] in ("01", "05", "11", "24", "02", "10")
}
# Drafts without a fault that leave small Supplier Parties to self-assessments, which no User is today.
CHANGES_POLICY = ("19_bands",)


@pytest.fixture(scope="module")
def code() -> Code:
    return load()


@pytest.mark.parametrize("name", CLEAN)
def test_a_clean_draft_hears_nothing_at_warning_or_above_but_of_a_policy_it_changes(name: str, code: Code) -> None:
    graver = [r for r in findings(code, CLEAN[name]) if r.severity is not Severity.NOTE]
    policy = [r for r in graver if (r.code, r.severity) == ("PR006", Severity.WARNING)]
    assert [r for r in graver if r not in policy] == []
    assert not policy or name in CHANGES_POLICY


@pytest.mark.parametrize("wanted", sorted(PLANTERS))
def test_a_planted_fault_is_found_at_its_place(wanted: str, code: Code) -> None:
    in_rules = wanted in IN_RULES
    faults = list(planted(wanted, OF_RULES if in_rules else CLEAN, 1 if in_rules else 2, 7))
    assert len(faults) == (1 if in_rules else 2)
    for fault in faults:
        found = findings(code, fault.text, wanted)
        said = [r for r in found if r.code == wanted]
        where = places(fault.marked)
        assert any(meets(r, place) for r in said for place in where), (fault.source, said, where)


def test_every_check_of_drafting_has_faults_planted() -> None:
    assert set(PLANTERS) == {c.code for c in all_checks()}


def test_every_fault_in_a_rule_is_planted_in_a_draft_of_its_half() -> None:
    texts: dict[str, set[str]] = {}
    for half in ("clean", HELD_OUT):
        given = drafts(half) | drafts_of_rules(half)
        faults = [fault for wanted in IN_RULES for fault in planted(wanted, given, 3)]
        assert len(faults) == 3 * len(IN_RULES)
        assert all(shares(fault.text, given[fault.source]) for fault in faults)
        texts[half] = {fault.text for fault in faults}
    assert not texts["clean"] & texts[HELD_OUT]


def test_a_text_that_a_planter_writes_of_its_own_shares_nothing_with_a_draft() -> None:
    draft = CLEAN["08_network"]
    assert shares(draft.replace("250,000", "{~~250,000~>200,000~~}").replace("G8.44 ", "{number:G8.49} "), draft)
    assert not shares("G8.41 Where a User is a Supplier Party, it shall be subject to an assessment.", draft)


def test_every_finding_judged_is_of_a_draft_and_of_checks_that_there_are() -> None:
    rows = judged()
    codes = {c.code for c in all_checks()}
    assert {row.draft for row in rows} <= {*drafts(HELD_OUT), *drafts_of_rules(HELD_OUT)}
    assert {row.finding for row in rows} <= codes
    assert {row.fault for row in rows} <= codes | {""}
    assert len(set(rows.values())) == 2


def test_what_is_reported_of_the_draft_without_the_fault_is_not_reported_beside_it() -> None:
    def said(words: str, fault: str = "") -> Other:
        return Other("h01_penalties", fault, "EX001", "G8.51", words)

    before = [said("one"), said("two")]
    # The fault changed the words of one, and a third is new.
    found = [said("three", "TY102"), said("two", "TY102"), said("one one", "TY102")]
    assert not_before(found, before) == [said("one one", "TY102")]
    assert not_before(found[1:], before) == []
    scores: dict[str, Score] = {}
    count_others(scores, found, {found[0]: True, found[1]: False})
    assert (scores["EX001"].others, scores["EX001"].true) == (3, 1)
    assert (scores["EX001"].precision, scores["EX001"].precision_as_judged) == (0, 1 / 3)


def test_a_finding_is_met_again_by_what_it_says(code: Code) -> None:
    text = drafts(HELD_OUT)["h05_dates_and_days"]
    found = [other("h05_dates_and_days", "", f) for f in findings(code, text)]
    assert found
    assert set(found) <= set(judged())
