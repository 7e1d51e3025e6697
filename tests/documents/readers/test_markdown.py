"""Change marks that do not fit together."""

from __future__ import annotations

import pytest

from sec_rules.documents.document import View
from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.errors import DocumentError


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("One.\n\nTwo {++three.", "line 3: the change mark '{++' has no partner."),
        ("One {~~two~>three++} four~~}.", "line 1: the change mark '++}' stands in a change that is still open; "
         "close '{~~' before it."),
        ("One.\n\nTwo {++three {++four++} five++}.", "line 3: the change mark '{++' stands in a change that is still "
         "open; close '{++' before it."),
    ],
)  # fmt: skip
def test_marks_that_do_not_fit_together_are_refused_with_their_line(text: str, why: str) -> None:
    with pytest.raises(DocumentError) as refused:
        read_markdown(text, "draft.md")
    assert str(refused.value) == f"draft.md, {why}"


@pytest.mark.parametrize(
    "text", ["One {>>a note {++ of marks<<} two.", "One {==two {>>three<<}==}.", "a {--b - c--} d"]
)
def test_notes_may_speak_of_marks(text: str) -> None:
    assert read_markdown(text, "draft.md").paragraphs


def test_the_words_of_a_cell_begin_without_the_blank_before_them() -> None:
    (paragraph,) = read_markdown("|{++ a++} | c |\n", "draft.md").paragraphs
    assert [piece.text for piece in paragraph.pieces] == ["a", " c"]


def test_a_note_belongs_to_the_paragraph_that_it_is_in_and_one_that_stands_alone_to_the_one_above() -> None:
    text = "{>>first<<}\n\nOne {>>in one<<} line.\n\nTwo {>>in two<<}\nlines.\n\n{>>below two<<}\n\nThree."
    document = read_markdown(text, "draft.md")
    assert [(aside.text, aside.snippet) for aside in document.asides] == [
        ("first", "One line."), ("in one", "One line."), ("in two", "Two\nlines."), ("below two", "Two\nlines."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("* (a) one thing\n  of many.", "(a) one thing\nof many."),
        ("> One thing\n> of many.", "One thing\nof many."),
        # What begins a paragraph is a sign of Markdown, and what stands behind a line of it is text.
        ("One thing is more\n> than two.", "One thing is more\nthan two."),
    ],
)
def test_signs_before_a_paragraph_and_of_a_quotation_are_no_text(text: str, read: str) -> None:
    (paragraph,) = read_markdown(text, "draft.md").view(View.ACCEPTED)
    assert paragraph.text == read
