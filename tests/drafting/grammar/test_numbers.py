"""Patterns with numbers in them are made only for a text that has what they begin with, and then miss nothing."""

from __future__ import annotations

from itertools import product

import pytest

from sec_rules.drafting.grammar.numbers import NumberPattern, _made, from_words
from sec_rules.review.checks import inconsistent_quantity, number_format, unanchored_period, words_and_figures
from sec_rules.review.text import thresholds

PATTERNS = {
    "words and figures": words_and_figures.NUMBER,
    "no unit": number_format._UNITLESS,
    "period": unanchored_period._PERIOD,
    "quantity": inconsistent_quantity._NAMED,
    "comparison": thresholds._COMPARISON,
}
NUMBERS = (
    *("zero", "nil", "One", "two", "THREE", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "eighteen", "twenty", "thirty one", "forty-two", "fifty", "ninety"),
    *("a hundred", "an\u2011hundred", "a million", "two hundred and fifty thousand", "7", "250,000", "1 million"),
    *("forty-five (45)", "30 (thirty)", "fifty thousand (50,000)"),
)
LEADS = (
    *("within ", "within a period of ", "every ", "at intervals of no more than ", "no later than ", "at least "),
    *("in every period of ", "for a further period of at least ", "at the end of the next ", "is above an "),
    *("exceeds ", "are equal to or more than the threshold of ", "falls short of ", "reaches ", "is ", "up to "),
    *("the notice period shall be ", "its cap is equal to ", "such fee being ", "the quorum of "),
)
TAILS = (" of the assessment", " Working Days", " or fewer premises", ", it shall", "% of them")


@pytest.mark.parametrize("name", PATTERNS)
def test_no_text_in_which_it_is_found_lacks_its_hint(name: str) -> None:
    sought = PATTERNS[name]
    found = 0
    for lead, number, tail in product(LEADS, NUMBERS, TAILS):
        text = f"The end; {lead}{number}{tail} of its term."
        for match in _made(sought.pattern).finditer(text):
            if name != "words and figures" or "(" in match.group():
                assert _made(sought.hint).search(text), text
                found += 1
    assert found > 50


def test_it_is_not_made_before_its_hint_is_seen() -> None:
    sought = NumberPattern(r"seen (?P<times>\d+) times", hint=r"seen \d")
    before = _made.cache_info().currsize
    assert list(sought.finditer("nothing is seen here")) == []
    assert _made.cache_info().currsize == before + 1
    assert [match["times"] for match in sought.finditer("Seen 3 times, SEEN 4 TIMES")] == ["3", "4"]
    assert _made.cache_info().currsize == before + 2


def test_a_part_of_a_text_is_looked_at_by_itself() -> None:
    sought = NumberPattern(r"\d+ days", hint=r"\d")
    assert [match.group() for match in sought.finditer("3 days, 4 days", 2)] == ["4 days"]
    assert list(sought.finditer("3 days, 4 days", 2, 9)) == []


@pytest.mark.parametrize(
    ("words", "value"),
    [("a hundred", 100), ("an hundred and one", 101), ("one thousand and five", 1_005), ("two million", 2_000_000)],
)
def test_words_have_the_value_that_they_say(words: str, value: int) -> None:
    assert from_words(words) == value
