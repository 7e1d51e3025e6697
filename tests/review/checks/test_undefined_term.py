"""A term in capitals that nothing defines, and what a text calls itself, which is none."""

from __future__ import annotations

import pytest

from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.loading import load
from sec_rules.review.review import check
from sec_rules.review.selection import Selection
from sec_rules.rulebook.questions import assessment

REST = "\n\nG8.62 Each User shall keep the {}.\n"


def terms(text: str) -> list[str]:
    review = check(read_markdown(text, "draft.md"), load(), assessment, selection=Selection(select=("DT501",)))
    assert not review.faults
    return [f.snippet for f in review.findings]


@pytest.mark.parametrize(
    ("meaning", "name"),
    [
        ("means this Bilateral Deed", "Bilateral Deed"),
        ("means these Trading Conduct Standards", "Trading Conduct Standards"),
        ("shall mean this Framework Deed, as amended", "Framework Deed"),
        ("refers to this Accession Pack", "Accession Pack"),
    ],
)
def test_what_a_definition_calls_the_text_itself_is_no_term_that_wants_one(meaning: str, name: str) -> None:
    defines = f"G8.61 In this Section, \u201cText\u201d {meaning}."
    assert terms(defines + REST.format("Text")) == []
    assert terms(defines + REST.format(name)) == []


@pytest.mark.parametrize("meaning", ["means each Bilateral Deed", "means a deed, and this Bilateral Deed applies"])
def test_another_document_that_is_named_wants_its_definition(meaning: str) -> None:
    assert terms(f"G8.61 In this Section, \u201cText\u201d {meaning}." + REST.format("Text")) == ["Bilateral Deed"]
