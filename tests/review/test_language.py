"""What is found in words that are not English is no slip of a drafter of English."""

from __future__ import annotations

import pytest

from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.documents.readers.pdf import read_pdf
from sec_rules.loading import load
from sec_rules.review.findings.conventions import Conventions
from sec_rules.review.review import check
from sec_rules.review.selection import Selection
from sec_rules.rulebook.questions import assessment
from tests.documents.pdf.made import lines, pdf

ENGLISH = (
    "1. The Parties shall share what they know of the use of water in the basin, and each of them shall name the "
    "body that is to do so.\n\n"
    "2. A committee of both Parties shall meet in each year and shall report to the ministers of the two Parties."
)
WELSH = (
    "1. Rhaid i bob Parti rannu ei wybodaeth am y defnydd o ddŵr yn y basn, ac enwi\u2019r corff "
    "a fydd yn gwneud hynny.\n\n"
    "2. Rhaid i bwyllgor ar y cyd gyfarfod gyfarfod bob blwyddyn ac adrodd wrth weinidogion y ddau Barti."
)
FRENCH = "3. Les frais sont partagés au cas par cas par les deux Parties pendant chaque année de leur mise en œuvre."
DOUBLED = "3. The cost is borne by the the Party in whose land the work is done, unless the Parties agree otherwise."


def found(text: str, *, strict: bool = False) -> list[tuple[str, str]]:
    selection = Selection(conventions=Conventions(strict=strict))
    given = check(read_markdown(text, "draft.md"), load(), assessment, selection=selection)
    return [(f.code, f.snippet) for f in given.findings if f.code.startswith("TY")]


def test_a_doubled_word_is_told_in_english() -> None:
    assert found(f"{ENGLISH}\n\n{DOUBLED}") == [("TY102", "the the")]


@pytest.mark.parametrize("other", [WELSH, FRENCH], ids=["Welsh", "French"])
def test_nothing_is_told_of_the_words_of_another_language_in_the_same_file(other: str) -> None:
    assert found(f"{ENGLISH}\n\n{other}") == []
    assert [code for code, _ in found(f"{ENGLISH}\n\n{other}", strict=True)] == ["TY102"]


def test_an_english_passage_is_checked_in_a_file_that_is_mostly_another() -> None:
    assert found("\n\n".join([WELSH] * 5 + [ENGLISH, DOUBLED])) == [("TY102", "the the")]


def test_a_text_of_a_few_words_is_taken_for_english() -> None:
    assert found("1. Tax tax payable.") == [("TY102", "Tax tax")]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("The Parties shall meet [in each year and shall report to the ministers of both.", ["["]),
        ("The Parties shall meet in each year) and shall report to the ministers of both.", [")"]),
        ("The Parties shall meet in ea[ch year and shall report to the ministers of both.", []),
        ("The Parties shall meet in each year [. and shall report to the ministers of both.", []),
        ("The Parties shall meet in each )year and shall report to the ministers of both.", []),
    ],
)
def test_a_bracket_of_a_page_is_told_where_people_would_type_it(words: str, told: list[str]) -> None:
    printed = words.replace("(", "\\(").replace(")", "\\)")
    read = read_pdf(pdf(lines((f"1. {printed[:50]}", 72), (printed[50:], 84), ("2. It ends.", 72))), "draft.pdf")
    assert [f.snippet for f in check(read, load(), assessment).findings if f.code == "TY103"] == told


def test_spaces_and_brackets_are_looked_at_in_welsh_too() -> None:
    text = WELSH.replace("gyfarfod ", "").replace("bob blwyddyn", "bob  blwyddyn (a")
    codes = [f.code for f in check(read_markdown(text, "draft.md"), load(), assessment).findings]
    assert sorted(codes) == ["TY101", "TY103"]
