"""What only a Word file can have wrong, each found at its words in a file made for it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from attrs import evolve

from sec_rules.documents.readers.docx import read_docx
from sec_rules.engine.code import Code
from sec_rules.lang import Standing
from sec_rules.loading import load
from sec_rules.review.findings import Finding
from sec_rules.review.review import check
from sec_rules.review.selection import Selection
from sec_rules.rulebook.questions import assessment

Make = Callable[..., bytes]
ANN = 'w:id="11" w:author="Ann" w:date="2020-01-01T00:00:00Z"'
BEN = 'w:id="12" w:author="Ben" w:date="2020-01-02T00:00:00Z"'
NUMBERING = (
    '<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="60"/><w:numFmt w:val="decimal"/><w:lvlText w:val="G8.%1"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
)
RECORD = "Each Network Party shall keep a record of its premises."
NOTICE = "Each Network Party shall give notice of a change to the Panel."
SUMMARY = "The Panel shall publish a summary of the records that it holds."


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*inside: str, level: int | None = 0, inserted: bool = False, bookmark: str = "") -> str:
    """A paragraph of runs, numbered by Word at a level, or not at all where that is None."""
    number = "" if level is None else f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
    end = f"<w:rPr><w:ins {ANN}/></w:rPr>" if inserted else ""
    words = "".join(x if x.startswith("<") else run(x) for x in inside)
    words = f"<w:ins {ANN}>{words}</w:ins>" if inserted else words
    if bookmark:
        words = f'<w:bookmarkStart w:id="7" w:name="{bookmark}"/>{words}<w:bookmarkEnd w:id="7"/>'
    return f"<w:p><w:pPr>{number}{end}</w:pPr>{words}</w:p>"


def reference(target: str, shown: str) -> str:
    """A field that refers to the number of a paragraph, and what it showed when it was last updated."""
    parts = (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> REF {target} \\r \\h </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        f"<w:t>{shown}</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
    return "".join(f"<w:r>{part}</w:r>" for part in parts)


def found(code: str, data: bytes, against: Code | None = None) -> list[Finding]:
    result = check(read_docx(data, "draft.docx"), against or load(), assessment, selection=Selection(extend=(code,)))
    assert not result.faults
    return [r for r in result.findings if r.code == code]


def test_a_reference_that_renumbering_silently_points_elsewhere_is_found_where_word_counts(make: Make) -> None:
    again = "A User that is late under Section G8.61 shall say why."
    before = [p(RECORD), p(NOTICE), p(again)]
    assert not found("XR406", make("".join(before), numbering=NUMBERING))
    (finding,) = found("XR406", make("".join([before[0], p(SUMMARY, inserted=True), *before[1:]]), numbering=NUMBERING))
    assert (finding.clause, finding.snippet) == ("G8.63", "Section G8.61")
    assert finding.message.endswith("what was G8.61 is now G8.62, and G8.61 is a different provision.")


def test_a_paragraph_moved_by_an_inserted_one_makes_its_references_stale_too(make: Make) -> None:
    items = [p("keep a record;", level=1), p("give notice of a change; and", level=1), p("pay for copies.", level=1)]
    head, tail = p("Each Network Party shall:"), p("The Panel may ask for what Section G8.60(b) provides for.")
    new = p("appoint a person to answer the Panel;", level=1, inserted=True)
    assert not found("XR406", make("".join([head, *items, tail]), numbering=NUMBERING))
    (finding,) = found("XR406", make("".join([head, new, *items, tail]), numbering=NUMBERING))
    assert (finding.clause, finding.snippet) == ("G8.61", "Section G8.60(b)")


@pytest.mark.parametrize(
    ("target", "shown", "named"),
    [
        ("_Ref1", "G8.61", None),
        ("_Ref1", "G8.62", "shows 'G8.62', and what it leads to is numbered G8.61"),
        ("_Ref2", "G8.61", "leads to the bookmark '_Ref2', which is not there"),
    ],
)
def test_a_field_is_stale_or_leads_nowhere(target: str, shown: str, named: str | None, make: Make) -> None:
    body = p("Subject to Section ", reference(target, shown), ", " + RECORD) + p(SUMMARY, bookmark="_Ref1")
    findings = found("XR405", make(body, numbering=NUMBERING))
    assert [r.snippet for r in findings] == ([shown] if named else [])
    assert all(named is not None and named in r.message for r in findings)


def test_a_field_whose_target_the_draft_deletes_leads_to_nothing(make: Make) -> None:
    gone = (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del {ANN}/></w:rPr></w:pPr>'
        f'<w:bookmarkStart w:id="7" w:name="_Ref1"/><w:del {ANN}><w:r><w:delText>{SUMMARY}</w:delText></w:r></w:del>'
        '<w:bookmarkEnd w:id="7"/></w:p>'
    )
    body = p("Subject to Section ", reference("_Ref1", "G8.61"), ", " + RECORD) + gone + p(NOTICE)
    (finding,) = found("XR405", make(body, numbering=NUMBERING))
    assert "which this draft deletes" in finding.message


@pytest.mark.parametrize(("shown", "stale"), [("G8.62", True), ("G8.61", False), ("", False)])
def test_a_field_that_the_draft_takes_out_may_show_what_it_will(shown: str, stale: bool, make: Make) -> None:
    gone = reference("_Ref1", "G8.62")
    taken_out = gone.replace("w:t>", "w:delText>").replace("w:t ", "w:delText ").replace("instrText", "delInstrText")
    put_in = f"<w:ins {BEN}>{reference('_Ref1', shown)}</w:ins>" if shown else ""
    target = p(SUMMARY, bookmark="_Ref1")
    body = p("Subject to Section ", f"<w:del {ANN}>{taken_out}</w:del>{put_in}", ", " + RECORD) + target
    assert bool(found("XR405", make(body, numbering=NUMBERING))) is stale


def test_a_number_typed_among_computed_ones_is_found_and_one_typed_beside_its_own(make: Make) -> None:
    body = p(RECORD) + p("G8.61 " + NOTICE, level=None) + p(SUMMARY) + p("G8.62 " + RECORD)
    findings = found("NU303", make(body, numbering=NUMBERING))
    assert [r.message for r in findings if "by itself" in r.message] == [
        "The number is typed, and the paragraph is numbered G8.62 by itself."
    ]
    assert [r.clause for r in findings if "typed, where the others" in r.message] == ["G8.61"]
    assert not found("NU303", make(p(RECORD) + p(NOTICE), numbering=NUMBERING))


def test_highlighted_words_are_told_as_still_to_be_settled(make: Make) -> None:
    def marked(text: str, colour: str = "yellow") -> str:
        look = f'<w:rPr><w:highlight w:val="{colour}"/></w:rPr>'
        return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'

    body = p("Each User shall keep its record for ", marked("six "), marked("years"), " after the year.")
    (finding,) = found("PH201", make(body, numbering=NUMBERING))
    assert (finding.clause, finding.snippet) == ("G8.60", "six years")
    assert finding.message == "'six years' is highlighted, as what is still to be settled is."
    (finding,) = found("PH201", make(p("It shall be kept for ", marked("[TBC]"), " years."), numbering=NUMBERING))
    assert "placeholder" in finding.message, "what is said once already is not said again"
    assert not found("PH201", make(p("Each User shall keep its ", marked("record", "none"), "."), numbering=NUMBERING))


def test_two_authors_in_one_place_are_named(make: Make) -> None:
    nested = f"<w:ins {ANN}><w:del {BEN}><w:r><w:delText>of its premises</w:delText></w:r></w:del></w:ins>"
    one = f"<w:ins {ANN}>{run('of its premises')}</w:ins>"
    (finding,) = found("AM904", make(p("Each User shall keep a record ", nested, "."), numbering=NUMBERING))
    assert finding.message == "Ann and Ben both change these words: 'of its premises'."
    assert not found("AM904", make(p("Each User shall keep a record ", one, "."), numbering=NUMBERING))


def test_words_changed_without_a_mark_are_told_against_the_official_ones(make: Make) -> None:
    code = load()
    clauses = tuple(
        evolve(c, versions=tuple(evolve(v, standing=Standing.VERBATIM) for v in c.versions)) for c in code.clauses
    )
    official = evolve(code, clauses=clauses)
    first = "in the first year after the year of its initial Full User Security Assessment, to a "
    new = f"<w:del {ANN}><w:r><w:delText>Verification</w:delText></w:r></w:del><w:ins {ANN}>{run('Full')}</w:ins>"
    body = [
        p("G8.47 Where a User is neither a Supplier Party nor a Network Party, it shall be subject:", level=None),
        p("(a) " + first, new, " User Security Assessment;", level=None),
        p("(b) in the {} following year, to a User Security Self-Assessment;", level=None),
        p("(c) in the next following year, to a Full User Security Assessment; and", level=None),
        p(
            "(d) in each year thereafter, to a category of security assessment which repeats the annual sequence of "
            "paragraphs (a) to (c).",
            level=None,
        ),
    ]
    assert not found("AM902", make("".join(body).format("immediately")), official)
    (finding,) = found("AM902", make("".join(body).format("second")), official)
    assert (finding.clause, finding.snippet) == ("G8.47(b)", "second")
    assert "the text in force has 'immediately' here" in finding.message
    assert not found("AM902", make("".join(body).format("second")), code), "our restated words are no yardstick"


def test_words_of_a_control_that_nobody_filled_are_a_placeholder_and_no_term(make: Make) -> None:
    def control(inside: str, shows: str = "<w:showingPlcHdr/>") -> str:
        return f"<w:sdt><w:sdtPr>{shows}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"

    inline = p("Each User shall by ", control(run("Choose an item.")), " count its premises.")
    (finding,) = found("PH201", make(inline, numbering=NUMBERING))
    assert (finding.clause, finding.snippet) == ("G8.60", "Choose an item.")
    assert not found("DT501", make(inline, numbering=NUMBERING))
    around = control(p("Click or tap here."))
    table = f"<w:tbl><w:tr>{control('<w:tc>' + p('Enter any content.') + '</w:tc>')}</w:tr></w:tbl>"
    for whole in (around, control(control(p("Click or tap here."), "")), table):
        assert len(found("PH201", make(whole, numbering=NUMBERING))) == 1
    for filled in ("", '<w:showingPlcHdr w:val="0"/>', '<w:placeholder><w:docPart w:val="x"/></w:placeholder>'):
        assert not found("PH201", make(control(p("Each User shall count."), filled), numbering=NUMBERING))


@pytest.mark.parametrize("shown", ["(b) above", "(b) ABOVE", "(b)"])
def test_above_or_below_behind_the_number_of_a_reference_is_not_stale(shown: str, make: Make) -> None:
    items = [p("keep a record;", level=1), p("give notice; and", level=1, bookmark="_Ref1"), p("pay.", level=1)]
    field = reference("_Ref1", shown).replace("\\r", "\\r \\p")
    body = "".join([p("Each User shall:"), *items, p("The Panel may ask under paragraph ", field, ".")])
    assert not found("XR405", make(body, numbering=NUMBERING))
    stale = body.replace(shown, shown.replace("(b)", "(c)"))
    assert [x.snippet for x in found("XR405", make(stale, numbering=NUMBERING))] == [shown.replace("(b)", "(c)")]


@pytest.mark.parametrize("shown", ["(b) {}", "{}"])
def test_above_or_below_of_what_stands_on_the_other_side_is_stale(shown: str, make: Make) -> None:
    items = [p("Each User shall:"), p("keep a record;", level=1), p("give notice.", level=1, bookmark="_Ref1")]

    def stale(word: str, *, before: bool) -> list[str]:
        field = reference("_Ref1", shown.format(word)).replace("\\r", "\\r \\p" if "(" in shown else "\\p")
        asks = p("The Panel may ask under what stands ", field, ".")
        body = [asks, *items] if before else [*items, asks]
        return [x.message for x in found("XR405", make("".join(body), numbering=NUMBERING))]

    assert not stale("below", before=True)
    assert not stale("above", before=False)
    assert "stands on the other side of it" in stale("above", before=True)[0]
    assert "stands on the other side of it" in stale("below", before=False)[0]


@pytest.mark.parametrize(("shown", "stale"), [("G8.60(b)", False), ("(b)", False), ("G8.61(b)", True)])
def test_a_paragraph_shown_under_another_clause_is_stale(shown: str, stale: bool, make: Make) -> None:
    items = [p("Each User shall:"), p("keep a record;", level=1), p("give notice.", level=1, bookmark="_Ref1")]
    field = reference("_Ref1", shown).replace("\\r", "\\w")
    more = p("The Panel may:") + p("ask under ", field, ".", level=1)
    assert bool(found("XR405", make("".join(items) + more, numbering=NUMBERING))) is stale


@pytest.mark.parametrize(
    "where",
    [
        "<w:tbl>{mark}<w:tr><w:tc>{text}</w:tc></w:tr></w:tbl>",
        "<w:tbl><w:tr>{mark}<w:tc>{text}</w:tc></w:tr></w:tbl>",
        "<w:tbl><w:sdt><w:sdtContent>{mark}<w:tr><w:tc>{text}</w:tc></w:tr></w:sdtContent></w:sdt></w:tbl>",
        "{mark}{text}",
        '{text}<w:p><w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox><w:txbxContent><w:p>'
        "{mark}<w:r><w:t>aside</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>",
    ],
)
def test_a_bookmark_is_there_wherever_it_begins_and_however_it_is_written(where: str, make: Make) -> None:
    mark = '<w:bookmarkStart w:id="7" w:name="_REF1"/><w:bookmarkEnd w:id="7"/>'
    body = p("Subject to Section ", reference("_Ref1", "G8.61"), ", " + RECORD)
    assert not found("XR405", make(body + where.format(mark=mark, text=p(SUMMARY)), numbering=NUMBERING))
    assert found("XR405", make(body + where.format(mark="", text=p(SUMMARY)), numbering=NUMBERING))


@pytest.mark.parametrize(
    "table",
    [
        "<w:tr><w:tc>{one}</w:tc></w:tr>{mark}<w:tr><w:tc>{two}</w:tc></w:tr>",
        "<w:tr><w:tc>{one}</w:tc>{mark}<w:tc>{two}</w:tc></w:tr>",
        "<w:tr>{column}<w:tc>{one}</w:tc><w:tc>{two}</w:tc></w:tr>",
        "<w:tr><w:tc><w:p>{column}</w:p>{one}</w:tc><w:tc>{two}</w:tc></w:tr>",
        "<w:tr><w:tc>{one}</w:tc><w:tc><w:tbl><w:tr>{mark}<w:tc>{two}</w:tc></w:tr></w:tbl></w:tc></w:tr>",
    ],
)
def test_a_bookmark_of_rows_or_columns_begins_in_the_first_cell_that_it_names(table: str, make: Make) -> None:
    column = '<w:bookmarkStart w:id="7" w:name="_Ref1" w:colFirst="1" w:colLast="1"/>'
    mark = '<w:bookmarkStart w:id="7" w:name="_Ref1"/>'
    given = table.format(mark=mark, column=column, one=p(NOTICE), two=p(SUMMARY))

    def stale(shown: str) -> bool:
        body = p("Subject to Section ", reference("_Ref1", shown), ", " + RECORD) + f"<w:tbl>{given}</w:tbl>"
        return bool(found("XR405", make(body, numbering=NUMBERING)))

    assert not stale("G8.62")
    assert stale("G8.61")


@pytest.mark.parametrize(
    ("code", "shown", "beside"),
    [
        (" REF tgt \\h ", "x", "<w:p><m:oMath {maths}>{mark}<m:r><m:t>x</m:t></m:r></m:oMath></w:p>"),
        (" REF tgt \\h ", "the Panel", '<w:p><w:fldSimple w:instr=" SET Tgt &quot;the Panel&quot; "/></w:p>'),
        (
            " REF tgt ",
            "Ann",
            '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>ASK tgt "Who?"</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
        ),
    ],
)
def test_a_name_that_an_equation_or_a_field_gives_to_words_is_there(
    code: str, shown: str, beside: str, make: Make
) -> None:
    mark = '<w:bookmarkStart w:id="7" w:name="tgt"/><w:bookmarkEnd w:id="7"/>'
    maths = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    field = reference("tgt", shown).replace(" REF tgt \\r \\h ", code)
    body = p("Each User shall count ", field, ".")
    assert not found("XR405", make(body + beside.format(mark=mark, maths=maths), numbering=NUMBERING))
    assert found("XR405", make(body + p(SUMMARY), numbering=NUMBERING))


@pytest.mark.parametrize(("shown", "stale"), [("1", True), ("61", False), ("G8.61 ABOVE", False), ("8.61", False)])
def test_the_end_of_a_number_is_the_number_only_where_no_figure_is_cut(shown: str, stale: bool, make: Make) -> None:
    field = reference("tgt", shown).replace("\\r", "\\r \\p")
    body = p(RECORD) + p(NOTICE, bookmark="tgt") + p("See Section ", field, ".")
    assert bool(found("XR405", make(body, numbering=NUMBERING))) is stale


GONE = f"<w:del {ANN}><w:r><w:delText>{{}}</w:delText></w:r></w:del>"


def without_second(third: str) -> list[str]:
    """A clause of three paragraphs whose second is struck out, so that the third becomes (b)."""
    second = p(GONE.format("give notice;"), level=1).replace("</w:pPr>", f"<w:rPr><w:del {ANN}/></w:rPr></w:pPr>")
    return [p("Each Network Party shall:"), p("keep a record;", level=1), second, third]


@pytest.mark.parametrize(
    "third",
    [
        p("pay for copies.", level=1),
        p(GONE.format("pay"), f"<w:ins {ANN}>{run('be charged')}</w:ins>", " for copies.", level=1),
        p(GONE.format("pay for"), f"<w:ins {ANN}>{run('hand over, when asked, any')}</w:ins>", " copies.", level=1),
        p(GONE.format("pay for copies."), f"<w:ins {ANN}>{run('appoint a person.')}</w:ins>", level=1),
    ],
)
def test_a_renumbered_paragraph_is_known_by_its_place_and_not_by_its_words(third: str, make: Make) -> None:
    tail = p("The Panel may ask for what Section G8.60(c) provides for.")
    (finding,) = found("XR406", make("".join([*without_second(third), tail]), numbering=NUMBERING))
    assert (finding.clause, finding.snippet) == ("G8.61", "Section G8.60(c)")
    assert "what was G8.60(c) is now G8.60(b), and " in finding.message


def test_what_is_joined_with_another_paragraph_has_not_its_number(make: Make) -> None:
    items = [p("keep a record;", level=1), p("give notice of each change; and", level=1), p("pay.", level=1)]
    joined = items[1].replace("</w:pPr>", f"<w:rPr><w:del {ANN}/></w:rPr></w:pPr>")
    tail = p("The Panel may ask for what Section G8.60(b) provides for.")
    assert not found(
        "XR406", make("".join([p("Each User shall:"), items[0], joined, items[2], tail]), numbering=NUMBERING)
    )


def test_a_relative_reference_that_moves_with_its_own_clause_leads_where_it_did(make: Make) -> None:
    def clause(words: str) -> list[str]:
        last = p("in each later year, repeat paragraphs (a) to (b).", level=1)
        return [p(words), p("keep a record;", level=1), p("give notice; and", level=1), last]

    new = p(SUMMARY, inserted=True)
    body = [*clause("Each Network Party shall:"), *clause("Each Supplier Party shall:")]
    assert not found("XR406", make("".join([new, *body]), numbering=NUMBERING))
    # An item put in above those that the range names re-points it, inside the clause that moved.
    item = p("appoint a person;", level=1, inserted=True)
    moved = found("XR406", make("".join([new, *body[:5], item, *body[5:]]), numbering=NUMBERING))
    (only,) = moved
    assert only.clause == "G8.62(d)"
    assert "what were G8.61(a) and G8.61(b) are now G8.62(b) and G8.62(c), and " in only.message
