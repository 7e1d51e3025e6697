"""Sentences of plain doings are told from those beside which one word may settle something."""

from __future__ import annotations

import pytest

from sec_rules.drafting.grammar.chunks import chunks
from sec_rules.drafting.grammar.clauses_apart import clauses_of
from sec_rules.drafting.grammar.doings import why_no_plain_doing
from sec_rules.drafting.grammar.enough import why_enough_is_open
from sec_rules.drafting.grammar.far import is_far_throughout
from sec_rules.drafting.grammar.phrases import Sentence
from sec_rules.drafting.grammar.tagging import tagged


def sentence(text: str) -> Sentence:
    """A sentence in chunks, its words looked up among all that are judged."""
    words = [each for each in tagged(text, wide=True) if each.text != "."]
    return Sentence(words, chunks(words))


@pytest.mark.parametrize(
    ("plain", "bearing"),
    [
        ("A User shall admit the assessor to its offices.", "No User shall admit the assessor to its offices."),
        ("The User shall try to settle the quarrel.", "The User shall try to be exempt."),
        ("The User may ask that its staff be told.", "The Panel may ask that its staff be assessed."),
        ("The chair shall pass it to a panel member.", "The chair shall pass it to the next cycle."),
        ("The User shall do whatever is necessary.", "The Panel shall do whatever is necessary."),
        ("A visitor pass shall be cancelled when it is lost.", "A visit shall be cancelled when it is late."),
        ("If a summary is late, the clerk shall say so.", "If a summary is late, the User shall be exempt."),
        ("Nothing in this Section prevents a User from showing its report.", "Nothing prevents a User from resting."),
        ("A plan shall say who will repair it.", "A plan shall say which Users are due."),
        ("The clerk shall file the bill each month.", "The clerk shall file the bill of every tenth User."),
        ("The Panel shall tell the registry.", "The Panel shall tell nobody."),
    ],
)
def test_one_word_tells_plain_doings_from_what_may_bear(plain: str, bearing: str) -> None:
    assert why_no_plain_doing(plain) == ""
    assert why_no_plain_doing(bearing) != ""


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("The fee is due, and the clerk shall send it.", ["The fee is due", "The clerk shall send it"]),
        ("The clerk shall sign and send it.", ["The clerk shall sign and send it."]),
        ("Where it is late, the clerk shall send it.", ["The clerk shall send it."]),
        ("Should a letter be late, the clerk shall send it.", ["The clerk shall send it."]),
        # What a case tells of an assessment, or of itself, stays with its sentence.
        ("Where it is assessed, it may do so.", ["Where it is assessed, it may do so."]),
        ("On an assessment, the clerk shall send it.", ["On an assessment, the clerk shall send it."]),
    ],
)
def test_clauses_stand_for_themselves_without_the_case_in_front(text: str, clauses: list[str]) -> None:
    assert clauses_of(text) == clauses


@pytest.mark.parametrize(
    ("far", "near"),
    [
        ("The invoice shall be deemed paid.", "The report shall be deemed made."),
        ("The chair may suspend the ballot.", "The chair may suspend the assessor."),
        ("The laptop shall be replaced.", "The laptop shall replace the visit."),
        ("An invoice shall be sent.", "An invoice shall suffice."),
        ("The ballot shall be in secret.", "The ballot shall be enough."),
        ("Each invoice is cancelled.", "Each invoice that the bank shall pay is cancelled."),
        ("A badge shall be given to the User.", "A badge shall spare the User."),
    ],
)
def test_of_far_things_anything_may_be_told_but_that_they_are_enough(far: str, near: str) -> None:
    assert is_far_throughout(sentence(far))
    assert not is_far_throughout(sentence(near))


@pytest.mark.parametrize(
    ("harmless", "enough"),
    [
        ("The assessor shall write its report.", "The User shall write its report."),
        ("The assessor shall read the old report.", "The assessor shall send the old report."),
        ("The report shall be legible.", "The report may be late."),
        ("The User may invite the assessor to a meeting.", "The User may invite the assessor."),
        ("The assessor shall visit the User.", "The assessor shall visit Users."),
        ("The letter shall say that it is secret.", "The letter shall say that the User is ready."),
    ],
)
def test_that_something_is_enough_is_told_from_that_it_is_there(harmless: str, enough: str) -> None:
    assert why_enough_is_open(sentence(harmless)) == ""
    assert why_enough_is_open(sentence(enough)) != ""
