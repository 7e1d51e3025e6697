"""What the page of a Word document shows is read or listed, and what it does not show is listed and not read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from attrs import frozen

from sec_rules.documents.comparison import compared
from sec_rules.documents.document import Document, Mark, View
from sec_rules.documents.readers.docx import read_docx
from sec_rules.drafting.layout.layout import lay_out

Make = Callable[..., bytes]
WORDS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "r": OFFICE,
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
        "future": "urn:not-known-to-any-word",
    }.items()
)
ANN = 'w:id="9" w:author="Ann" w:date="2020-01-01T00:00:00Z"'


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def holding(inside: str) -> str:
    """A run that holds something else than text."""
    return f"<w:r {SPACES}>{inside}</w:r>"


def coded(code: str, ends: str = '<w:r><w:fldChar w:fldCharType="end"/></w:r>') -> str:
    """A field that has no result, whose code stands where text does."""
    return f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{run(code)}{ends}'


def par(*inside: str, properties: str = "") -> str:
    return f"<w:p {SPACES}><w:pPr>{properties}</w:pPr>{''.join(inside)}</w:p>"


def cell(*inside: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(inside) or par()}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def choice(first: str, second: str, needs: str = "wps") -> str:
    return (
        f'<mc:AlternateContent {SPACES}><mc:Choice Requires="{needs}">{first}</mc:Choice>'
        f"<mc:Fallback>{second}</mc:Fallback></mc:AlternateContent>"
    )


def wrapped(inside: str) -> str:
    return f"<w:sdt><w:sdtPr><w:id w:val='1'/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def custom(inside: str) -> str:
    return f'<w:customXml w:element="x">{inside}</w:customXml>'


def box(inside: str) -> str:
    """A text box as old Words write it, without the element that is its run."""
    return f"<w:pict><v:shape><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape></w:pict>"


def drawing(inside: str, hidden: str = "0") -> str:
    return (
        f'<w:drawing><wp:inline><wp:docPr id="1" name="n" hidden="{hidden}"/><a:graphic><a:graphicData>{inside}'
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


def shape(inside: str) -> str:
    return drawing(f"<wps:wsp><wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx></wps:wsp>")


PICTURE = drawing('<pic:pic><pic:blipFill><a:blip r:embed="rIdP"/></pic:blipFill></pic:pic>')


def sum_of(*inside: str) -> str:
    signs = "".join(x if x.startswith("<") else f"<m:r><m:t>{x}</m:t></m:r>" for x in inside)
    return f"<m:oMath>{signs}</m:oMath>"


def code(words: str, shown: str | None = None) -> str:
    """A field with that code, with a result or none."""
    result = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{shown}' if shown is not None else ""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{words}</w:instrText></w:r>{result}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def read(data: bytes) -> Document:
    return read_docx(data, "draft.docx", formatting_is_redline=False)


def accepted(document: Document) -> list[str]:
    return [p.text for p in document.view(View.ACCEPTED)]


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


ONE, TWO = par(run("one")), par(run("two"))
# Bodies that all show "one" and "two", each in a paragraph of its own.
READ = {
    "a row in a content control": table(row(cell(ONE)), wrapped(row(cell(TWO)))),
    "a row in custom XML": table(custom(row(cell(ONE))), row(cell(TWO))),
    "a row in two wrappers": table(custom(wrapped(row(cell(ONE)))), wrapped(custom(row(cell(TWO))))),
    "two rows in one wrapper": table(wrapped(row(cell(ONE)) + row(cell(TWO)))),
    "a cell in a content control": table(row(cell(ONE), wrapped(cell(TWO)))),
    "a cell in custom XML": table(row(custom(cell(ONE)), cell(TWO))),
    "a wrapped row in a table in a wrapped cell": table(
        wrapped(row(wrapped(cell(ONE + table(custom(row(cell(TWO))))))))
    ),
    "paragraphs in wrappers": wrapped(custom(ONE)) + custom(wrapped(TWO)),
    "a table in a wrapper": wrapped(table(row(cell(ONE)))) + TWO,
    "runs in wrappers": par(wrapped(run("o") + custom(run("n"))), f'<w:smartTag w:element="x">{run("e")}</w:smartTag>')
    + TWO,
    "runs in links and directions": par(f"<w:hyperlink>{run('on')}</w:hyperlink><w:dir>{run('e')}</w:dir>") + TWO,
    "paragraphs in the branch that is understood": choice(ONE, par(run("not"))) + TWO,
    "paragraphs in the branch for others": choice(par(run("not")), ONE, "future") + TWO,
    "a row in a branch": table(choice(row(cell(ONE)), row(cell(par(run("not")))))) + TWO,
    "text of a run in a branch": par(holding(choice("<w:t>one</w:t>", "<w:t>not</w:t>"))) + TWO,
    "text of a run in the branch for others": par(holding(choice("<w:t>not</w:t>", "<w:t>one</w:t>", "future"))) + TWO,
    "a branch whose first need alone is understood": choice(par(run("not")), ONE, "wps future") + TWO,
    "a branch for a name that nothing declares": choice(par(run("not")), ONE, "w99") + TWO,
    "a style called contents": par(run("one"), properties='<w:pStyle w:val="TOC1"/>') + TWO,
    "a struck style": par(run("one"), properties='<w:pStyle w:val="Gone"/>') + TWO,
    "superscripts that are letters": par(run("o"), run("ne", '<w:vertAlign w:val="superscript"/>')) + TWO,
    "words in a frame": par(run("one"), properties="<w:framePr w:w='99'/>") + TWO,
    "white words on black": par(run("one", '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="000000"/>')) + TWO,
    "white words in a black paragraph": par(
        run("one", '<w:color w:val="FFFFFF"/>'), properties='<w:shd w:val="clear" w:fill="000080"/>'
    )
    + TWO,
    "white words in a black cell": table(
        row(cell(par(run("one", '<w:color w:val="FFFFFF"/>')), properties='<w:shd w:val="clear" w:fill="333333"/>'))
    )
    + TWO,
    "white words in a table whose style shades rows": table(
        "<w:tblPr><w:tblStyle w:val='Grid'/></w:tblPr>", row(cell(par(run("one", '<w:color w:val="FFFFFF"/>'))))
    )
    + TWO,
    "white words with a marker's colour behind": par(run("one", '<w:color w:val="FFFFFF"/><w:highlight w:val="blue"/>'))
    + TWO,
    "white words under a black marker": par(run("one", '<w:color w:val="FFFFFF"/><w:highlight w:val="black"/>')) + TWO,
    "words of no colour under a black marker": par(run("one", '<w:highlight w:val="black"/>')) + TWO,
    "small words that can be read": par(run("one", '<w:sz w:val="9"/>')) + TWO,
    "a row of a height": table(row(cell(ONE), properties='<w:trHeight w:val="300" w:hRule="exact"/>')) + TWO,
    "a row of at least no height": table(row(cell(ONE), properties='<w:trHeight w:val="1" w:hRule="atLeast"/>')) + TWO,
    "a row that is not hidden": table(row(cell(ONE), properties='<w:hidden w:val="0"/>')) + TWO,
    "cells that begin to be merged": table(
        row(cell(ONE, properties='<w:vMerge w:val="restart"/>')),
        row(cell(TWO, properties='<w:vMerge w:val="restart"/>')),
    ),
    "what shows nothing beside": par(
        run("one"),
        '<w:bookmarkStart w:id="1" w:name="b"/><w:proofErr w:type="x"/><w:permStart w:id="2"/>',
        holding("<w:lastRenderedPageBreak/><w:softHyphen/><w:annotationRef/>"),
        holding(box(par())),
        holding('<w:pict><v:rect o:hr="t"/><v:line/></w:pict>'),
        holding(drawing("<wps:wsp/>")),
        sum_of(),
    )
    + TWO,
}
STYLES = (
    '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Gone"><w:name w:val="Gone"/><w:rPr><w:strike/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Pale"><w:name w:val="Pale"/><w:rPr>'
    '<w:color w:val="FEFEFE"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Dust"><w:name w:val="Dust"/><w:rPr><w:sz w:val="2"/></w:rPr></w:style>'
    '<w:style w:type="table" w:styleId="Grid"><w:name w:val="Grid"/><w:tblStylePr w:type="firstRow"><w:tcPr>'
    '<w:shd w:val="clear" w:fill="000000"/></w:tcPr></w:tblStylePr></w:style>'
)


@pytest.mark.parametrize("name", READ)
def test_what_the_page_shows_in_paragraphs_is_read(name: str, make: Make) -> None:
    document = read(make(READ[name], styles=STYLES))
    assert accepted(document) == ["one", "two"]
    assert (document.unread, document.unseen) == ((), ())
    found = lay_out(document.view(View.ACCEPTED), View.ACCEPTED)
    assert [p.text for p in found.loose] == ["one", "two"]


FRACTION = "<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
# What stands between "is" and "met.", its kind and the words it shows, one thing after the other.
SHOWN = {
    "a text box": (holding(box(par(run("not")))), ("text box", "not")),
    "a text box of two paragraphs": (holding(box(par(run("not")) + TWO)), ("text box", "not\ntwo")),
    "a text box with a table": (holding(box(table(row(cell(ONE), cell(TWO))))), ("text box", "one\ntwo")),
    "a text box with a wrapped row": (holding(box(table(wrapped(row(cell(ONE)))))), ("text box", "one")),
    "a text box of a shape": (holding(shape(par(run("not")))), ("text box", "not")),
    "a text box with two branches": (holding(choice(shape(ONE), box(TWO))), ("text box", "one")),
    "a text box in the branch for others": (holding(choice(shape(ONE), box(TWO), "future")), ("text box", "two")),
    "two text boxes": (holding(box(ONE) + shape(TWO)), ("text box", "one"), ("text box", "two")),
    "a text box in a text box": (
        holding(box(par(run("a"), holding(box(TWO))))),
        ("text box", "a"),
        ("text box", "two"),
    ),
    "a text box with a picture": (holding(box(par(run("a"), holding(PICTURE)))), ("text box", "a"), ("picture", "")),
    "a text box with a field": (holding(box(par(code(" REF x ", run("G8.41"))))), ("text box", "G8.41")),
    "a text box in a link": (f"<w:hyperlink>{holding(box(ONE))}</w:hyperlink>", ("text box", "one")),
    "a text box in a content control": (wrapped(holding(box(ONE))), ("text box", "one")),
    "words of a drawing": (
        holding(drawing("<a:txBody><a:p><a:r><a:t>not</a:t></a:r></a:p></a:txBody>")),
        ("drawing", "not"),
    ),
    "word art": (holding('<w:pict><v:shape><v:textpath string="not"/></v:shape></w:pict>'), ("word art", "not")),
    "an equation": (sum_of("not"), ("equation", "not")),
    "an equation of two signs": (sum_of("5", "\u00d7"), ("equation", "5\u00d7")),
    "an equation with a fraction": (sum_of(FRACTION), ("equation", "1/2")),
    "an equation with a power": (
        sum_of("<m:sSup><m:e><m:r><m:t>2</m:t></m:r></m:e><m:sup><m:r><m:t>5</m:t></m:r></m:sup></m:sSup>"),
        ("equation", "2^5"),
    ),
    "an equation with words of Word": (sum_of("<m:r><w:t>not</w:t></m:r>"), ("equation", "not")),
    "a paragraph of equations": (f"<m:oMathPara>{sum_of('x')}{sum_of('y')}</m:oMathPara>", ("equation", "xy")),
    "an equation in a content control": (wrapped(sum_of("x")), ("equation", "x")),
    "an equation in a link": (f"<w:hyperlink>{sum_of('x')}</w:hyperlink>", ("equation", "x")),
    "an equation in a branch": (choice(sum_of("x"), sum_of("y")), ("equation", "x")),
    "two equations": (sum_of("x") + sum_of("y"), ("equation", "x"), ("equation", "y")),
    "a picture": (holding(PICTURE), ("picture", "")),
    "a picture without a part": (holding(drawing("<pic:pic/>")), ("picture", "")),
    "a picture as old Words write it": (
        holding('<w:pict><v:shape><v:imagedata r:id="rIdP"/></v:shape></w:pict>'),
        ("picture", ""),
    ),
    "a picture that fills a shape": (
        holding(drawing('<wps:wsp><wps:spPr><a:blipFill><a:blip r:link="rIdP"/></a:blipFill></wps:spPr></wps:wsp>')),
        ("picture", ""),
    ),
    "a picture in two branches": (
        holding(choice(PICTURE, '<w:pict><v:shape><v:imagedata r:id="rIdP"/></v:shape></w:pict>')),
        ("picture", ""),
    ),
    "a picture in a content control": (wrapped(holding(PICTURE)), ("picture", "")),
    "a picture in a link": (f"<w:hyperlink>{holding(PICTURE)}</w:hyperlink>", ("picture", "")),
    "two pictures in one run": (holding(PICTURE + PICTURE), ("picture", ""), ("picture", "")),
    "an embedded object": (holding("<w:object/>"), ("embedded object", "")),
    "an embedded object with its picture": (
        holding('<w:object><v:shape><v:imagedata r:id="rIdP"/></v:shape><o:OLEObject ProgID="Equation.3"/></w:object>'),
        ("embedded object", ""),
    ),
    "a control": (holding("<w:pict><v:shape/><w:control w:name='x'/></w:pict>"), ("embedded object", "")),
    "a chart": (holding(drawing('<c:chart r:id="rIdC"/>')), ("chart", "")),
    "a diagram": (holding(drawing('<dgm:relIds r:dm="rIdC"/>')), ("diagram", "")),
    "ink": (holding('<w:contentPart r:id="rIdI"/>'), ("ink", "")),
    "a subdocument": ('<w:subDoc r:id="rIdS"/>', ("subdocument", "")),
    "words above others": (
        holding(f"<w:ruby><w:rt>{run('not')}</w:rt><w:rubyBase>{run('')}</w:rubyBase></w:ruby>"),
        ("ruby text", "not"),
    ),
    "a field that shows its code": (code(" EQ \\x(not) "), ("field", "\\x(not)")),
    "a field that shows words to press": (code(" MACROBUTTON NoMacro not "), ("field", "not")),
    "a number that Word counts from paragraph to paragraph": (
        code(" AUTONUM \\* Arabic "),
        ("automatic number (AUTONUM)", ""),
    ),
    "the same of another kind, as a simple field": (
        '<w:fldSimple w:instr=" autonumlgl "/>',
        ("automatic number (AUTONUMLGL)", ""),
    ),
    "a choice of a form": (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="now"/>'
        '<w:listEntry w:val="not"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMDROPDOWN '
        "</w:instrText>"
        '</w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
        ("field", "not"),
    ),
    "a date that Word writes": (holding("<w:dayLong/>"), ("date", "")),
    "what nobody knows": (f"<future:thing>{run('not')}</future:thing>", ("unknown element", "not")),
    "what nobody knows, with the code of a field": (
        f"<future:thing>{run('not')}{coded('a code')}{run('so')}</future:thing>",
        ("unknown element", "not so"),
    ),
}


@pytest.mark.parametrize("name", SHOWN)
def test_what_the_page_shows_beside_paragraphs_is_listed_once(name: str, make: Make) -> None:
    inside, *expected = SHOWN[name]
    document = read(make(par(run("first")) + par(run("is "), inside, run("met."))))
    assert accepted(document) == ["first", "is met."]
    assert [(u.kind, u.words) for u in document.unread] == expected
    for each in document.unread:
        assert (each.place, each.paragraph, each.mark) == ("paragraph 2", 1, Mark.KEPT)
        assert all(each.stands_in(view) for view in View)
    assert document.unseen == ()
    if name.startswith("what nobody knows"):
        assert document.counted == (len("firstismet.") + len("".join(expected[0][1].split())),) * 3


def test_a_field_that_begins_in_what_nobody_knows_hides_its_code_after_it_too(make: Make) -> None:
    inside = f"<future:thing>{run('not')}{coded('a code', ends='')}</future:thing>"
    document = read(make(par(run("is "), inside, run("a code too")) + par(run("met."))))
    assert accepted(document) == ["is ", "met."]
    assert [(u.kind, u.words) for u in document.unread] == [("unknown element", "not")]
    assert document.counted == (len("isnotmet."),) * 3


@pytest.mark.parametrize("inside", [holding(box(ONE)), sum_of("x"), holding(PICTURE), holding("<w:object/>")])
@pytest.mark.parametrize(("change", "mark"), [("ins", Mark.INSERTED), ("del", Mark.DELETED)])
def test_what_is_shown_stands_in_the_views_of_its_revision(inside: str, change: str, mark: Mark, make: Make) -> None:
    (found,) = read(make(par(run("is "), f"<w:{change} {ANN}>{inside}</w:{change}>", run("met.")))).unread
    assert found.mark is mark
    assert [found.stands_in(view) for view in View] == [mark.stands_in(view) for view in View]


@pytest.mark.parametrize(
    "inside",
    [
        holding(box(par(run("is "), f"<w:del {ANN}>{run('not ')}</w:del>", f"<w:ins {ANN}>{run('so')}</w:ins>"))),
        sum_of("is ", f"<w:del {ANN}><m:r><m:t>not </m:t></m:r></w:del><w:ins {ANN}><m:r><m:t>so</m:t></m:r></w:ins>"),
    ],
)
def test_words_that_change_inside_are_those_of_each_view(inside: str, make: Make) -> None:
    (found,) = read(make(par(run("x"), inside))).unread
    assert found.texts == ("is not", "is not so", "is so")


def test_what_shows_words_only_after_the_changes_does_not_stand_before_them(make: Make) -> None:
    (found,) = read(make(par(run("x"), holding(box(par(f"<w:ins {ANN}>{run('not')}</w:ins>")))))).unread
    assert [found.stands_in(view) for view in View] == [False, True, True]


@frozen
class Part:
    """Another part of a package: the kind of the relationship to it, its name and its content."""

    kind: str
    name: str
    content: str | bytes


def header(text: str) -> str:
    return f'<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" {SPACES}>{text}</w:hdr>'


def with_parts(make: Make, body: str, *parts: Part, **more: str) -> Document:
    """The document with that body and parts, whose relationships are rIdP0, rIdP1 and so on."""
    kinds = "".join(f'<Relationship Id="rId{k}" Type="{OFFICE}/{k}" Target="{k}.xml"/>' for k in more)
    relations = kinds + "".join(
        f'<Relationship Id="rIdP{i}" Type="{OFFICE}/{p.kind}" Target="{p.name}"/>' for i, p in enumerate(parts)
    )
    rels = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>'
    others: dict[str, str | bytes] = {"word/_rels/document.xml.rels": rels}
    return read(make(body, others | {f"word/{p.name}": p.content for p in parts}, **more))


def refer(kind: str, to: int, pages: str = "default") -> str:
    return f'<w:{kind}Reference {SPACES} w:type="{pages}" r:id="rIdP{to}"/>'


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_notes_are_listed_with_the_paragraph_that_refers_to_them(kind: str, make: Make) -> None:
    notes = (
        f'<w:{kind} w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
        f'<w:{kind} w:id="2">{par(run("not "), sum_of("x"), run("in Wales"))}</w:{kind}>'
        f'<w:{kind} w:id="3">{par(run("nor in Kent"))}</w:{kind}>'
    )
    part = f'<w:{kind}s xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{notes}</w:{kind}s>'
    body = ONE + par(run("two"), f'<w:ins {ANN}><w:r><w:{kind}Reference w:id="2"/></w:r></w:ins>')
    document = with_parts(make, body, Part(f"{kind}s", f"{kind}s.xml", part))
    assert accepted(document) == ["one", "two"]
    assert [(u.kind, u.words, u.paragraph, u.mark) for u in document.unread] == [
        (kind, "not in Wales", 1, Mark.INSERTED),
        ("equation", "x", 1, Mark.INSERTED),
    ]
    assert [(u.words, u.why) for u in document.unseen] == [("nor in Kent", "a note that nothing refers to")]


@pytest.mark.parametrize("kind", ["header", "footer"])
def test_headers_are_listed_with_no_paragraph(kind: str, make: Make) -> None:
    parts = [
        Part(kind, "one.xml", header(par(run("Not in force"), holding(PICTURE)))),
        Part(kind, "two.xml", header(par(run("Only the first page")))),
        Part(kind, "three.xml", header(par(run("Only even pages")))),
    ]
    ends = f"<w:sectPr>{refer(kind, 0)}{refer(kind, 1, 'first')}{refer(kind, 2, 'even')}"
    document = with_parts(make, ONE + ends + "</w:sectPr>", *parts)
    assert [(u.kind, u.words, u.place, u.paragraph) for u in document.unread] == [
        (kind, "Not in force", f"{kind} 1", None),
        ("picture", "", f"{kind} 1", None),
    ]
    assert {u.words: u.why for u in document.unseen} == {
        "Only the first page": f"a {kind} that stands on no page",
        "Only even pages": f"a {kind} that stands on no page",
    }
    shown = with_parts(make, ONE + ends + "<w:titlePg/></w:sectPr>", *parts, settings="<w:evenAndOddHeaders/>")
    assert [u.words for u in shown.unread if u.kind == kind] == [
        "Not in force",
        "Only the first page",
        "Only even pages",
    ]
    assert shown.unseen == ()


def test_a_first_page_has_the_header_that_a_section_before_named(make: Make) -> None:
    before = par(run("one"), properties=f"<w:sectPr>{refer('header', 0, 'first')}</w:sectPr>")
    document = with_parts(
        make, before + "<w:sectPr><w:titlePg/></w:sectPr>", Part("header", "h.xml", header(par(run("not"))))
    )
    assert [u.words for u in document.unread] == ["not"]


@pytest.mark.parametrize(
    "inside",
    [
        par(code(" PAGE ", run("3"))),
        par(run("Page "), code(" PAGE ", run("3")), run(" of "), code(" NUMPAGES ", run("9"))),
        par(run("- "), f'<w:fldSimple w:instr=" PAGE ">{run("3")}</w:fldSimple>', run(" -")),
        par(code(' STYLEREF "Heading 1" ', run("Supplier Parties"))),
        par(code(" FILENAME ", run("draft.docx"))) + par(),
        par(),
    ],
)
def test_a_header_that_numbers_pages_or_repeats_is_not_listed(inside: str, make: Make) -> None:
    document = with_parts(
        make, ONE + f"<w:sectPr>{refer('header', 0)}</w:sectPr>", Part("header", "h.xml", header(inside))
    )
    assert (document.unread, document.unseen) == ((), ())


@pytest.mark.parametrize("words", [' QUOTE "not in Wales" ', " IF 1 = 1 x y "])
def test_a_header_whose_field_says_something_is_listed(words: str, make: Make) -> None:
    inside = header(par(code(words, run("not in Wales"))))
    document = with_parts(make, ONE + f"<w:sectPr>{refer('header', 0)}</w:sectPr>", Part("header", "h.xml", inside))
    assert [u.words for u in document.unread] == ["not in Wales"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("c.html", "<html><head><title>no</title></head><body><p>G8.42 <b>not</b></p><script>no</script></body></html>",
         "G8.42\nnot"),
        ("c.txt", "G8.42 not\nused", "G8.42 not\nused"),
        ("c.rtf", "{\\rtf1 G8.42}", ""),
        ("c.xml", f"<w:document {WORDS} {SPACES}>{par(run('G8.42 not'))}</w:document>", "G8.42 not"),
    ],
)  # fmt: skip
def test_a_document_brought_in_is_listed_where_it_stands(name: str, content: str, words: str, make: Make) -> None:
    document = with_parts(make, ONE + f'<w:altChunk {SPACES} r:id="rIdP0"/>' + TWO, Part("aFChunk", name, content))
    assert accepted(document) == ["one", "two"]
    assert [(u.kind, u.words, u.paragraph) for u in document.unread] == [("altChunk", words, 1)]


def test_a_word_document_brought_in_is_listed_with_its_words(make: Make) -> None:
    chunk = Part("aFChunk", "c.docx", make(par(run("G8.42 not"), holding(PICTURE))))
    document = with_parts(make, ONE + f'<w:altChunk {SPACES} r:id="rIdP0"/>', chunk)
    assert [(u.kind, u.words) for u in document.unread] == [("altChunk", "G8.42 not"), ("picture", "")]


def test_a_chart_shows_its_words_and_figures(make: Make) -> None:
    chart = f"<c:chartSpace {SPACES}><a:t>Premises</a:t><c:v>250</c:v></c:chartSpace>"
    document = with_parts(
        make, par(run("one"), holding(drawing('<c:chart r:id="rIdP0"/>'))), Part("chart", "chart.xml", chart)
    )
    assert [(u.kind, u.words) for u in document.unread] == [("chart", "Premises 250")]


def test_a_part_that_is_broken_is_listed_without_words(make: Make) -> None:
    document = with_parts(
        make, par(run("one"), holding(drawing('<c:chart r:id="rIdP0"/>'))), Part("chart", "chart.xml", "<c:chart")
    )
    assert [(u.kind, u.words) for u in document.unread] == [("chart", "")]


WHITE = '<w:color w:val="FFFFFF"/>'
# Bodies that show "is met." and hold "not " besides, and why that is not seen.
UNSEEN = {
    "hidden": (par(run("is "), run("not ", "<w:vanish/>"), run("met.")), "hidden"),
    "white": (par(run("is "), run("not ", WHITE), run("met.")), "white on white"),
    "white by its theme": (
        par(run("is "), run("not ", '<w:color w:val="000000" w:themeColor="background1"/>'), run("met.")),
        "white on white",
    ),
    "nearly white": (par(run("is "), run("not ", '<w:color w:val="FAFAFF"/>'), run("met.")), "white on white"),
    "white behind and before": (
        par(run("is "), run("not ", WHITE + '<w:shd w:val="clear" w:fill="FFFFFF"/>'), run("met.")),
        "white on white",
    ),
    "white where the shading is none": (
        par(run("is "), run("not ", WHITE + '<w:shd w:val="clear" w:fill="auto"/>'), run("met.")),
        "white on white",
    ),
    "black on black": (
        par(run("is "), run("not ", '<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>'), run("met.")),
        "colour 000000 on 000000",
    ),
    "navy on solid navy": (
        par(run("is "), run("not ", '<w:color w:val="000080"/><w:shd w:val="solid" w:color="000080"/>'), run("met.")),
        "colour 000080 on 000080",
    ),
    "yellow under a yellow marker": (
        par(run("is "), run("not ", '<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>'), run("met.")),
        "colour FFFF00 on FFFF00",
    ),
    "black under a black marker": (
        par(run("is "), run("not ", '<w:color w:val="000000"/><w:highlight w:val="black"/>'), run("met.")),
        "colour 000000 on 000000",
    ),
    "white under a white marker on black": (
        par(
            run("is "),
            run("not ", WHITE + '<w:highlight w:val="white"/>'),
            run("met."),
            properties='<w:shd w:val="clear" w:fill="000000"/>',
        ),
        "white on white",
    ),
    "one point": (par(run("is "), run("not ", '<w:sz w:val="2"/>'), run("met.")), "1-point text"),
    "one point with its unit": (par(run("is "), run("not ", '<w:sz w:val="1pt"/>'), run("met.")), "1-point text"),
    "one point by its style": (par(run("is "), run("not ", '<w:rStyle w:val="Dust"/>'), run("met.")), "1-point text"),
    "white in two runs": (par(run("is "), run("no", WHITE), run("t ", WHITE), run("met.")), "white on white"),
    "white in a content control": (par(run("is "), wrapped(run("not ", WHITE)), run("met.")), "white on white"),
    "white in a branch": (par(run("is "), choice(run("not ", WHITE), ""), run("met.")), "white on white"),
    "a hidden drawing": (
        par(run("is "), holding(shape(par(run("not "))).replace('hidden="0"', 'hidden="1"')), run("met.")),
        "a hidden drawing",
    ),
    "a text box in hidden text": (
        par(run("is "), f"<w:r {SPACES}><w:rPr><w:vanish/></w:rPr>{box(par(run('not ')))}</w:r>", run("met.")),
        "hidden",
    ),
    "an equation in a hidden row": (
        par(run("is met.")) + table(row(cell(par(sum_of("not"))), properties="<w:hidden/>")),
        "a hidden row",
    ),
    "a white paragraph": (
        par(run("is met.")) + par(run("not "), properties='<w:pStyle w:val="Pale"/>'),
        "white on white",
    ),
    "a hidden row": (
        par(run("is met.")) + table(row(cell(par(run("not "))), properties="<w:hidden/>")),
        "a hidden row",
    ),
    "a hidden row in a wrapper": (
        par(run("is met.")) + table(wrapped(row(cell(par(run("not "))), properties="<w:hidden/>"))),
        "a hidden row",
    ),
    "a row without height": (
        par(run("is met.")) + table(row(cell(par(run("not "))), properties='<w:trHeight w:val="2" w:hRule="exact"/>')),
        "a row without height",
    ),
    "a cell under another": (
        table(
            row(cell(par(run("is met.")), properties='<w:vMerge w:val="restart"/>')),
            row(cell(par(run("not ")), properties="<w:vMerge/>")),
        ),
        "a cell merged into the one above it",
    ),
}


@pytest.mark.parametrize("name", UNSEEN)
def test_what_the_page_does_not_show_is_listed_and_in_no_view(name: str, make: Make) -> None:
    body, why = UNSEEN[name]
    document = read(make(body, styles=STYLES))
    for view in View:
        assert [p.text for p in document.view(view) if p.text] == ["is met."]
    assert document.unread == ()
    assert [(u.words.strip(), u.why) for u in document.unseen] == [("not", why)]


def test_unseen_words_say_where_they_stand_and_in_which_revision(make: Make) -> None:
    (found,) = read(make(ONE + par(run("is "), f"<w:ins {ANN}>{run('not ', WHITE)}</w:ins>"))).unseen
    assert (found.place, found.paragraph, found.mark) == ("paragraph 2", 1, Mark.INSERTED)


def test_blanks_are_read_whatever_their_colour_and_size(make: Make) -> None:
    document = read(make(par(run("is"), run(" ", WHITE), run("met"), run(" ", '<w:sz w:val="2"/>'), run("now"))))
    assert (accepted(document), document.unseen) == (["is met now"], ())


def test_a_paragraph_that_nobody_sees_is_not_numbered(make: Make) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    white = par(run("not", WHITE), properties=f"{listed}<w:rPr>{WHITE}</w:rPr>")
    body = par(run("one"), properties=listed) + white + par(run("two"), properties=listed)
    document = read(make(body, numbering=numbering))
    assert [(p.text, p.number) for p in document.view(View.ACCEPTED) if p.text] == [("one", "1."), ("two", "2.")]


def test_a_power_is_no_more_digits(make: Make) -> None:
    document = read(make(par(run("exceeds 10"), run("5", '<w:vertAlign w:val="superscript"/>'))))
    assert accepted(document) == ["exceeds 10\u2075"]


def test_a_paragraph_struck_by_its_style_is_deleted_where_looks_are_changes(make: Make) -> None:
    data = make(par(run("one"), properties='<w:pStyle w:val="Gone"/>') + TWO, styles=STYLES)
    document = read_docx(data, "draft.docx", formatting_is_redline=True)
    assert [[p.text for p in document.view(v)] for v in (View.ORIGINAL, View.ACCEPTED)] == [["one", "two"], ["two"]]


TOC = '<w:pStyle w:val="TOC1"/>'


@pytest.mark.parametrize(
    ("body", "listed"),
    [
        (par(run("Fees\t3"), properties=TOC) + TWO, True),
        (par(run("G8.48 Fees and costs"), properties=TOC) + par(run("G8.48 Fees and costs")), True),
        (par(run("A User shall pay no fee in Wales."), properties=TOC) + TWO, False),
        (par(run("the fees for each of the Users in its first year"), properties=TOC) + TWO, False),
        (par(code(" TOC \\o ", run("Fees and costs of any User"))) + TWO, True),
        (par(code(" TOC \\o ", run("A User shall pay no fee in Wales."))) + TWO, False),
        (par(code(" TOC \\o ", run("and so on, " * 30 + "\t3"))) + TWO, False),
    ],
)
def test_contents_are_told_by_what_they_say(body: str, listed: bool, make: Make) -> None:
    first, _ = read(make(body, styles=STYLES)).view(View.ACCEPTED)
    assert first.operative is not listed


def test_two_files_compared_list_what_either_shows(make: Make) -> None:
    one = read(make(par(run("one"), holding(PICTURE), sum_of("x")) + par(run("gone"), holding(box(ONE)))))
    two = read(make(par(run("one"), holding(PICTURE), sum_of("y"))))
    assert [(u.kind, u.words, u.mark, u.paragraph) for u in compared(one, two).unread] == [
        ("equation", "x", Mark.DELETED, 0),
        ("text box", "one", Mark.DELETED, 1),
        ("picture", "", Mark.KEPT, 0),
        ("equation", "y", Mark.INSERTED, 0),
    ]
