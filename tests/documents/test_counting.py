"""How many signs a file holds in each view, for files whose signs were counted by hand."""

from __future__ import annotations

import io
import zipfile

import pytest

from sec_rules.documents.counting import UNKNOWN, Counts, signs_of_text, signs_of_word
from sec_rules.documents.document import View, signs
from sec_rules.documents.readers.docx import read_docx
from tests.documents.word.conftest import Make, zipped
from tests.documents.word.conftest import make as make
from tests.documents.word.test_page import (
    ANN,
    SPACES,
    WORDS,
    Part,
    box,
    cell,
    choice,
    code,
    holding,
    par,
    row,
    run,
    sum_of,
    table,
    with_parts,
)


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("", (0, 0, 0)),
        ("# One  two\n\tthree", (12, 12, 12)),
        ("\ufeffone", (3, 3, 3)),
        ("a{++bc++}d", (2, 4, 4)),
        ("a{--bc--}d", (4, 4, 2)),
        ("a{~~bcd~>ef~~}", (4, 6, 3)),
        ("a{~~bcd~~}e {~~f~>g~~}", (6, 7, 3)),
        ("a{==bc==}{>>note<<}", (7, 7, 7)),
        ("a <!-- two words --> b", (10, 10, 10)),
        ("a <!-- never closed", (16, 16, 16)),
        ("{++a\n\nb++} {c}", (3, 5, 5)),
        ("{{++a++}", (1, 2, 2)),
        ("{++ never closed", (14, 14, 14)),
        ("| a | b |\n|---|---|", (14, 14, 14)),
    ],
)
def test_signs_of_a_text_are_all_but_white_space_and_the_brackets_of_changes(text: str, counts: Counts) -> None:
    assert signs_of_text(text) == counts


def inserted(inside: str) -> str:
    return f"<w:ins {ANN}>{inside}</w:ins>"


def deleted(inside: str) -> str:
    return f"<w:del {ANN}>{inside}</w:del>"


@pytest.mark.parametrize(
    ("inside", "counts"),
    [
        (par(run("one two")), (6, 6, 6)),
        (par(run("a"), inserted(run("bc")), deleted(run("def"))), (4, 6, 3)),
        (par(inserted(deleted(run("ab")))), (0, 2, 0)),
        (table(row(cell(par(run("ab"))), properties=f"<w:del {ANN}/>")), (2, 2, 0)),
        (table(row(cell(par(run("ab")), properties=f"<w:cellIns {ANN}/>"))), (0, 2, 2)),
        (par(code(" REF x ", run("shown"))), (5, 5, 5)),
        (par(code(" MACROBUTTON x press ")), (0, 0, 0)),
        (par(run("a"), holding("<w:noBreakHyphen/><w:tab/><w:sym w:font='x' w:char='F0B7'/>")), (3, 3, 3)),
        (par(run("a"), holding(box(par(run("in it"))))), (5, 5, 5)),
        (par(choice(run("one"), run("other"))), (3, 3, 3)),
        (par(choice(run("one"), run("other"), "future")), (5, 5, 5)),
        (par(sum_of("x", "+", "y")), (3, 3, 3)),
        (par(run("ab", "<w:vanish/>")), (2, 2, 2)),
    ],
)
def test_signs_of_a_word_file_are_those_of_its_text(inside: str, counts: Counts, make: Make) -> None:
    assert signs_of_word(make(inside)) == counts


def test_what_cannot_be_opened_is_not_counted() -> None:
    assert signs_of_word(b"no archive") == UNKNOWN


NESTED = "<w:r><w:t>ten</w:t></w:r>"


@pytest.mark.parametrize(
    "body",
    [
        f"<w:p><w:r><w:fldChar><w:p>{NESTED}</w:p></w:fldChar></w:r></w:p>",
        f"<w:p><w:r><w:unknown>{NESTED}</w:unknown></w:r></w:p>",
        f"<w:p><w:bookmarkStart>{NESTED}</w:bookmarkStart></w:p>",
        f"<w:pict><w:ins>{NESTED}</w:ins></w:pict>",
        f"<w:p><w:r><w:del>{NESTED}</w:del></w:r></w:p>",
        f"<w:p><w:unknown><w:pPr>{NESTED}</w:pPr>{NESTED}</w:unknown></w:p>",
        f"<w:p><w:altChunk>{NESTED}</w:altChunk></w:p>",
    ],
)
def test_words_where_no_word_may_stand_are_listed_as_they_are_counted(body: str, make: Make) -> None:
    document = read_docx(make(f"<w:p><w:r><w:t>Text.</w:t></w:r></w:p>{body}"), "a.docx")
    for view, counted in zip(View, document.counted, strict=True):
        text = sum(signs(p.text) for p in document.view(view))
        assert text + sum(each.signs_in(view) for each in document.unread) == counted


def test_notes_and_comments_to_which_nothing_leads_are_counted_by_their_names(make: Make) -> None:
    comment = f'<w:comment w:id="1"><w:p>{NESTED}</w:p></w:comment>'
    data = make("<w:p/>", comments=comment)
    assert signs_of_word(data) == (3, 3, 3)
    parts = zipfile.ZipFile(io.BytesIO(data))
    left = {name: parts.read(name) for name in parts.namelist() if not name.endswith("document.xml.rels")}
    assert signs_of_word(zipped(left)) == (3, 3, 3)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("c.xml", f"<w:document {WORDS} {SPACES}>{par(run('ten words'))}</w:document>"),
        ("c.txt", "ten words"),
        ("c.xhtml", "<html><body><p>ten <b>words</b></p></body></html>"),
        ("c.rtf", "{\\rtf1 ten words}"),
    ],
)
def test_a_document_brought_in_is_counted_as_it_is_listed(name: str, content: str, make: Make) -> None:
    body = par(run("one")) + f'<w:altChunk {SPACES} r:id="rIdP0"/>'
    document = with_parts(make, body, Part("aFChunk", name, content))
    listed = sum(each.signs_in(View.ACCEPTED) for each in document.unread)
    assert document.counted[2] == signs("one") + listed
    assert listed == (0 if name == "c.rtf" else signs("ten words"))


def test_what_says_how_an_equation_is_drawn_is_told_apart_from_its_signs(make: Make) -> None:
    over = "<m:f><m:num><m:r><m:t>10</m:t></m:r></m:num><m:den><m:r><m:t>7</m:t></m:r></m:den></m:f>"
    document = read_docx(make(par(run("one") + sum_of("x", "=") + f"<m:oMath {SPACES}>{over}</m:oMath>")), "a.docx")
    (plain, fraction) = (each for each in document.unread if each.kind == "equation")
    assert plain.added == (0, 0, 0)
    # The file holds three figures, and the page a stroke besides.
    assert [len(fraction.words) - drawn for drawn in fraction.added] == [3, 3, 3]


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
@pytest.mark.parametrize(("times", "counts"), [(0, (6, 6, 6)), (1, (6, 6, 6)), (2, (9, 9, 9))])
def test_a_note_is_counted_as_often_as_the_text_refers_to_it_and_once_where_it_does_not(
    kind: str, times: int, counts: Counts, make: Make
) -> None:
    note = f'<w:{kind} w:id="2">{par(run("ten"))}</w:{kind}>'
    refers = f'<w:r><w:{kind}Reference w:id="2"/></w:r>'
    parts = [Part(f"{kind}s", f"{kind}s.xml", f"<w:{kind}s {WORDS}>{note}</w:{kind}s>")]
    document = with_parts(make, par(run("one"), *[refers] * times), *parts)
    assert document.counted == counts
