"""What answers before a draft and after it."""

from __future__ import annotations

from pathlib import Path

from sec_rules.documents.readers import open_draft
from sec_rules.drafting import sides
from sec_rules.drafting.draft import hold_against
from sec_rules.loading import load
from sec_rules.rulebook.questions import assessment

DRAFTS = Path(__file__).resolve().parents[2] / "legal_text" / "drafts"


def test_each_side_is_of_its_own_day_and_a_fact_of_either_can_be_given() -> None:
    draft = hold_against(open_draft(DRAFTS / "metering_points.md"), load())
    old, new = sides.rulesets(draft, assessment)
    assert (old.day, new.day) == (draft.base_on, draft.on)
    # The draft counts metering points, which the Code before it does not know.
    counted = "non_domestic_metering_points"
    assert counted not in draft.base.facts(draft.base_on, assessment)
    assert {counted, "domestic_premises"} <= set(sides.facts(draft, assessment))
