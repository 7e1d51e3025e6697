"""What a draft renumbers is reported as renumbered, and neither as deleted nor as dangling."""

from __future__ import annotations

from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.loading import load
from sec_rules.review.review import check
from sec_rules.rulebook.questions import assessment

NOTICES = (
    "G8.{~~51~>52~~} A notice under this Section G8 is validly given if it is:\n\n"
    "(a) sent by email to the address that the User has most recently notified; or\n\n"
    "(b) left at the User's registered office.\n\n"
    "G8.{~~52~>53~~} A notice sent under paragraph (a) of Section G8.51 is taken to have been received on the next "
    "Working Day after it was sent.\n"
)
INSERTED = "{++G8.51 The Panel shall publish what it receives under this Section.++}\n\n"


def findings(text: str) -> list[tuple[str, str, str]]:
    findings = check(read_markdown(text, "draft.md"), load(), assessment).findings
    return [(r.code, r.clause, r.message) for r in findings if r.code in ("XR406", "XR407", "AM903")]


def test_a_paragraph_of_a_renumbered_clause_leads_nowhere_and_is_not_called_deleted() -> None:
    for draft in (INSERTED + NOTICES, NOTICES):
        assert findings(draft) == [
            (
                "XR406",
                "G8.53",
                "“paragraph (a) of Section G8.51” was not adapted to the new numbers: what was G8.51(a) is now "
                "G8.52(a), and there is no G8.51(a).",
            )
        ]


def test_what_is_deleted_is_still_called_so() -> None:
    draft = "{--G8.51 Each User shall keep a record of its premises.--}\n\nG8.52 Section G8.51 binds the DCC too.\n"
    assert {code for code, _, _ in findings(draft)} == {"XR407", "AM903"}


LIMBS = (
    "G8.44 Where a User is a Network Party, it shall be subject:\n\n(a) in the first year, to one;\n\n"
    "{--(b) in the second year, to another;--}\n\n{--(c)--}{++(b)++} in the third year, to a third; and\n\n"
    "{--(d)--}{++(c)++} thereafter, to what paragraphs (a) to (c) say.\n"
)


def test_a_range_whose_end_moved_is_told_once_and_that_it_takes_in_itself() -> None:
    (found,) = findings(LIMBS)
    assert found == (
        "XR406",
        "G8.44(c)",
        "“paragraphs (a) to (c)” was not adapted to the new numbers: what was G8.44(c) is now G8.44(b), and G8.44(c) "
        "is this provision itself.",
    )
    added = (
        "G8.44 Where a User is a Network Party, it shall be subject:\n\n{++(a) in the first year, to another;++}\n\n"
        "{--(a)--}{++(b)++} in the second year, to one;\n\n{--(b)--}{++(c)++} in the third year, to a third; and\n\n"
        "{--(c)--}{++(d)++} thereafter, to what paragraphs (a) to (b) say.\n"
    )
    (found,) = findings(added)
    assert found[2].endswith(
        "what were G8.44(a) and G8.44(b) are now G8.44(b) and G8.44(c), and G8.44(a) and G8.44(b) are different "
        "provisions."
    )
