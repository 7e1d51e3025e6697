"""A Word document of 10,000 numbered paragraphs with revisions: read, numbered, and given 1,000 comments.

    pytest tests/benchmarks/test_large_word_documents.py --benchmark-only -s

Aim: under 3 s and 500 MB in all. python-docx, which reads neither revisions nor numbers, opens and writes the same file
in the same run.
"""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from sec_rules.documents.document import View
from sec_rules.documents.readers.docx import read_docx
from sec_rules.documents.word.annotation import Note, annotate
from sec_rules.documents.word.locations import in_paragraph
from sec_rules.span import Span

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
WHO = 'w:author="Drafter" w:date="2020-01-01T00:00:00Z"'
PARAGRAPHS, COMMENTS = 10_000, 1_000
WORDS = "the number of Domestic Premises supplied with electricity through one or more Smart Metering Systems "


def large() -> bytes:
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (form, text) in enumerate((("decimal", "G8.%1"), ("lowerLetter", "(%2)"), ("lowerRoman", "(%3)")))
    )
    numbering = f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>' + (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )

    def paragraph(i: int) -> str:
        properties = f'<w:pPr><w:numPr><w:ilvl w:val="{i % 3}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        run = f'<w:r><w:rPr><w:sz w:val="20"/></w:rPr><w:t xml:space="preserve">{i} {WORDS}</w:t></w:r>'
        changed = (
            f'<w:del w:id="{2 * i}" {WHO}><w:r><w:delText>200,000</w:delText></w:r></w:del>'
            f'<w:ins w:id="{2 * i + 1}" {WHO}><w:r><w:t>250,000</w:t></w:r></w:ins>'
        )
        return f"<w:p>{properties}{run}{changed}{run}</w:p>"

    body = "".join(paragraph(i) for i in range(PARAGRAPHS))
    packed = io.BytesIO()
    source = Path(__file__).resolve().parents[2] / "legal_text" / "drafts" / "secmp0059.docx"
    with zipfile.ZipFile(source) as given, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in given.namelist():
            if name != "word/document.xml":
                archive.writestr(name, given.read(name))
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}<w:sectPr/></w:body></w:document>")
        archive.writestr("word/numbering.xml", numbering)
    return packed.getvalue()


def commented(data: bytes) -> bytes:
    document = read_docx(data, "large.docx")
    shown = document.view(View.ACCEPTED)
    assert shown[-1].number is not None
    every = PARAGRAPHS // COMMENTS
    notes = [Note(tuple(in_paragraph(shown[i * every], Span(5, 60))), (f"Comment {i}.",)) for i in range(COMMENTS)]
    return annotate(data, document, notes)


def rewritten_by_python_docx(data: bytes) -> bytes:
    out = io.BytesIO()
    docx.Document(io.BytesIO(data)).save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def data() -> bytes:
    return large()


@pytest.mark.benchmark(group="10,000 paragraphs")
def test_read_numbered_and_commented(benchmark: BenchmarkFixture, data: bytes) -> None:
    out = benchmark.pedantic(commented, args=(data,), rounds=3, warmup_rounds=1)
    assert len(read_docx(out, "large.docx").asides) == COMMENTS


@pytest.mark.benchmark(group="10,000 paragraphs")
def test_opened_and_written_by_python_docx(benchmark: BenchmarkFixture, data: bytes) -> None:
    benchmark.pedantic(rewritten_by_python_docx, args=(data,), rounds=3, warmup_rounds=1)


@pytest.mark.benchmark(group="10,000 paragraphs, memory")
def test_memory(benchmark: BenchmarkFixture, data: bytes, tmp_path: Path) -> None:
    (tmp_path / "large.docx").write_bytes(data)
    code = (
        f"import runpy, resource, pathlib; m = runpy.run_path({str(Path(__file__))!r});"
        f"m['commented'](pathlib.Path({str(tmp_path / 'large.docx')!r}).read_bytes());"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    run = benchmark.pedantic(
        subprocess.run, args=([sys.executable, "-c", code],), kwargs={"capture_output": True, "text": True}, rounds=1
    )
    unit = 1 if sys.platform == "darwin" else 1024
    peak = int(run.stdout) * unit
    print(f"\npeak memory of the whole process: {peak / 1e6:.0f} MB")
    assert peak < 500e6
