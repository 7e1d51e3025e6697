"""Sentences of procedure are told from those that may change who is assessed, when or with what."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.drafting.draft import Draft, hold_against
from sec_rules.drafting.grammar.foreign import is_foreign
from sec_rules.drafting.grammar.predicates import why_no_procedure
from sec_rules.loading import load
from sec_rules.review.review import check
from sec_rules.rulebook.questions import assessment

HERE = Path(__file__).parent.parent


def lines(name: str) -> list[str]:
    """The sentences of a file, comments apart."""
    text = (HERE / "sentences" / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("bearing", 399),
        ("bearing_of_others", 900),
        ("bearing_in_plain_words", 487),
        ("bearing_by_clauses", 179),
        ("bearing_in_office_prose", 188),
    ],
)
def test_no_sentence_that_may_bear_is_taken_for_procedure(name: str, number: int) -> None:
    assert len(lines(name)) >= number
    assert [sentence for sentence in lines(name) if is_foreign(sentence)] == []


def test_sentences_of_procedure_bear_on_nothing() -> None:
    assert [sentence for sentence in lines("procedure") if not is_foreign(sentence)] == []


def test_sentences_of_plain_doings_bear_on_nothing() -> None:
    assert [sentence for sentence in lines("doings") if not is_foreign(sentence)] == []


def test_most_of_the_procedure_of_others_is_read() -> None:
    read = [sentence for sentence in lines("procedure_of_others") if is_foreign(sentence)]
    assert len(read) >= 170  # of 240


def test_most_clauses_of_procedure_in_the_drafts_of_others_are_read() -> None:
    written = [draft["text"] for draft in _drafts("drafts_of_others")]
    sentences = [sentence for text in written for sentence in _of_procedure(text)]
    assert (len(written), len(sentences)) == (60, 143)
    assert sum(map(is_foreign, sentences)) >= 138


def _of_procedure(text: str) -> list[str]:
    """The sentences of the clauses that a draft adds, those that decide an assessment apart."""
    plain = re.sub(r"\{--.*?--\}|\{\+\+|\+\+\}", "", text)
    clauses = re.findall(r"^\s*G8\.[5-9]\d[A-Z]?\s+(.*)$", plain, re.MULTILINE)
    return [sentence.rstrip(" .") for clause in clauses for sentence in re.split(r"(?<=[.;])\s+(?=[A-Z])", clause)]


# A sentence that is read, and one like it that may settle something.
APART = [
    ("The Panel may ask the User for a copy of the report.", "The Panel may ask the User for an exemption."),
    ("The Panel shall send the report to the User.", "The Panel shall send the assessor to the User."),
    ("The assessor shall keep a diary.", "The assessor keeps a diary."),
    ("Each User shall give the assessor a list.", "Each User shall give the assessor a status."),
    (
        "The Panel shall publish the results of the assessment.",
        "The Panel shall publish the next assessment as the last.",
    ),
    ("The invoice shall be paid within 30 days.", "The assessment shall be paid for by the Panel."),
    ("Nothing in this Section limits liability for fraud.", "Nothing is to be sent to a Party in its third year."),
    ("The Panel may appoint a secretary.", "The Panel may appoint an assessor for a User that asks for one."),
    ("The User shall keep the report and return it.", "The User shall keep the report and proceed to paragraph (c)."),
    ("The User shall be provided by the Panel with a copy.", "The User shall be provided with an assessor."),
    ("The User shall not, by reason of its delay, be sent a form.", "The User shall, on payment, be a small User."),
    (
        "Each User shall state the numbers of Domestic Premises and of Non-Domestic Premises that it supplies.",
        "Each User shall state the numbers of Domestic Premises and Non-Domestic Premises are homes.",
    ),
    ("The list shall not identify any User by name.", "The list shall not identify a User which is small."),
    ("The report shall be legible.", "The visit shall be a Verification User Security Assessment."),
    ("The User may send any comments that it wishes.", "The User may send any comments that excuse it."),
    ("The chair shall ensure that minutes are kept.", "The chair shall ensure that the visit is short."),
    ("The Panel shall require the User to pay the fee.", "The Panel shall require the User to repeat it."),
    (
        "Nothing in this Section shall prevent a Party from retaining a copy of the report.",
        "Nothing in this Section shall prevent a User from retaining its assessment.",
    ),
    ("The Panel may end the contract and, on request, shall do so.", "The request of the Panel shall do so."),
    ("The Panel shall help with the report.", "The Panel shall help with the Full User Security Assessment."),
    ("The Panel shall publish a note on fees.", "The Panel shall publish a note on duties of each User."),
    ("Nothing in this Section limits liability for loss.", "Nothing in this Section shall alter liability for fraud."),
    ("The User shall tell the Panel where the notes are.", "The User shall tell the Panel where."),
    (
        "The Panel shall publish the report and the User shall keep a copy.",
        "The Panel shall publish the report and the User and the auditor shall comply.",
    ),
]


@pytest.mark.parametrize(("procedure", "bearing"), APART)
def test_what_an_act_is_done_to_tells_procedure_from_what_bears(procedure: str, bearing: str) -> None:
    assert why_no_procedure(procedure) == ""
    assert why_no_procedure(bearing) != ""


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("The reports of the assessor.", "nobody is told to do anything"),
        ("The assessor shall frobnicate.", "'frobnicate' is no act of the procedure"),
        (
            "The Panel shall meet in alternate years.",
            "some in a row may be left out",
        ),
        ("The Panel shall spare no effort.", "the word 'spare' may matter"),
        ("The assessment shall be short.", "an assessment is told to be or to do something"),
        ("The Panel shall publish the assessment.", "'the assessment' is more than spoken of"),
        ("The Panel shall not conduct a visit.", "what brings the assessments about may be kept away"),
        ("No assessor shall be appointed.", "what brings the assessments about may be kept away"),
        ("Parking is allowed for a User Security Assessment.", "it says how things are"),
    ],
)
def test_why_a_sentence_is_open_is_said(sentence: str, why: str) -> None:
    assert why_no_procedure(sentence) == why


@pytest.mark.parametrize(
    "sentence",
    [
        "Each User shall keep a record of its premises.",
        "Where an invoice is disputed, the User shall tell the assessor why and shall pay the rest.",
    ],
)
def test_nothing_that_bears_hides_behind_a_sentence_of_procedure(sentence: str) -> None:
    assert is_foreign(sentence)
    hidden = [f"{sentence.removesuffix('.')}{'' if tail[0] in ',;.' else ' '}{tail}." for tail in lines("tails")]
    assert [each for each in hidden if is_foreign(each)] == []


def _drafts(name: str) -> list[dict[str, Any]]:
    return list(tomllib.loads((HERE / "procedural" / f"{name}.toml").read_text(encoding="utf-8"))["draft"])


CHANGES: dict[str, str] = tomllib.loads((HERE / "procedural" / "drafts.toml").read_text(encoding="utf-8"))["changes"]


CODE = load()


def held(words: str) -> Draft:
    """A draft held against the Code."""
    return hold_against(read_markdown(words, "draft.md"), CODE)


def written(draft: dict[str, Any]) -> str:
    """A change with its clauses of procedure: inserted by instruction, marked as new, or standing below."""
    change = CHANGES[draft["change"]]
    clauses = [words if words.startswith("G8.") else f"G8.{51 + i} {words}" for i, words in enumerate(draft["beside"])]
    if "substitute" in change:
        return "\n\n".join((change, "After Section G8.50 insert:", *clauses))
    if "{~~" in change:
        return "\n\n".join((change, *(f"{{++{clause}++}}" for clause in clauses)))
    return "\n\n".join((change, *clauses))


@pytest.mark.parametrize("change", CHANGES)
def test_a_correct_change_beside_procedure_that_is_read_leaves_nothing_open(change: str) -> None:
    beside = ["Each User shall pay the fees of the assessor.", "The Panel shall publish a summary of each report."]
    assert [place.text for place in held(written({"change": change, "beside": beside})).open] == []


# None of these was left unseen. A sentence like "The assessor shall rotate its lead reviewer" stays open: to rotate, to
# suspend its work and to be let do something may be said of assessments too.
@pytest.mark.parametrize(("name", "whole", "number"), [("drafts", 23, 30), ("unseen", 10, 15), ("unseen_later", 7, 15)])
def test_most_drafts_hold_no_clause_of_procedure_that_is_not_read(name: str, whole: int, number: int) -> None:
    read = [all(_is_read(sentence) for sentence in draft["beside"]) for draft in _drafts(name)]
    assert len(read) == number
    assert sum(read) >= whole


def _is_read(sentence: str) -> bool:
    return is_foreign(re.sub(r"^G8\.\d+ ", "", sentence))


def test_some_whole_drafts_with_titles_and_notes_are_proved() -> None:
    drafts = [draft["text"] for draft in _drafts("whole_drafts") if draft["id"].startswith("u")]
    states = [check(read_markdown(text, "draft.md"), CODE, assessment).state for text in drafts]
    assert len(states) == 30
    assert states.count("proved") >= 8


def test_where_nothing_is_open_the_change_is_proved() -> None:
    assert check(read_markdown(written(_drafts("drafts")[3]), "draft.md"), CODE, assessment).state == "proved"


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        # Who stands behind "between" is not who is told to do anything.
        ("Any quarrel between the Panel and the User shall be settled.", "'settled' is done to what is in no list"),
        # A sum of money is below no figure of a count.
        ("The clerk shall pay each bill below \u00a3500.", "'below' is out of place"),
    ],
)
def test_it_is_said_why_a_sentence_is_no_procedure(sentence: str, why: str) -> None:
    assert why_no_procedure(sentence) == why
