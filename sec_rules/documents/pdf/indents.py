"""How far to the right the lines of a page begin, which tells a list from the clauses around it.

The library that reads a page says where each run of text stands; the lines are those that it reads without being asked.
Where it takes each word for a line, as of pages that a browser prints, or leaves out the blanks that a page makes by
moving on, as of pages set by TeX in some fonts, they are put together by where they stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from sec_rules._patterns import compiled
from sec_rules.documents.pdf.comparison_marks import text_of
from sec_rules.documents.pdf.drawing import UNKNOWN, Drawing, drawing_of
from sec_rules.documents.pdf.marked_lines import placed_lines

if TYPE_CHECKING:
    from pypdf import PageObject

# So many points are one blank of an indent.
_BLANK: Final = 6.0
# Of so many lines or more, of which more than this share are a single word, each word was taken for a line.
_FEWEST: Final = 20
_SHARE: Final = 0.5
# Of so many signs or more, of which more than this share are in words of so many letters, blanks were left out.
_SIGNS: Final = 120
_LONG: Final = compiled(r"[^\W\d_]{25,}")
_RUN_TOGETHER: Final = 0.15
# Where more than this share of the pages begin as far to the left, that is the margin.
_FEW_PAGES: Final = 0.25


@frozen
class Placed:
    """The lines of a page, and how many points from its left edge each begins, where that is known."""

    lines: tuple[tuple[float | None, str], ...]

    @property
    def left(self) -> float | None:
        """Where the line with words begins that is furthest to the left."""
        return min(
            (left for left, text in self.lines if left is not None and any(map(str.isalpha, text))), default=None
        )


def placed(page: PageObject, drawing: Drawing) -> Placed:
    """The lines of a page with where they begin; `drawing` is what it draws, empty where that was not looked at."""
    lines: list[str] = [""]
    lefts: list[float | None] = [None]

    def take(text: str, around: Sequence[float], matrix: Sequence[float], *_: Any) -> None:
        for i, part in enumerate(text.split("\n")):
            if i:
                lines.append("")
                lefts.append(None)
            if not lines[-1].strip() and part.strip():
                lefts[-1] = None if i else matrix[4] * around[0] + matrix[5] * around[2] + around[4]
            lines[-1] += part

    text = page.extract_text(visitor_text=take)
    given = text.split("\n")
    if (_word_by_word(given) or _run_together(text)) and (
        by_place := _by_place(drawing if drawing.characters else drawing_of(page))
    ):
        return Placed(by_place)
    return Placed(tuple(zip(lefts, lines, strict=True)) if lines == given else tuple((None, line) for line in given))


def indented(pages: Sequence[Placed]) -> list[tuple[str, ...]]:
    """The lines of each page, each behind as many blanks as it is indented from the margin of the text.

    The margin is where the lines furthest to the left of several pages begin, of those on the same side of a sheet: a
    page on which only a list goes on shows none.
    """
    lefts = [page.left for page in pages]
    shared = [_shared(lefts[side::2]) for side in (0, 1)]
    out: list[tuple[str, ...]] = []
    for number, (page, own) in enumerate(zip(pages, lefts, strict=True)):
        margin = 0.0 if own is None else min((own, *shared[number % 2]))
        out.append(tuple(_indented(line, left, margin) for left, line in page.lines))
    return out


def _shared(lefts: Sequence[float | None]) -> list[float]:
    """Where enough of these pages begin, give or take half a blank, for that to be the margin of each."""
    known = [left for left in lefts if left is not None]
    return [left for left in known if sum(abs(left - each) < _BLANK / 2 for each in known) > _FEW_PAGES * len(known)]


def _indented(line: str, left: float | None, margin: float) -> str:
    return line if left is None else " " * max(0, round((left - margin) / _BLANK)) + line.lstrip()


def _word_by_word(lines: Sequence[str]) -> bool:
    """Whether most lines of a page are no more than a word, as the library gives words that are placed one by one."""
    words = [len(line.split()) for line in lines if line.strip()]
    return len(words) >= _FEWEST and words.count(1) > _SHARE * len(words)


def _run_together(text: str) -> bool:
    """Whether much of a page is words too long to be any, as where the blanks between them were left out.

    Words of another language may be as long: they are read as they stand there too.
    """
    signs = sum(map(len, text.split()))
    return signs >= _SIGNS and sum(len(word) for word in _LONG.findall(text)) > _RUN_TOGETHER * signs


def _by_place(drawing: Drawing) -> tuple[tuple[float | None, str], ...]:
    """The lines of a page by where its characters stand; none where its fonts do not name them."""
    if any(c.text == UNKNOWN for c in drawing.characters):
        return ()
    lines = [(left, text_of(line)) for left, line in placed_lines(drawing)]
    # What goes on from page to page has nothing between.
    shown = [i for i, (_, text) in enumerate(lines) if text.strip()]
    return tuple(lines[shown[0] : shown[-1] + 1]) if shown else ()
