"""Files that are broken, hostile, or no Word documents: one sentence each, nothing written, bounded time and memory."""

from __future__ import annotations

import io
import random
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from sec_rules.cli import main
from sec_rules.documents.document import View
from sec_rules.documents.readers.docx import read_docx
from sec_rules.documents.word.limits import Limits
from sec_rules.errors import SecRulesError, UsageError

Make = Callable[..., bytes]
Pack = Callable[[Mapping[str, str | bytes]], bytes]
ROOT = Path(__file__).resolve().parents[3]
DRAFT = ROOT / "legal_text" / "drafts" / "secmp0059.docx"
CORPUS = ROOT.parent / "shared" / "corpus" / "legislation"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
P = "<w:p><w:r><w:t>G8.41 Text.</w:t></w:r></w:p>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'

# What packs badly, so that a document is not refused for packing too well.
NOISE = {"word/media/noise.bin": random.Random(0).randbytes(200_000)}


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def document(body: str, head: str = "") -> str:
    return f"<?xml version='1.0'?>{head}<w:document {W}><w:body>{body}</w:body></w:document>"


BAD: dict[str, tuple[Callable[[Make, Pack], bytes], str]] = {
    "no zip": (lambda make, pack: b"hello", "is not a Word document"),
    "a zip without a document": (lambda make, pack: pack({"a.txt": "x"}), "without a Word document in it"),
    "a document of another word processor": (
        lambda make, pack: pack({"mimetype": "application/vnd.oasis.opendocument.text"}),
        "is an OpenDocument file (.odt) or its like",
    ),
    "a workbook": (lambda make, pack: pack({"xl/workbook.xml": "<x/>"}), "is an Excel workbook"),
    "an old document": (
        lambda make, pack: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "old Word document (.doc)",
    ),
    "protected by a password": (
        lambda make, pack: OLE + "EncryptedPackage".encode("utf-16-le"),
        "protected by a password",
    ),
    "cut short": (lambda make, pack: make(P)[:-200], "cut short or broken"),
    "XML that is not well formed": (
        lambda make, pack: make(P, {"word/document.xml": document("<w:p>")}),
        "not well-formed XML",
    ),
    "an entity bomb": (
        lambda make, pack: make(P, {"word/document.xml": document("<w:p><w:t>&c;</w:t></w:p>", LAUGHS)}),
        "declares entities in word/document.xml",
    ),
    "an entity bomb in another encoding": (
        lambda make, pack: make(P, {"word/styles.xml": f"{LAUGHS}<w:styles {W}/>".encode("utf-16")}, numbering=""),
        "declares entities in word/styles.xml",
    ),
    "an entity from a file": (
        lambda make, pack: make(
            P, {"word/document.xml": document("&x;", '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>')}
        ),
        "declares entities",
    ),
    "a zip bomb": (
        lambda make, pack: make(P, {"word/media/a.bin": "0" * 60_000_000}),
        "unpacks to 60,0",
    ),
    "too many parts": (lambda make, pack: make(P, {f"x{i}.bin": "" for i in range(5_001)}), "at most 5,000 are read"),
    "a name that leads out": (lambda make, pack: make(P, {"../../etc/passwd": "x"}), "whose name leads out of it"),
    "a name from the root": (lambda make, pack: make(P, {"/etc/passwd": "x"}), "whose name leads out of it"),
    "a name of another system": (lambda make, pack: make(P, {"word\\..\\..\\x": "x"}), "whose name leads out of it"),
    "two parts of one name": (
        lambda make, pack: make(P, {"WORD/document.xml": document(P)}),
        "two parts of the name",
    ),
    "macros": (lambda make, pack: make(P, {"word/vbaProject.bin": "x"}), "holds macros"),
    "a million empty paragraphs": (lambda make, pack: make("<w:p/>" * 1_000_000, NOISE), "has 1,000,000 paragraphs"),
    "too many tags": (lambda make, pack: make(P + "<w:x/>" * 4_100_000, NOISE), "at most 4,000,000 are read"),
    "nested too deep": (lambda make, pack: make("<w:sdt>" * 9_000 + P + "</w:sdt>" * 9_000), "is broken"),
    "no text": (lambda make, pack: make("<w:p/>"), "holds no text"),
    "no body": (
        lambda make, pack: make(P, {"word/document.xml": f"<w:document {W}/>"}),
        "a Word document without a body",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_is_said_in_one_sentence(
    name: str, make: Make, pack: Pack, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, expected = BAD[name]
    draft, out = tmp_path / "draft.docx", tmp_path / "out.docx"
    draft.write_bytes(data(make, pack))
    assert main(["check", str(draft), "--format", "docx", "--out", str(out)]) == 2
    said = capsys.readouterr().err
    assert expected in said
    assert said.startswith("sec-rules: draft.docx ")
    assert said.count("\n") == 1
    assert sorted(p.name for p in tmp_path.iterdir()) == ["draft.docx"]


def test_the_review_of_a_broken_file_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "draft.docx").write_bytes(b"PK\x03\x04 broken")
    assert main(["review", str(tmp_path / "draft.docx")]) == 2
    assert [p.name for p in tmp_path.iterdir()] == ["draft.docx"]


def test_a_part_that_is_larger_than_it_says_is_not_read_to_the_end(make: Make) -> None:
    with pytest.raises(SecRulesError, match="more than"):
        read_docx(make(P), "draft.docx", limits=Limits(unpacked=100))


@pytest.mark.parametrize("given", ["paragraphs", "paragraphs=", "paragraphs=0", "paragraphs=-1", "pages=3"])
def test_a_limit_that_is_none_is_said(given: str) -> None:
    with pytest.raises(UsageError, match="--limit should be NAME=NUMBER"):
        Limits.given((given,))


@pytest.mark.parametrize(
    "numbering",
    [
        "<w:num/><w:abstractNum/>",
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>',
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Gone"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>',
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="99"/><w:lvl w:ilvl="x"/><w:lvl w:ilvl="0"><w:start '
        'w:val="99999999999999999999"/><w:lvlText w:val="%1%2%9%0"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride/></w:lvlOverride>'
        "</w:num>"
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>',
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="2000000000"/>'
        '<w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>',
    ],
)
def test_numbering_that_is_missing_or_contradicts_itself_takes_no_text_away(numbering: str, make: Make) -> None:
    body = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'
    read = read_docx(make(body, numbering=numbering), "draft.docx")
    assert [p.text for p in read.view(View.ACCEPTED)] == ["x"]


def test_a_style_based_on_itself_ends(make: Make) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="B"/></w:style>' + (
        '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style>'
    )
    data = make('<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>', styles=styles)
    assert read_docx(data, "draft.docx").view(View.ACCEPTED)[0].text == "x"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the memory of a process.")
def test_a_document_within_the_limits_takes_bounded_memory(make: Make, tmp_path: Path) -> None:
    (tmp_path / "large.docx").write_bytes(make("<w:p/>" * 199_000 + P))
    code = "import sys; from sec_rules.documents.readers import open_draft; open_draft(sys.argv[1])"
    run = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "large.docx")],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (1_500_000_000, 1_500_000_000)),
        capture_output=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr.decode()
