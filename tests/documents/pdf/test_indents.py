"""How far the lines of a PDF are indented from the margin of their pages."""

from __future__ import annotations

from sec_rules.documents.pdf.indents import Placed, indented

_MARGIN, _LIST = 72.0, 108.0


def _pages(many: int, lines: int) -> list[Placed]:
    """Pages of clauses, and every fifth one on which only a list goes on."""
    return [
        Placed(tuple((_MARGIN if number % 5 else _LIST, f"word {line}") for line in range(lines)))
        for number in range(many)
    ]


def test_lines_are_indented_from_where_most_pages_of_their_side_begin() -> None:
    whole = indented(_pages(20, 2))
    assert whole[0] == (" " * 6 + "word 0", " " * 6 + "word 1")
    assert whole[1] == ("word 0", "word 1")


def test_a_page_without_words_has_no_margin() -> None:
    assert indented([Placed(((_MARGIN, "1"), (None, "2")))]) == [(" " * 12 + "1", "2")]


def test_each_page_is_asked_once_where_it_begins() -> None:
    asked: list[Placed] = []

    class Counted(Placed):
        @property
        def left(self) -> float | None:
            asked.append(self)
            return super().left

    for many, lines in ((10, 2), (100, 2), (10, 20)):
        asked.clear()
        pages = [Counted(page.lines) for page in _pages(many, lines)]
        assert indented(pages) == indented(_pages(many, lines))
        assert len(asked) == many
