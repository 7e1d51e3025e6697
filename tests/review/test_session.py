"""A draft while it is edited: what a session says of it is what a check from scratch says."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sec_rules.analysis import comparison
from sec_rules.analysis.invariants import prover
from sec_rules.analysis.plane import impact
from sec_rules.documents.document import Mark, Paragraph, View
from sec_rules.documents.readers import open_draft
from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.drafting.grammar import clause_reader, sentences
from sec_rules.errors import DocumentError, UsageError
from sec_rules.loading import load
from sec_rules.report import as_json
from sec_rules.review.review import Review, check
from sec_rules.review.session import Session
from sec_rules.review.summary import summarised
from sec_rules.rulebook.questions import assessment

DRAFTS = Path(__file__).resolve().parents[2] / "legal_text" / "drafts"
TEXT = (DRAFTS / "secmp0059.md").read_text(encoding="utf-8")
PROOFS = (prover._kept, comparison._compared, impact._worked_out)
READINGS = (clause_reader._read_clause, sentences._sentences)


def forget() -> None:
    """As in a process that has read and proved nothing yet."""
    for proofs in PROOFS:
        proofs.clear()
    for readings in READINGS:
        readings.cache_clear()


def missed() -> list[int]:
    """How much was worked out so far."""
    return [proofs.missed for proofs in PROOFS] + [readings.cache_info().misses for readings in READINGS]


def said(review: Review) -> str:
    return as_json.dumps(as_json.checked(summarised(review)))


def from_scratch(text: str) -> str:
    forget()
    return said(check(read_markdown(text, "draft.md"), load(), assessment))


WORDS = (
    *(
        "and",
        "not",
        "Domestic",
        "250,000",
        "exceeds",
        "other than in Scotland",
        "{++five++}",
        "the Panel",
        "\n\n",
        "(e)",
    ),
)


def edits(text: str, number: int, seed: int) -> Iterator[tuple[int, int, str]]:
    """Edits such as a person makes one after the other: a character more or less, a word, a figure."""
    choice = random.Random(seed)
    for done in range(number):
        at = choice.randrange(text.index("G8.41"), len(text))
        match choice.randrange(4) if done else 3:
            case 0:
                start, end, words = at, at, choice.choice("abcdxyz ,.;()0123456789")
            case 1:
                start, end, words = at, min(at + choice.choice((1, 1, 6)), len(text)), ""
            case 2:
                start = end = at if (space := text.find(" ", at)) < 0 else space
                words = f" {choice.choice(WORDS)}"
            case _:
                figure = choice.choice(list(re.finditer(r"\d{3},\d{3}", text)) or [None])
                start, end = figure.span() if figure else (at, at)
                words = f"{choice.randrange(100, 999)},000"
        text = text[:start] + words + text[end:]
        yield start, end, words


def test_after_each_of_many_edits_a_session_says_what_a_check_from_scratch_says() -> None:
    session, states = Session(TEXT, load(), assessment), set[str]()
    assert said(session.review) == from_scratch(TEXT)
    for start, end, words in edits(TEXT, 4, seed=4):
        session = session.edited(start, end, words)
        try:
            expected = from_scratch(session.text)
        except DocumentError as error:
            with pytest.raises(DocumentError, match=re.escape(str(error))):
                session.review  # noqa: B018
            continue
        # What the check from scratch has just kept is not what the session is to live on.
        forget()
        said(session.edited(0, 0, "A note.\n\n").review)
        assert said(session.review) == expected
        states.add(session.review.state)
    assert len(states) > 1


def test_an_edit_that_is_taken_back_leaves_the_review_as_it_was() -> None:
    session = Session(TEXT, load(), assessment)
    at = TEXT.index("250,000")
    raised = session.edited(at, at + 7, "300,000")
    assert raised.review.state == "fault"
    assert session.review.state == "proved"
    assert said(raised.edited(at, at + 7, "250,000").review) == said(session.review)


def test_words_of_no_clause_leave_all_proofs_as_they_are() -> None:
    session = Session(TEXT, load(), assessment)
    session.review  # noqa: B018
    before = missed()
    moved = session.edited(TEXT.index("# SECMP0059"), TEXT.index("# SECMP0059"), "Some words.\n\n")
    moved.review  # noqa: B018
    assert missed() == before


def test_an_edit_of_one_clause_reads_that_clause_alone() -> None:
    session = Session(TEXT, load(), assessment)
    session.review  # noqa: B018
    before = clause_reader._read_clause.cache_info().misses
    at = TEXT.index("exceeds 250,000") + len("exceeds ")
    session.edited(at, at + 7, "260,000").review  # noqa: B018
    # As it was and as it becomes: these words are in no bracket of a change.
    assert clause_reader._read_clause.cache_info().misses - before == 2


def test_what_is_read_and_kept_is_bounded() -> None:
    assert all(0 < (readings.cache_info().maxsize or 0) <= sentences.MOST_KEPT for readings in READINGS)


@pytest.mark.parametrize(("start", "end"), [(-1, 0), (5, 4), (0, len(TEXT) + 1)])
def test_a_place_that_the_text_does_not_have_is_refused(start: int, end: int) -> None:
    with pytest.raises(UsageError, match=r"^The text has 2,\d{3} characters, and none from "):
        Session(TEXT, load(), assessment).edited(start, end, "")


def test_plain_text_is_read_as_such() -> None:
    text = "G8.41 {++Each++} User shall be subject to a Full User Security Assessment in each year."
    plain = Session(text, load(), assessment, name="draft.txt")
    assert plain.review.draft.document.format == "txt"
    assert Session(text, load(), assessment).review.draft.document.format == "md"


WORD = (DRAFTS / "secmp0059.docx").read_bytes()


def standing(paragraph: Paragraph) -> str:
    return "".join(piece.text for piece in paragraph.pieces if piece.mark.stands_in(View.ACCEPTED))


def edits_of_paragraphs(
    paragraphs: tuple[Paragraph, ...], number: int, seed: int
) -> Iterator[tuple[int, int, int, str, str]]:
    """Edits inside one piece that stands: paragraph, from, to, the words put in, and the paragraph that is expected."""
    choice = random.Random(seed)
    pieces = [
        (i, sum(len(p.text) for p in each.pieces[:k]), k)
        for i, each in enumerate(paragraphs)
        for k, piece in enumerate(each.pieces)
        if piece.mark in (Mark.KEPT, Mark.INSERTED) and piece.text.strip() and piece.element is not None
    ]
    for done in range(number):
        i, begins, k = choice.choice(pieces)
        text = paragraphs[i].pieces[k].text
        start = choice.randrange(len(text) + 1)
        end = start if done % 2 else min(len(text), start + choice.choice((1, 7)))
        put = choice.choice(WORDS[:6]) if done % 3 else "" if start < end else "x"
        before, after = (
            "".join(p.text for p in part if p.mark.stands_in(View.ACCEPTED))
            for part in (paragraphs[i].pieces[:k], paragraphs[i].pieces[k + 1 :])
        )
        yield i, begins + start, begins + end, put, before + text[:start] + put + text[end:] + after


def test_after_edits_of_a_word_file_a_session_says_what_a_check_of_the_file_from_scratch_says() -> None:
    session, states = Session(WORD, load(), assessment), set[str]()
    originals = [p.text for p in session.document.view(View.ORIGINAL)]
    for seed in range(2):
        (i, start, end, put, expected), *_ = edits_of_paragraphs(session.document.paragraphs, 1, seed)
        session = session.edited(start, end, put, paragraph=i)
        # What the check from scratch keeps is not what the session lives on, so that comes first.
        live = said(session.review)
        forget()
        assert isinstance(session.draft, bytes)
        assert live == said(check(open_draft(session.draft, "draft.docx"), load(), assessment))
        assert standing(session.document.paragraphs[i]) == expected
        states.add(session.review.state)
    assert [p.text for p in session.document.view(View.ORIGINAL)] == originals
    assert states - {"proved"}


def test_each_edit_of_a_word_file_is_one_tracked_change_of_its_paragraph_and_touches_no_other() -> None:
    session = Session(WORD, load(), assessment)
    paragraphs = session.document.paragraphs
    for i, start, end, put, expected in edits_of_paragraphs(paragraphs, 40, seed=5):
        edited = session.edited(start, end, put, paragraph=i)
        found = [standing(p) for p in edited.document.paragraphs]
        assert found[i] == expected
        assert found[:i] + found[i + 1 :] == [standing(p) for j, p in enumerate(paragraphs) if j != i]
        assert edited.document.revisions > session.document.revisions


def test_a_place_in_a_paragraph_serves_for_a_text_too() -> None:
    session = Session(TEXT, load(), assessment)
    i = next(i for i, p in enumerate(session.document.paragraphs) if "exceeds 250,000" in p.text)
    at = session.document.paragraphs[i].text.index("250,000")
    raised = session.edited(at, at + 7, "300,000", paragraph=i)
    assert raised.text == TEXT.replace("exceeds 250,000", "exceeds {~~250,000~>300,000~~}", 1)
    assert raised.review.state == "fault"


@pytest.mark.parametrize("paragraph", [-1, 10_000])
@pytest.mark.parametrize("draft", [WORD, TEXT], ids=["Word", "text"])
def test_a_paragraph_that_the_draft_does_not_have_is_refused(draft: str | bytes, paragraph: int) -> None:
    with pytest.raises(UsageError, match="do not stand in one paragraph"):
        Session(draft, load(), assessment).edited(0, 1, "x", paragraph=paragraph)


def test_a_word_file_has_no_text_of_its_own_and_a_place_without_its_paragraph_is_refused() -> None:
    session = Session(WORD, load(), assessment)
    with pytest.raises(UsageError, match="say with `paragraph`"):
        session.edited(0, 1, "x")
    with pytest.raises(UsageError, match=r"words are those of `document\.paragraphs`"):
        session.text  # noqa: B018
    with pytest.raises(UsageError, match=r"draft is given as text"):
        Session(WORD, load(), assessment, name="draft.md")


def test_of_a_long_draft_too_an_edit_reads_what_it_alters_alone() -> None:
    # More clauses than are kept between one draft and any other.
    numbers = range(60, 60 + clause_reader.MOST_KEPT + 50)
    text = "\n\n".join(f"G8.{n} The Panel shall publish report {n}." for n in numbers)
    session = Session(text, load(), assessment)
    session.review  # noqa: B018
    before = clause_reader._read_clause.cache_info().misses
    at = text.index("report 60")
    session.edited(at, at + len("report 60"), "report 61").review  # noqa: B018
    assert clause_reader._read_clause.cache_info().misses - before == 1
