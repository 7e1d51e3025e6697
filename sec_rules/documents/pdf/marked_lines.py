"""The lines of a page with what a comparison draws on their words: struck through, or underlined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import groupby, pairwise
from typing import Final

from attrs import evolve, frozen

from sec_rules.documents.pdf.drawing import Character, Drawing, Rule

# Heights above the baseline, in parts of the size, at which a line strikes or underlines.
_STRUCK: Final = (0.12, 0.62)
_UNDER: Final = (-0.25, 0.1)
# How far a line under words may begin or end from them, in parts of the size: borders of tables reach further.
_APART: Final = 0.6
# A gap between two characters that is a blank, in parts of the size; the smaller one in a line whose letters stand
# close, as where a line is set tight to end with the others.
_GAP: Final = 0.18
_TIGHT: Final = 0.11
_CLOSE: Final = 0.03
# How much further than usual two lines of different paragraphs stand apart.
_BETWEEN: Final = 1.25
# The step from line to line where a page has too few lines to tell, in parts of the size.
_USUAL: Final = 1.2

Box = tuple[float, float, float, float]


class Drawn(Enum):
    """What is drawn on words."""

    PLAIN = "plain"
    STRUCK = "struck"
    UNDERLINED = "underlined"


@frozen
class Words:
    """Words of one line that are drawn alike; `coloured` where they or the line on them have a colour."""

    text: str
    drawn: Drawn
    coloured: bool


Line = tuple[Words, ...]


def lines_of(page: Drawing, links: Sequence[Box] = ()) -> tuple[Line, ...]:
    """The lines of a page, from its characters in the order of the file; an empty one stands between paragraphs.

    What is underlined in one of `links` is plain.
    """
    return tuple(line for _, line in placed_lines(page, links))


def placed_lines(page: Drawing, links: Sequence[Box] = ()) -> tuple[tuple[float | None, Line], ...]:
    """The lines of a page as `lines_of` gives them, each with how many points from the left its words begin."""
    lines = list(_lines(page.characters))
    found: list[tuple[float | None, Line]] = []
    for line, away in zip(lines, _apart([(line[0].baseline, line[0].size) for line in lines]), strict=True):
        left = next((c.left for c in line if not c.text.isspace()), None)
        found += ([(None, ())] if away else []) + [(left, _trimmed(_drawn_on(line, page.rules, links)))]
    return (*found, (None, (Words(page.turned, Drawn.PLAIN, False),))) if page.turned.strip() else tuple(found)


def _lines(characters: Sequence[Character]) -> Iterator[list[Character]]:
    line: list[Character] = []
    for character in characters:
        if line and _begins(line, character):
            yield line
            line = []
        line.append(character)
    if line:
        yield line


def _begins(line: list[Character], character: Character) -> bool:
    """Whether a character stands on another line than those before it."""
    last = line[-1]
    size = max(last.size, character.size)
    return abs(last.baseline - character.baseline) > 0.55 * size or character.left < last.left - 1.5 * size


def _drawn_on(line: list[Character], rules: Sequence[Rule], links: Sequence[Box]) -> Line:
    marks = [_drawn(line, i, rules, links) for i in range(len(line))]
    least = _least_gap(line)
    spread: list[tuple[str, Drawn, bool]] = []
    for i, (character, (drawn, coloured)) in enumerate(zip(line, marks, strict=True)):
        if i and not character.text.isspace() and not line[i - 1].text.isspace():
            gap = character.left - line[i - 1].right
            if gap > least * character.size:
                joined = marks[i - 1] == (drawn, coloured)
                spread.append((" ", drawn if joined else Drawn.PLAIN, coloured and joined))
        spread.append((character.text, drawn, coloured))
    groups = groupby(spread, key=lambda each: each[1:])
    return tuple(Words("".join(text for text, *_ in alike), *key) for key, alike in groups)


def _least_gap(line: Sequence[Character]) -> float:
    gaps = sorted((two.left - one.right) / two.size for one, two in pairwise(line) if two.size)
    return _TIGHT if gaps and gaps[len(gaps) // 2] < _CLOSE else _GAP


def _drawn(line: list[Character], at: int, rules: Sequence[Rule], links: Sequence[Box]) -> tuple[Drawn, bool]:
    character = line[at]
    for rule in rules:
        if not rule.left - 0.5 <= character.middle <= rule.right + 0.5 or not character.size:
            continue
        rise = (rule.height - character.baseline) / character.size
        if _STRUCK[0] <= rise <= _STRUCK[1]:
            return Drawn.STRUCK, _coloured(character, rule)
        if _UNDER[0] <= rise < _UNDER[1] and _fits(line, rule) and not _linked(character, links):
            return Drawn.UNDERLINED, _coloured(character, rule)
    return Drawn.PLAIN, False


def _fits(line: list[Character], rule: Rule) -> bool:
    """Whether a line begins and ends where words do."""
    covered = [c for c in line if rule.left - 0.5 <= c.middle <= rule.right + 0.5]
    slack = _APART * max(c.size for c in covered)
    return covered[0].left - rule.left <= slack and rule.right - covered[-1].right <= slack


def _linked(character: Character, links: Sequence[Box]) -> bool:
    return any(
        left <= character.middle <= right and low <= character.baseline + 0.2 * character.size <= high
        for left, low, right, high in links
    )


def _coloured(character: Character, rule: Rule) -> bool:
    """Whether a colour is another than black, grey or white."""
    return any(_is_colour(colour) for colour in (character.colour, rule.colour))


def _is_colour(colour: tuple[float, ...]) -> bool:
    if len(colour) == 3:
        return max(colour) - min(colour) > 0.1
    return len(colour) == 4 and max(colour[:3]) - min(colour[:3]) > 0.1


def _trimmed(line: Line) -> Line:
    """A line without blanks at its ends."""
    words = list(line)
    while words and not words[-1].text.strip():
        words.pop()
    while words and not words[0].text.strip():
        words.pop(0)
    if words:
        words[0] = evolve(words[0], text=words[0].text.lstrip())
        words[-1] = evolve(words[-1], text=words[-1].text.rstrip())
    return tuple(words)


def _apart(heights: Sequence[tuple[float, float]]) -> Iterator[bool]:
    """Whether each line stands further below the one before than lines of one paragraph do.

    `heights` are the baseline and the size of each line.
    """
    steps = Counter(round(one[0] - two[0], 1) for one, two in pairwise(heights) if one[0] > two[0])
    # Of two that are as frequent the smaller one is that between lines.
    usual, times = max(steps.items(), key=lambda each: (each[1], -each[0]), default=(0.0, 0))
    if heights:
        yield False
    for (before, size), (after, other) in pairwise(heights):
        down = before - after
        step = usual if times > 1 else _USUAL * size
        yield down > max(_BETWEEN * step, 1.1 * size) or down < 0 or abs(size - other) > 0.5
