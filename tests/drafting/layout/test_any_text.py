"""Texts of every kind laid out by their own numbers: what each provision is called, and what is a heading."""

from __future__ import annotations

import pytest

from sec_rules.documents.document import View, ViewedParagraph
from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.drafting.layout.any_text import lay_out_any
from sec_rules.drafting.layout.provisions import Layout
from sec_rules.drafting.layout.schemes import scheme_of


def laid_out(text: str) -> Layout:
    return lay_out_any(read_markdown(text, "draft.md").view(View.ACCEPTED), View.ACCEPTED)


def labels(text: str) -> list[str]:
    return [p.label for p in laid_out(text).walk()]


SHAPES = [
    ("levels", "1.1 Each party pays.\n\n1.1.1 It pays monthly.\n\n1.2 Nobody else pays.", ["1.1", "1.1.1", "1.2"]),
    ("dotted letters", "ECC.6.1.2 Each user complies.\n\nECC.6.1.3 It reports.", ["ECC.6.1.2", "ECC.6.1.3"]),
    ("tight letters", "DGC7.2.1 Each owner tests.\n\n(a) yearly; and\n\n(b) on request.",
     ["DGC7.2.1", "DGC7.2.1(a)", "DGC7.2.1(b)"]),
    ("a Section above", "SECTION K: CHARGES\n\n2. METERING\n\n2.1 Reads\n\n2.1.1 Each read is dated.",
     ["K2", "K2.1", "K2.1.1"]),
    ("an Act", "4 Offences\n\n(1) A person commits an offence.\n\n(2) That person is liable\u2014\n\n"
     "(a) to a fine, or\n\n(b) to imprisonment.", ["4", "4(1)", "4(2)", "4(2)(a)", "4(2)(b)"]),
    ("an instrument", "7.\u2014(1) A licence may be revoked.\n\n(2) Notice must be given.", ["7", "7(1)", "7(2)"]),
    ("articles", "Article 9\n\nDuties of carriers\n\n1. Carriers keep records.\n\n2. They keep them:\n\n"
     "(a) safe; and\n\n(b) for a year.\n\nArticle 10\n\nCarriers pay a fee.",
     ["Article 9", "Article 9(1)", "Article 9(2)", "Article 9(2)(a)", "Article 9(2)(b)", "Article 10"]),
    ("a list below a numbered heading", "## 1. Goods\n\n1. Goods are new.\n\n2. They work.\n\n## 2. Fees\n\n"
     "1. Fees are paid.\n\n2. They are net.", ["1", "1(1)", "1(2)", "2", "2(1)", "2(2)"]),
    ("a list whose next number could be a clause's", "1. One.\n\n2. Two.\n\n3. The register shows:\n\n1. names,\n"
     "2. dates,\n3. reasons,\n4. ends.", ["1", "2", "3", "3(1)", "3(2)", "3(3)", "3(4)"]),
    ("a number lost between lists", "3. The clerk:\n\n(1) writes:\n\n(a) notes; and\n\n(b) bills;\n\n(3) reads.",
     ["3", "3(1)", "3(1)(a)", "3(1)(b)", "3(3)"]),
    ("a licence", "Condition 31. Records\n\n31.1 The licensee must keep records.", ["Condition 31", "31.1"]),
    ("contract words", "Clause 1. Term\n\n1.1 This runs for a year.\n\nClause 2. Fees\n\n2.1 Fees are paid.",
     ["1", "1.1", "2", "2.1"]),
    ("letters with full stops", "3.1 The buyer pays for:\n\na. goods;\n\nb. carriage; and\n\ni. by road; or\n\n"
     "ii. by sea.",
     ["3.1", "3.1(a)", "3.1(b)", "3.1(b)(i)", "3.1(b)(ii)"]),
    ("half brackets", "3.1 The buyer pays for:\n\n1) goods; and\n\n2) carriage.", ["3.1", "3.1(1)", "3.1(2)"]),
    ("numbers with a gap", "1. One.\n\n2. Two.\n\n4. Four.", ["1", "2", "4"]),
    ("a number far off", "1. One.\n\n2. Two.\n\n40. Forty.", ["1", "2", "2(40)"]),
    ("an indented list", "1. **Service**\n    1. Use of it is free.\n    2. Use of it ends in May.\n2. **Fees**\n"
     "    1. Fees are paid.", ["1", "1.1", "1.2", "2", "2.1"]),
    ("romans and letters", "5.1 The list:\n\n(h) eight;\n\n(i) nine; and\n\n(j) ten.",
     ["5.1", "5.1(h)", "5.1(i)", "5.1(j)"]),
    ("inserted steps", "5.1 The list:\n\n(a) one;\n\n(aa) more; and\n\n(b) two.",
     ["5.1", "5.1(a)", "5.1(aa)", "5.1(b)"]),
    ("no numbers", "The buyer pays.\n\nThe seller delivers.", ["line 1", "line 3"]),
    ("steps alone", "(a) goods; and\n\n(b) carriage.", ["line 1", "line 1(a)", "line 1(b)"]),
    ("a Schedule that counts anew", "1. Anna sells the house to Bert.\n\n2. Bert pays Anna for it.\n\nSchedule 1\n\n"
     "1. The roof is included.\n\n2. The boat is not.", ["1", "2", "Schedule 1, 1", "Schedule 1, 2"]),
    ("numbers under two headings", "## Sellers\n\n1. A seller delivers.\n\n2. A seller warrants.\n\n## Buyers\n\n"
     "1. A buyer pays.", ["1", "2", "Buyers, 1"]),
    ("a list of contents", "1. Sellers\n\n2. Buyers\n\n3. Fees\n\n1. Sellers\n\n(1) A seller delivers.\n\n2. Buyers\n\n"
     "(1) A buyer pays.\n\n3. Fees\n\n(1) A fee is paid.", ["1", "1(1)", "2", "2(1)", "3", "3(1)"]),
    ("a step that goes on after words", "6.1 The board decides:\n\n(1) It may make rules:\n\n(a) on fees; or\n\n"
     "(b) on forms,\n\nand among them rules:\n\n(c) on days; or\n\n(d) on hours.\n\n(2) It publishes them.",
     ["6.1", "6.1(1)", "6.1(1)(a)", "6.1(1)(b)", "6.1(1)(c)", "6.1(1)(d)", "6.1(2)"]),
    ("a sentence that begins with To", "8.1 TO THE EXTENT PERMITTED, NOTHING IS OWED.\n\n8.2 To know more, ask.\n\n"
     "8.3 The buyer asks.", ["8.1", "8.2", "8.3"]),
    ("no blank behind the number", "4.Payment of sums\n\n4.1The buyer pays.\n\n4.2The seller waits.",
     ["4", "4.1", "4.2"]),
    ("lists three deep", "6. Goods:\n\n    1. You say that:\n\n        1. they are new;\n\n        2. they are yours."
     "\n\n    2. You agree.\n\n7. Next.\n\n    1. You pay.",
     ["6", "6.1", "6.1.1", "6.1.2", "6.2", "7", "7.1"]),
    ("a table that cites", "1.1 Each party pays.\n\n1.2 It waits.\n\n| Rule | From |\n|---|---|\n| 1.1 | Code A |\n"
     "| 1.2 | Code B |", ["1.1", "1.2"]),
    ("lists that letters and romans number, four deep", "## 4.1 Proof\n\n1. Duty.\n\n   A. **Place**\n\n"
     "      i. The clerk:\n\n         a. looks; and\n            i. at home; or\n            ii. abroad.\n\n"
     "      ii. The chair asks.\n\n   B. **Time**\n\n      It is told.",
     ["4.1", "4.1(1)", "4.1(1)(A)", "4.1(1)(A)(i)", "4.1(1)(A)(i)(a)", "4.1(1)(A)(i)(a)(i)", "4.1(1)(A)(i)(a)(ii)",
      "4.1(1)(A)(ii)", "4.1(1)(B)"]),
    ("a list below a heading that has its number", "## 1. Names\n\n1. Names are kept.\n\n2. Marks are not.\n\n"
     "## 2. Fees\n\nFees are paid.", ["1", "1(1)", "1(2)", "2"]),
    ("items that go on with the words above", "2.6 A licence that:\n\n1. is free;\n\n2. are paid; and\n\n3. to pay.",
     ["2.6", "2.6(1)", "2.6(2)", "2.6(3)"]),
    ("lines that stand out from those above", "12.1. Eligibility\n  12.1.1. Only these apply:\n      a. clubs of the\n"
     "         town\n      b. schools\n  12.1.2. Nobody else\n",
     ["12.1", "12.1.1", "12.1.1(a)", "12.1.1(b)", "12.1.2"]),
    ("provisions quoted to be put in",
     "1 Carers\n\n(1) After section 8 insert\u2014\n\n\u201c8A Grants\n\n(1) A "
     "\u201cgrant\u201d is paid.\n\n(2) It ends.\u201d\n\n"
     "(2) In section 9, omit \u201cpaid\u201d.\n\n2 Fees\n\nA fee is paid.",
     ["1", "1(1)", "1(2)", "2"]),
    ("definitions that have lists", "2 Terms\n\n(1) In this Order\u2014\n\n\u201cfee\u201d means\u2014\n\n"
     "(a) a sum; or\n\n(b) a share;\n\n\u201cland\u201d means\u2014\n\n(a) a field; or\n\n(b) a wood.\n\n"
     "(2) Fees are paid.",
     ["2", "2(1)", "2(1)(a)", "2(1)(b)", "2(1)(a)", "2(1)(b)", "2(2)"]),
    ("a quotation that nothing closes", "1.1 The board says:\n\n\u201cIt is so.\n\n1.2 It votes.\n\n1.3 It ends.",
     ["1.1", "1.2", "1.3"]),
    ("a heading in a table", "4. FEES\n\n4.1 Fees are paid.\n\n|   |   |\n|---|---|\n| ### 5\\. PAYMENT TERMS | top |"
     "\n\n5.1 Payment is due.", ["4", "4.1", "5", "5.1"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [s[1:] for s in SHAPES], ids=[s[0] for s in SHAPES])
def test_each_provision_has_the_label_of_its_text(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


def numbered(*rows: tuple[str | None, int | None, str]) -> list[str]:
    """The labels of paragraphs that a word processor numbers: the number computed, its level, and the words typed."""
    paragraphs = [
        ViewedParagraph(text, (), False, f"paragraph {i}", number=number, level=level)
        for i, (number, level, text) in enumerate(rows, 1)
    ]
    return [p.label for p in lay_out_any(paragraphs, View.ACCEPTED).walk()]


def test_paragraphs_counted_by_the_page_stand_beside_the_first_that_is_typed() -> None:
    assert numbered(
        ("2.", 0, "\u2014(1) In this Order\u2014"),
        (None, None, "\u201ctransmission\u201d means one that is made\u2014"),
        ("(a)", 2, "by a network; or"),
        ("(b)", 2, "by hand."),
        ("(2)", 1, "Land includes water."),
        ("(3)", 1, "Distances are in metres."),
    ) == ["2", "2(1)", "2(1)(a)", "2(1)(b)", "2(2)", "2(3)"]


def test_definitions_stay_in_the_paragraph_that_leads_on_to_them() -> None:
    assert numbered(
        ("2.", 0, "\u2014(1) Yn y Gorchymyn hwn\u2014"),
        (None, None, "ystyr \u201ctir\u201d yw\u2014"),
        ("(a)", 2, "caeau, a"),
        ("(b)", 2, "coed,"),
        (None, None, "ond nid d\u0175r;"),
        (None, None, "mae \u201camaethyddiaeth\u201d yn cynnwys\u2014"),
        ("(a)", 2, "ffermio; a"),
        ("(b)", 2, "garddio."),
    ) == ["2", "2(1)", "2(1)(a)", "2(1)(b)", "2(1)(a)", "2(1)(b)"]


COUNTED_BY_THE_PAGE = [
    ("it counts itself from (1), what is typed not being counted",
     [("2.", 0, "\u2014(1) In this Order \u201cfee\u201d means a sum."), ("(1)", 1, "A fee is owed\u2014"),
      ("(a)", 2, "yearly; and"), ("(b)", 2, "in full."), ("(2)", 1, "It is paid by post.")],
     ["2", "2(1)", "2(1)", "2(1)(a)", "2(1)(b)", "2(2)"]),
    ("a typed list inside one that is counted",
     [("3.", 0, "In article 4\u2014"), ("(a)", 2, "omit paragraph 5;"), ("(b)", 2, "for paragraph 6 put\u2014"),
      (None, None, "(a) a plate in black;"), (None, None, "(b) a plate in white;"), ("(c)", 2, "omit paragraph 7.")],
     ["3", "3(a)", "3(b)", "3(b)(a)", "3(b)(b)", "3(c)"]),
    ("definitions behind one whose list has a list",
     [("2.", 0, "\u2014(1) In this Order\u2014"), (None, None, "\u201cduty\u201d means\u2014"), ("(a)", 2, "a tax; or"),
      ("(b)", 2, "in any other case\u2014"), ("(i)", 3, "a levy, or"), ("(ii)", 3, "a rate;"),
      (None, None, "in relation to a small fishing vessel, \u201cowner\u201d means\u2014"),
      ("(a)", 2, "its master; or"), ("(b)", 2, "its builder.")],
     ["2", "2(1)", "2(1)(a)", "2(1)(b)", "2(1)(b)(i)", "2(1)(b)(ii)", "2(1)(a)", "2(1)(b)"]),
    ("works that each have a list, named in a line of their own",
     [("2.", 0, "The project comprises\u2014"), (None, None, "Work No. 1\u2014 a yard including\u2014"),
      ("(a)", 2, "a gate; and"), ("(b)", 2, "a wall."), (None, None, "Work No. 2\u2014 areas of open land"),
      ("(a)", 2, "a pond; and"), ("(b)", 2, "a path.")],
     ["2", "2(a)", "2(b)", "2(a)", "2(b)"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "expected"), [row[1:] for row in COUNTED_BY_THE_PAGE], ids=[row[0] for row in COUNTED_BY_THE_PAGE]
)
def test_lists_that_the_page_counts_stand_where_the_page_shows_them(
    rows: list[tuple[str | None, int | None, str]], expected: list[str]
) -> None:
    assert numbered(*rows) == expected


def test_what_is_quoted_behind_the_name_of_its_kind_is_another_text() -> None:
    assert labels(
        "1. In the Order insert\u2014\n\n{nisi}\u201c(2) A fee is due\u2014\n\n(a) yearly; or\n\n(b) at once.\u201d."
        "\n\n2. This Act may be cited as the Fees Act 2026."
    ) == ["1", "2"]


def test_what_is_on_one_line_with_a_heading_has_its_number() -> None:
    heading = ViewedParagraph("1.4 Use of proceeds", (), True, "paragraph 1", run_in=True)
    words = ViewedParagraph(".  The company uses them.", (), False, "paragraph 2", number="1.3.", level=1)
    (clause,) = lay_out_any([heading, words], View.ACCEPTED).provisions
    assert (clause.label, clause.heading, clause.text) == ("1.4", "Use of proceeds", ".  The company uses them.")


COUNTED = [
    (
        "items all typed alike, and lists below them",
        "1. Fees\n   1. The buyer pays;\n   1. The seller asks.\n1. Goods\n   1. The seller packs.\n1. Law",
        ["1", "1(1)", "1(2)", "2", "2(1)", "3"],
    ),
    (
        "an item at the margin behind a list two levels below",
        "1. The club hands in:\n   1. A letter with:\n      1. Its name.\n      1. Its aims.\n      1. Its rules.\n"
        "1. The board meets it.",
        ["1", "1(1)", "1(1)(1)", "1(1)(2)", "1(1)(3)", "2"],
    ),
    (
        "chapters whose clauses begin again, none of them in another",
        "CHAPTER 1\n\n1. One.\n\n2. Two.\n\nCHAPTER 2\n\n1. Three.\n\nCHAPTER 3\n\n1. Four.",
        ["1", "2", "Chapter 2, 1", "Chapter 3, 1"],
    ),
    (
        "parts counted in words",
        "PART ONE\n\n1. One.\n\n2. Two.\n\nPART TWO\n\n1. Three.",
        ["1", "2", "Part Two, 1"],
    ),
    (
        "a list that begins again below a heading",
        "# Fees\n\n1. One.\n1. Two.\n1. Three.\n\n# Goods\n\n1. Four.",
        ["1", "2", "3", "Goods, 1"],
    ),
    (
        "one item below each heading",
        "# Fees\n\n1. One.\n\n# Goods\n\n1. Two.\n\n# Law\n\n1. Three.",
        ["1", "Goods, 1", "Law, 1"],
    ),
    (
        "a list below a clause that has levels",
        "### 4.2 - Duties\n\nThe chair shall:\n\n1. preside;\n\n2. report;\n\n3. vote;\n\n4. sign; and\n\n5. go.\n\n"
        "### 4.3 - Terms\n\nThey end in May.",
        ["4.2", "4.2(1)", "4.2(2)", "4.2(3)", "4.2(4)", "4.2(5)", "4.3"],
    ),
    (
        "a heading between clauses that has a letter",
        "7.3 All apply but:\n\n(a) rule 1; and\n\n(b) rule 2.\n\n(b) The interview begins\n\n7.4 The officer asks.",
        ["7.3", "7.3(a)", "7.3(b)", "7.4"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [s[1:] for s in COUNTED], ids=[s[0] for s in COUNTED])
def test_a_list_has_the_numbers_that_a_page_would_show(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


def test_a_number_typed_twice_once_is_as_it_is_typed() -> None:
    assert labels("1. One.\n\n2. Two.\n\n2. Three.\n\n3. Four.") == ["1", "2", "2", "3"]


@pytest.mark.parametrize(
    "text",
    [
        "1.1 The buyer pays.\n\n30 days later the seller delivers.",
        "1.1 The buyer pays.\n\n1.2 million was paid before.",
        "1.1 The buyer pays.\n\n2 March is the last day.",
        "1.1 The buyer pays.\n\n(a) and (b) of the old terms fall away.",
    ],
)
def test_a_number_that_a_sentence_goes_on_from_opens_nothing(text: str) -> None:
    assert labels(text) == ["1.1"]


def test_headings_marked_or_not_are_none_of_the_text() -> None:
    found = laid_out(
        "Steps to be taken before a sale\n\n1.1 The seller lists the goods."
        "\n\nFees: who pays them\n\n1.2 The buyer pays."
        "\n\n# After the sale\n\n1.3 Both parties keep records."
    )
    assert found.headings == ("Steps to be taken before a sale", "Fees: who pays them", "After the sale")
    assert [p.text for p in found.provisions] == [
        "The seller lists the goods.",
        "The buyer pays.",
        "Both parties keep records.",
    ]


def test_text_in_the_style_of_a_heading_is_text() -> None:
    words = "Use. During the term the buyer may use the goods as often as it likes and where it likes."
    found = laid_out(f"## 1. Service\n\n### 1.1 {words}\n\n### 1.2 Support")
    assert [(p.label, p.text) for p in found.provisions] == [("1", ""), ("1.1", words), ("1.2", "")]
    assert found.headings == ("Service", "Support")


def test_words_after_a_list_are_those_of_the_provision_around_it() -> None:
    found = laid_out(
        "2.1 The parties:\n\n(a) meet; and\n\n(b) vote,\n\nas the board decides.\n\n2.2 The board sits in May."
    )
    assert found.provisions[0].text == "The parties:\nas the board decides."


NAMED = [
    ("G8.41 Where a User is a Supplier Party, it pays.", "sec"),
    ("In Section G8.42, omit paragraph (c).", "sec"),
    ("M3.2 Each Party shall pay its charges.", "numbered"),
    ("M3.2 Each Party shall pay its charges to the DCC.", "sec"),
    ("SEC Schedule 4\n\n1.1 The DCC shall pay.", "sec-schedule"),
    ("Uniform Network Code\n\nG8.1 Each User shall pay.", "unc"),
    ("Condition 4. Fees\n\n4.1 The licensee must pay.", "licence"),
    ("4.\u2014(1) A fee is paid.\n\n(2) It is paid yearly.", "instrument"),
    ("1. This Act may be cited as the Fees Act 1990.", "act"),
    ("The buyer pays.", "plain"),
    ("1. Each licensee may copy the program.", "numbered"),
    (
        "1. A person held must be told why. "
        + "The officer writes it down in the book of the station. " * 90
        + "These "
        "terms of the contract are agreed by the party, both parties and the contractor.",
        "numbered",
    ),
]


@pytest.mark.parametrize(("text", "name"), NAMED)
def test_a_text_is_taken_for_what_it_shows_itself_to_be(text: str, name: str) -> None:
    assert scheme_of(read_markdown(text, "draft.md").view(View.ACCEPTED)).name == name


@pytest.mark.parametrize(
    "text",
    [
        'Amend Section G8.44 by deleting "exceeds 250,000" and inserting "is 300,000 or more" in its place.',
        "DCP 430\n\nIn Section G8.41, for \u201cexceeds 250,000\u201d substitute \u201cis at least 275,000\u201d.",
        "2.\u2014(1) The Code is amended as follows.\n\n"
        "(2) In Section G8.41, for \u201cfive\u201d substitute \u201csix\u201d.",
        'As from 1 May 2031 Section G8.41 shall have effect as if for "five" there were substituted "six".',
    ],
)
def test_what_amends_a_clause_that_is_held_is_a_draft_of_the_code(text: str) -> None:
    assert scheme_of(read_markdown(text, "draft.md").view(View.ACCEPTED)).of_the_code


def test_a_number_in_a_heading_or_a_cell_is_none_of_a_list_that_markdown_counts() -> None:
    items = "\n\n".join(f"1. The {who} keeps a book." for who in ("clerk", "chair", "cook"))
    headed = f"{items}\n\n# 7. Meals\n\n1. The cook serves at noon."
    shown = read_markdown(headed, "a.md").view(View.ACCEPTED)
    assert [p.label for p in lay_out_any(shown, View.ACCEPTED).walk()] == ["1", "2", "3", "7", "7(1)"]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        # A number over a clause is that of a heading, and behind a colon the first of a list.
        ("1. Officers\n\n(1) Duties\n\n1.1 The chair presides.\n\n(2) Terms\n\n1.2 It ends.", ["1", "1.1", "1.2"]),
        ("1. The officers are:\n\n(1) Duties\n\n1.1 The chair presides.", ["1", "1(1)", "1.1"]),
        # A letter as far to the left as the clause above is none of its list.
        ("1. The chair presides.\n\nA. General Terms\n\nThe cook serves.", ["1", "A"]),
        # At the end of a text there is nothing that a title could head.
        ("1. The chair presides.\n\n2. The cook serves.\n\nGeneral Terms", ["1", "2"]),
        ("A. General\n\nThe cook serves.\n\nB. Special Cases\n\nThe clerk serves.", ["A", "B"]),
    ],
)
def test_titles_with_numbers_and_letters_head_what_stands_below_them(text: str, labels: list[str]) -> None:
    shown = read_markdown(text, "a.md").view(View.ACCEPTED)
    assert [p.label for p in lay_out_any(shown, View.ACCEPTED).walk()] == labels


FLUSH = (
    # Words that close a list within an item, and words that stand between two items.
    ("(i) any fire; and\n\n(ii) any flood,\n\nwithin two days; and", "1.1(a)"),
    ("any fire; and, in each case,\n\nwithin two days;", "1.1"),
)


@pytest.mark.parametrize(("within", "owner"), FLUSH)
def test_words_that_close_a_list_go_on_with_the_provision_around_it(within: str, owner: str) -> None:
    text = f"1.1 The clerk shall:\n\n(a) tell of:\n\n{within}\n\n(b) keep a log."
    layout = lay_out_any(read_markdown(text, "draft.md").view(View.ACCEPTED), View.ACCEPTED)
    assert [p.label for p in layout.walk() if "within two days" in p.text] == [owner]
