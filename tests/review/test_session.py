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
