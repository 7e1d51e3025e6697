"""The title of a draft, and what it changes beside its provisions."""

from __future__ import annotations

import pytest

from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.drafting.draft import Draft, hold_against
from sec_rules.loading import load
from sec_rules.review.text.surroundings import Beside, beside, title_of

CLAUSE = "G8.47 Where a User is neither a Supplier Party nor a Network Party, it shall do as the Panel says.\n"


def held(text: str) -> Draft:
    return hold_against(read_markdown(text, "file.md"), load())


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ("# SECMP0123: counting sheds\n\n## Other Users\n\n", "SECMP0123: counting sheds"),
        ("# Counting sheds\n\n## Other Users\n\n", "Counting sheds"),
        ("# Proposed changes to Section G8\n\n", "Proposed changes to Section G8"),
        ("DP 123 Legal text\n\n", "DP 123 Legal text"),
        # The heading of the first clauses alone, an address, or a word on every draft is no title.
        ("# Other Users\n\n", "file.md"),
        ("Questions on SECMP0123: ask@example.org\n\n", "file.md"),
        ("# DRAFT\n\n## CONTENTS\n\n", "file.md"),
        ("", "file.md"),
    ],
)
def test_the_title_is_the_drafts_own(above: str, title: str) -> None:
    assert title_of(held(above + CLAUSE)) == title


def test_a_heading_that_the_draft_changes_is_listed() -> None:
    text = f"# SECMP0123: sheds\n\n## {{~~Other~>Further~~}} Users\n\n{CLAUSE}"
    (found,) = beside(held(text))
    assert (found.kind, found.was, found.becomes) == ("heading", "Other Users", "Further Users")
    assert beside(held(text.replace("{~~Other~>Further~~}", "Other"))) == ()
    # What the draft changes in a provision is told there.
    assert beside(held(CLAUSE.replace("do as", "{~~do as~>do what~~}"))) == ()


@pytest.mark.parametrize(
    ("place", "was", "becomes", "by", "said"),
    [
        ("line 3", "", "other Users", "", "Heading (line 3) put in: \u201cother Users\u201d"),
        ("line 3", "other Users", "", "", "Heading (line 3) taken out: \u201cother Users\u201d"),
        ("", "Users", "Parties", "", "Heading: \u201cUsers\u201d becomes \u201cParties\u201d"),
        ("", "", "Is it so?", "Ann", "Heading by Ann: \u201cIs it so?\u201d"),
    ],
)
def test_what_stands_beside_is_said_with_what_becomes_of_it(
    place: str, was: str, becomes: str, by: str, said: str
) -> None:
    assert Beside("heading", place, was, becomes, by).in_words == said
