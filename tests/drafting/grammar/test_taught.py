"""Phrases that somebody teaches, and what is said of a sentence that lacks one."""

from __future__ import annotations

import pytest

from sec_rules.drafting.grammar.advice import advice
from sec_rules.drafting.grammar.clause_reader import ReadClause
from sec_rules.drafting.grammar.taught import Taught
from sec_rules.drafting.grammar.text_reader import read_text
from sec_rules.errors import UsageError

TEXT = (
    "Where a User is a Supplier Party and the number of Domestic Premises outstrips 250,000, it shall be subject to a "
    "Security Health Check in each year after the year of its initial Full User Security Assessment."
)
PLAIN = TEXT.replace("outstrips", "exceeds").replace("Security Health Check", "Full User Security Assessment")
CHECK = Taught("Security Health Check", "Full User Security Assessment", "it is renamed.", "sec-rules.toml")
MORE = Taught("outstrips", "exceeds", "so it was agreed", "sec-rules.toml")


def read(text: str, *taught: Taught) -> ReadClause:
    (found,) = read_text(f"G8.41 {text}", taught=taught)
    return found


def test_a_phrase_that_is_taught_is_read_as_the_one_it_stands_for_and_said() -> None:
    found = read(TEXT, CHECK, MORE)
    assert found.rules == read(PLAIN).rules
    assert found.whole
    assert list(found.assumed) == [
        "'Security Health Check' in G8.41 is read as 'Full User Security Assessment', because it is renamed "
        "(sec-rules.toml).",
        "'outstrips' in G8.41 is read as 'exceeds', because so it was agreed (sec-rules.toml).",
    ]
    assert not read(TEXT, CHECK).rules
    assert not list(read(PLAIN, CHECK, MORE).assumed)


@pytest.mark.parametrize(
    ("phrase", "means", "because"),
    [
        ("exceeds", "is at least", "why not"),
        ("outstrips", "beats", "why not"),
        ("outstrips", "exceeds 250,000", "why not"),
        ("outstrips", "exceeds", " "),
        ("outstrips", "exceeds", "..."),
    ],
)
def test_what_cannot_be_taught_is_refused(phrase: str, means: str, because: str) -> None:
    with pytest.raises(UsageError):
        Taught(phrase, means, because, "sec-rules.toml")


def advised(text: str) -> str:
    ((sentence, _),) = read(text).heard
    return advice(sentence, text)


def test_the_one_phrase_that_is_missing_is_offered_as_a_line_to_add() -> None:
    said = advised(PLAIN.replace("exceeds", "outstrips"))
    assert said.startswith("Only 'outstrips' stands in the way. If it means 'exceeds', 'is at least'")
    assert '"outstrips" = { means = "exceeds", because = "..." }' in said


def test_a_slip_is_asked_about_and_two_phrases_that_are_missing_are_not() -> None:
    assert advised(TEXT.replace("Supplier", "Suplier")) == "Is 'Supplier Party' meant where it says 'Suplier Party'?"
    assert advised(TEXT.replace("250,000", "galore")) == ""


@pytest.mark.parametrize(
    ("old", "new", "whole", "means"),
    [
        ("Domestic Premises", "Household Premises", "Household Premises", "'Domestic Premises' or 'Non-Domestic"),
        ("a Full User Security", "a Comprehensive User Security", "Comprehensive User Security Assessment", "'Full"),
        ("a Full User Security", "the Yearly Security", "Yearly Security Assessment", "'Full User Security"),
        ("a Full User Security Assessment in", "a thorough audit in", "thorough audit", "'Full User Security"),
        ("a Supplier Party", "an Energy Retailer", "Energy Retailer", "'Supplier Party' or 'Network Party'"),
        ("a Supplier Party", "a Retail Supplier Party", "Retail Supplier Party", "'Supplier Party' or 'Network"),
    ],
)  # fmt: skip
def test_a_name_is_offered_whole_with_its_words_that_are_known(old: str, new: str, whole: str, means: str) -> None:
    said = advised(PLAIN.replace(old, new, 1))
    assert said.startswith(f"Only '{whole}' stands in the way. If it means {means}")
    first = said.partition("If it means '")[2].partition("'")[0]
    taught = Taught(whole, first, "tried", "here")
    assert read(PLAIN.replace(old, new, 1), taught).rules
