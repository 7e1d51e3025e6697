"""What a draft does, stated in the words of the Code, and statements written as files."""

from __future__ import annotations

from pathlib import Path

import pytest

from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.errors import EffectError
from sec_rules.lang import Question
from sec_rules.loading import load
from sec_rules.review.effect.conformance import conformance_of_text
from sec_rules.review.effect.statement import statement_in, tables_in
from sec_rules.review.effect.writing import Row, rows_of, written
from sec_rules.review.review import Review, check
from sec_rules.rulebook.assumptions import ASSUMPTIONS
from sec_rules.rulebook.questions import assessment

DRAFTS = Path(__file__).resolve().parents[3] / "legal_text" / "drafts"
HELD = frozenset({"G8.41", "G8.42", "G8.43", "G8.44", "G8.47"})


def checked(text: str, question: Question = assessment) -> Review:
    return check(read_markdown(text, "draft.md"), load(), question)


def rows(result: Review) -> tuple[Row, ...] | None:
    draft = result.draft
    facts = draft.base.facts(draft.base_on, assessment) | draft.proposed.facts(draft.on, assessment)
    return rows_of(result.merged, facts.values(), ASSUMPTIONS)


# Both twins, so that nobody is left without an answer.
NETWORKS = "In Sections G8.44 and G8.45, for \u201c250,000\u201d substitute \u201c300,000\u201d."


@pytest.mark.parametrize("text", [(DRAFTS / "secmp0059.md").read_text(encoding="utf-8"),
                                  (DRAFTS / "unweighted.md").read_text(encoding="utf-8"), NETWORKS])  # fmt: skip
def test_what_a_draft_does_can_be_stated_and_is_then_proved_to_be_exactly_that(text: str) -> None:
    result = checked(text)
    found = rows(result)
    assert found
    conformance = conformance_of_text(written(found), "a.effect.toml", result.draft, assessment)
    assert (conformance.exact, conformance.strays) == (True, ())
    # One change fewer, and the draft does something that is not stated.
    fewer = conformance_of_text(written(found[1:]), "a.effect.toml", result.draft, assessment)
    assert fewer.exact is False


def test_whom_a_network_change_concerns_is_said_of_network_parties() -> None:
    found = rows(checked(NETWORKS))
    assert found is not None
    assert {row.who for row in found} == {
        "a User is a Network Party and the number of Domestic Premises exceeds 250,000 and the number of Domestic "
        "Premises is equal to or less than 300,000"
    }


def test_that_nobody_is_left_to_answer_is_no_effect_that_is_meant() -> None:
    assert rows(checked("In Section G8.41, for \u201c250,000\u201d substitute \u201c300,000\u201d.")) == ()


def test_years_stand_in_the_file_as_they_are_said() -> None:
    text = written([Row("a User is a Supplier Party", "year 2 of every 3", "SELF", "FULL")])
    (change,) = tables_in(text, "a.toml")["change"]  # type: ignore[misc]
    assert change["years"] == {"turn": 2, "of": 3}


@pytest.mark.parametrize("years", ["soon", "1 of", "of 3", "0x1", "\u0661", "1;2", "-1"])
def test_years_that_are_not_understood_are_refused_with_what_would_be(years: str) -> None:
    with pytest.raises(EffectError, match=r"Change 1: the years .* '1 of 3'"):
        written([Row("a User is a Supplier Party", years, "SELF", "FULL")])


@pytest.mark.parametrize("words", ['a "User"', "a\\b", "line\nend", "\u201cquoted\u201d", "tab\there", "\x7f"])
def test_whatever_words_are_given_are_those_of_the_file(words: str) -> None:
    text = written([Row(words, "", "SELF", "FULL", ('G"8',))], words)
    found = tables_in(text, "a.toml")
    assert found["entered_by"] == " ".join(words.split())
    assert found["change"][0]["who"] == " ".join(words.split())  # type: ignore[index]


def test_that_nothing_changes_can_be_stated() -> None:
    assert statement_in(written([]), "a.effect.toml", HELD, load().rulebook).claims == ()
    with pytest.raises(EffectError, match="'change = \\[\\]' states that nothing changes"):
        statement_in("", "a.effect.toml", HELD, load().rulebook)
    result = checked((DRAFTS / "unweighted.md").read_text(encoding="utf-8"))
    assert conformance_of_text(written([]), "a.effect.toml", result.draft, assessment).exact is False
