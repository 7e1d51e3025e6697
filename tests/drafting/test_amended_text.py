"""A text of any kind with the instructions of another document carried out on it."""

from __future__ import annotations

import pytest

from sec_rules.documents.comparison import compared
from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.drafting.amended_text import amended_text
from sec_rules.loading import load
from sec_rules.review.review import Review, check
from sec_rules.rulebook.questions import assessment

BASE = """1.1 The Seller is Acme Ltd.

2.1 The Buyer pays within 30 days.

2.2 The Buyer is not liable where:

(a) the invoice is wrong;

(b) the goods are late; or

(c) this Agreement has ended under clause 3.2.

2.3 Interest is due.

3.1 Either party may end this Agreement.

3.2 The Seller may end it at once.

# Schedule 1

1. The carrier packs.

2. The carrier ships.
"""
ALL = {
    "1.1": "The Seller is Acme Ltd.",
    "2.1": "The Buyer pays within 30 days.",
    "2.2": "The Buyer is not liable where:",
    "2.2(a)": "the invoice is wrong;",
    "2.2(b)": "the goods are late; or",
    "2.2(c)": "this Agreement has ended under clause 3.2.",
    "2.3": "Interest is due.",
    "3.1": "Either party may end this Agreement.",
    "3.2": "The Seller may end it at once.",
    "1": "The carrier packs.",
    "2": "The carrier ships.",
}
DONE = [
    (
        "In clause 2.1, for \u201c30 days\u201d substitute \u201c45 days\u201d.",
        {"2.1": "The Buyer pays within 45 days."},
    ),
    ("1. In clause 2.2(b), omit \u201cor\u201d.", {"2.2(b)": "the goods are late;"}),
    ("Delete clause 3.2.", {"3.2": None}),
    ("Clauses 2.3 to 3.1 are deleted.", {"2.3": None, "3.1": None}),
    ("Omit paragraph (a) of clause 2.2.", {"2.2(a)": None}),
    (
        "After clause 2.2(b) insert:\n\n\u201c(ba) the goods are lost;\u201d",
        {"2.2(ba)": "the goods are lost;"},
    ),
    (
        "In clause 2.2, after paragraph (b) insert\u2014\n\n\u201c(ba) the goods are lost;\n\n(bb) it sank;\u201d",
        {"2.2(ba)": "the goods are lost;", "2.2(bb)": "it sank;"},
    ),
    (
        "After clause 2.3 insert the following new clause:\n\n\u201c2.3A The rate is five per cent.\u201d",
        {"2.3A": "The rate is five per cent."},
    ),
    (
        "For clause 2.3 substitute:\n\n\u201c2.3 No interest is due.\u201d",
        {"2.3": "No interest is due."},
    ),
    (
        "In clause 2.2, for paragraph (c) substitute:\n\n\u201c(c) the parties agree.\u201d",
        {"2.2(c)": "the parties agree."},
    ),
    (
        "In clause 2.1:\n\n(a) for \u201cBuyer\u201d put \u201cUser\u201d;\n\n(b) omit \u201cwithin 30 days\u201d",
        {"2.1": "The User pays."},
    ),
]


def texts(instructions: str) -> dict[str, str]:
    found = amended_text(read_markdown(BASE, "base.md"), read_markdown(instructions, "new.md"))
    assert found is not None
    assert found.failed == ()
    return {p.label: p.text for p in found.after.walk() if p.text.strip()}


@pytest.mark.parametrize(("instructions", "changes"), DONE)
def test_an_instruction_changes_what_it_names_and_nothing_else(
    instructions: str, changes: dict[str, str | None]
) -> None:
    expected = {k: v for k, v in {**ALL, **changes}.items() if v is not None}
    assert texts(instructions) == expected


def test_a_clause_that_is_inserted_stands_where_it_is_put() -> None:
    found = amended_text(
        read_markdown(BASE, "base.md"),
        read_markdown("Before clause 3.1 insert:\n\n\u201c3.0A Both parties keep records.\u201d", "new.md"),
    )
    assert found is not None
    assert [p.label for p in found.after.provisions] == ["1.1", "2.1", "2.2", "2.3", "3.0A", "3.1", "3.2", "1", "2"]


@pytest.mark.parametrize("text", [BASE, BASE.replace("30 days", "45 days"), "The parties meet in May."])
def test_a_text_given_anew_or_without_instructions_amends_nothing(text: str) -> None:
    assert amended_text(read_markdown(BASE, "base.md"), read_markdown(text, "new.md")) is None


def reviewed(instructions: str) -> Review:
    return check(compared(read_markdown(BASE, "base.md"), read_markdown(instructions, "new.md")), load(), assessment)


def test_the_text_as_amended_is_what_is_checked() -> None:
    review = reviewed(
        "In clause 2.1, for \u201c30 days\u201d substitute \u201cthe the term\u201d.\n\nDelete clause 3.2.\n\n"
        "In clause 2.3, for \u201cRent\u201d substitute \u201cCost\u201d."
    )
    assert {(f.code, f.clause) for f in review.findings} >= {("TY102", "2.1"), ("XR407", "2.2(c)"), ("AM901", "2.3")}
    assert {s.label: s.status for s in review.draft.shown if s.status != "unchanged"} == {
        "2.1": "words",
        "3.2": "deleted",
    }
    assert "G8" not in review.verdict
    assert any("carried out on base.md" in note for note in review.draft.document.notes)
