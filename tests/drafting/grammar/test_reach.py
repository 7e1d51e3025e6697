"""A sentence is followed clause by clause: what is told of and done to foreign things alone reaches no question."""

from __future__ import annotations

import pytest

from sec_rules.drafting.grammar.followed import followed
from sec_rules.drafting.grammar.foreign import why_it_may_bear
from sec_rules.drafting.grammar.reach import why_it_reaches, why_it_turns


@pytest.mark.parametrize(
    ("plain", "reaching"),
    [
        (
            "The clerk shall cancel the booking of any room that is broken.",
            "The clerk shall cancel the visit to any User that is broken.",
        ),
        (
            "A photograph that is kept by the clerk shall be withdrawn.",
            "A User that is kept by the clerk shall be withdrawn.",
        ),
        (
            "The fee shall be waived where the lift fails.",
            "The assessment shall be waived where the lift fails.",
        ),
        (
            "The User shall send the bill to the Panel.",
            "The User shall send the bill to the Panel instead.",
        ),
        (
            "The User shall lodge a plan with the Secretariat.",
            "The User shall lodge a plan with the Secretariat in place of the assessment.",
        ),
        (
            "The Secretariat shall tell the User that the lift is broken.",
            "The Secretariat shall tell the User that the assessment is broken.",
        ),
        (
            "The badge shall be returned to the User.",
            "The User shall be returned to the badge.",
        ),
        (
            "The clerk shall write to the User, whose staff shall answer the letter.",
            "The clerk shall write to the User, whose staff shall skip the round.",
        ),
        (
            "Lessons are gathered by the Secretariat into a bulletin, which it sends to the press.",
            "Users are gathered by the Secretariat into a bulletin, which it sends to the press.",
        ),
        (
            "The assessor shall photograph the badge and return the key.",
            "The assessor shall photograph the badge and spare the User.",
        ),
        (
            "There shall be kept by the Secretariat a diary of meetings.",
            "There shall be kept by the Secretariat a place for each User.",
        ),
        (
            "The clerk shall, if the caterer so requests, pay the invoice.",
            "The clerk shall, if the caterer so requests, excuse the User.",
        ),
    ],
)
def test_one_word_tells_what_reaches_a_question(plain: str, reaching: str) -> None:
    assert why_it_reaches(plain) == ""
    assert why_it_reaches(reaching) != ""


@pytest.mark.parametrize(
    "words",
    [
        "",
        ".",
        "shall",
        "the",
        "which which which",
        "and, and; and",
        "The Panel the Panel the Panel.",
        "Whereas of to by from.",
        "The Panel shall pay the invoice " * 30,
        "a" * 5_000,
    ],
)
def test_what_is_not_followed_is_held_to_reach(words: str) -> None:
    assert why_it_reaches(words) != ""


def test_a_verb_knows_of_whom_it_is_told_and_what_it_is_done_to() -> None:
    told = followed("The clerk who keeps the diary shall send a copy to the User")
    said = [
        (
            told.head(act.verb).text,
            [told.head(g).text for g in act.subject],
            [told.head(g).text for g in act.objects],
            [(link.by, told.head(link.thing).text) for link in act.links],
        )
        for act in told.acts
    ]
    assert said == [("keeps", ["clerk"], ["diary"], []), ("send", ["clerk"], ["copy"], [("to", "User")])]


def test_a_pronoun_stands_for_whatever_agrees_before_it() -> None:
    told = followed("Where a User lends a room to the assessor, it shall be clean")
    it = next(g for g in told.nouns if told.head(g).small == "it")
    assert told.names(it) == {"user", "far", "assessor"}


@pytest.mark.parametrize(
    "turning",
    [
        "No member of the assessor's staff shall visit an office in Leeds.",
        "The assessor shall work from the papers alone.",
        "A parent shall answer the assessor for its children.",
        "No key shall be given to the assessor.",
        "The Panel shall appoint a clerk, whose word ends the round.",
        "The Panel shall publish the names of the Users who go without.",
        "A User with a clean record must merely confirm its details.",
        "The Panel may share the cost of assessments with the Users it selects for them.",
        "The costs shall be deducted from the obligations of the User.",
        "The assessor shall prepare one report for both.",
        "A User without a quiet room may submit papers.",
        "The clerk shall keep the report of the visit and request assessment under Section G8.44.",
        "The User's own estimate shall be taken.",
        "A comment on the fees shall be given effect.",
        "Having been sent, it settles the matter until the next.",
        "It shall not be heard to say that one is late.",
        "This shall be noted, and no visit made.",
        "The clerk shall note the date and make no further visit.",
        "The User shall hire an auditor.",
        "An assessor shall be available to Users.",
        "The assessor shall review the documents and need not travel.",
        "The clerk shall keep a list of Users and remove from it those in run-off.",
        "A User may by notice transfer its place in the timetable to another User.",
        "The assessor shall comply with any direction by the User as to when, and whether, it may enter.",
    ],
)
def test_what_is_found_to_turn_something_bears_on_whatever_other_ground(turning: str) -> None:
    assert why_it_turns(turning) != ""
    assert why_it_may_bear(turning) != ""


def test_what_turns_nothing_is_left_to_the_other_grounds() -> None:
    assert why_it_turns("The User shall appoint an escort for each visitor.") == ""
    assert why_it_turns("A User dissatisfied with a report may appeal to the Panel.") == ""
    assert why_it_turns("It shall be signed by a director.") == ""
