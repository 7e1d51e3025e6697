"""Which provisions the references of a text that is not the Code lead to, and what is said where they lead nowhere."""

from __future__ import annotations

import pytest

from sec_rules.documents.document import View
from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.drafting.layout.any_text import lay_out_any
from sec_rules.drafting.layout.layout import lay_out
from sec_rules.loading import load
from sec_rules.review.review import check
from sec_rules.review.text.reference_targets import citations
from sec_rules.rulebook.questions import assessment


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("Subject to clause 2.2, clauses 2.3(a) and 4 apply.", ["2.2", "2.3(a)", "4"]),
        ("It ends under paragraph (a) of clause 3.2.", ["3.2(a)", "3.2"]),
        ("It is as in Code H, paragraph 6.1, and Article 6.1 GDPR.", []),
        ("As Bylaw 0 section 1.3 says, and as specified in Bylaw 2, Section 1.15, both sign.", []),
        ("Bylaw 3, section 6.3 applies; so does Order 12A section 2.2.", []),
        ("Clause 4, paragraph 1.3 applies.", ["4", "1.3"]),
        ("It is one under section 5 of the Interest Act 1998.", []),
        ("The Buyer pays. Clause 5.6 applies.", ["5.6"]),
    ],
)
def test_references_of_another_text_have_its_labels(text: str, cited: list[str]) -> None:
    layout = lay_out_any(read_markdown(f"1.1 {text}", "draft.md").view(View.ACCEPTED), View.ACCEPTED)
    assert [c.label for c in citations(layout)] == cited


FOLLOWED = [
    ("{--1.3 Both sign.--}", "2.1 It is done under clause 1.3.", "XR407"),
    ("1.{~~3~>4~~} Both sign.\n\n{++1.3 All meet.++}", "2.1 It is done under clause 1.3.", "XR406"),
    ("1.3 Both sign.", "{++2.1 It is done under clause 1.9.++}", "XR401"),
    ("1.3 They:\n\n(a) sign; and\n\n(b) meet.", "{++2.1 It is done under clause 1.3(a) to (d).++}", "XR402"),
]


@pytest.mark.parametrize(("given", "cites", "code"), FOLLOWED, ids=[code for *_, code in FOLLOWED])
def test_references_of_another_text_are_followed(given: str, cites: str, code: str) -> None:
    text = f"1.1 The buyer pays.\n\n1.2 The seller delivers.\n\n{given}\n\n{cites}"
    review = check(read_markdown(text, "draft.md"), load(), assessment)
    assert code in {f.code for f in review.findings}


@pytest.mark.parametrize(
    ("cites", "leads_to"),
    [
        # A paragraph is looked for from the clause down, and a sub-paragraph from where the reference stands up.
        ("paragraph (i)", "G8.60(i)"),
        ("sub-paragraph (i)", "G8.60(b)(i)"),
        ("sub-paragraph (ii)", "G8.60(b)(ii)"),
        ("paragraph (c)", "G8.60(c)"),
    ],
)
def test_a_step_that_stands_at_two_depths_is_the_one_that_its_word_means(cites: str, leads_to: str) -> None:
    more = (f"({letter}) meet;" for letter in "cdefgh")
    items = ("(a) sign;", "(b) pay:", "(i) once; and", f"(ii) as {cites} says;", *more, "(i) leave.")
    shown = read_markdown("G8.60 Each User shall:\n\n" + "\n\n".join(items), "draft.md").view(View.ACCEPTED)
    assert [c.label for c in citations(lay_out(shown, View.ACCEPTED))] == [leads_to]
