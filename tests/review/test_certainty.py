"""What is said of a text that is not held: what a check is sure of, and the rest only where it is wanted."""

from __future__ import annotations

import pytest

from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.documents.readers.pdf import read_pdf
from sec_rules.loading import load
from sec_rules.review.findings import Finding, Severity
from sec_rules.review.findings.conventions import Conventions
from sec_rules.review.fixes.markdown import fix_text
from sec_rules.review.misreadings import is_off_in_a_row
from sec_rules.review.review import check
from sec_rules.review.selection import Selection
from sec_rules.rulebook.questions import assessment
from tests.documents.pdf.made import lines, pdf


def found(text: str, *, strict: bool = False) -> tuple[Finding, ...]:
    selection = Selection(conventions=Conventions(strict=strict))
    return check(read_markdown(text, "draft.md"), load(), assessment, selection=selection).findings


FAULTS = [
    ("1.1 The buyer pays the the price.\n\n1.2 The seller delivers.", "TY102"),
    ("1.1 The buyer pays the price (less tax.\n\n1.2 The seller delivers.", "TY103"),
    ("1.1 The buyer pays the price [TBC].\n\n1.2 The seller delivers.", "PH201"),
    ("1.1 The buyer  pays the price.\n\n1.2 The seller delivers.", "TY101"),
    ("1.1 The buyer pays.\n\n1.1 The seller delivers.\n\n1.2 Both agree.", "NU305"),
    ("1. The buyer pays.\n\n2. The seller delivers.\n\n2. Both agree.\n\n3. The court hears.", "NU305"),
    ("1.1 The buyer pays:\n\n(a) the price;\n\n(b) carriage; and\n\n(d) the tax.", "NU301"),
    ("1.1 The buyer pays.\n\n1.3 The seller delivers.\n\n1.2 Both agree.\n\n1.4 The court hears.", "NU301"),
    ("1.1 The buyer shall pay the price;", "TY105"),
    ("1.1 The buyer pays within 30 days.", "QT707"),
    ("1.1 The buyer pays for twenty-three (32) days.", "QT704"),
    ("1.1 Of the ten, five (6) buyers pay.", "QT704"),
    ("1.1 The buyer pays [30 days] in arrear.", "PH202"),
    # An instrument of which a provision that changes nothing cites one shown whole.
    ("1.—(1) One pays.\n\n(2) Subject to paragraph (3), one packs.\n\n2. Both rest.", "XR401"),
    ("1.—(1) One pays.\n\n(2) Subject to paragraph (3) below, one packs.\n\n2. Both rest.", "XR401"),
    ("1.—(1) One pays.\n\n(1A) One sues under paragraph (4).\n\n(2) One packs.\n\n(3) One rests.", "XR401"),
    ("1. One pays.\n\n2.—(1) One packs.\n\n(2) One rests under regulation 1(2).\n\n3. Both sue.", "XR401"),
]


@pytest.mark.parametrize(("text", "code"), FAULTS, ids=[code for _, code in FAULTS])
def test_a_fault_that_any_text_can_have_is_found_in_any_text(text: str, code: str) -> None:
    assert [f.code for f in found(text)] == [code]


RIGHT = [
    # The words of a number that is not read to its beginning.
    "1.1 The buyer pays within two seventy (270) days of the day of its notice.",
    "1.1 The buyer pays two hundred, and sixty-one (261) of the lots are sold.",
    # Names of those who are to fill in a form, titles in capitals, the heads of columns, lines to sign on.
    "1.1 The [Company Name] pays.\n\n1.2 The [Company Name] sells.",
    "FOR VIRTUAL TRAINERS  A trainer is paid at the end.\n\nA trainer rests.",
    "1.1 Read the table.\n\nWeek ending Week ending Week ending",
    "1.1 All is said.\n\n1.2 The parties sign.\nSigned: ____________\nThe buyer and the seller shall each sign there",
    # What a site keeps above a page.
    "---\n\ntitle: A page\ntags:\n  - the the\nlayout: one\n\n---\n\n1.1 The buyer pays.",
    # The title of a part on two lines of the contents.
    "1. Repair of Buildings (all\nproperties) .............. 12\n\n1.1 The buyer pays.",
    "1.1 Record keeping. The Carrier keeps records for the Secretary of State for Trade and a court in Delaware.",
    "1.1 The rig is one within section 1 of the Mineral Workings Act 1971 (c. 61) and any tent.",
    "1.1 Each author grants (subject to the\nwork) a licence to the reader.",
    "1.1 The parties sign below.\n\nSigned: ______________ Date: ________",
    "1.1 The officer asks:\n\n\u2018Is there anything I should know?\u2019",
    "1.1 The buyer pays the\n\n1.2 The seller delivers.",
    "1.1 The sum is paid under paragraph (b)\tas it stands.",
    "1.1 The record has the code [ABC123] of the plant.",
    "1.1 As follows\u2060\u2014",
    "# Schedule\n\nThe board sits.\n\n(2) Members appointed under sub-paragraph (1)(b) are heard.",
    "1.1 Mae\u2019r llys yn penderfynu:\n\n(a) y pris;\n\n(b) y tir; ac\n\n(c) y dreth.",
    "1.1 In the Act\u2014\n\n(1) for section 2 substitute\u2014\n\n\u201c(1) The court hears.\n\n(2) It sits.\u201d\n\n"
    "(2) The order ends.",
    "1.1 The court said so in Smith v Jones [1984] 1 AC 994.",
    "1.1 A motion named in Section 56 Subsection (6) of the Act is heard.\n\n(1) It is put.\n\n(2) It is voted on.",
    "1.—(1) One pays.\n\n(2) One packs under regulation 9 paragraph (3) or so.\n\n2. Both rest.",
    # An instrument that changes another, that speaks of one, or that shows a part of a provision.
    "1.—(1) The order is amended as follows.\n\n(2) Paragraph (5) is left out.\n\n2. Both rest.",
    "1.—(1) One pays.\n\n(2) One packs under paragraph (3) of the Schedule.\n\n2. Both rest.",
    "1.—(2) One pays.\n\n(3) One packs under paragraph (1).\n\n2. Both rest.",
    "1.—(1) One pays, (2) one sues.\n\n(3) One packs under paragraph (2).\n\n2. Both rest.",
    "1.1 The share is [votes cast / (1 + seats)] of the whole.",
    "1.1 [This is the first edition. It replaces none.] The buyer pays.",
    "1.1 The buyer ticks one:\n\n(   ) cash\n\n[  ] card.",
    "1.1 The seller answers each request within one month.",
    "1.1 The chair shall preside;\n\n1.2 The clerk shall report; and\n\n1.3 The board shall vote.",
    "# Fees\n\n1. One pays.\n\n# Goods\n\n1. One packs.\n\n# Law\n\n1. One sues.",
    # What a sentence counts, behind a reference that names no step, or another step.
    "1.1 We may (a) remove it, (b) end it under section 2, and (c) tell a court.\n\n2. Each side may end it.",
    "1.1 We may (a) act under section 2(a), and (b) tell a court.\n\n2. Each side may:\n\n(a) end it.",
    "1.1 The body 1) shall ask; 2) shall tell; and 3) shall sit.",
    "1.1 The buyer assigns the Terms (and all rights in the Terms\uff09 to anybody.",
    "1.1 If the chair is elected and the clerk is absent or becomes ill, the board shall choose one.",
    "1.1 When you accept a request, or receive a notice, you bind yourself, and are responsible for it.",
    "1.1 These are registered marks or marks or names of the seller.",
    "1.1 Coverage varies from audit to audit to provide assurance.",
    "1.1 Newsracks are placed back to back to form two rows.",
    "1.1 It may exclude a licence by by -law or ordinance.",
    "Verification of Purchaser\nPurchaser with a Deposit Account",
    "1.1 A complaint about any of these points, by a buyer, is made by letter to the office below free of charge and "
    "in the words and the form that the seller gives to the buyer for that use alone:\n\n(a) price;\n\n(b) place;\n\n"
    "(c) day.",
    "1.1 The period of notice is 14 days.\n\n1.2 For the removal the period of notice is 3 days.",
    "1.1 The seller:\n\n*   delivers the goods;\n*   keeps a record.",
    "1.1 The seller acts under section 2(b).\n\n2. The buyer:\n\n    1. pays; and\n\n    2. rests.",
    "VIII. The board sits.\n\nIX. The clerk writes.\n\nX. The court hears.",
    "1.1 An order for a period of two years would be too little.",
    "1.1 The rule was made on 11/15/1973.",
    "1.1 The clerk may add users by i) naming them, ii) to grant rights, iii) to open books, iv) or to end them.",
    "1.1 The board shall revise these rules every 2 years, and it shall tell the members of it in a letter to each.",
    "1.1 The seller shall use the marks of the buyer and of nobody else in all of its letters.\n\n![](mark.jpg)",
    "1.1 The oath is taken in:\n\nState of ____\n)\n)\nss.\nCounty of ____\n)\n\nbefore a notary.",
    "1.1 The buyer signs.\n\nSigned: ____  Date: ____",
    "3.1 To know more, ask.\n\n3.2 The buyer pays under clause 3.1.",
    # Where to look further, what stands apart on purpose, and the border of a table drawn with signs.
    "1.1 The buyer pays what is due.\n\n[See section 1.1]\n\n1.2 The seller delivers.",
    "1.1 The buyer pays.\n\n(*)  The law of 1998 on sales.",
    "CHAPTER  25.1. Fees\n\n1.1 The buyer pays.",
    "1.1 The buyer pays for what is his  {#fees}\n\n1.2 The seller delivers.",
    "1.1 The buyer shall pay what the seller of the goods asks for within the time that is given to him by the law\n"
    "+-------+-------+",
    # Lists that go on in what was not read as their items.
    "1.1 The buyer pays:\n\n(a) the price;\n\n(b) carriage;\n\n---\n\n1.2 The list goes on.",
    "1.1 The buyer pays:\n\n(a) the price;\n\n(b) carriage;\n\n(c) duty; and\n\n[(c)] (d) the tax.",
    "1.1 The buyer pays:\n\n(1) the price;\n\n(2) carriage;\n\n(iii) duty;\n\n(iv) the tax.",
    "1.1 The buyer pays:\n\n(a) the price;\n\n(b) carriage;\n\n{14}--------------------\n\n(c) duty; and\n\n(d) tax.",
    "1.1 The price:\n\n(a) is paid;\n\n(b) bears interest; but\n\n(c) is not taxed.",
    "1.1 The buyer may (i) send a bill, (ii) a deed,\n\n(i) sue for the price, (ii) the tax,\n\n(iii) rest.",
    # Brackets in a formula, in an extract that is cut, at the foot of a page; and a list within a sentence.
    "1.1 The wage is\nw(r) =\n(\n0 when r is 0\nr + 1 otherwise",
    "tion 101 of title I, set out as a note under section 901 of this title] are the words of the law on calls.",
    "1.1 It is agreed that the lines are laid by the owner of a lot and paid by him:\n(Platted Subdivision\nand so on.",
    "1.1 Events are: (a) a default; (b) a loss; (c) a sale.\n\n1.2 On an event of clause 1.1(c) the buyer pays.",
    "1.1 Events are: (a) a default; (b) a loss; (c) a sale.\n\n1.2 On one of clauses 1.1(b) to 1.1(c) the buyer pays.",
    # Links over several lines, and a place in a statute book.
    '# [ The Code ](\n\n    /\n    "Return to the page of the Code")\n\n1.1 The buyer pays.',
    "1.1 The buyer reads:\n\n* [ Laws of Delaware  Laws of\nDelaware ](https://laws.example)\n* Rules  Rules",
    "1.1 The body is exempt under the Internal Revenue Code [26 U.S.C. \u00a7 501(c)(3) or (c)(4)].",
    "1.1 The issuer sells twenty-three thousand, one hundred two (23,102) shares.",
    # A heading put in tells clauses of one number apart otherwise, and renumbers none.
    "1. First one pays for the goods.\n\n2. Then one rests at home.\n\n{++# Schedule 1++}\n\n1. The buyer pays for "
    "all the goods.\n\n2. The seller sells as paragraph 1 says.\n\n3. Both rest.",
    "# Rules\n\n1.1 The buyer pays.\n\n1.2 The seller delivers.\n\n| Rule | From |\n|---|---|\n| 1.1 | A code |\n"
    "| 1.1 | A law |\n| 1.2 | A code |",
]


# Layouts that are read otherwise than they are meant: what is off there has nothing right around it.
MISREAD = [
    # Lists that begin again, a list out of which more than one number was lost, and one counted in two ways.
    "1.1 The buyer:\n\n(a) pays;\n\n(b) waits; and\n\n(c) asks.\n\n(a) It rests.\n\n(b) It sleeps.",
    "1.1 The list:\n\n(a) one;\n\n(d) four;\n\n(h) eight; and\n\n(k) eleven.",
    # What may be left out of a form, over more than one clause.
    "1.1 [The buyer pays the price.\n\n1.2 It waits.\n\n1.3 It keeps the goods.] It tells the seller.",
    # A list that goes on below words of its own.
    "1.1 The buyer pays:\n\n(a) the price;\n\n(b) carriage,\n\nexcept where it is waived;\n\n(c) duty; and\n\n(d) tax.",
    "1.1 The buyer pays:\n\n(a) the price;\n\n(b) carriage to the port\n\nor to the yard;\n\n1.2 The list goes on.",
    "1.1 The oath is taken.\n\nSTATE OF MICHIGAN\n\n)     SS.\n\n1.2 It is kept.",
    # What a clause says of its own paragraphs.
    "1.1 The buyer may:\n\n(a) sell subject to paragraph (b); or\n\n(b) lend,\n\n"
    "but notwithstanding paragraphs (a) and (b) not abroad.",
]


@pytest.mark.parametrize("text", MISREAD)
def test_what_is_likelier_misread_than_wrong_is_no_fault(text: str) -> None:
    assert not [f for f in found(text) if f.severity is not Severity.NOTE]


@pytest.mark.parametrize(
    ("label", "row", "moved", "off"),
    [
        ("1.2(b)", ["1.2(a)", "1.2(b)", "1.2(b)", "1.2(c)"], False, True),
        ("1.2(b)", ["1.2(a)", "1.2(b)", "1.2(b)", "1.2(d)"], False, True),
        ("1.2(d)", ["1.2(a)", "1.2(b)", "1.2(d)"], False, True),
        ("1.2(d)", ["1.2(a)", "1.2(d)"], False, False),
        ("1.2(a)", ["1.2(a)", "1.2(b)", "1.2(c)", "1.2(a)"], False, False),
        ("1.2(b)", ["1.2(a)", "1.2(b)", "1.2(a)", "1.2(b)"], False, False),
        ("1.3", ["1.1", "1.2", "1.4", "1.5", "1.3", "1.6"], True, True),
        ("1.3", ["1.1", "1.4", "1.3", "1.9"], True, False),
        ("11", [*map(str, range(1, 8)), "9", "10", "11", "11"], False, True),
        ("2A", ["1", "2", "2A", "2A", "3"], False, True),
        ("III", ["I", "II", "III", "III", "IV"], False, True),
    ],
)  # fmt: skip
def test_a_number_is_off_in_a_row_that_goes_on_but_for_it(label: str, row: list[str], moved: bool, off: bool) -> None:
    assert is_off_in_a_row(label, row, moved=moved) is off


def test_what_is_found_again_and_again_is_one_note() -> None:
    brackets = "\n\n".join(f"1.{n} The buyer pays lot {n} (less tax." for n in range(1, 7))
    (note,) = found(brackets)
    assert (note.code, note.severity.value, len(note.alike)) == ("TY103", "note", 5)
    assert note.message.startswith("The text has 6 brackets or quotation marks")
    assert [f.severity.value for f in found(brackets, strict=True)] == ["error"] * 6
    few = "\n\n".join(f"1.{n} The buyer pays lot {n} (less tax." for n in range(1, 4))
    assert [f.severity.value for f in found(few)] == ["error"] * 3


@pytest.mark.parametrize("text", RIGHT)
def test_of_a_text_in_which_nothing_is_wrong_nothing_is_said(text: str) -> None:
    assert found(text) == ()


def test_spaces_that_are_a_habit_are_one_note() -> None:
    (note,) = found("1.1 The buyer pays.  The seller delivers.  Both keep records.")
    assert (note.code, note.severity.value) == ("TY101", "note")
    assert "in 2 places" in note.message


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("1.1 " + " ".join(f"Where so , the buyer pays lot {n}." for n in range(5)), 5),
        (
            "1.1 The form is signed\n\nby him as buyer  by her as seller  by us.\n\n1.2 It ends.",
            2,
        ),
        ("1.1 The total is      4,000 pounds.", 1),
    ],
    ids=["of one kind", "several on a line", "wide"],
)
def test_spaces_that_set_words_apart_or_are_of_one_kind_are_one_note(text: str, places: int) -> None:
    (note,) = found(text)
    assert (note.code, note.severity.value, len(note.alike)) == ("TY101", "note", places - 1)


def test_numbers_that_begin_again_under_a_heading_are_in_order() -> None:
    row = "\n\n".join(f"# {n}. Step {word}" for n, word in enumerate(("one", "two", "three", "four", "five", "six"), 1))
    text = f"# 5. Adoption\n\n# 5.1. Process\n\n{row}\n\n# 6. Assessment\n\nIt is made each year."
    assert [f for f in found(text) if f.severity is not Severity.NOTE] == []


def test_one_space_behind_a_full_stop_or_a_paragraph_is_a_note() -> None:
    for text in ("1.1 The buyer pays.  The seller delivers.", "1.1 The buyer pays. \n\n1.2 The seller delivers."):
        assert [(f.code, f.severity.value) for f in found(text)] == [("TY101", "note")]
    assert [(f.code, f.severity.value) for f in found("1.1 The buyer  pays.")] == [("TY101", "warning")]


def test_one_note_of_spaces_is_fixed_in_every_place() -> None:
    text = "1.1 The buyer pays.  The seller delivers.  Both keep records.\n\n1.2 Both sign.  Both meet. \n"
    result = check(read_markdown(text, "draft.md"), load(), assessment)
    fixed = fix_text(result.draft, text, result.findings)
    assert [f.code for f in result.findings] == ["TY101"]
    assert fixed.text == text.replace("  ", " ").replace("meet. ", "meet.")
    assert (fixed.made, fixed.left) == (4, ())


def test_what_is_not_sure_is_said_where_it_is_wanted() -> None:
    text = "1.1 The Carrier keeps records.\n\n1.2 Both the Carrier and the Shipper sign."
    assert found(text) == ()
    assert {f.code for f in found(text, strict=True)} == {"DT501"}


def test_what_a_text_does_throughout_is_how_it_is_written() -> None:
    stop = "The officer shall write it down in the book that is kept at the station for the day"
    lists = "The buyer pays:\n\n(a) the price;\n\n(b) carriage;\n\n(c) the tax."
    for text, code in ((stop, "TY105"), (lists, "LI601")):
        once, often = (
            "\n\n".join(f"1.{n} {text}" for n in range(1, 1 + number)) + "\n\n1.9 Both sign." for number in (1, 7)
        )
        assert [f.code for f in found(once)] == [code], code
        assert code not in {f.code for f in found(often)}
        assert code in {f.code for f in found(often, strict=True)}


def test_a_sign_that_does_not_show_is_no_end() -> None:
    assert {f.code for f in found("1.1 The buyer shall agree to all of what this says.\u200d")} == {"TY101"}


def test_what_print_cannot_show_is_not_said_of_a_pdf() -> None:
    text = "1. The buyer pays.\n\n2. The seller delivers.\n\n2. Both agree.\n\n3. Tax is paid on 80 \nFebruary."
    assert check(read_markdown(text, "draft.pdf", form="pdf"), load(), assessment).findings == ()
    assert {f.code for f in found(text)} == {"NU305", "QT705"}


GAPS = [
    ("(d) the tax.", "(b) carriage; and", "The list has no (c) before (d)."),
    ("(b) the tax.", "(b) carriage; and", "There are two provisions 1(b)."),
]


@pytest.mark.parametrize(("last", "middle", "message"), GAPS, ids=["a gap", "a double"])
def test_numbers_of_a_pdf_are_off_where_its_lists_show_how_deep_they_stand(
    last: str, middle: str, message: str
) -> None:
    items = [("1. The buyer of the goods pays:", 72), ("(a) the price;", 108), (middle, 108), (last, 108)]
    deep = check(read_pdf(pdf(lines(*items)), "draft.pdf"), load(), assessment).findings
    assert message in [f.message for f in deep]
    flush = check(read_pdf(pdf(lines(*((text, 72) for text, _ in items))), "draft.pdf"), load(), assessment).findings
    assert not [f for f in flush if f.code.startswith("NU3")]


def test_a_list_of_a_pdf_that_stands_further_to_the_right_is_one_of_its_own() -> None:
    items = [
        ("1. The buyer of the goods pays:", 72), ("1. the price; and", 108), ("2. carriage.", 108),
        ("2. The seller of the goods delivers:", 72), ("1. the goods; and", 108), ("2. a bill.", 108),
    ]  # fmt: skip
    assert check(read_pdf(pdf(lines(*items)), "draft.pdf"), load(), assessment).findings == ()


PRINTED = [
    ["1. Development by the Licensor", "The Licensor may go on.", "2. It ends."],
    ["1. The parties sign below.", "Signature Signature", "Name Name", "2. It ends."],
    ["1. The parties  sign below, and each keeps a copy.", "2. It ends."],
]


@pytest.mark.parametrize("printed", PRINTED, ids=["a heading and its text", "two columns", "blanks"])
def test_what_stands_twice_on_a_page_by_its_layout_is_no_fault(printed: list[str]) -> None:
    read = read_pdf(pdf(lines(*((line, 72) for line in printed))), "draft.pdf")
    assert check(read, load(), assessment).findings == ()


def test_a_bracket_that_closes_on_the_next_line_numbers_nothing() -> None:
    items = [("1. The order amends the Childcare Act 2006 \\(c.", 72), ("21\\) as follows, and no more.", 84)]
    read = read_pdf(pdf(lines(*items)), "draft.pdf")
    assert [p.text for p in read.paragraphs] == [
        "1. The order amends the Childcare Act 2006 (c.\n21) as follows, and no more."
    ]


@pytest.mark.parametrize(
    ("steps", "missing"),
    [
        ("a b c e f", True),
        ("a c d e", True),
        ("1 2 3 5 6", True),
        ("i ii iv v", True),
        # A row that is short, that begins late, that ends there, or of which more is off.
        ("a b d", False),
        ("a b c d f", False),
        ("b c e f", False),
        ("a b d e g", False),
        # The one that is missing stands in the words of the one before, where it was not read as a number.
        ("a b* d e", False),
    ],
)
def test_a_number_missing_from_a_list_below_words_without_one_is_found_in_a_long_row(steps: str, missing: bool) -> None:
    items = "\n\n".join(
        f"({step.rstrip('*')}) one thing{' and c. another' if step.endswith('*') else ''};" for step in steps.split()
    )
    assert [f.code for f in found(f"The buyer brings these:\n\n{items}") if f.code == "NU301"] == ["NU301"] * missing
