"""The note on a draft as a Word file: a table and a redline that can be pasted into a paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

from sec_rules.documents.document import Mark
from sec_rules.documents.word.new_file import packed, storable
from sec_rules.report.layout import visible
from sec_rules.review.note import Note, Row
from sec_rules.review.text.redline import Line, Run

# A4 upright, with margins of 17 mm, in twentieths of a point.
_PAGE: Final = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="964" w:right="964" w:bottom="964" w:left="964" '
    'w:header="400" w:footer="400" w:gutter="0"/></w:sectPr>'
)
_WIDTHS: Final = (1200, 2350, 2350, 2600, 1478)
_SMALL: Final = 16
_HEADS: Final = ("Provision", "Baseline", "Proposed", "Effect", "Question")
_INSERTED: Final = '<w:color w:val="0D5A34"/><w:u w:val="single"/>'
_DELETED: Final = '<w:strike/><w:color w:val="96241F"/>'


def dumps(note: Note) -> bytes:
    """The bytes of the Word file, the same for the same note."""
    return packed("".join(_body(note)), _PAGE)


def _body(note: Note) -> Iterator[str]:
    yield _paragraph(_text(note.title, "<w:b/>", 28), after=80)
    if note.unconfirmed:
        yield _paragraph(_text(note.unconfirmed, '<w:b/><w:color w:val="97221B"/>', 18), after=80)
    yield _paragraph(_text(note.verdict, "", 18), after=60)
    yield _paragraph(_text(note.baseline, "", _SMALL), after=60)
    yield from _points("What it does", note.does)
    if note.rows:
        yield _heading("For the paper")
        yield _table(note.rows)
    if note.redline:
        yield _heading("The changed clauses")
        yield from (_line(line) for _, lines in note.redline for line in lines)
    yield from _points("Who is affected", note.affected)
    yield from _points("Time", note.time)
    yield from _points("What was not read or understood", note.unread)
    yield from _points("What was decided", note.decisions)
    yield from _points("What is left out here", note.more)
    yield _paragraph(_text(note.colophon, '<w:color w:val="535B68"/>', 14), before=120)


def _points(title: str, sentences: Iterable[str]) -> Iterator[str]:
    said = tuple(sentences)
    if said:
        yield _heading(title)
        yield from (_paragraph(_text(f"\u2022\t{sentence}", "", 17), left=284, hanging=284) for sentence in said)


def _heading(title: str) -> str:
    return _paragraph(_text(title, "<w:b/>", 20), before=120, after=40, keep="<w:keepNext/>")


def _table(rows: Iterable[Row]) -> str:
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:color="999999"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    texts = ((r.provision, r.baseline, r.proposed, r.effect, r.question) for r in rows)
    head = f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{_cells(_HEADS, '<w:b/>')}</w:tr>"
    body = "".join(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{_cells(row, '')}</w:tr>" for row in texts)
    properties = f'<w:tblPr><w:tblW w:w="{sum(_WIDTHS)}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
    return (
        f'<w:tbl>{properties}<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{body}</w:tbl>'
    )


def _cells(texts: Iterable[str], look: str) -> str:
    return "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{_paragraph(_text(text, look, 15), after=0)}</w:tc>'
        for text, width in zip(texts, _WIDTHS, strict=True)
    )


def _line(line: Line) -> str:
    left = 567 * max(1, line.depth + (1 if line.step else 0))
    stood = _run(Run(line.stood, Mark.DELETED)) if line.stood else ""
    label = stood + _run(Run(f"{line.step}\t", Mark.INSERTED if stood else line.mark)) if line.step else ""
    return _paragraph(label + "".join(map(_run, line.runs)), left=left, hanging=567 if line.step else 0)


def _run(run: Run) -> str:
    look = {Mark.INSERTED: _INSERTED, Mark.DELETED: _DELETED}.get(run.mark, "")
    return _text(run.text, look, _SMALL) if run.mark is not Mark.UNDONE else ""


def _text(text: str, look: str, size: int) -> str:
    inside = "<w:tab/>".join(
        f'<w:t xml:space="preserve">{escape(storable(visible(part)), quote=False)}</w:t>' for part in text.split("\t")
    )
    return f'<w:r><w:rPr>{look}<w:sz w:val="{size}"/></w:rPr>{inside}</w:r>'


def _paragraph(runs: str, *, before: int = 0, after: int = 40, left: int = 0, hanging: int = 0, keep: str = "") -> str:
    spacing = f'<w:spacing w:before="{before}" w:after="{after}" w:line="252" w:lineRule="auto"/>'
    return f'<w:p><w:pPr>{keep}{spacing}<w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr>{runs}</w:p>'
