"""What a form may begin with: every text that it matches begins so, and is looked at."""

from __future__ import annotations

import random
import re
from re import _constants as signs
from re import _parser as parser
from typing import Any

import pytest

from sec_rules.drafting.grammar import lexicon
from sec_rules.drafting.layout import instruction_words
from sec_rules.drafting.layout.beginnings import Beginnings, beginnings
from sec_rules.drafting.layout.patterns import Table

_SPACES = " \n\u00a0\u200b"


def _written(parsed: Any, choice: random.Random) -> str:
    """A text that an expression may match, but for what it looks ahead to."""
    return "".join(_one(what, value, choice) for what, value in parsed)


def _one(what: Any, value: Any, choice: random.Random) -> str:
    if what in (signs.LITERAL, signs.NOT_LITERAL):
        return chr(value) if what is signs.LITERAL else "~"
    if what is signs.ANY or (what is signs.IN and value[0][0] is signs.NEGATE):
        return choice.choice("x?Z")
    if what is signs.IN:
        return _in_class(*choice.choice(value), choice)
    if what is signs.BRANCH:
        return _written(choice.choice(value[1]), choice)
    if what is signs.SUBPATTERN:
        return _written(value[-1], choice)
    if what in (signs.MAX_REPEAT, signs.MIN_REPEAT):
        least, most, inside = value
        return "".join(_written(inside, choice) for _ in range(choice.randint(least, min(most, least + 2))))
    assert what in (signs.AT, signs.ASSERT, signs.ASSERT_NOT), what
    return ""


def _in_class(what: Any, value: Any, choice: random.Random) -> str:
    if what is signs.RANGE:
        return chr(choice.randint(*value))
    if what is signs.LITERAL:
        return chr(value)
    kinds = {signs.CATEGORY_SPACE: _SPACES, signs.CATEGORY_DIGIT: "07\u0663", signs.CATEGORY_WORD: "x7_"}
    kinds |= {signs.CATEGORY_NOT_SPACE: "x7(", signs.CATEGORY_NOT_WORD: " (,", signs.CATEGORY_NOT_DIGIT: "x,"}
    return choice.choice(kinds[value])


def _capitals(text: str, choice: random.Random) -> str:
    return "".join(choice.choice((c, c.upper())) if c.isascii() else c for c in text)


@pytest.mark.parametrize("table", [lexicon._known(), instruction_words._lexicon()])
def test_every_form_is_looked_at_where_a_text_begins_as_it_does(table: Table) -> None:
    choice = random.Random(7)
    for row, (name, form) in enumerate(table._rows):
        parsed = parser.parse(form)
        for _ in range(6):
            text = _capitals(_written(parsed, choice), choice)
            assert row in table._begin.at(f"of {text} of", 3), (name, text)


def test_few_forms_are_looked_at() -> None:
    text = "the number of Domestic Premises exceeds 250,000 and it is a Supplier Party in that year"
    places = [match.start() for match in re.finditer(r"\b\w", text)]
    looked_at = sum(len(lexicon._known()._begin.at(text, place)) for place in places)
    assert looked_at < len(places) * len(lexicon._known()._rows) / 20


@pytest.mark.parametrize(
    ("form", "begins"),
    [
        ("in(to)?", ("in", "into")),
        ("(?:a|the) (?=word)", ("a ", "the ")),
        (r"\d+[.]", ("0",)),
        (r"[a-c]\s+x", ("a x", "b x", "c x")),
        ("(?:no )*x", ("no ", "x")),
        (r"\u201cyear", ("\u201cyear",)),
        ("x?", None),
        (r"\w+", None),
        ("[^a]b", None),
        (".b", None),
    ],
)
def test_how_a_text_may_begin(form: str, begins: tuple[str, ...] | None) -> None:
    assert beginnings(form) == begins


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In  \n the year", True),
        ("in" + " " * 13 + "the year", True),
        ("in" + " " * 500 + "the year", True),
        ("\u0131n the year", True),
        ("in", False),
        ("in a year", False),
    ],
)
def test_white_space_and_capitals_make_no_difference(text: str, found: bool) -> None:
    assert Beginnings([r"in\s+the"]).at(text, 0) == ((0,) if found else ())
