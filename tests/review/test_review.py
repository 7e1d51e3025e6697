"""A draft checked about a question: what is proved, compared and said is about that one."""

from __future__ import annotations

import pytest

from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.errors import InvariantError
from sec_rules.lang import Question
from sec_rules.loading import load
from sec_rules.review.review import Review, check
from sec_rules.review.summary import consequences
from sec_rules.rulebook.questions import QUESTIONS, assessment, assessment_content, latest_date, several_roles

CODE = load()
DRAFT = """
G8.41 Where a User is a Supplier Party and the sum of the number of Domestic Premises and five times the number of
Non-Domestic Premises exceeds 250,000, it shall be subject to a Full User Security Assessment in each year after the
year of its initial Full User Security Assessment.
"""


def about(question: Question) -> Review:
    return check(read_markdown(DRAFT, "draft.md"), CODE, question)


def test_only_the_question_of_assessments_is_told_of_assessments() -> None:
    assert "and having more premises never leads to a lighter assessment" in about(assessment).verdict
    said = about(several_roles).verdict
    assert said.startswith("Not checked for effect. No provision that decides an answer was read")
    assert "premises" not in said


def test_of_a_question_that_grows_by_days_what_was_proved_of_days_is_said() -> None:
    assert any("later day is never in time" in verdict.statement for verdict in about(latest_date).verdicts)


def test_of_a_question_without_counts_nothing_is_said_of_more() -> None:
    assert [v.invariant for v in about(assessment_content).verdicts if v.invariant == "more-never-lighter"] == []
    assert "every combination" not in about(assessment_content).verdict


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=list(QUESTIONS))
def test_the_invariants_proved_and_told_are_those_of_the_question(question: Question) -> None:
    result = about(question)
    assert {v.question for v in result.verdicts} == {question.name}
    assert {v.question for v, _ in consequences(result).invariants} == {question.name}
    # The facts of a smallest case are those that the question is asked with.
    assert {f.name for f in question.facts} == set(result.draft.proposed.facts(result.draft.on, question))


BESIDE = DRAFT.replace("250,000", "200,000") + "\nG8.51 The Panel shall publish a summary of each report."


def test_a_sentence_that_bears_on_nothing_is_told_apart_from_one_that_is_not_read() -> None:
    harmless = check(read_markdown(BESIDE, "draft.md"), CODE, assessment)
    assert "One sentence has no bearing on which assessment applies." in harmless.verdict
    assert "not read" not in harmless.verdict
    assert not [finding for finding in harmless.findings if finding.code == "EX001"]


def test_why_a_sentence_that_is_not_read_may_bear_is_told() -> None:
    open_one = check(read_markdown(f"{BESIDE} The Panel shall spare no effort.", "draft.md"), CODE, assessment)
    assert "One sentence has no bearing on which assessment applies." in open_one.verdict
    told = [finding.message for finding in open_one.findings if finding.code == "EX001"]
    assert ["the word 'spare' may matter" in message for message in told] == [True]


def test_a_draft_that_deletes_every_clause_that_answers_leaves_a_gap_and_no_fault() -> None:
    result = check(read_markdown("Delete Sections G8.41 to G8.47.", "draft.md"), load(), assessment)
    assert result.faults == ()
    assert "PR001" in {finding.code for finding in result.findings}


def test_a_proof_that_fails_itself_is_a_fault_of_its_check_and_the_rest_is_reported(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(*given: object) -> None:
        raise InvariantError("no answer")

    monkeypatch.setattr("sec_rules.review.findings.further", fails)
    result = check(read_markdown("G8.48 Each User shall  do so.", "draft.md"), load(), assessment)
    assert [fault.code for fault in result.faults] == ["PR006"]
    assert "TY101" in {finding.code for finding in result.findings}


PROSE = "The Panel shall publish its report on its website."


def test_prose_under_the_number_of_a_clause_that_answers_another_question_leaves_the_answers() -> None:
    given = check(read_markdown(f"G8.48 {PROSE}", "draft.md"), CODE, assessment)
    assert not given.draft.open
    assert given.changes == ()


def test_prose_in_the_place_of_a_clause_that_answers_leaves_a_gap() -> None:
    given = check(read_markdown(f"G8.47 {PROSE}", "draft.md"), CODE, assessment)
    assert given.state == "fault"
    assert "PR001" in {finding.code for finding in given.findings}


@pytest.mark.parametrize("title", ["SECMP0059", "G5", "Section G8"])
def test_a_title_that_is_only_a_number_leaves_what_stands_below_it_as_it_is(title: str) -> None:
    given = check(read_markdown(f"# {title}\n\n{BESIDE}", "draft.md"), CODE, assessment)
    assert not given.draft.open
