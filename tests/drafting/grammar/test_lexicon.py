"""Phrases found in a text, however its signs are written."""

from __future__ import annotations

import pytest

from sec_rules.drafting.grammar.lexicon import Lexicon

LEXICON = Lexicon(("Weighted Premises",))


def kinds(text: str) -> list[str]:
    return [lexeme.kind for lexeme in LEXICON.lexemes(text, 0, len(text))]


@pytest.mark.parametrize("space", [" ", "  ", "\n", "\t", "\u00a0", "\u2003", "\u202f", "\u200b ", "\x1f", "\u3000"])
def test_every_kind_of_space_parts_the_words_of_a_phrase(space: str) -> None:
    assert kinds(f"Full{space}User{space}Security{space}Assessment") == ["FULL"]


@pytest.mark.parametrize("hyphen", "-\u2010\u2011\u2012\u2013")
def test_every_kind_of_hyphen_joins_them(hyphen: str) -> None:
    assert kinds(f"Non{hyphen}Domestic Premises") == ["NON_DOMESTIC"]


@pytest.mark.parametrize("sign", "\u2014\u2212\x81\x82\x84\x90_")
def test_no_other_sign_does(sign: str) -> None:
    assert kinds(f"Non{sign}Domestic Premises") != ["NON_DOMESTIC"]


@pytest.mark.parametrize(
    ("space", "one"), [(" ", True), ("\u00a0", True), ("\u2009", True), ("\n", False), ("\u2003", False)]
)
def test_thousands_are_told_apart_by_some_spaces_only(space: str, one: bool) -> None:
    assert (kinds(f"250{space}000") == ["NUMBER"]) is one


@pytest.mark.parametrize("quotes", ['""', "\u201c\u201d", "\u2018\u2019", "''"])
def test_a_name_stands_in_any_kind_of_quotes(quotes: str) -> None:
    assert kinds(f"{quotes[0]}Weighted Premises{quotes[1]} means") == ["NEW_NAME", "MEANS"]


@pytest.mark.parametrize("apostrophe", "'\u2019")
def test_an_apostrophe_is_straight_or_curly(apostrophe: str) -> None:
    text = f"after the User{apostrophe}s first Full User Security Assessment"
    assert kinds(text) == ["AFTER_INITIAL"]


@pytest.mark.parametrize("dash", "\u2013\u2212-")
def test_a_dash_between_quantities_is_a_word_that_is_not_passed_over(dash: str) -> None:
    assert kinds(f"250,000 {dash} its number of Domestic Premises")[:2] == ["NUMBER", "WORD"]


def test_the_words_of_a_phrase_are_those_of_the_text() -> None:
    text = "the  Number\u00a0of Non\u2011DOMESTIC Premises"
    assert [lexeme.text for lexeme in LEXICON.lexemes(text, 0, len(text))] == [
        "the  Number\u00a0of",
        "Non\u2011DOMESTIC Premises",
    ]
