"""The three views of a Word document: what stands in each, whose the changes are, and the way to the file and back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve
from lxml import etree

from sec_rules.documents.document import Document, Mark, Piece, Revision, StoredSpan, View
from sec_rules.documents.readers.docx import read_docx
from sec_rules.documents.word.elements import kind
from sec_rules.documents.word.package import open_package
from tests.documents.word.stored import offsets, pieces_by_element

Make = Callable[..., bytes]
CORPUS = Path(__file__).resolve().parents[4] / "shared" / "corpus" / "legislation"
ANN = 'w:id="1" w:author="Ann" w:date="2020-01-01T00:00:00Z"'
BOB = 'w:id="2" w:author="Bob" w:date="2021-02-03T04:05:06Z"'


def run(text: str, tag: str = "t", properties: str = "") -> str:
    return f'<w:r>{properties}<w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def ins(inside: str, who: str = ANN, tag: str = "ins") -> str:
    return f"<w:{tag} {who}>{inside}</w:{tag}>"


def gone(text: str, who: str = ANN, tag: str = "del") -> str:
    return f"<w:{tag} {who}>{run(text, 'delText')}</w:{tag}>"


def par(inside: str, end: str = "", properties: str = "") -> str:
    mark = f"<w:rPr><w:{end} {ANN}/></w:rPr>" if end else ""
    return f"<w:p><w:pPr>{properties}{mark}</w:pPr>{inside}</w:p>"


def field(code: str, shown: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(shown)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def table(*rows: tuple[str, str]) -> str:
    made = "".join(
        f"<w:tr>{f'<w:trPr><w:{change} {ANN}/></w:trPr>' if change else ''}<w:tc><w:p>{run(text)}</w:p></w:tc></w:tr>"
        for text, change in rows
    )
    return f"<w:tbl>{made}</w:tbl>"


VIEWS = {
    "kept text": (par(run("one")), ["one"], ["one"], ["one"]),
    "inserted and deleted text": (
        par(run("a ") + gone("old") + ins(run("new")) + run(" z")),
        ["a old z"],
        ["a oldnew z"],
        ["a new z"],
    ),
    "moved text counts as deleted and inserted": (
        par(gone("here", tag="moveFrom") + run(".")) + par(run(">") + ins(run("here"), tag="moveTo")),
        ["here.", ">"],
        ["here.", ">here"],
        [".", ">here"],
    ),
    "inserted by one and deleted by another": (
        par(run("a") + ins(gone("b", BOB)) + run("c")),
        ["ac"],
        ["abc"],
        ["ac"],
    ),
    "an inserted end joins what was one paragraph": (
        par(run("one "), end="ins") + par(run("two")),
        ["one two"],
        ["one ", "two"],
        ["one ", "two"],
    ),
    "a deleted end joins what were two": (
        par(run("one "), end="del") + par(run("two")),
        ["one ", "two"],
        ["one ", "two"],
        ["one two"],
    ),
    "a paragraph wholly inserted leaves the original": (
        par(run("one")) + par(ins(run("new")), end="ins") + par(run("two")),
        ["one", "two"],
        ["one", "new", "two"],
        ["one", "new", "two"],
    ),
    "rows of a table": (
        table(("kept", ""), ("put in", "ins"), ("taken out", "del")) + par(run("after")),
        ["kept", "taken out", "after"],
        ["kept", "put in", "taken out", "after"],
        ["kept", "put in", "after"],
    ),
    "what ends a cell joins nothing after it": (
        table(("one", "")).replace("<w:p>", f"<w:p><w:pPr><w:rPr><w:del {ANN}/></w:rPr></w:pPr>") + par(run("two")),
        ["one", "two"],
        ["one", "two"],
        ["one", "two"],
    ),
    "the result of a field, not its code": (
        par(run("see ") + field(" REF _Ref1 \\r \\h ", "G8.41") + run(".")),
        ["see G8.41."],
        ["see G8.41."],
        ["see G8.41."],
    ),
    "hyperlinks, content controls, smart tags and simple fields": (
        par(
            f"<w:hyperlink>{run('a')}</w:hyperlink><w:sdt><w:sdtContent>{run('b')}</w:sdtContent></w:sdt>"
            f'<w:smartTag>{run("c")}</w:smartTag><w:fldSimple w:instr=" DATE ">{run("d")}</w:fldSimple>'
        ),
        ["abcd"],
        ["abcd"],
        ["abcd"],
    ),
    "tabs, breaks and signs without a break": (
        par("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d\u00a0e</w:t></w:r>"),
        ["a\tb\nc\u2011d\u00a0e"],
        ["a\tb\nc\u2011d\u00a0e"],
        ["a\tb\nc\u2011d\u00a0e"],
    ),
    "one choice of two, and nothing of another vocabulary": (
        par(
            '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
            'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml">'
            f'<mc:Choice Requires="w14">{run("new")}</mc:Choice><mc:Fallback>{run("old")}</mc:Fallback>'
            f'</mc:AlternateContent><x:thing xmlns:x="urn:x"><x:r>no</x:r></x:thing>{run(" end")}'
        ),
        ["new end"],
        ["new end"],
        ["new end"],
    ),
    "hidden text": (
        par(run("seen") + run("hidden", properties="<w:rPr><w:vanish/></w:rPr>")),
        ["seen"],
        ["seen"],
        ["seen"],
    ),
}


@pytest.mark.parametrize("name", VIEWS)
def test_what_stands_in_each_view(name: str, make: Make) -> None:
    body, *expected = VIEWS[name]
    document = read_docx(make(body), "draft.docx")
    assert [[p.text for p in document.view(view)] for view in View] == expected


def test_each_change_says_whose_it_is_and_of_when(make: Make) -> None:
    document = read_docx(make(par(run("a") + ins(run("b") + gone("c", BOB)))), "draft.docx")
    a, b, c = document.paragraphs[0].pieces
    ann = Revision(Mark.INSERTED, "Ann", "2020-01-01T00:00:00Z")
    bob = Revision(Mark.DELETED, "Bob", "2021-02-03T04:05:06Z")
    assert (a.mark, a.revisions, a.author) == (Mark.KEPT, (), None)
    assert (b.mark, b.revisions, b.author) == (Mark.INSERTED, (ann,), "Ann")
    assert (c.mark, c.revisions, c.author, c.date) == (Mark.UNDONE, (ann, bob), "Bob", "2021-02-03T04:05:06Z")
    assert document.revisions == 2


def test_comments_and_footnotes_are_listed_and_are_no_text(make: Make) -> None:
    body = par(
        run("one ")
        + '<w:commentRangeStart w:id="7"/>'
        + run("two")
        + '<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>'
        + run(" three")
        + '<w:r><w:footnoteReference w:id="3"/></w:r>'
    )
    data = make(
        body,
        comments=f'<w:comment w:id="7" w:author="Ann"><w:p>{run("why?")}</w:p></w:comment>',
        footnotes=f'<w:footnote w:id="3"><w:p>{run("a note")}</w:p></w:footnote>',
    )
    document = read_docx(data, "draft.docx")
    assert [p.text for p in document.view(View.ACCEPTED)] == ["one two three"]
    comment, note = document.asides
    assert (comment.kind, comment.text, comment.author, comment.snippet) == ("comment", "why?", "Ann", "two")
    assert (comment.start, comment.end, comment.place) == ((0, 4), (0, 7), "paragraph 1")
    assert (note.kind, note.text, note.start) == ("footnote", "a note", (0, 13))


def test_a_reference_by_field_leads_to_the_paragraph_of_its_bookmark(make: Make) -> None:
    body = (
        par('<w:bookmarkStart w:id="1" w:name="_Ref1"/>' + run("target") + '<w:bookmarkEnd w:id="1"/>')
        + par(run("see ") + field(" REF _Ref1 \\r \\h ", "G8.41"))
        + par(field(" REF _Gone \\h ", "nothing"))
    )
    one, two = read_docx(make(body), "draft.docx").cross_references
    assert (one.paragraph, one.start, one.end, one.shown) == (1, 4, 9, "G8.41")
    assert (one.target, one.leads_to, one.switches) == ("_Ref1", 0, "r")
    assert (two.shown, two.leads_to) == ("nothing", None)


STRUCK = '<w:rPr><w:strike/><w:color w:val="FF0000"/></w:rPr>'
UNDERLINED = '<w:rPr><w:u w:val="single"/><w:color w:val="0000FF"/></w:rPr>'


def test_a_redline_by_formatting_only_is_read_as_changes(make: Make) -> None:
    body = (
        par(run("exceeds ") + run("200,000", properties=STRUCK) + run("250,000", properties=UNDERLINED))
        + par(run("all new", properties=UNDERLINED))
        + par(run("kept"))
    )
    document = read_docx(make(body), "draft.docx", formatting_is_redline=True)
    assert [p.text for p in document.view(View.ORIGINAL)] == ["exceeds 200,000", "kept"]
    assert [p.text for p in document.view(View.ACCEPTED)] == ["exceeds 250,000", "all new", "kept"]
    assert document.notes[0].startswith("Changes are shown by formatting, without tracked changes")
    as_it_is = read_docx(make(body), "draft.docx", formatting_is_redline=False)
    assert [p.text for p in as_it_is.view(View.ACCEPTED)] == ["exceeds 200,000250,000", "all new", "kept"]
    # Where nobody says which it is, both are given; what the Code says decides.
    either = read_docx(make(body), "draft.docx")
    assert (either.by_look, evolve(either, by_look=None)) == (document, as_it_is)


def test_coloured_headings_and_links_are_no_redline(make: Make) -> None:
    link = '<w:hyperlink w:anchor="x">' + run("link", properties=UNDERLINED) + "</w:hyperlink>"
    body = par(run("Title", properties=UNDERLINED), properties='<w:pStyle w:val="Heading1"/>') + par(link + run("."))
    assert read_docx(make(body), "draft.docx", formatting_is_redline=True).revisions == 0


@pytest.mark.parametrize(
    "words",
    [
        ["drafting@example.org"],
        ["www.example.com/a?b=c"],
        ["https://www.example", ".com", " "],
        ["(ann@example.org, bob@example.org)"],
        ["\u2610"],
        ["\u2611 ", "\u2612"],
        ["\u2713"],
    ],
)
def test_an_address_or_a_box_to_tick_is_no_change(make: Make, words: list[str]) -> None:
    body = par(run("see ") + "".join(run(word, properties=UNDERLINED) for word in words) + run("."))
    assert read_docx(make(body), "draft.docx", formatting_is_redline=True).revisions == 0
    beside = par(run("see ") + run(f"{words[0]} or pay", properties=UNDERLINED))
    assert read_docx(make(beside), "draft.docx", formatting_is_redline=True).revisions == 1


def test_changes_of_both_kinds_are_read_where_somebody_says_so(make: Make) -> None:
    body = par(run("a ") + ins(run("b")) + run("c", properties=STRUCK))
    both = read_docx(make(body), "draft.docx", formatting_is_redline=True)
    assert [[p.text for p in both.view(v)] for v in (View.ORIGINAL, View.ACCEPTED)] == [["a c"], ["a b"]]


DRAFT = Path(__file__).resolve().parents[3] / "legal_text" / "drafts" / "secmp0059.docx"
REAL = [DRAFT, *sorted(CORPUS.glob("*/*.docx"))]


@pytest.mark.parametrize("path", [p for p in REAL if p.stat().st_size < 80_000], ids=lambda p: p.stem)
def test_every_sign_of_every_view_leads_to_its_element_and_back(path: Path) -> None:
    data = path.read_bytes()
    document = read_docx(data, path.name, formatting_is_redline=False)
    package = open_package(data, path.name)
    elements = list(package.root(package.main()).iter())
    back = pieces_by_element(document)
    for view in View:
        there = offsets(document, view)
        for number, paragraph in enumerate(document.view(view)):
            assert "".join(_piece(document, s).text for s in paragraph.spans) == paragraph.text
            for span in paragraph.spans:
                piece = _piece(document, span)
                assert piece.element is not None
                assert there[span.paragraph, span.piece] == (number, span.start)
                # Both numbers of a field that differ between views stand in one element.
                assert back[piece.element][0] == span.paragraph
                assert _says(elements[piece.element]) in (piece.text, None), path


def _piece(document: Document, span: StoredSpan) -> Piece:
    return document.paragraphs[span.paragraph].pieces[span.piece]


def _says(element: etree._Element) -> str | None:
    if kind(element) in ("fldChar", "sym"):
        return None
    return {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}.get(
        kind(element), element.text or ""
    )


@pytest.mark.parametrize(
    ("revision", "mark"),
    [
        ("ins", Mark.INSERTED),
        ("moveTo", Mark.INSERTED),
        ("del", Mark.DELETED),
        ("moveFrom", Mark.DELETED),
        ("smartTag", Mark.KEPT),
    ],
)
@pytest.mark.parametrize("outside", ["<w:p><w:noSuch>{}</w:noSuch></w:p>", "<w:noSuch>{}</w:noSuch>"])
def test_a_note_of_what_nobody_knows_stands_in_the_revision_of_its_sign(
    outside: str, revision: str, mark: Mark, make: Make
) -> None:
    inside = f'<w:{revision} w:id="7" w:author="Ann"><w:r><w:footnoteReference w:id="2"/></w:r></w:{revision}>'
    note = '<w:footnote w:id="2"><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote>'
    document = read_docx(
        make("<w:p><w:r><w:t>Text</w:t></w:r></w:p>" + outside.format(inside), footnotes=note), "a.docx"
    )
    assert [(u.kind, u.mark) for u in document.unread if u.kind == "footnote"] == [("footnote", mark)]


UNKNOWN = "<w:x>{}<w:moveTo {}><w:p><w:r><w:t>Term</w:t></w:r></w:p></w:moveTo></w:x>"
BEGINS = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'


@pytest.mark.parametrize("before", ["", f"<w:p>{BEGINS}</w:p>", f"<w:p>{BEGINS}{BEGINS}</w:p>"])
def test_what_is_moved_into_an_unknown_element_is_not_in_the_text_as_it_was(make: Make, before: str) -> None:
    body = "<w:p><w:r><w:t>Each User sits.</w:t></w:r></w:p>" + UNKNOWN.format(before, 'w:id="1" w:author="Ann"')
    found = read_docx(make(body), "draft.docx", formatting_is_redline=False).unread
    assert [unread.texts for unread in found] == [("", "Term", "Term")]
