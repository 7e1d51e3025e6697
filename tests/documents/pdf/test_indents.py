"""How far the lines of a PDF are indented from the margin of their pages."""

from __future__ import annotations

from sec_rules.documents.pdf.indents import Placed, indented
from sec_rules.documents.readers.pdf import read_pdf
from tests.documents.pdf.made import FONT, pdf
from tests.documents.pdf.made import lines as lines_at

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


def test_blanks_that_a_page_makes_by_moving_on_are_read() -> None:
    words = "the board may administer affairs of the whole federation in all things and make"
    moved = f"({words.replace(' ', ') -170 (')})"
    page = "".join(f"BT /F1 10 Tf 1 0 0 1 72 {780 - 14 * line} Tm [{moved}] TJ ET\n" for line in range(6))
    tight = page.replace("-170", "-130")
    for drawn in (page, tight):
        assert [p.text.split() for p in read_pdf(pdf(drawn), "x.pdf").paragraphs] == [words.split() * 6]


def test_long_words_of_another_language_are_left_as_they_are() -> None:
    page = lines_at(*[("Die Datenschutzgrundverordnungsbehoerde und das Amt", 72.0)] * 6)
    assert "Datenschutzgrundverordnungsbehoerde" in read_pdf(pdf(page), "x.pdf").paragraphs[0].text


def test_a_head_that_says_what_stands_on_its_page_is_a_margin() -> None:
    heads = ["2.4 Meetings", "2.6 Powers", "3.1 Members", "3.4 Finance", "4.2 Votes"]
    pages = [
        lines_at((f"Canadian Federation of Students {head}", 72.0), (f"{i}. The board meets.", 72.0))
        for i, head in enumerate(heads, 1)
    ]
    read = read_pdf(pdf(*pages), "x.pdf")
    assert not any("Canadian" in p.text for p in read.paragraphs)
    assert len([u for u in read.furniture if "Canadian" in str(u)]) == len(heads)
    few = read_pdf(pdf(*pages[:3]), "x.pdf")
    assert any("Canadian" in p.text for p in few.paragraphs)


def test_a_hyphen_that_breaks_a_line_elsewhere_is_seen_on_a_page() -> None:
    page = lines_at(("It is paid within thirty\u00adsix days.", 72.0))
    font = f"{FONT.removesuffix('>>')} /Encoding /WinAnsiEncoding >>"
    assert read_pdf(pdf(page, font=font), "x.pdf").paragraphs[0].text == "It is paid within thirty-six days."
