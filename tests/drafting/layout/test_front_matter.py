"""What a line says of the document, and what only looks as though it did."""

from __future__ import annotations

import pytest

from sec_rules.drafting.layout.front_matter import (
    adds_below,
    announces_what_is_below,
    leads_in,
    notes_the_document,
)
from sec_rules.drafting.layout.instructions import instruction


@pytest.mark.parametrize(
    "line",
    [
        "Legal text, changes marked.",
        "Insertions and deletions are shown against the current version of Section G8.",
        "All five Sections are set out in full for convenience; Section G8.47 is unchanged.",
        "Prepared for the Security Sub-Committee. Not yet approved.",
        "Circulated by the Code Administrator for comment by close of business on Friday.",
        "Substituted Section G8.44 and ancillary provisions",
        "DCP 430 Legal Drafting",
        "This document restates the whole of the assessment provisions that it amends.",
        "Option C in the report of the Working Group",
        "MP311 Legal Text (redlined against SEC Section G)",
        "This drafting note does not form part of the legal text.",
    ],
)
def test_a_note_on_the_document_is_told(line: str) -> None:
    assert notes_the_document(line)


@pytest.mark.parametrize(
    "line",
    [
        "Section G8.44 is Section G8.45.",
        "This text does not form part of the Code.",
        "These notes do not form part of the Code for a charity.",
        "Section G8.44 to read as Section G8.45.",
        "Sections G8.44 to G8.47 are not included.",
        "The following is substituted for Sections G8.41 to G8.47.",
        "All Sections follow from Friday.",
        "Section G8.42 is shown for 250,000.",
        "Legal text 430",
        "All assessments are full.",
        "The clauses are added that follow.",
        "Section G8.44 shall be read as amended.",
        "",
    ],
)
def test_a_line_that_may_say_something_of_a_provision_is_no_note(line: str) -> None:
    assert not notes_the_document(line)


@pytest.mark.parametrize("title", ["Section G8.42: removal of the second year", "Proposed changes to G8.45"])
def test_a_title_that_names_a_change_is_no_instruction(title: str) -> None:
    assert instruction(title) is None


def test_what_is_said_of_the_document_behind_an_instruction_leaves_it_understood() -> None:
    found = instruction("Delete Section G8.42(d). Section G8.47 is unchanged.")
    assert found is not None
    assert found.understood


@pytest.mark.parametrize(
    ("line", "announces"),
    [
        ("Section G8 is amended by replacing Section G8.41 as set out below.", True),
        ("The Code is amended by the following new clauses G8.61 and G8.62, inserted as shown below.", True),
        ("Section G8.41 is replaced.", False),
        ("Section G8.41 is replaced as set out below from May.", False),
    ],
)
def test_a_line_that_announces_what_stands_below_is_told(line: str, announces: bool) -> None:
    assert announces_what_is_below(line) is announces


@pytest.mark.parametrize(
    ("line", "leads"),
    [
        ("After the last of the Sections amended above insert the following Sections.", True),
        ("After those clauses there are inserted the following new clauses:", True),
        ("Proposed amendments to Section G8 (Security assessments) are set out below.", True),
        ("The following modifications are made to Section G8:", True),
        ("After the last of the Sections amended above insert the following Sections, for suppliers only.", False),
        ("After the last of the Sections amended above insert nothing.", False),
        ("Proposed amendments to Section G8 are set out below and hold from 2026.", False),
    ],
)
def test_a_line_that_only_leads_in_to_changes_is_told(line: str, leads: bool) -> None:
    assert leads_in(line) is leads
    assert adds_below(line) is (leads and line.startswith("After"))


@pytest.mark.parametrize(
    ("line", "notes"),
    [
        ("Sections G8.41 and G8.42 as they would read if the modification is approved:", True),
        ("Sections G8.41 and G8.42 as they would read in Scotland:", False),
        ("Sections G8.41 and G8.42 as they would read if the Panel so directs:", False),
    ],
)
def test_a_line_over_clauses_as_they_would_read_notes_the_document(line: str, notes: bool) -> None:
    assert notes_the_document(line) is notes
