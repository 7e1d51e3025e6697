"""A Word document made of the clauses of a draft, its changes tracked; the same draft gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from attrs import evolve

from sec_rules.documents.document import Mark, View
from sec_rules.documents.readers.docx import read_docx
from sec_rules.documents.word.elements import W
from sec_rules.drafting.draft import Draft, laid_out
from sec_rules.review.text.redline import Line, Redline, redlines

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/"


_LEFT: Final = 851

_STYLES: Final = (
    f'{_HEAD}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" '
    'w:cs="Arial"/><w:sz w:val="20"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="276" '
    'w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" '
    'w:styleId="Normal"><w:name w:val="Normal"/></w:style></w:styles>'
)

_PARTS: Final = {
    "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}content-types">'
    f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}styles+xml"/></Types>',
    "_rels/.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}officeDocument" Target="word/document.xml"/></Relationships>',
    "word/_rels/document.xml.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}styles" Target="styles.xml"/></Relationships>',
    "word/styles.xml": _STYLES,
}


def made(clauses: Iterable[Redline], author: str) -> bytes:
    """The bytes of a .docx file with the clauses, changes tracked as those of `author`."""
    numbers = count(1)
    body = "".join(_paragraph(line, author, numbers) for clause in clauses for line in clause.marked)
    document = f'{_HEAD}<w:document xmlns:w="{W}"><w:body>{body}<w:sectPr/></w:body></w:document>'
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**_PARTS, "word/document.xml": document}.items():
            archive.writestr(zipfile.ZipInfo(name), content.encode("utf-8", "replace"), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _paragraph(line: Line, author: str, numbers: Iterator[int]) -> str:
    left = _LEFT * max(1, line.depth + (1 if line.step else 0))
    hanging = f' w:hanging="{_LEFT}"' if line.step else ""
    end = ""
    if line.mark is not Mark.KEPT:
        end = f"<w:rPr>{_revision(line.mark, '', author, numbers)}</w:rPr>"
    properties = f'<w:pPr><w:ind w:left="{left}"{hanging}/>{end}</w:pPr>'
    label = _run(f"{line.step}\t", line.mark, author, numbers) if line.step else ""
    return f"<w:p>{properties}{label}{''.join(_run(r.text, r.mark, author, numbers) for r in line.runs)}</w:p>"


def _run(text: str, mark: Mark, author: str, numbers: Iterator[int]) -> str:
    if not text:
        return ""
    tag = "delText" if mark is Mark.DELETED else "t"
    inside = "<w:tab/>".join(
        "<w:br/>".join(
            f'<w:{tag} xml:space="preserve">{escape(_storable(line))}</w:{tag}>' if line else ""
            for line in part.split("\n")
        )
        for part in text.split("\t")
    )
    run = f"<w:r>{inside}</w:r>"
    return run if mark is Mark.KEPT else _revision(mark, run, author, numbers)


def _revision(mark: Mark, inside: str, author: str, numbers: Iterator[int]) -> str:
    kind = "del" if mark is Mark.DELETED else "ins"
    head = f"<w:{kind} w:id={quoteattr(str(next(numbers)))} w:author={quoteattr(_storable(author))}"
    return f"{head}>{inside}</w:{kind}>" if inside else f"{head}/>"


def _storable(text: str) -> str:
    """The text without signs that XML has no place for."""
    return "".join(
        c if c >= " " and not 0xD800 <= ord(c) < 0xE000 and c not in "\ufffe\uffff" else "\ufffd" for c in text
    )


def redrafted(draft: Draft) -> tuple[bytes, Draft]:
    """The bytes of a .docx file with the clauses of a draft, and the draft with its provisions placed in that file."""
    data = made(redlines(draft).values(), draft.document.name)
    document = read_docx(data, draft.document.name)
    original, accepted = (laid_out(document, v, draft.scheme) for v in (View.ORIGINAL, View.ACCEPTED))
    return data, evolve(draft, document=document, original=original, accepted=accepted)
