"""A title that names only what a draft changes is shown to; one that gives a class, a place or a time is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from sec_rules.drafting.restating.topics import why_it_is_no_title
from tests.drafting.restating.test_notes import DRAFTS, SAYS_MORE, change

NAMES = {
    "the supplier figure is raised to 300,000": (
        "Supplier threshold: a modest uplift",
        "Raising the Supplier Party threshold (SECMP0212)",
        "New threshold for suppliers: 300,000 in place of 250,000",
        "G8.41 and G8.42 \u2013 300,000",
        "MP draft 4: supplier parties, higher threshold",
        "Uprating the supplier line from 250,000 to 300,000",
        "Supplier thresholds \u2013 restated pair",
        "Consolidated draft: 300,000 for suppliers throughout",
        "Supplier Parties: revised figure (redline against the version in force)",
    ),
    "small networks are verified in the second year": (
        "Small networks: verification instead of self-assessment",
        "G8.45(b): Verification in the second year",
        "Strengthening the cycle for smaller Network Parties",
        "No more self-assessment for smaller networks",
        "Smaller networks \u2013 year two",
        "Removal of the second-year self-assessment (smaller networks)",
    ),
    "a business weighs ten": (
        "Doubling the weight of shops and factories",
        "Non-Domestic Premises: ten for five",
        "Supplier weighting: from five times to ten",
        "Weighting \u2013 clean text",
    ),
    "suppliers have a middle band": (
        "Three tiers of Supplier Party",
        "New Section G8.41A: mid-sized suppliers",
        "Supplier Parties: an intermediate category",
    ),
    "others begin with a Full assessment": (
        "Other Users: a fuller first year",
        "G8.47(a) \u2013 Full in place of Verification",
        "First-year category for Other Users",
    ),
}
SAYS_MORE_IN_A_TITLE = tuple(
    line
    for line in (Path(__file__).parent / "titles_that_say_more.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
)


@pytest.mark.parametrize(("draft", "title"), [(draft, title) for draft, titles in NAMES.items() for title in titles])
def test_a_title_names_what_the_draft_changes(draft: str, title: str) -> None:
    assert why_it_is_no_title(title, change(draft)) == ""


@pytest.mark.parametrize("draft", DRAFTS)
def test_no_title_that_says_more_is_taken_for_one_that_does_not(draft: str) -> None:
    said = (*SAYS_MORE_IN_A_TITLE, *SAYS_MORE)
    assert [title for title in said if why_it_is_no_title(title, change(draft)) == ""] == []


@pytest.mark.parametrize(
    ("title", "why"),
    [
        ("Suppliers in Orkney: 300,000", "'orkney' may say more than the draft does"),
        ("Suppliers are given 300,000", "it is not shown to be what the draft does"),
        ("Suppliers: 300,000.", "it is not shown to be what the draft does"),
        ("From 300,000 to 300,000", "it is not shown to be what the draft does"),
    ],
)
def test_it_is_said_why_a_title_is_open(title: str, why: str) -> None:
    assert why_it_is_no_title(title, change("the supplier figure is raised to 300,000")) == why
