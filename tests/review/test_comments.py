"""Cards placed in a Word file: on the words of their cause, in the draft's own file or in one made of its clauses."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from pathlib import Path

import docx
import pytest

from sec_rules.documents.document import View
from sec_rules.documents.readers.docx import read_docx
from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.engine.legal_text import words_of
from sec_rules.loading import load
from sec_rules.report import as_docx
from sec_rules.review.comments import Placed, placed, placed_in_new
from sec_rules.review.review import Review, check
from sec_rules.review.summary import summarised
from sec_rules.rulebook.questions import assessment

SECMP0059 = Path(__file__).resolve().parents[2] / "legal_text" / "drafts" / "secmp0059.docx"
# Two spaces are fixed safely; the missing full stop only where that is asked for.
WORDS = "G8.44 Where a User is a Network Party, it shall undergo a Full User  Security Assessment annually"


def word_file(*paragraphs: str) -> bytes:
    document, packed = docx.Document(), io.BytesIO()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(packed)
    return packed.getvalue()


def checked(data: bytes) -> Review:
    return check(read_docx(data, "draft.docx"), load(), assessment)


def words_at(given: Placed) -> dict[str, str]:
    """The words on which each card is placed, by the code of its gravest finding."""
    return {
        card.leading.code: "".join(
            given.document.paragraphs[s.paragraph].pieces[s.piece].text[s.start : s.end] for s in places
        )
        for card, places in given.cards
    }


def fixed_in(given: Placed) -> list[tuple[int, str]]:
    """How many signs go, and what comes in their place, of each fix."""
    return [(sum(s.end - s.start for s in c.deletes), c.insert) for c in given.fixed.corrections]


def test_each_card_of_a_draft_stands_on_the_words_of_its_cause() -> None:
    data = SECMP0059.read_bytes()
    result = checked(data)
    given = placed(summarised(result), data)
    assert [card.provisions for card, _ in given.cards] == [("G8.41", "G8.42"), ("G8.47(a)",), ("G8.44(c)",)]
    assert all(places for _, places in given.cards)
    assert words_at(given)["TY101"] == "  "
    assert (given.data, given.document) == (data, result.draft.document)


@pytest.mark.parametrize(
    ("fix", "unsafe", "fixes"),
    [
        (False, False, []),
        (True, False, [(1, "")]),
        (False, True, [(1, ""), (0, ".")]),
        (True, True, [(1, ""), (0, ".")]),
    ],
)
def test_fixes_are_made_as_far_as_they_are_asked_for(fix: bool, unsafe: bool, fixes: list[tuple[int, str]]) -> None:
    data = word_file(WORDS)
    assert sorted(fixed_in(placed(summarised(checked(data)), data, fix=fix, unsafe=unsafe)), reverse=True) == fixes


def test_the_cards_of_a_draft_that_is_no_word_file_stand_in_one_made_of_its_clauses() -> None:
    result = check(read_markdown(f"{WORDS}\n", "draft.md"), load(), assessment)
    given = placed_in_new(summarised(result))
    assert [card for card, _ in given.cards] == list(summarised(result).cards)
    assert words_at(given)["TY101"] == "  "
    assert given.document.paragraphs == read_docx(given.data, "draft.md").paragraphs
    (accepted,) = [p.text for p in given.document.view(View.ACCEPTED) if p.text.strip()]
    assert accepted.split("\t") == WORDS.split(" ", 1)
    assert any("is a Network Party and the number" in p.text for p in given.document.view(View.ORIGINAL))


def test_nothing_is_fixed_in_a_file_made_anew() -> None:
    result = check(read_markdown(f"{WORDS}\n", "draft.md"), load(), assessment)
    assert any(finding.fix for finding in result.findings)
    given = placed_in_new(summarised(result))
    assert (fixed_in(given), given.fixed.fixed) == ([], frozenset())


def test_a_comment_does_not_name_a_clause_twice_at_its_head() -> None:
    code = load()
    version = next(v for c, v in code.standing(date(2019, 2, 28)) if c.label == "G8.41")
    words = words_of(next(c for c, _ in code.standing(date(2019, 2, 28)) if c.label == "G8.41"), version)
    data = word_file(f"G8.41 {words.removeprefix('G8.41 ')}".replace("250,000", "200,000"))
    out = as_docx.dumps(placed(summarised(checked(data)), data))
    with zipfile.ZipFile(io.BytesIO(out)) as packed:
        (said,) = re.findall(r"<w:t[^>]*>([^<]*both apply to[^<]*)<", packed.read("word/comments.xml").decode())[:1]
    assert said.startswith("G8.41 and G8.42 both apply to Supplier Parties")
