"""Drafts in PDF: comparisons read as redlines, and what is no comparison left as it is."""

from __future__ import annotations

import re

import pytest

from sec_rules.documents.document import Document, View
from sec_rules.documents.readers.pdf import CAUTION, COMPARED, READ_AS_CHANGES, read_pdf
from sec_rules.errors import DocumentError
from sec_rules.loading import load
from sec_rules.review.review import check
from sec_rules.rulebook.questions import assessment
from tests.documents.pdf.made import lines, pdf, struck, underlined, words


def texts(document: Document, view: View) -> list[str]:
    return [" ".join(p.text.split()) for p in document.view(view)]


def test_struck_words_went_and_underlined_words_came() -> None:
    page = (
        words("1.1 The Buyer pays within ", 72, 700)
        + struck("30", 202, 700)
        + underlined("14", 212, 700)
        + words(" days of the", 222, 700)
        + words("invoice.", 72, 688)
        + words("1.2 The Seller keeps records.", 72, 664)
    )
    read = read_pdf(pdf(page), "comparison.pdf")
    assert read.is_redline
    assert texts(read, View.ORIGINAL)[0] == "1.1 The Buyer pays within 30 days of the invoice."
    assert texts(read, View.ACCEPTED)[0] == "1.1 The Buyer pays within 14 days of the invoice."
    assert texts(read, View.ACCEPTED)[1] == "1.2 The Seller keeps records."
    assert read.caution == COMPARED
    assert READ_AS_CHANGES in read.notes


def test_a_change_over_a_line_end_leaves_no_blanks_behind() -> None:
    page = (
        words("1.1 The Buyer pays the ", 72, 700)
        + struck("sum that", 187, 700)
        + struck("was agreed", 72, 688)
        + words(" price at once.", 122, 688)
        + underlined("1.2 The price is net.", 72, 664)
    )
    read = read_pdf(pdf(page), "comparison.pdf")
    assert [p.text for p in read.view(View.ACCEPTED)] == [
        "1.1 The Buyer pays the\nprice at once.",
        "1.2 The price is net.",
    ]
    assert texts(read, View.ORIGINAL) == ["1.1 The Buyer pays the sum that was agreed price at once."]


def test_a_paragraph_put_in_leaves_the_old_ones_apart() -> None:
    page = (
        words("1.1 The first one ", 72, 700)
        + underlined("stands and", 162, 700)
        + underlined("goes on.", 72, 688)
        + words("1.2 The second one", 72, 664)
        + struck(" falls", 162, 664)
        + words(".", 192, 664)
    )
    read = read_pdf(pdf(page), "comparison.pdf")
    assert texts(read, View.ORIGINAL) == ["1.1 The first one", "1.2 The second one falls."]


@pytest.mark.parametrize(
    ("drawn", "said", "changed"),
    [
        (underlined("new words", 122, 700), None, False),
        (underlined("new words", 122, 700), True, True),
        (underlined("new words", 122, 700), False, False),
        (struck("old words", 122, 700), True, True),
        (struck("old words", 122, 700), False, False),
    ],
)
def test_one_kind_of_look_is_a_change_where_somebody_says_so(drawn: str, said: bool | None, changed: bool) -> None:
    page = words("1.1 Here: ", 72, 700) + drawn + words(" stay.", 167, 700)
    read = read_pdf(pdf(page), "looks.pdf", formatting_is_redline=said)
    assert read.is_redline is changed
    assert (read.by_look is not None) is (said is None)


@pytest.mark.parametrize(
    "drawn",
    [
        # An underlined heading without colour, an address, a border below a cell, a line between paragraphs.
        underlined("General", 72, 720, colour="0 0 0"),
        underlined("https://example.org/terms", 72, 720),
        words("Cell", 74, 720) + "0.5 w 60 718.5 m 300 718.5 l S\n",
        "0.5 w 72 712 m 500 712 l S\n",
        # A picture of a box, and a curve.
        "72 700 40 40 re f\n72 700 m 80 720 90 720 100 700 c S\n",
    ],
)
def test_other_lines_are_no_changes(drawn: str) -> None:
    read = read_pdf(pdf(drawn + words("1.1 The Buyer pays at once.", 72, 700)), "plain.pdf")
    assert not read.is_redline
    assert read.by_look is None
    assert read.caution == CAUTION
    assert "1.1 The Buyer pays at once." in " ".join(texts(read, View.ACCEPTED))


def test_what_a_link_underlines_is_no_change() -> None:
    page = underlined("the policy", 72, 700) + words(" stands.", 122, 700) + struck("gone", 72, 676)
    linked = "/Annots [<< /Type /Annot /Subtype /Link /Rect [70 696 124 712] >>]"
    read = read_pdf(pdf(page, annotations=linked), "links.pdf", formatting_is_redline=True)
    assert texts(read, View.ORIGINAL) == ["the policy stands.", "gone"]
    assert texts(read, View.ACCEPTED) == ["the policy stands."]


def test_letters_that_no_font_names_refuse_a_comparison() -> None:
    font = (
        "<< /Type /Font /Subtype /Type0 /BaseFont /Made /Encoding /Identity-H /DescendantFonts "
        "[<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Made /DW 500 >>] >>"
    )
    page = struck("abcdefgh", 72, 700)
    with pytest.raises(DocumentError, match="do not say which letters they are"):
        read_pdf(pdf(page + words("....", 72, 650), font=font), "unnamed.pdf")


def test_a_comparison_of_another_code_is_checked_as_a_redline() -> None:
    page = (
        words("12.3 The Company shall pay the ", 72, 700)
        + struck("Charge", 227, 700)
        + underlined("the Fee", 257, 700)
        + words(" within 30 days of", 292, 700)
        + words("its invoice.", 72, 688)
    )
    review = check(read_pdf(pdf(page), "other.pdf"), load(), assessment)
    (doubled,) = [f for f in review.findings if f.code == "TY102"]
    assert doubled.clause == "12.3"


def test_words_marked_by_a_reader_are_refused() -> None:
    mark = "/Annots [<< /Type /Annot /Subtype /StrikeOut /Rect [72 700 150 710] >>]"
    with pytest.raises(DocumentError, match=r"marks words on page 1 \(StrikeOut\)"):
        read_pdf(pdf(words("1.1 The Buyer pays.", 72, 700), annotations=mark), "marked.pdf")


def _word_by_word(lines: list[str]) -> str:
    """A page that draws each word and each blank by itself from the top down, as browsers and their office do."""
    page = "1 0 0 -1 0 842 cm\n"
    for i, text in enumerate(lines):
        page += f"q .75 0 0 .75 72 {72 + 28 * i} cm\n"
        along = 0.0
        for part in re.findall(r" |\S+", text):
            page += f"BT /F1 16 Tf 1 0 0 -1 24 1.1 Tm {along} -14.25 Td ({part}) Tj ET\n"
            along += 8 * len(part)
        page += "Q\n"
    return page


def test_words_drawn_one_by_one_are_lines() -> None:
    lines = [f"{n}. The buyer of the goods pays lot {n}." for n in range(1, 8)]
    assert texts(read_pdf(pdf(_word_by_word(lines)), "printed.pdf"), View.ACCEPTED) == lines


def test_a_page_on_which_only_a_list_goes_on_has_the_margin_of_the_others() -> None:
    first = words("1. The buyer pays:", 72, 700) + words("\\(a\\) the price;", 108, 680)
    second = words("\\(b\\) carriage; and", 108, 700) + words("\\(c\\) the tax.", 108, 680)
    third = words("2. The seller delivers.", 72, 700)
    read = read_pdf(pdf(first, third, second, second, third), "pages.pdf")
    assert [p.indent for p in read.view(View.ACCEPTED)] == [0, 6, 0, 6, 6, 6, 6, 0]


def test_all_lines_of_a_letterhead_are_a_margin() -> None:
    head = words("ACME LIMITED", 72, 800) + words("acme.example", 300, 790) + words("mail@acme.example", 300, 780)
    said = ["1. The buyer pays.", "2. The seller delivers.", "3. Both sign."]
    read = read_pdf(pdf(*(head + words(text, 72, 700) for text in said)), "letter.pdf")
    assert texts(read, View.ACCEPTED) == said


def test_a_title_in_the_middle_of_the_page_is_a_paragraph() -> None:
    page = lines(
        ("II. Membership", 250),
        ("1. Members are students.", 72),
        ("III. Officers", 255),
        ("The officers are three.", 72),
        ("IV. Fees . . . . . . . . . . . 2", 72),
        ("V. Rules . . . . . . . . . . . 3", 72),
        top=720,
        step=20,
    )
    assert texts(read_pdf(pdf(page), "bylaws.pdf"), View.ACCEPTED) == [
        "II. Membership", "1. Members are students.", "III. Officers", "The officers are three.",
        "IV. Fees . . . . . . . . . . . 2", "V. Rules . . . . . . . . . . . 3",
    ]  # fmt: skip


def test_a_line_that_names_a_part_and_its_title_is_a_paragraph() -> None:
    page = lines(("1. Chair, Vice Chair for Meetings", 72), ("Article 8 - Standing Committees", 72), top=700, step=12)
    assert texts(read_pdf(pdf(page), "bylaws.pdf"), View.ACCEPTED) == [
        "1. Chair, Vice Chair for Meetings",
        "Article 8 - Standing Committees",
    ]


def test_what_stands_at_the_edge_of_both_of_two_pages_is_their_margin_and_of_one_page_nothing_is() -> None:
    first, second = (words("Draft of May", 72, 800) + words(said, 72, 700) for said in ("1. A pays.", "2. B sells."))
    assert texts(read_pdf(pdf(first, second), "two.pdf"), View.ACCEPTED) == ["1. A pays.", "2. B sells."]
    assert texts(read_pdf(pdf(first), "one.pdf"), View.ACCEPTED) == ["Draft of May 1. A pays."]
