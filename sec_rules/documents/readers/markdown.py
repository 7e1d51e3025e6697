"""Markdown and plain text as a document, with changes marked in CriticMarkup."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Final

from attrs import evolve, frozen

from sec_rules.documents.document import Aside, Document, Mark, Paragraph, Piece
from sec_rules.errors import DocumentError

_CHANGE: Final = re.compile(
    r"\{\+\+(?P<new>.*?)\+\+\}|\{--(?P<old>.*?)--\}|\{~~(?P<was>.*?)~>(?P<now>.*?)~~\}|\{>>(?P<note>.*?)<<\}|"
    r"\{==(?P<marked>.*?)==\}",
    re.DOTALL,
)
_BROKEN: Final = re.compile(r"\{\+\+|\{--(?!-)|\{~~|\+\+\}|(?<!-)--\}|~~\}")
_FRONT: Final = re.compile(r"\A---[ \t]*\n(?P<lines>(?:[A-Za-z_-]+:.*\n)*)---[ \t]*\n")
# A comment or note between two spaces, or at the end of a line, takes the space before it along.
_COMMENT: Final = re.compile(r"(?:[ \t]+(?=<!--.*?-->(?:\s|\Z)))?<!--(?P<note>.*?)-->", re.DOTALL)
_SPACED_NOTE: Final = re.compile(r"[ \t]+(?P<note>(?:\{>>(?:(?!<<\}).)*<<\})+)(?=\s|\Z)", re.DOTALL)
_HEADING: Final = re.compile(r"^[ \t]*#{1,6}[ \t]+")
# What Markdown puts before text without being text: quotation, bullets, the stars of bold and italic.
_LEAD: Final = re.compile(r"^[ \t]*(?:>[ \t]?)*(?:[-*+\u2022][ \t]+(?=\(|\*|_|[A-Z]\d))?")
_BOLD: Final = r"(?:\*{1,2}|_{1,2})?"
_NEW_PARAGRAPH: Final = re.compile(
    rf"^[ \t]*(?:>[ \t]?)*(?:[-*+\u2022][ \t]+)?{_BOLD}(?:"
    r"\((?:[a-z]{1,5}|\d{1,2})\)(?=[\s*_])"
    rf"|(?:Section[ \t]+)?[A-Z]\d{{1,2}}\.\d{{1,3}}[A-Z]{{0,3}}[.:]?{_BOLD}[.:]?[ \t]+(?=[A-Z\[(\"\u201c])"
    r"|#{1,6}[ \t])"
)


_ROW: Final = re.compile(r"^[ \t]*\|(?P<cells>.*)\|[ \t]*$", re.MULTILINE)


def _cells(row: re.Match[str]) -> str:
    """The cells of a row of a table, one after the other; nothing of the rule below its head."""
    cells = [cell.strip() for cell in row["cells"].split("|")]
    return "" if all(set(cell) <= set(":-") for cell in cells) else " ".join(cell for cell in cells if cell)


@frozen
class _Run:
    """Text with one mark, or a `note` on what stands before it."""

    text: str
    mark: Mark
    note: str = ""


def read_markdown(text: str, name: str, *, form: str = "md") -> Document:
    """Markdown or plain text as a `Document`; `form` is "md" or "txt".

    Raises `DocumentError` where a CriticMarkup change is opened and not closed.
    """
    sha = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    body = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    front = _FRONT.match(body)
    first_line = 1
    if front:
        first_line += front.group().count("\n")
        body = body[front.end() :]
    body = _ROW.sub(_cells, body)
    body = _SPACED_NOTE.sub(r"\g<note>", _COMMENT.sub(_beside, body))
    runs = list(_runs(body, name))
    # A replacement is a deletion and an insertion, as a word processor counts.
    counted = (m for m in _CHANGE.finditer(body) if m["note"] is None and m["marked"] is None)
    revisions = sum(1 if m["was"] is None else 2 for m in counted)
    notes: list[tuple[int, str]] = []
    paragraphs = tuple(_paragraphs(runs, first_line, notes))
    asides = tuple(_aside(paragraphs, at, note) for at, note in notes if paragraphs)
    return Document(name, sha, form, paragraphs, revisions, asides=asides)


def _beside(comment: re.Match[str]) -> str:
    """A comment taken out of the text, the count of lines kept; one that speaks to this tool becomes a note."""
    note = " ".join(comment["note"].split())
    kept = f"{{>>{note}<<}}" if note.lower().startswith("sec-rules") else ""
    return kept + "\n" * comment.group().count("\n")


def _aside(paragraphs: tuple[Paragraph, ...], at: int, note: str) -> Aside:
    """A note on a whole paragraph: the one it stands in, or before it where it stands by itself."""
    number = min(at, len(paragraphs) - 1)
    words = "".join(piece.text for piece in paragraphs[number].pieces)
    return Aside("comment", note, None, None, (number, 0), (number, len(words)), paragraphs[number].place, words[:80])


def _runs(body: str, name: str) -> Iterator[_Run]:
    position = 0
    for match in _CHANGE.finditer(body):
        yield _kept(body, position, match.start(), name)
        position = match.end()
        if match["new"] is not None:
            yield _Run(match["new"], Mark.INSERTED)
        elif match["old"] is not None:
            yield _Run(match["old"], Mark.DELETED)
        elif match["was"] is not None:
            yield _Run(match["was"], Mark.DELETED)
            yield _Run(match["now"], Mark.INSERTED)
        elif match["marked"] is not None:
            yield _Run(match["marked"], Mark.KEPT)
        else:
            yield _Run("\n" * match["note"].count("\n"), Mark.KEPT, " ".join(match["note"].split()))
    yield _kept(body, position, len(body), name)


def _kept(body: str, start: int, end: int, name: str) -> _Run:
    stray = _BROKEN.search(body, start, end)
    if stray is not None:
        line = body.count("\n", 0, stray.start()) + 1
        raise DocumentError(f"{name}, line {line}: the change mark '{stray.group()}' has no partner.")
    return _Run(body[start:end], Mark.KEPT)


def _paragraphs(runs: list[_Run], line: int, notes: list[tuple[int, str]]) -> Iterator[Paragraph]:
    """Paragraphs, each with the mark of the line break that ends it; `notes` are given with the paragraph they are on.

    Lines that run on are joined; a blank line, a label at the head of a line, and a heading start a new one.
    """
    pieces: list[Piece] = []
    start, number = line, 0
    lines = list(_lines(runs))
    for i, (row, end) in enumerate(lines):
        alone = not pieces and not any(r.text.strip() for r in row)
        notes.extend((max(number - alone, 0), r.note) for r in row if r.note)
        plain = "".join(r.text for r in row)
        following = "".join(r.text for r in lines[i + 1][0]) if i + 1 < len(lines) else ""
        if not plain.strip():
            line += 1
            start = line
            continue
        heading = bool(_HEADING.match(plain))
        pieces.extend(_cleaned(row, first=not pieces))
        line += 1
        if heading or not following.strip() or _NEW_PARAGRAPH.match(following) or _HEADING.match(following):
            yield Paragraph(tuple(_merged(pieces)), _end(row, end), heading, f"line {start}")
            pieces, start, number = [], line, number + 1
        else:
            pieces.append(Piece("\n", end))
    if pieces:
        yield Paragraph(tuple(_merged(pieces)), place=f"line {start}")


def _lines(runs: list[_Run]) -> Iterator[tuple[list[_Run], Mark]]:
    """Each line's runs, and the mark of the break that ends it."""
    row: list[_Run] = []
    for run in runs:
        parts = run.text.split("\n")
        for part in parts[:-1]:
            row.append(_Run(part, run.mark))
            yield row, run.mark
            row = []
        row.append(evolve(run, text=parts[-1]))
    yield row, Mark.KEPT


def _end(row: list[_Run], mark: Mark) -> Mark:
    """A paragraph wholly inserted or deleted takes its end along, wherever the change mark was closed."""
    marks = {r.mark for r in row if r.text.strip()}
    return marks.pop() if len(marks) == 1 and Mark.KEPT not in marks else mark if mark is not Mark.KEPT else Mark.KEPT


def _cleaned(row: list[_Run], *, first: bool) -> Iterator[Piece]:
    """The line's text without what is only Markdown."""
    for i, run in enumerate(row):
        text = run.text
        if i == 0 or not any(r.text for r in row[:i]):
            text = _HEADING.sub("", text)
            text = _LEAD.sub("", text) if first else text.lstrip(" \t").removeprefix("> ")
        text = re.sub(r"(?<![\w*])\*(?=[^\s*])([^*\n]+)(?<=\S)\*(?![\w*])", r"\1", text)
        text = re.sub(r"\*\*|__(?=\S)(?!_)|(?<=\S)(?<!_)__(?!_)", "", text)
        text = re.sub(r"\\([\\`*_{}\[\]()#+.!>-])", r"\1", text)
        if i == len(row) - 1:
            text = re.sub(r"(?:[ \t]{2,}|\\)$", "", text) if text.strip() else text
        if text:
            yield Piece(text, run.mark)


def _merged(pieces: list[Piece]) -> Iterator[Piece]:
    waiting: Piece | None = None
    for piece in pieces:
        if waiting is not None and waiting.mark is piece.mark:
            waiting = Piece(waiting.text + piece.text, piece.mark)
        else:
            if waiting is not None:
                yield waiting
            waiting = piece
    if waiting is not None:
        yield waiting
