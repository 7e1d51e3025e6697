"""A heading over clauses that bear on nothing is harmless, unless it says something itself."""

from __future__ import annotations

import pytest

from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.drafting.draft import hold_against
from sec_rules.drafting.headings import is_bare
from sec_rules.loading import load

CODE = load()


@pytest.mark.parametrize(
    ("bare", "says"),
    [
        ("Notice of fieldwork", "No fieldwork"),
        ("Part 2: independence", "Part 2: not before 2030"),
        ("Access to control rooms", "Access to resume later"),
        ("Complaints by Users", "Users exempt"),
        ("Independence of the assessor", "Assessor not needed"),
        ("Papers left on site", "Premises left out"),
        ("Miscellaneous", "Transitional"),
        ("Single point of contact", "Small suppliers free"),
        ("Travel costs", "Visits unnecessary"),
        ("Electronic signatures", "Optional from 2027"),
        ("Limit of liability", "Suppliers only"),
        ("Payment of fees", "Payment instead of assessment"),
    ],
)
def test_a_heading_names_and_does_not_tell(bare: str, says: str) -> None:
    assert is_bare(bare)
    assert not is_bare(says)


CLAUSES = """
# {}

In Section G8.41, for "250,000" substitute "300,000".

In Section G8.42, for "250,000" substitute "300,000".

After Section G8.50 insert:

## {}

G8.51 {}

{}
"""
PLAIN = "The assessor shall send the User its invoice."
BEARING = "A Network Party shall be assessed in each second year."


def opened(*said: str) -> list[str]:
    """The texts of what is open of the draft, its clauses and headings filled in."""
    draft = hold_against(read_markdown(CLAUSES.format(*said), "draft.md"), CODE)
    return [place.text for place in draft.open]


@pytest.mark.parametrize(
    ("heading", "clause", "below", "open_places"),
    [
        ("Invoices in Orkney", PLAIN, "", []),
        ("Invoices in Orkney", BEARING, "", ["Invoices in Orkney", BEARING.rstrip(".")]),
        ("Invoices in Orkney", PLAIN, f"G8.52 {BEARING}", ["Invoices in Orkney", BEARING.rstrip(".")]),
        ("No visits in Orkney", PLAIN, "", ["No visits in Orkney"]),
        (
            "Invoices in Orkney",
            PLAIN,
            'In Section G8.44, for "250,000" substitute "350,000".',
            ["Invoices in Orkney"],
        ),
    ],
)
def test_a_heading_is_harmless_where_all_below_it_is(
    heading: str, clause: str, below: str, open_places: list[str]
) -> None:
    assert sorted(opened("Supplier figure", heading, clause, below)) == sorted(open_places)


def test_the_title_over_what_is_changed_is_no_heading_of_that_kind() -> None:
    assert opened("Invoices in Orkney", "Fees", PLAIN, "") == ["Invoices in Orkney"]
