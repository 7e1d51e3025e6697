"""Word documents with tracked changes as Word writes them, from paragraphs of marked text.

Marks: `{++inserted++}`, `{--deleted--}`, `{~~old~>new~~}` as in CriticMarkup, and `{!!runs!!}` for runs given as XML.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

from docx import Document
from docx.oxml import parse_xml

OFFICE = "http://schemas.openxmlformats.org"
SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
NAMESPACES = (
    f'xmlns:w="{OFFICE}/wordprocessingml/2006/main" '
    f'xmlns:mc="{OFFICE}/markup-compatibility/2006" '
    f'xmlns:wp="{OFFICE}/drawingml/2006/wordprocessingDrawing" '
    f'xmlns:a="{OFFICE}/drawingml/2006/main" '
    f'xmlns:wps="{SHAPE}" xmlns:v="urn:schemas-microsoft-com:vml"'
)
MARK = re.compile(
    r"\{\+\+(?P<new>.*?)\+\+\}|\{--(?P<old>.*?)--\}|\{~~(?P<was>.*?)~>(?P<now>.*?)~~\}|\{!!(?P<xml>.*?)!!\}", re.S
)
NUMBERS = (
    '<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="41"/><w:numFmt w:val="decimal"/><w:lvlText w:val="G8.%1"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
)
CONTROL = {"\t": "<w:tab/>", "\n": "<w:br/>", "\u2011": "<w:noBreakHyphen/>", "\u00ad": "<w:softHyphen/>"}
_numbers = itertools.count(1000)


def by(author: str = "A. Drafter") -> str:
    """The attributes of a revision."""
    return f'w:id="{next(_numbers)}" w:author="{author}" w:date="2018-09-03T10:00:00Z"'


def run(text: str, properties: str = "", tag: str = "w:t") -> str:
    """One run with an editing session of its own; tabs, breaks and special hyphens become elements."""
    parts = (p for p in re.split("([\t\n\u2011\u00ad])", text) if p)
    inner = "".join(CONTROL.get(p) or f'<{tag} xml:space="preserve">{escape(p)}</{tag}>' for p in parts)
    kept = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r w:rsidR="00{next(_numbers):06X}">{kept}{inner}</w:r>'


def inserted(text: str, author: str = "A. Drafter") -> str:
    """A tracked insertion."""
    return f"<w:ins {by(author)}>{run(text)}</w:ins>"


def deleted(text: str, author: str = "A. Drafter") -> str:
    """A tracked deletion."""
    return f"<w:del {by(author)}>{run(text, tag='w:delText')}</w:del>"


def taken_back(text: str, author: str, second: str) -> str:
    """What one author inserted and another deleted."""
    return f"<w:ins {by(author)}>{deleted(text, second)}</w:ins>"


def moved(text: str, where: str) -> str:
    """A run moved: `where` is From or To."""
    return f"<w:move{where} {by()}>{run(text)}</w:move{where}>"


def runs(marked: str, split: int = 0, properties: str = "") -> str:
    """The runs of marked text; plain text is broken into runs of `split` characters where that is given."""
    out: list[str] = []
    at = 0

    def plain(text: str) -> None:
        step = split or len(text)
        out.extend(run(text[k : k + step], properties) for k in range(0, len(text), step or 1))

    for mark in MARK.finditer(marked):
        plain(marked[at : mark.start()])
        at = mark.end()
        if (xml := mark["xml"]) is not None:
            out.append(xml)
        old, new = mark["old"] or mark["was"], mark["new"] or mark["now"]
        out.append((deleted(old) if old else "") + (inserted(new) if new else ""))
    plain(marked[at:])
    return "".join(out)


def paragraph(inner: str, properties: str = "", mark: str = "") -> str:
    """A paragraph; `mark` is ins, del, moveFrom or moveTo where its mark is a revision."""
    revised = f"<w:rPr><w:{mark} {by()}/></w:rPr>" if mark else ""
    return f"<w:p><w:pPr>{properties}{revised}</w:pPr>{inner}</w:p>"


def tabbed(line: str) -> str:
    """A tab after a typed label."""
    return re.sub(r"^(G8\.\d+[A-Z]*|\([a-z]+\)) ", "\\1\t", line)


def lines(text: str) -> list[str]:
    """The paragraphs of a clause, a tab after each label."""
    return [tabbed(line) for line in text.split("\n\n")]


def clause(text: str, split: int = 0, properties: str = "") -> str:
    """The paragraphs of a clause in marked text."""
    return "".join(paragraph(runs(line, split, properties)) for line in lines(text))


def new_clause(text: str) -> str:
    """A clause inserted, marks and all."""
    return "".join(paragraph(inserted(line), mark="ins") for line in lines(text))


def old_clause(text: str) -> str:
    """A clause struck out, marks and all."""
    return "".join(paragraph(deleted(line), mark="del") for line in lines(text))


def moved_clause(text: str, where: str) -> str:
    """A clause moved, with the ranges that Word puts round it; `where` is From or To."""
    inner = "".join(paragraph(moved(line, where), mark=f"move{where}") for line in lines(text))
    return f'<w:move{where}RangeStart {by()} w:name="m1"/>{inner}<w:move{where}RangeEnd w:id="{next(_numbers)}"/>'


def cell(inner: str) -> str:
    """A table cell."""
    return f'<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>{inner}</w:tc>'


def row(cells: Iterable[str], revision: str = "") -> str:
    """A table row; `revision` is ins or del where the row is one."""
    kept = f"<w:trPr><w:{revision} {by()}/></w:trPr>" if revision else ""
    return f"<w:tr>{kept}{''.join(cell(c) for c in cells)}</w:tr>"


def table(*rows: str) -> str:
    """A table of two columns."""
    grid = '<w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="3000"/></w:tblGrid>'
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>{grid}{"".join(rows)}</w:tbl>'


def field_code(result: str) -> str:
    """A cross-reference as a field, its result shown."""
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    code = '<w:r><w:instrText xml:space="preserve"> REF _Ref123 \\r \\h </w:instrText></w:r>'
    return marks[0] + code + marks[1] + run(result) + marks[2]


def controlled(inner: str) -> str:
    """A content control round it."""
    return f'<w:sdt><w:sdtPr><w:alias w:val="clause"/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>'


def commented(inner: str) -> str:
    """A comment on it."""
    mark = '<w:r><w:commentReference w:id="0"/></w:r>'
    return f'<w:commentRangeStart w:id="0"/>{inner}<w:commentRangeEnd w:id="0"/>{mark}'


def text_box(text: str) -> str:
    """A text box, with the fallback that Word writes for older programs."""
    inner = f"<w:txbxContent><w:p>{run(text)}</w:p></w:txbxContent>"
    return paragraph(
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="1" cy="1"/>'
        f'<wp:docPr id="1" name="box"/><a:graphic><a:graphicData uri="{SHAPE}"><wps:wsp><wps:txbx>{inner}</wps:txbx>'
        "<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f"<v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def limbs(text: str) -> list[str]:
    """The limbs of a clause."""
    return lines(text)[1:]


def renumbered(limb: str, label: str) -> str:
    """A limb whose letter is changed by hand, tracked."""
    return f"({{~~{limb[1]}~>{label}~~}}){limb[3:]}"


def with_limb(text: str, new: str) -> str:
    """A clause with a limb inserted after (b), the next two renumbered by hand and the reference carried on."""
    head, (a, b, c, d) = lines(text)[0], limbs(text)
    last = renumbered(d, "e").replace("to (c)", "to ({~~c~>d~~})")
    kept = "".join(paragraph(runs(x)) for x in (head, a, b))
    return kept + paragraph(inserted(new), mark="ins") + "".join(paragraph(runs(x)) for x in (renumbered(c, "d"), last))


def without_b(text: str, mark_of_a: str = "") -> str:
    """A clause with limb (b) struck out, the next two renumbered by hand and the reference carried on."""
    head, (a, b, c, d) = lines(text)[0], limbs(text)
    last = renumbered(d, "c").replace("to (c)", "to ({~~c~>b~~})")
    third = renumbered(c, "b").replace("next following", "{~~next~>immediately~~} following")
    struck = paragraph(deleted(b)) if mark_of_a else paragraph(deleted(b), mark="del")
    return (
        paragraph(runs(head))
        + paragraph(runs(a), mark=mark_of_a)
        + struck
        + "".join(paragraph(runs(x)) for x in (third, last))
    )


def numbered(text: str) -> list[str]:
    """The paragraphs of a clause, in marked text, with labels that Word computes in place of typed ones."""
    out = []
    for line in text.split("\n\n"):
        label, _, rest = line.partition(" ")
        out.append(paragraph(runs(rest), numbering(0 if label.startswith("G8") else 1)))
    return out


def numbering(level: int) -> str:
    """The paragraph property that numbers a clause (level 0) or a limb (1)."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'


def save(path: Path, body: str, header: str = "") -> None:
    """Writes the document, with a header and a footer where one is given; its numbers begin at G8.41."""
    document = Document()
    numbers = document.part.numbering_part.element
    numbers[:] = list(parse_xml(f"<w:numbering {NAMESPACES}>{NUMBERS}</w:numbering>"))
    if header:
        document.sections[0].header.paragraphs[0].text = header
        document.sections[0].footer.paragraphs[0].text = "G8.41 page 1 of 2"
    end = document.element.body.sectPr
    for element in list(parse_xml(f"<w:body {NAMESPACES}>{body}</w:body>")):
        end.addprevious(element)
    document.save(str(path))
