"""Makes a Word document with tracked changes from a draft in CriticMarkup.

    python legal_text/drafts/make_docx.py legal_text/drafts/secmp0059.md legal_text/drafts/secmp0059.docx

The head of the source, between two lines of three hyphens, gives `author`, `date` and `header` (printed at the
top of every page). `#` lines become headings, "(a)" at the head of a paragraph a typed label and a tab. The
same source gives the same bytes.
"""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

CHANGE = re.compile(r"\{\+\+(?P<new>.*?)\+\+\}|\{--(?P<old>.*?)--\}|\{~~(?P<was>.*?)~>(?P<now>.*?)~~\}", re.DOTALL)
LABEL = re.compile(r"^(?P<label>\([a-z]+\)|[A-Z]\d+\.\d+[A-Z]*) ")
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

TYPES = (
    f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{WORD}document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{WORD}styles+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{WORD}settings+xml"/>'
    f'<Override PartName="/word/header1.xml" ContentType="{WORD}header+xml"/></Types>'
)
PACKAGE = (
    f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}officeDocument" Target="word/document.xml"/></Relationships>'
)
RELATIONS = (
    f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{OFFICE}settings" Target="settings.xml"/>'
    f'<Relationship Id="rId3" Type="{OFFICE}header" Target="header1.xml"/></Relationships>'
)
SETTINGS = f"{HEAD}<w:settings {W}><w:trackRevisions/></w:settings>"
STYLES = (
    f'{HEAD}<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/>'
    '<w:sz w:val="20"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="276" '
    'w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:keepNext/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:keepNext/><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/><w:sz w:val="22"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Clause"><w:name w:val="Clause"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:tabs><w:tab w:val="left" w:pos="851"/></w:tabs><w:ind w:left="851" w:hanging="851"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Limb"><w:name w:val="Limb"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:tabs><w:tab w:val="left" w:pos="1418"/></w:tabs><w:ind w:left="1418" w:hanging="567"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Header"><w:name w:val="header"/><w:basedOn w:val="Normal"/>'
    '<w:rPr><w:i/><w:sz w:val="16"/></w:rPr></w:style></w:styles>'
)


class Tracked:
    """Runs of a paragraph as XML, each revision with a number, an author and a date."""

    def __init__(self, author: str, date: str) -> None:
        self._whose = f'w:author="{escape(author, {chr(34): "&quot;"})}" w:date="{date}"'
        self._number = 0

    def revision(self, kind: str, inside: str) -> str:
        """A revision around `inside`; an empty one marks the end of a paragraph."""
        self._number += 1
        head = f'<w:{kind} w:id="{self._number}" {self._whose}'
        return f"{head}>{inside}</w:{kind}>" if inside else f"{head}/>"

    def runs(self, text: str) -> Iterator[str]:
        """The runs of text with CriticMarkup in it."""
        position = 0
        for match in CHANGE.finditer(text):
            yield run(text[position : match.start()])
            position = match.end()
            removed, added = match["old"] or match["was"], match["new"] or match["now"]
            if removed:
                yield self.revision("del", run(removed, "delText"))
            if added:
                yield self.revision("ins", run(added))
        yield run(text[position:])


def run(text: str, tag: str = "t") -> str:
    """One run; tabs become tab elements."""
    if not text:
        return ""
    parts = [f'<w:{tag} xml:space="preserve">{escape(part)}</w:{tag}>' if part else "" for part in text.split("\t")]
    return f"<w:r>{'<w:tab/>'.join(parts)}</w:r>"


def paragraph(text: str, tracked: Tracked) -> str:
    """One paragraph; where all of it is one change, its end is changed with it."""
    whole = CHANGE.fullmatch(text)
    mark = ""
    if whole is not None and (whole["new"] or whole["old"]):
        mark = f"<w:rPr>{tracked.revision('ins' if whole['new'] else 'del', '')}</w:rPr>"
    inner = (whole["new"] or whole["old"] or "") if whole is not None else text
    if inner.startswith("#"):
        style = "Heading2" if inner.startswith("##") else "Heading1"
        text = re.sub(r"#+ ", "", text, count=1)
    else:
        label = LABEL.match(inner)
        style = "Normal" if label is None else "Limb" if label["label"].startswith("(") else "Clause"
        text = text if label is None else text.replace(f"{label['label']} ", f"{label['label']}\t", 1)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{mark}</w:pPr>{"".join(tracked.runs(text))}</w:p>'


def make_docx(source: str) -> bytes:
    """The Word document of a draft in CriticMarkup, head and all."""
    _, head, text = source.split("---\n", 2)
    said = dict(line.split(": ", 1) for line in head.strip().splitlines())
    tracked = Tracked(said["author"], said["date"])
    body = "".join(paragraph(" ".join(p.split("\n")), tracked) for p in text.strip().split("\n\n"))
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708" w:footer="708" '
        'w:gutter="0"/>'
        "</w:sectPr>"
    )
    header = f'<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>{run(said["header"])}</w:p>'
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": PACKAGE,
        "word/document.xml": f"{HEAD}<w:document {W} {R}><w:body>{body}{section}</w:body></w:document>",
        "word/_rels/document.xml.rels": RELATIONS,
        "word/styles.xml": STYLES,
        "word/settings.xml": SETTINGS,
        "word/header1.xml": f"{HEAD}<w:hdr {W}>{header}</w:hdr>",
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(
                zipfile.ZipInfo(name, (2018, 8, 31, 9, 0, 0)), content.encode("utf-8"), zipfile.ZIP_DEFLATED
            )
    return packed.getvalue()


if __name__ == "__main__":
    origin, target = (Path(given) for given in sys.argv[1:3])
    target.write_bytes(make_docx(origin.read_text(encoding="utf-8")))
