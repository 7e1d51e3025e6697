"""Comments and fixes put into a Word document: where they land, and that nothing else is touched."""

from __future__ import annotations

import io
import random
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import pytest
from lxml import etree

from sec_rules.documents.document import Aside, Document, View
from sec_rules.documents.readers.docx import read_docx
from sec_rules.documents.word.annotation import AUTHOR, Correction, Note, annotate, is_own
from sec_rules.documents.word.archive import rewritten
from sec_rules.documents.word.locations import Stretch, in_paragraph
from sec_rules.loading import load
from sec_rules.report import as_docx
from sec_rules.review.comments import placed
from sec_rules.review.fixes.word import ways
from sec_rules.review.review import check
from sec_rules.review.summary import summarised
from sec_rules.rulebook.questions import assessment
from sec_rules.span import Span
from tests.documents.word.conftest import zipped
from tests.documents.word.stored import stored

Make = Callable[..., bytes]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SOFFICE = shutil.which("soffice")
CORPUS = Path(__file__).resolve().parents[4] / "shared" / "corpus" / "legislation"
DRAFT = Path(__file__).resolve().parents[3] / "legal_text" / "drafts" / "secmp0059.docx"
REAL = [DRAFT, *sorted(p for p in CORPUS.glob("*/*.docx") if p.stat().st_size < 120_000)]
ANN = 'w:id="1" w:author="Ann" w:date="2020-01-01T00:00:00Z"'


def run(text: str) -> str:
    return f'<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def body_of(data: bytes) -> str:
    return parts(data)["word/document.xml"].decode()


def read(data: bytes) -> Document:
    return read_docx(data, "draft.docx", formatting_is_redline=False)


def said(data: bytes) -> set[tuple[str | None, str]]:
    """Who says what in the margin."""
    return {(a.author, a.text) for a in read(data).asides}


def at(document: Document, words: str, view: View = View.ACCEPTED) -> tuple[Stretch, ...]:
    """The stretches of the first place where the words stand."""
    paragraph = next(p for p in document.view(view) if words in p.text)
    start = paragraph.text.index(words)
    return tuple(in_paragraph(paragraph, Span(start, start + len(words))))


def commented(document: Document, aside: Aside, view: View) -> str:
    """The words of a view on which a comment stands."""
    found: list[str] = []
    for i in range(aside.start[0], aside.end[0] + 1):
        position = 0
        for piece in document.paragraphs[i].pieces:
            first = max(position, aside.start[1] if i == aside.start[0] else 0)
            last = min(position + len(piece.text), aside.end[1] if i == aside.end[0] else 10**9)
            if first < last and piece.mark.stands_in(view):
                found.append(piece.text[first - position : last - position])
            position += len(piece.text)
    return "".join(found)


def rejected(data: bytes) -> list[str]:
    """The text of the document with the tool's own changes rejected, other people's accepted."""
    root = etree.fromstring(parts(data)["word/document.xml"])
    for element in list(root.iter(W + "ins", W + "del")):
        own = is_own(element.get(W + "author"))
        if (element.tag == W + "ins") == own:
            element.getparent().remove(element)
    return ["".join(t.text or "" for t in p.iter(W + "t", W + "delText")) for p in root.iter(W + "p")]


def test_a_comment_stands_on_the_exact_words(make: Make) -> None:
    data = make(f"<w:p>{run('one two three')}</w:p>")
    document = read(data)
    out = annotate(data, document, [Note(at(document, "two"), ("Why two?", "Say three."))])
    (comment,) = read(out).asides
    assert (comment.snippet, comment.text, comment.author) == ("two", "Why two?\nSay three.", AUTHOR)
    assert body_of(out).count("<w:rPr><w:b/></w:rPr>") == 3
    assert [p.text for p in read(out).view(View.ACCEPTED)] == ["one two three"]


@pytest.mark.parametrize(
    "inside",
    [
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice '
        'Requires="none"/><mc:Fallback><w:t>two</w:t></mc:Fallback></mc:AlternateContent>',
        "<w:ruby><w:rubyBase><w:r><w:t>two</w:t></w:r></w:rubyBase></w:ruby>",
    ],
)
def test_a_comment_on_words_inside_a_run_stands_outside_that_run(inside: str, make: Make) -> None:
    data = make(f"<w:p>{run('one ')}<w:r>{inside}</w:r>{run(' three')}</w:p>")
    document = read(data)
    out = annotate(data, document, [Note(at(document, "two"), ("Why two?",))])
    (comment,) = read(out).asides
    assert comment.snippet == "two"
    assert f"<w:r>{inside}</w:r>" in body_of(out)


def test_the_reference_of_a_comment_stands_outside_a_revision(make: Make) -> None:
    data = make(f"<w:p>{run('a ')}<w:ins {ANN}>{run('new words')}</w:ins>{run(' z')}</w:p>")
    document = read(data)
    out = annotate(data, document, [Note(at(document, "new"), ("x",))])
    root = etree.fromstring(parts(out)["word/document.xml"])
    (reference,) = root.iter(W + "commentReference")
    assert not [a for a in reference.iterancestors() if a.tag in (W + "ins", W + "del")]
    assert read(out).asides[0].snippet == "new"


def test_a_comment_in_the_middle_of_a_field_is_widened_to_all_of_it(make: Make) -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF x </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("Section G8.41")}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    data = make(f"<w:p>{run('see ')}{field}{run(' now')}</w:p>")
    document = read(data)
    out = annotate(data, document, [Note(at(document, "G8"), ("x",))])
    assert read(out).asides[0].snippet == "Section G8.41"
    body = body_of(out)
    assert body.index("commentRangeStart") < body.index('fldCharType="begin"')
    assert body.index("commentRangeEnd") > body.index('fldCharType="end"')


def test_a_fix_is_a_tracked_change_by_the_tool(make: Make) -> None:
    data = make(f"<w:p>{run('Full User  Security')}<w:r><w:tab/></w:r></w:p>")
    document = read(data)
    (stretch,) = at(document, "  ")
    fix = Correction((Stretch(stretch.start + 1, stretch.end, stretch.paragraph, stretch.piece),))
    out = annotate(data, document, [Note((stretch,), ("x",))], [fix])
    again = read(out)
    assert [p.text for p in again.view(View.ORIGINAL)] == ["Full User  Security\t"]
    assert [p.text for p in again.view(View.ACCEPTED)] == ["Full User Security\t"]
    assert {p.author for p in again.paragraphs[0].pieces if p.revisions} == {AUTHOR}
    assert again.asides[0].snippet == "  "


def test_words_are_put_in_the_place_of_others(make: Make) -> None:
    data = make(f"<w:p>{run('is more than 5 &amp; less')}</w:p>")
    document = read(data)
    out = annotate(data, document, [], [Correction(at(document, "more than"), "above <")])
    assert [[p.text for p in read(out).view(v)] for v in View] == [
        ["is more than 5 & less"],
        ["is more thanabove < 5 & less"],
        ["is above < 5 & less"],
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("  ", " ", [(1, 2, ""), (0, 1, "")]),
        (" ", "", [(0, 1, "")]),
        ("the the", "the", [(3, 7, "")]),
        ("organise", "organize", [(6, 7, "z")]),
        ("ab", "abc", [(2, 2, "c")]),
    ],
)
def test_the_fewest_signs_change(old: str, new: str, expected: list[tuple[int, int, str]]) -> None:
    found = [(gone.start, gone.end, put) for gone, put in ways(old, new)]
    assert found[: len(expected)] == expected
    assert all(old[:a] + put + old[b:] == new for a, b, put in found)


@pytest.mark.parametrize("path", REAL, ids=lambda p: p.stem)
def test_comments_at_random_places_come_back_exact(path: Path) -> None:
    data = path.read_bytes()
    document = read(data)
    chance = random.Random(path.stem)
    wanted: dict[str, tuple[View, str, bool]] = {}
    notes: list[Note] = []
    views = {view: [p for p in document.view(view) if p.text] for view in View}
    for i in range(30):
        view = chance.choice(list(View))
        paragraph = chance.choice(views[view])
        start = chance.randrange(len(paragraph.text))
        end = chance.randrange(start, len(paragraph.text)) + 1
        stretches = tuple(in_paragraph(paragraph, Span(start, end)))
        fielded = any(document.paragraphs[s.paragraph].pieces[s.piece].field for s in (stretches[0], stretches[-1]))
        wanted[f"comment {i}"] = (view, stored(document, stretches), fielded)
        notes.append(Note(stretches, (f"comment {i}",)))
    out = annotate(data, document, notes)
    again = read(out)
    for view in View:
        assert [p.text for p in again.view(view)] == [p.text for p in document.view(view)]
        assert [p.number for p in again.view(view)] == [p.number for p in document.view(view)]
    found = {a.text: a for a in again.asides if a.author == AUTHOR}
    assert sorted(found) == sorted(wanted)
    for name, (view, words, fielded) in wanted.items():
        got = commented(again, found[name], view)
        assert words in got if fielded else words == got, name
    _untouched(data, out)
    docx.Document(io.BytesIO(out))
    # The same again takes the first run's comments back and puts the same in: not a byte differs.
    assert annotate(out, again, _as_before(again, found, notes)) == out


def _as_before(document: Document, found: dict[str, Aside], notes: Sequence[Note]) -> list[Note]:
    """The notes on the document as it is after the first run, in the order of that run."""
    made: list[Note] = []
    for note in notes:
        aside = found[note.lines[0]]
        stretches: list[Stretch] = []
        for i in range(aside.start[0], aside.end[0] + 1):
            position = 0
            for j, piece in enumerate(document.paragraphs[i].pieces):
                first = max(position, aside.start[1] if i == aside.start[0] else 0)
                last = min(position + len(piece.text), aside.end[1] if i == aside.end[0] else 10**9)
                if first < last:
                    stretches.append(Stretch(first - position, last - position, i, j))
                position += len(piece.text)
        made.append(Note(tuple(stretches), note.lines))
    return made


def _untouched(before: bytes, after: bytes) -> None:
    """Every part but the text and those that make comments known is the same to the byte, packed and unpacked."""
    one, two = zipfile.ZipFile(io.BytesIO(before)), zipfile.ZipFile(io.BytesIO(after))
    changing = re.compile(r"comments\w*\.xml$|document\d*\.xml$|document\d*\.xml\.rels$|^\[Content_Types\]\.xml$")
    assert [n for n in two.namelist() if n in one.namelist()] == one.namelist()
    for info in one.infolist():
        if not changing.search(info.filename):
            other = two.getinfo(info.filename)
            start, there = info.header_offset, other.header_offset
            length = 30 + len(info.filename.encode()) + info.compress_size
            assert before[start : start + length] == after[there : there + length], info.filename


def test_the_draft_of_secmp0059_with_comments_and_its_fix(tmp_path: Path) -> None:
    data = DRAFT.read_bytes()
    result = check(read_docx(data, DRAFT.name), load(), assessment)
    out = as_docx.dumps(placed(summarised(result), data, fix=True))
    again = read(out)
    comments = [a for a in again.asides if a.author == AUTHOR]
    assert len(comments) == 3 < len(result.findings)
    (space,) = (a for a in comments if a.text.endswith("TY101"))
    assert space.snippet == "  "
    assert "Fixed as a tracked change." in space.text
    own = [p for q in again.paragraphs for p in q.pieces if p.author == AUTHOR]
    assert [(p.text, p.mark.value) for p in own] == [(" ", "deleted")]
    assert [p.text for p in again.view(View.ORIGINAL)] == [p.text for p in read(data).view(View.ORIGINAL)]
    accepted = etree.fromstring(parts(data)["word/document.xml"])
    for element in list(accepted.iter(W + "del")):
        element.getparent().remove(element)
    assert rejected(out) == ["".join(t.text or "" for t in p.iter(W + "t")) for p in accepted.iter(W + "p")]
    assert "Full User Security Assessment; and" in again.view(View.ACCEPTED)[12].text


def test_a_second_run_replaces_its_own_comments_and_nobody_elses(make: Make) -> None:
    data = make(
        f'<w:p><w:commentRangeStart w:id="4"/>{run("one")}<w:commentRangeEnd w:id="4"/>'
        '<w:r><w:commentReference w:id="4"/></w:r></w:p>',
        comments=f'<w:comment w:id="4" w:author="Ann"><w:p>{run("mine")}</w:p></w:comment>',
    )
    first = annotate(data, read(data), [Note(at(read(data), "one"), ("first",)), Note(at(read(data), "ne"), ("more",))])
    assert said(first) == {("Ann", "mine"), (AUTHOR, "first"), (AUTHOR, "more")}
    second = annotate(first, read(first), [Note(at(read(first), "ne"), ("second",))])
    assert said(second) == {("Ann", "mine"), (AUTHOR, "second")}
    assert '<w:comment w:id="4" w:author="Ann">' in parts(second)["word/comments.xml"].decode()
    third = annotate(second, read(second), [])
    assert said(third) == {("Ann", "mine")}
    older = parts(second)["word/comments.xml"].replace(AUTHOR.encode(), b"sec-rules 0.0.1")
    assert is_own("sec-rules 0.0.1")
    assert b"sec-rules 0.0.1" in older
    assert not any(map(is_own, ("sec-rules team", "sec-rules team of somebody", "sec-rules 1 2", None)))


EXTENDED = "http://schemas.microsoft.com/office/word/2012/wordml"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"


def test_a_comment_that_somebody_answered_stays_with_the_answer(make: Make) -> None:
    body = "".join(
        f'<w:p><w:commentRangeStart w:id="{i}"/>{run(f"words{i}")}<w:commentRangeEnd w:id="{i}"/>'
        f'<w:r><w:commentReference w:id="{i}"/></w:r></w:p>'
        for i in (4, 5, 6)
    )
    authors = {4: "sec-rules 0.0.1", 5: "Ann", 6: "sec-rules 0.0.1"}
    comments = "".join(
        f'<w:comment w:id="{i}" w:author="{who}"><w:p xmlns:w14="{W14}" w14:paraId="0000000{i}">'
        f"{run(f'text {i}')}</w:p></w:comment>"
        for i, who in authors.items()
    )
    rows = (
        '<w15:commentEx w15:paraId="00000004" w15:done="0"/>'
        '<w15:commentEx w15:paraId="00000005" w15:paraIdParent="00000004" w15:done="0"/>'
        '<w15:commentEx w15:paraId="00000006" w15:done="0"/>'
    )
    extended = f'<w15:commentsEx xmlns:w15="{EXTENDED}">{rows}</w15:commentsEx>'
    data = make(body, {"word/commentsExtended.xml": extended}, comments=comments)
    out = annotate(
        data, read(data), [Note(at(read(data), "words4"), ("text 4",)), Note(at(read(data), "words5"), ("new",))]
    )
    assert said(out) == {("sec-rules 0.0.1", "text 4"), ("Ann", "text 5"), (AUTHOR, "new")}
    left = parts(out)["word/commentsExtended.xml"].decode()
    assert 'w15:paraId="00000006"' not in left
    (row,) = re.findall(r'<w15:commentEx xmlns:w15="[^"]*" w15:paraId="([0-9A-F]{8})" w15:done="0"/>', left)
    assert f'w14:paraId="{row}"' in parts(out)["word/comments.xml"].decode()


def threads(*rows: tuple[int, str, str, str], ids: dict[int, str] | None = None) -> dict[str, str]:
    """The body, comments and threads of comments (id, author, words, attributes of the row), each on words of its own;
    `ids` are those that the file has instead, and the number is that of the thread's paragraph.
    """
    given = {i: (ids or {}).get(i, str(i)) for i, _, _, _ in rows}
    body = "".join(
        f'<w:p><w:commentRangeStart w:id="{given[i]}"/>{run(f"words{i}")}<w:commentRangeEnd w:id="{given[i]}"/>'
        f'<w:r><w:commentReference w:id="{given[i]}"/></w:r></w:p>'
        for i, _, _, _ in rows
    )
    comments = "".join(
        f'<w:comment w:id="{given[i]}" w:author="{who}"><w:p xmlns:w14="{W14}" w14:paraId="0000000{i}">'
        f"{run(words)}</w:p></w:comment>"
        for i, who, words, _ in rows
    )
    rows_ = "".join(f'<w15:commentEx w15:paraId="0000000{i}" {row}/>' for i, _, _, row in rows)
    extended = f'<w15:commentsEx xmlns:w15="{EXTENDED}">{rows_}</w15:commentsEx>'
    return {"body": body, "comments": comments, "extended": extended}


def packed(make: Make, given: dict[str, str]) -> bytes:
    return make(given["body"], {"word/commentsExtended.xml": given["extended"]}, comments=given["comments"])


OPEN, DONE = 'w15:done="0"', 'w15:done="1"'


def test_an_answered_comment_stands_for_the_same_words_at_its_own_place_only(make: Make) -> None:
    answer = f'w15:paraIdParent="00000004" {OPEN}'
    data = packed(make, threads((4, AUTHOR, "again", OPEN), (5, "Ann", "why?", answer), (6, AUTHOR, "again", OPEN)))
    notes = [Note(at(read(data), words), ("again",)) for words in ("words4", "words6")]
    out = annotate(data, read(data), notes)
    assert sorted((a.snippet, a.text) for a in read(out).asides) == [
        ("words4", "again"), ("words5", "why?"), ("words6", "again"),
    ]  # fmt: skip
    # One comment that stays stands for one finding, also where two say the same of the same words.
    out = annotate(data, read(data), [notes[0], notes[0]])
    assert [a.snippet for a in read(out).asides if a.text == "again"] == ["words4", "words4"]


def test_a_comment_that_somebody_resolved_stays_resolved(make: Make) -> None:
    data = packed(make, threads((4, AUTHOR, "first", DONE), (5, AUTHOR, "second", OPEN)))
    notes = [Note(at(read(data), words), (text,)) for words, text in (("words4", "first"), ("words5", "second"))]
    out = annotate(data, read(data), notes)
    assert [(a.snippet, a.text) for a in read(out).asides] == [("words4", "first"), ("words5", "second")]
    rows = re.findall(r'paraId="(\w{8})" w15:done="(.)"', parts(out)["word/commentsExtended.xml"].decode())
    assert [done for _, done in rows] == ["1", "0"]
    assert rows[0][0] == "00000004"
    # What is said of it now is something else, so it is said.
    out = annotate(data, read(data), [Note(at(read(data), "words4"), ("other",))])
    assert said(out) == {(AUTHOR, "first"), (AUTHOR, "other")}


@pytest.mark.parametrize("same", ["5", "05"])
def test_a_comment_whose_id_a_colleagues_has_too_costs_the_colleague_nothing(same: str, make: Make) -> None:
    data = packed(make, threads((4, AUTHOR, "ours", OPEN), (5, "Ann", "hers", DONE), ids={4: "5", 5: same}))
    again = annotate(data, read(data), [Note(at(read(data), "words4"), ("ours",))])
    assert sorted((a.snippet, a.text) for a in read(again).asides) == [("words4", "ours"), ("words5", "hers")]
    out = annotate(data, read(data), [Note(at(read(data), "words4"), ("new",))])
    assert {("Ann", "hers"), (AUTHOR, "new")} <= said(out)
    assert f'w:id="{same}" w:author="Ann"' in parts(out)["word/comments.xml"].decode()
    assert body_of(out).count("commentReference") == 3
    ids = re.findall(r'<w:comment [^>]*w:id="(\d+)"', parts(out)["word/comments.xml"].decode())
    assert len({int(i) for i in ids}) == 2, "the new comment has an id of its own"


def test_a_thread_that_a_colleagues_comment_shares_keeps_its_row(make: Make) -> None:
    given = threads((4, AUTHOR, "ours", OPEN), (5, "Ann", "hers", DONE))
    shared = {k: v.replace("00000004", "00000005") for k, v in given.items()}
    data = packed(
        make,
        {**shared, "extended": given["extended"].replace('<w15:commentEx w15:paraId="00000004" w15:done="0"/>', "")},
    )
    out = annotate(data, read(data), [])
    assert ("Ann", "hers") in said(out)
    assert 'w15:paraId="00000005" w15:done="1"' in parts(out)["word/commentsExtended.xml"].decode()


def test_a_new_thread_has_a_paragraph_of_its_own(make: Make) -> None:
    data = packed(make, threads((4, "Ann", "hers", OPEN)))
    note = [Note(at(read(data), "words4"), ("new",))]
    (taken,) = set(
        re.findall(r'paraId="(\w{8})"', parts(annotate(data, read(data), note))["word/comments.xml"].decode())
    ) - {"00000004"}
    used = make(
        threads((4, "Ann", "hers", OPEN))["body"].replace("<w:p>", f'<w:p xmlns:w14="{W14}" w14:paraId="{taken}">'),
        {"word/commentsExtended.xml": threads((4, "Ann", "hers", OPEN))["extended"]},
        comments=threads((4, "Ann", "hers", OPEN))["comments"],
    )
    out = annotate(used, read(used), note)
    assert taken not in parts(out)["word/comments.xml"].decode()


def test_what_is_added_to_a_strict_package_is_strict(make: Make) -> None:
    strict = "http://purl.oclc.org/ooxml/"
    plain = parts(make(f"<w:p>{run('one  two')}</w:p>"))
    names = (
        ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "wordprocessingml/main"),
        (
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "officeDocument/relationships",
        ),
    )
    given = {k: v.decode() for k, v in plain.items()}
    for old, new in names:
        given = {k: v.replace(old, strict + new) for k, v in given.items()}
    data = zipped(given)
    document = read(data)
    (blanks,) = at(document, "  ")
    fix = Correction((Stretch(blanks.start + 1, blanks.end, blanks.paragraph, blanks.piece),))
    out = parts(annotate(data, document, [Note((blanks,), ("Why?",))], [fix]))
    assert f'Type="{strict}officeDocument/relationships/comments"' in out["word/_rels/document.xml.rels"].decode()
    assert not [k for k, v in out.items() if b"schemas.openxmlformats.org/wordprocessingml" in v]
    again = read(zipped(out))
    assert [(a.text, a.snippet) for a in again.asides] == [("Why?", "  ")]
    assert again.view(View.ACCEPTED)[0].text == "one two"


def test_a_part_that_is_added_is_dated_like_the_first(make: Make) -> None:
    whole = parts(make(f"<w:p>{run('one')}</w:p>"))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number, (name, content) in enumerate(whole.items()):
            archive.writestr(zipfile.ZipInfo(name, (2001 + number, 1, 1, 0, 0, 0)), content)
    data = packed.getvalue()
    out = annotate(data, read(data), [Note(at(read(data), "one"), ("x",))])
    with zipfile.ZipFile(io.BytesIO(out)) as archive:
        assert archive.getinfo("word/comments.xml").date_time == (2001, 1, 1, 0, 0, 0)


def test_a_carriage_return_in_the_text_stays_one(make: Make) -> None:
    data = make(f"<w:p>{run('one&#13;two  three')}</w:p>")
    document = read(data)
    (blanks,) = at(document, "  ")
    fix = Correction((Stretch(blanks.start + 1, blanks.end, blanks.paragraph, blanks.piece),))
    out = annotate(data, document, [Note((blanks,), ("so\rit is",))], [fix])
    assert read(out).view(View.ACCEPTED)[0].text == "one\rtwo three"
    assert b"so&#13;it is" in parts(out)["word/comments.xml"]


def test_a_fix_inside_another_persons_revision_is_refused_and_said(make: Make) -> None:
    words = "G8.44 Where a User is a Network Party, it shall undergo a Full User  Security Assessment annually."
    data = make(f"<w:p><w:pPr><w:rPr><w:ins {ANN}/></w:rPr></w:pPr><w:ins {ANN}>{run(words)}</w:ins></w:p>{run('')}")
    result = check(read(data), load(), assessment)
    out = as_docx.dumps(placed(summarised(result), data, fix=True))
    (comment,) = (a for a in read(out).asides if a.text.endswith("TY101"))
    assert "Not fixed: the words stand inside a revision of Ann." in comment.text
    assert not [p for q in read(out).paragraphs for p in q.pieces if p.author == AUTHOR]


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed.")
def test_libre_office_opens_what_is_written(tmp_path: Path) -> None:
    data = DRAFT.read_bytes()
    out = as_docx.dumps(placed(summarised(check(read_docx(data, DRAFT.name), load(), assessment)), data, fix=True))
    (tmp_path / "reviewed.docx").write_bytes(out)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [str(SOFFICE), "--headless", profile, "--convert-to", "odt", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "reviewed.docx")], capture_output=True, timeout=300, check=True)
    content = zipfile.ZipFile(tmp_path / "reviewed.odt").read("content.xml").decode()
    assert content.count("<office:annotation ") == len(read(out).asides)
    assert AUTHOR in content


@pytest.mark.parametrize(("threaded", "named"), [(False, []), (True, ["third"])])
def test_a_thread_begins_at_the_last_paragraph_of_a_comment_where_the_file_has_threads(
    threaded: bool, named: list[str], make: Make
) -> None:
    given = threads((4, "Ann", "hers", OPEN))
    data = packed(make, given) if threaded else make(given["body"], comments=given["comments"])
    out = annotate(data, read(data), [Note(at(read(data), "words4"), ("first", "second", "third"))])
    comments = parts(out)["word/comments.xml"].decode()
    (ours,) = re.findall(rf'<w:comment [^>]*w:author="{AUTHOR}".*?</w:comment>', comments)
    assert re.findall(r'w14:paraId="\w+"><w:r><w:t xml:space="preserve">(\w+)', ours) == named
    assert re.findall(r">(\w+)</w:t>", ours) == ["first", "second", "third"]


@pytest.mark.parametrize("name", ["word/bild.xml", "word/größe é.xml", "word/図.xml"])
def test_a_part_that_is_written_anew_keeps_its_name_in_whatever_script(name: str, make: Make) -> None:
    data = make(f"<w:p>{run('one')}</w:p>", {name: "<x/>"})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        again = rewritten(data, archive, {name: b"<y/>"}, "draft.docx")
    with zipfile.ZipFile(io.BytesIO(again)) as archive:
        assert archive.testzip() is None
        assert archive.read(name) == b"<y/>"


@pytest.mark.parametrize("name", ["word/Comments.xml", "Word/comments.xml", "word/comments.XML"])
def test_a_part_is_the_same_whatever_the_capitals_of_its_name(make: Make, name: str) -> None:
    held = made_with(make, name)
    document = read(held)
    paragraph = document.view(View.MARKUP)[0]
    out = annotate(held, document, [Note(tuple(in_paragraph(paragraph, Span(0, 3))), ("x",))])
    assert sorted(parts(out)) == sorted(parts(held))
    assert said(out) == {("Ann", "Why?"), (AUTHOR, "x")}


def made_with(make: Make, name: str) -> bytes:
    """A document with a comment of Ann's, whose part has that name."""
    comment = f"<w:comment {ANN}><w:p><w:r><w:t>Why?</w:t></w:r></w:p></w:comment>"
    marks = '<w:commentRangeStart w:id="1"/>{}<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
    data = make(f"<w:p>{marks.format(run('Each User keeps a record.'))}</w:p>", comments=comment)
    return zipped({name if part.casefold() == name.casefold() else part: x for part, x in parts(data).items()})


def test_a_package_whose_parts_are_all_in_capitals_is_read(make: Make) -> None:
    given = parts(make(f"<w:p>{run('Each User keeps a record.')}</w:p>"))
    assert [p.text for p in read(zipped({name.upper(): x for name, x in given.items()})).view(View.MARKUP)] == [
        "Each User keeps a record."
    ]
