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
                "G8.51(a) was what is now G8.52(a); renumbered, this reference leads to no provision any more.",
            )
        ]


def test_what_is_deleted_is_still_called_so() -> None:
    draft = "{--G8.51 Each User shall keep a record of its premises.--}\n\nG8.52 Section G8.51 binds the DCC too.\n"
    assert {code for code, _, _ in findings(draft)} == {"XR407", "AM903"}
