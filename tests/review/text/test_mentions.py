"""What a draft speaks of: its terms with the clauses that use them, its references and where they lead."""

from __future__ import annotations

import sec_rules
from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.drafting.draft import Draft
from sec_rules.review.review import check
from sec_rules.review.text.mentions import definitions, referred_to
from sec_rules.rulebook.questions import assessment

TEXT = """
G8.41 Subject to Section G8.44, where a User is a Supplier Party and the number of Domestic Premises supplied with
electricity and/or gas through one or more Smart Metering Systems for which it is the Responsible Supplier exceeds
300,000, it shall be subject, as Section G8.99 and paragraph (z) say, to a Full User Security Assessment in each year
after the year of its initial Full User Security Assessment.

G8.47 Where a User is neither a Supplier Party nor a Network Party, it shall be subject:

(a) in the first year after the year of its initial Full User Security Assessment, to a Verification User Security
Assessment; and

(b) in each year thereafter, to a category of security assessment which repeats paragraph (a).
"""


def draft(text: str = TEXT) -> Draft:
    return check(read_markdown(text, "draft.md"), sec_rules.load(), assessment).draft


def test_each_reference_says_where_it_leads() -> None:
    found = [(r.provision, r.to, r.found) for r in referred_to(draft())]
    assert found == [
        ("G8.41", "G8.44", True),
        ("G8.41", "G8.99", False),
        ("G8.41", "G8.41(z)", False),
        ("G8.47(b)", "G8.47(a)", True),
    ]


def test_a_term_is_shown_with_the_clauses_that_count_by_it() -> None:
    terms = {d.term: d.clauses for d in definitions(draft())}
    assert "G8.47" in terms["Network Party"]


def test_a_count_is_shown_with_how_it_is_counted() -> None:
    read = draft(TEXT.replace(", as Section G8.99 and paragraph (z) say,", ""))
    (found,) = [d for d in definitions(read) if d.clauses == ("G8.41",)]
    assert found.term == "Domestic Premises"
    assert "Smart Metering Systems" in found.means
