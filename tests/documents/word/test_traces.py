"""What the tool left in a Word file taken out: its comments and its name, and nothing of anybody else's."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from pathlib import Path

import pytest

from sec_rules.cli import main
from sec_rules.documents.document import View
from sec_rules.documents.readers.docx import read_docx
from sec_rules.documents.word.annotation import AUTHOR, Correction, Note, annotate
from sec_rules.documents.word.locations import Stretch
from sec_rules.documents.word.traces import cleared

DRAFT = Path(__file__).resolve().parents[3] / "legal_text" / "drafts" / "secmp0059.docx"
OF_ANN = f'<w:comment w:id="90" w:author="Ann"><w:p><w:r><w:t>w:author="{AUTHOR}"</w:t></w:r></w:p></w:comment>'


@pytest.fixture(scope="module")
def left() -> bytes:
    """The draft with a comment of the tool, one of a colleague that quotes it, and a fix."""
    data = DRAFT.read_bytes()
    document = read_docx(data, DRAFT.name)
    at = next(i for i, p in enumerate(document.paragraphs) if p.pieces and len(p.pieces[0].text) > 4)
    words = Stretch(0, 4, at, 0)
    out = annotate(data, document, [Note((words,), ("first",))], [Correction((), "x", at=(words, 2))])
    source, packed = zipfile.ZipFile(io.BytesIO(out)), io.BytesIO()
    with zipfile.ZipFile(packed, "w") as target:
        for info in source.infolist():
            part = source.read(info)
            if info.filename == "word/comments.xml":
                part = part.replace(b"</w:comments>", OF_ANN.encode() + b"</w:comments>")
            target.writestr(info, part)
    return packed.getvalue()


def test_its_comments_go_and_what_it_changed_stays_under_no_name(left: bytes) -> None:
    found = cleared(left, read_docx(left, "left.docx"))
    assert (found.comments, found.answered, found.changes) == (1, 0, 1)
    before, after = read_docx(left, "left.docx"), read_docx(found.data, "clear.docx")
    assert [p.text for p in after.view(View.ACCEPTED)] == [p.text for p in before.view(View.ACCEPTED)]
    authors = {p.author for q in after.paragraphs for p in q.pieces}
    assert authors == {p.author for q in before.paragraphs for p in q.pieces} - {AUTHOR} | {"Author"}
    archive = zipfile.ZipFile(io.BytesIO(found.data))
    named = re.compile(rb'author="sec-rules')
    assert [n for n in archive.namelist() if named.search(re.sub(rb">[^<]*<", b"><", archive.read(n)))] == []


def test_a_colleagues_comment_stays_as_it_is_even_where_it_quotes_the_name(left: bytes) -> None:
    archive = zipfile.ZipFile(io.BytesIO(cleared(left, read_docx(left, "left.docx")).data))
    assert OF_ANN in archive.read("word/comments.xml").decode()


def test_a_file_without_any_trace_is_the_same_to_the_byte() -> None:
    data = DRAFT.read_bytes()
    assert cleared(data, read_docx(data, DRAFT.name)).data == data


def test_the_command_writes_it_beside_the_file_without_its_seal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = Path(shutil.copy(DRAFT, tmp_path / "d.docx"))
    out = tmp_path / "d.docx.reviewed.docx"
    assert main(["check", str(draft), "--drafting-only", "--format", "docx", "--out", str(out), "--quiet"]) == 0
    capsys.readouterr()
    assert main(["strip", str(out)]) == 0
    assert capsys.readouterr().out == f"1 comment taken out, in {tmp_path / 'd.docx.reviewed.clean.docx'}.\n"
    clean = (tmp_path / "d.docx.reviewed.clean.docx").read_bytes()
    assert b"sec-rules wrote this" in out.read_bytes()
    assert b"sec-rules wrote this" not in clean
    assert main(["strip", str(out), "--out", str(out)]) == 2
    assert main(["strip", str(tmp_path / "d.md")]) == 2
