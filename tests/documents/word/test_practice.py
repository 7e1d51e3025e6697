"""How the legal text of a modification is laid out in practice: a document made for each habit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from sec_rules.documents.document import View
from sec_rules.documents.readers.docx import read_docx
from sec_rules.drafting.layout.layout import lay_out
from sec_rules.drafting.layout.provisions import Layout, Provision
from sec_rules.lang import Defines
from sec_rules.loading import load
from sec_rules.review.fixes.word_locations import in_provision
from sec_rules.review.review import Review, check
from sec_rules.rulebook.questions import assessment
from sec_rules.span import Span
from tests.documents.word.stored import stored

Make = Callable[..., bytes]
WHO = 'w:id="1" w:author="Ann" w:date="2018-08-31T09:00:00Z"'
FIRST = "in the first year after the year of its initial Full User Security Assessment, to a "
SMALL = (
    "Where a User is a Supplier Party and the sum of the number of Domestic Premises and five times the number of "
    "Non-Domestic Premises, in each case supplied with electricity and/or gas through one or more Smart Metering "
    "Systems for which it is the Responsible Supplier, is equal to or less than 250,000, it shall be subject:"
)
HEADINGS = '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>' + (
    '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
)


def p(text: str, style: str = "", more: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    runs = "<w:tab/>".join(f'<w:t xml:space="preserve">{part}</w:t>' for part in text.split("\t"))
    return f"<w:p><w:pPr>{named}{more}</w:pPr><w:r>{runs}</w:r></w:p>"


def ins(text: str) -> str:
    return f'<w:ins {WHO}><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:ins>'


def gone(text: str) -> str:
    return f'<w:del {WHO}><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def runs(*inside: str) -> str:
    made = (x if x.startswith("<") else f'<w:r><w:t xml:space="preserve">{x}</w:t></w:r>' for x in inside)
    return f"<w:p>{''.join(made)}</w:p>"


def layout(data: bytes, view: View = View.ACCEPTED) -> Layout:
    return lay_out(read_docx(data, "draft.docx").view(view), view)


def labels(provisions: tuple[Provision, ...]) -> list[str]:
    return [q.label for top in provisions for q in top.walk()]


def checked(data: bytes) -> Review:
    return check(read_docx(data, "draft.docx"), load(), assessment)


def test_cover_contents_and_what_is_said_about_the_document_are_no_legal_text(make: Make) -> None:
    body = (
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Cover Pages'/></w:docPartObj></w:sdtPr><w:sdtContent>"
        + p("G8.99 A title on the cover")
        + "</w:sdtContent></w:sdt>"
        + p("About this document", "Heading1")
        + p("G8.41 This document proposes to change the threshold of the clause so numbered.")
        + p("Contents", "Heading1")
        + p("G8.41\tSupplier Parties\t3", "TOC1")
        + p("G8.42 Supplier Parties ........ 4")
        + p("Legal text", "Heading1")
        + p("G8.44 Not used.")
        + p("Page 3 of 4")
    )
    found = layout(make(body, styles=HEADINGS))
    assert labels(found.provisions) == ["G8.44"]
    assert found.provisions[0].text == "Not used."


def test_contents_made_by_a_field_are_no_legal_text(make: Make) -> None:
    body = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText> TOC \\o "1-3" </w:instrText>'
        '<w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>G8.41 Supplier Parties</w:t></w:r></w:p>'
        + p("G8.42 More of them")
        + '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        + p("G8.44 Not used.")
    )
    assert labels(layout(make(body)).provisions) == ["G8.44"]


def test_what_the_changes_were_marked_against_is_said(make: Make) -> None:
    note = "These changes have been redlined against Section G version 5.20."
    change = runs("G8.44 ", gone("Not used."), ins("Intentionally blank."))
    result = checked(make(p(note) + change))
    assert result.draft.document.notes == (
        "Whether its changes are in fact marked against Section G version 5.20, as the document says.",
    )
    assert not [r for r in result.findings if r.code == "AM906" and r.view is View.MARKUP]
    other = checked(make(p(note.replace("Section G", "Section H")) + change))
    (found,) = (r for r in other.findings if r.code == "AM906" and r.view is View.MARKUP)
    assert "against Section H version 5.20, but it shows clauses of Section G" in found.message


def test_changes_marked_against_an_older_version_are_reported(make: Make) -> None:
    note = "These changes have been redlined against Section G version 3 of 1 December 2017."
    body = runs("G8.47 Where a User is neither a Supplier Party nor a Network Party, it shall be subject:") + runs(
        "(a) " + FIRST, gone("Verification User Security Assessment;"), ins("User Security Self-Assessment;")
    )
    result = check(read_docx(make(p(note) + body), "draft.docx"), load(), assessment, on=date(2020, 1, 1))
    messages = [r.message for r in result.findings if r.code == "AM906"]
    assert any("G8.47 did not then stand as on 31 December 2019, the base taken" in m for m in messages)


def test_an_instruction_above_an_extract_is_no_text_of_it(make: Make) -> None:
    body = (
        p("Amend Section G8.42 as follows:")
        + p("G8.42 " + SMALL)
        + p("(a) " + FIRST + "User Security Self-Assessment.")
    )
    found = layout(make(body))
    assert labels(found.provisions) == ["G8.42", "G8.42(a)"]
    assert [i.text for i in found.instructions] == ["Amend Section G8.42 as follows:"]


@pytest.mark.parametrize("sign", ["[...]", "[\u2026]", "...", "\u2026", "***", "* * *", "[text omitted]"])
def test_text_left_out_is_unchanged_and_never_deleted(sign: str, make: Make) -> None:
    third = "in the next following year, to a "
    body = (
        p("G8.42 " + sign)
        + p(sign)
        + runs("(c) " + third, gone("Full"), ins("Verification"), " User Security Assessment; and")
        + p(sign)
    )
    result = checked(make(body))
    (shown,) = result.draft.shown
    assert shown.status == "changed"
    assert shown.executable
    assert shown.after is not None
    assert [q.step for q in shown.after.provision.children] == ["(a)", "(b)", "(c)", "(d)"]
    assert shown.after.provision.text == SMALL
    assert {r.code for r in result.findings} <= {"PR005", "PR006", "AM906"}
    assert [(c.was, c.becomes) for c in result.merged] == [("FULL", "VERIFICATION")]


def test_part_extracts_of_one_clause_are_one_clause(make: Make) -> None:
    body = (
        p("G8.42 [...]")
        + runs("(a) " + FIRST, gone("Verification"), ins("Full"), " User Security Assessment;")
        + p("[...]")
        + p("G8.42 [...]")
        + runs(
            "(b) in the immediately following year, to a ",
            gone("User Security Self-Assessment"),
            ins("Verification User Security Assessment"),
            ";",
        )
        + p("[...]")
    )
    (shown,) = checked(make(body)).draft.shown
    assert shown.after is not None
    steps = {q.step: q.text for q in shown.after.provision.children}
    assert list(steps) == ["(a)", "(b)", "(c)", "(d)"]
    assert "to a Full User" in steps["(a)"]
    assert "to a Verification User" in steps["(b)"]


def test_a_number_belongs_to_the_section_whose_heading_stands_above_it(make: Make) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="41"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="8.%1"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>'
        '<w:lvlText w:val="(%2)"/></w:lvl><w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/>'
        '<w:lvlText w:val="(%3)"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/>'
        "</w:lvlOverride></w:num>"
    )

    def n(text: str, depth: int, of: int = 1) -> str:
        return p(text, more=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{of}"/></w:numPr>')

    body = (
        p("SECTION G: SECURITY", "Heading1")
        + n("First clause:", 0)
        + n("one", 1)
        + n("two:", 1)
        + n("inner", 2)
        + n("three", 1)
        + p("Section H \u2013 DCC Services", "Heading1")
        + n("Other Section", 0, 2)
    )
    found = layout(make(body, styles=HEADINGS, numbering=numbering))
    assert labels(found.provisions) == ["G8.41", "G8.41(a)", "G8.41(b)", "G8.41(b)(i)", "G8.41(c)", "H8.3"]


def test_the_level_of_a_list_tells_what_its_letters_leave_open(make: Make) -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (form, text) in enumerate((("decimal", "G8.%1"), ("lowerLetter", "(%2)"), ("lowerLetter", "(%3)")))
    )
    numbering = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>' + (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = "".join(
        p(f"text {i}", more=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="1"/></w:numPr>')
        for i, depth in enumerate((0, 1, 2, 2, 1))
    )
    found = layout(make(body, numbering=numbering))
    assert labels(found.provisions) == ["G8.1", "G8.1(a)", "G8.1(a)(a)", "G8.1(a)(b)", "G8.1(b)"]


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{p(cell)}</w:tc>' for cell in cells)}</w:tr>"


def test_a_table_of_definitions_defines_without_quotation_marks(make: Make) -> None:
    meaning = "means the sum of the number of Domestic Premises and five times the number of Non-Domestic Premises."
    body = p("SECTION A: DEFINITIONS", "Heading1") + (
        "<w:tbl>"
        + row("Weighted Premises", meaning)
        + row("Panel", "has the meaning given in Section C2.")
        + "</w:tbl>"
    )
    document = read_docx(make(body, styles=HEADINGS), "draft.docx")
    found = lay_out(document.view(View.ACCEPTED), View.ACCEPTED)
    (clause,) = found.provisions
    assert clause.label == "A1.1"
    assert clause.text.split("\n")[0] == f"\u201cWeighted Premises\u201d {meaning}"
    at = clause.text.index("five times")
    assert stored(document, in_provision(clause, Span(at, at + 10))) == "five times"
    assert stored(document, in_provision(clause, Span(0, 19))) == "Weighted Premises"
    (shown,) = checked(make(body, styles=HEADINGS)).draft.shown
    assert shown.after is not None
    assert [r.name for r in shown.after.rules if isinstance(r, Defines)] == ["Weighted Premises"]


def test_comments_in_the_margin_are_listed_and_change_nothing(make: Make) -> None:
    body = (
        '<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>G8.44 Not used.</w:t></w:r><w:commentRangeEnd w:id="0"/>'
        '<w:r><w:commentReference w:id="0"/></w:r></w:p>'
    )
    comment = '<w:comment w:id="0" w:author="Ann"><w:p><w:r><w:t>G8.45 Is this right?</w:t></w:r></w:p></w:comment>'
    data = make(body, comments=comment)
    assert labels(layout(data).provisions) == ["G8.44"]
    assert [a.text for a in read_docx(data, "draft.docx").asides] == ["G8.45 Is this right?"]
