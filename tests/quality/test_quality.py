"""Silence on clean drafts, and every kind of fault found where it is planted in one."""

from __future__ import annotations

import pytest

from sec_rules.engine.code import Code
from sec_rules.loading import load
from sec_rules.review.checks import all_checks
from sec_rules.review.findings import Severity
from tests.quality.measuring import drafts, findings, meets
from tests.quality.planting import PLANTERS, planted
from tests.review.checks.marked import places

CLEAN = drafts("clean")
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
    faults = planted(wanted, CLEAN, 2, 7)
    assert faults
    for fault in faults:
        found = findings(code, fault.text, wanted)
        said = [r for r in found if r.code == wanted]
        where = places(fault.marked)
        assert any(meets(r, place) for r in said for place in where), (fault.source, said, where)


def test_every_check_of_drafting_has_faults_planted() -> None:
    assert set(PLANTERS) == {c.code for c in all_checks()}
