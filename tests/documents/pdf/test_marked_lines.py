"""Lines of a page and what is drawn on their words."""

from __future__ import annotations

import pytest

from sec_rules.documents.pdf.drawing import Character, Drawing, Rule
from sec_rules.documents.pdf.marked_lines import Drawn, Words, lines_of


def written(text: str, left: float = 0.0, baseline: float = 100.0, size: float = 10.0) -> list[Character]:
    """A line whose characters are half as wide as high; blanks are left out, as some programs leave them."""
    half = size / 2
    return [
        Character(sign, left + half * i, left + half * (i + 1), baseline, size, (0.0,))
        for i, sign in enumerate(text)
        if sign != " "
    ]


def said(drawing: Drawing) -> list[str]:
    return ["".join(words.text for words in line) for line in lines_of(drawing)]


def test_gaps_are_blanks_and_lower_characters_another_line() -> None:
    page = Drawing(written("one two") + written("three", baseline=88.0) + written("next", baseline=60.0))
    assert said(page) == ["one two", "three", "", "next"]


def test_a_raised_figure_stays_on_its_line() -> None:
    assert said(Drawing(written("word") + written("1", left=20.0, baseline=103.5, size=6.0))) == ["word1"]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (Rule(15, 35, 103, (1.0, 0.0, 0.0)), ("red!", Drawn.STRUCK, True)),
        (Rule(15, 35, 99, (0.0,)), ("red!", Drawn.UNDERLINED, False)),
    ],
)
def test_a_line_marks_the_characters_that_it_crosses(rule: Rule, expected: tuple[str, Drawn, bool]) -> None:
    (line,) = lines_of(Drawing(written("is red! now"), [rule]))
    assert line == (Words("is ", Drawn.PLAIN, False), Words(*expected), Words(" now", Drawn.PLAIN, False))


@pytest.mark.parametrize("rule", [Rule(-30, 300, 99, (0.0,)), Rule(0, 55, 92, (0.0,)), Rule(0, 55, 109, (0.0,))])
def test_borders_and_rules_beside_the_words_mark_nothing(rule: Rule) -> None:
    (line,) = lines_of(Drawing(written("is red! now"), [rule]))
    assert line == (Words("is red! now", Drawn.PLAIN, False),)


@pytest.mark.parametrize("text", ["now  ", "  now", "\u00a0now \u00a0", "  "])
def test_blanks_at_the_ends_of_a_line_are_no_words_though_a_line_is_drawn_through_them(text: str) -> None:
    drawn = [Character(sign, 5.0 * i, 5.0 * i + 5, 100.0, 10.0, (0.0,)) for i, sign in enumerate(text)]
    through = [Rule(c.left, c.right, 103, (1.0, 0.0, 0.0)) for c in drawn if c.text.isspace()]
    (line,) = lines_of(Drawing(drawn, through))
    assert line == ((Words("now", Drawn.PLAIN, False),) if text.strip() else ())


@pytest.mark.parametrize(("low", "drawn"), [(102.0, Drawn.PLAIN), (102.5, Drawn.UNDERLINED)])
def test_a_link_takes_in_what_stands_on_its_edge_and_its_line_is_no_mark(low: float, drawn: Drawn) -> None:
    page = Drawing(written("here"), [Rule(0, 20, 99, (0.0,))])
    ((words,),) = lines_of(page, [(0, low, 20, 110)])
    assert words == Words("here", drawn, False)


def test_of_two_steps_down_that_are_as_frequent_the_smaller_is_that_between_lines() -> None:
    heights = (700.0, 688.0, 664.0, 652.0, 628.0)
    page = Drawing([c for n, height in enumerate(heights) for c in written(f"line{n}", baseline=height)])
    assert said(page) == ["line0", "line1", "", "line2", "line3", "", "line4"]
