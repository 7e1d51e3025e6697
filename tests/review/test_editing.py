"""Words changed by their place: tracked in a Word file, marked in a redline, put in their place in a clean text."""

from __future__ import annotations

from pathlib import Path

import pytest

from sec_rules.documents.document import Document, Mark, View
from sec_rules.documents.readers import open_draft
from sec_rules.errors import UsageError
from sec_rules.review.editing import Words, changed

DRAFT = Path(__file__).resolve().parents[2] / "legal_text" / "drafts" / "secmp0059.docx"


def words(document: Document, text: str, paragraph: int | None = None) -> Words:
    """Where words first stand, in that paragraph or anywhere."""
    where = range(len(document.paragraphs)) if paragraph is None else (paragraph,)
    at = next(i for i in where if text in document.paragraphs[i].text)
    start = document.paragraphs[at].text.index(text)
    return Words(start, start + len(text), at)


def accepted(document: Document) -> str:
    return "\n".join(p.text for p in document.view(View.ACCEPTED))


@pytest.mark.parametrize("text", ["250,000", "five", "exceeds 250,000"])
def test_in_a_word_file_a_change_is_tracked_and_nothing_else_is_changed(text: str) -> None:
    data = DRAFT.read_bytes()
    before = open_draft(data, "d.docx")
    after = open_draft(changed(data, before, words(before, text), "300,000"), "d.docx")
    assert accepted(after) == accepted(before).replace(text, "300,000", 1)
    assert [p.text for p in after.view(View.ORIGINAL)] == [p.text for p in before.view(View.ORIGINAL)]
    assert after.revisions > before.revisions


def test_a_change_is_tracked_under_the_name_of_whoever_makes_it() -> None:
    data, name = DRAFT.read_bytes(), 'A. O\'Person & "Co" <x>\x01'
    before = open_draft(data, "d.docx")
    after = open_draft(changed(data, before, words(before, "250,000"), "300,000", by=name), "d.docx")
    put = next(p for x in after.paragraphs for p in x.pieces if p.text == "300,000" and p.mark is Mark.INSERTED)
    assert name.replace("\x01", "\ufffd") in {revision.author for revision in put.revisions}


@pytest.mark.parametrize(
    ("source", "old", "put", "becomes"),
    [
        ("G8.1 exceeds 250,000.", "250,000", "300,000", "G8.1 exceeds 300,000."),
        ("G8.1 {++now ++}exceeds 250,000.", "250,000", "300,000", "G8.1 {++now ++}exceeds {~~250,000~>300,000~~}."),
        ("G8.1 {++exceeds 250,000++} now.", "250,000", "300,000", "G8.1 {++exceeds 300,000++} now."),
        ("G8.1 {++now ++}exceeds 250,000.", " 250,000", "", "G8.1 {++now ++}exceeds{-- 250,000--}."),
    ],
)
def test_in_a_text_a_change_is_written_as_its_form_has_it(source: str, old: str, put: str, becomes: str) -> None:
    data = source.encode()
    document = open_draft(data, "d.md")
    assert changed(data, document, words(document, old), put).decode() == becomes


def test_words_that_are_deleted_are_not_changed() -> None:
    data = b"G8.1 {--exceeds --}250,000."
    document = open_draft(data, "d.md")
    assert any(piece.mark is Mark.DELETED for piece in document.paragraphs[0].pieces)
    with pytest.raises(UsageError, match="deleted in the draft"):
        changed(data, document, words(document, "exceeds"), "is")


@pytest.mark.parametrize("wanted", [Words(0, 2, 9), Words(500, 510, 0), Words(0, 2, -1)])
def test_words_that_are_not_there_are_refused(wanted: Words) -> None:
    data = b"G8.1 exceeds 250,000."
    with pytest.raises(UsageError, match="do not stand in one paragraph"):
        changed(data, open_draft(data, "d.md"), wanted, "x")


@pytest.mark.parametrize(
    ("source", "at", "becomes"),
    [
        ("G8.1 exceeds.", 0, "nowG8.1 exceeds."),
        ("G8.1 exceeds.", 4, "G8.1now exceeds."),
        ("G8.1 exceeds.", 13, "G8.1 exceeds.now"),
        ("G8.1 {++x++} exceeds.", 4, "G8.1{++now++} {++x++} exceeds."),
        ("G8.1 {++x++} exceeds.", 6, "G8.1 {++xnow++} exceeds."),
        ("G8.1 {--x--}exceeds.", 6, "G8.1 {++now++}{--x--}exceeds."),
    ],
)
def test_words_are_put_in_between_two_signs_of_a_text(source: str, at: int, becomes: str) -> None:
    data = source.encode()
    document = open_draft(data, "d.md")
    after = changed(data, document, Words(at, at, 0), "now")
    assert after.decode() == becomes
    assert changed(data, document, Words(at, at, 0), "") == data


def test_words_are_put_in_between_two_signs_of_a_word_file() -> None:
    data = DRAFT.read_bytes()
    before = open_draft(data, "d.docx")
    place = words(before, "250,000")
    after = open_draft(changed(data, before, Words(place.start, place.start, place.paragraph), "about "), "d.docx")
    assert accepted(after) == accepted(before).replace("250,000", "about 250,000", 1)


def test_what_is_put_in_has_no_line_break() -> None:
    data = b"G8.1 exceeds 250,000."
    with pytest.raises(UsageError, match="no line break"):
        changed(data, open_draft(data, "d.md"), Words(0, 2, 0), "x\n\ny")
