"""A Word document made of the clauses of a draft, its changes tracked; the same draft gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from typing import Final

from attrs import evolve

from sec_rules.documents.document import Mark, View
from sec_rules.documents.readers.docx import read_docx
from sec_rules.documents.word.new_file import packed, storable
from sec_rules.documents.xml import escaped, quoted
from sec_rules.drafting.draft import Draft, laid_out
from sec_rules.review.text.redline import Line, Redline, redlines

_LEFT: Final = 851


def made(clauses: Iterable[Redline], author: str) -> bytes:
    """The bytes of a .docx file with the clauses, changes tracked as those of `author`."""
    numbers = count(1)
    body = "".join(_paragraph(line, author, numbers) for clause in clauses for line in clause.marked)
    return packed(body)


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
            f'<w:{tag} xml:space="preserve">{escaped(storable(line))}</w:{tag}>' if line else ""
            for line in part.split("\n")
        )
        for part in text.split("\t")
    )
    run = f"<w:r>{inside}</w:r>"
    return run if mark is Mark.KEPT else _revision(mark, run, author, numbers)


def _revision(mark: Mark, inside: str, author: str, numbers: Iterator[int]) -> str:
    kind = "del" if mark is Mark.DELETED else "ins"
    head = f"<w:{kind} w:id={quoted(str(next(numbers)))} w:author={quoted(storable(author))}"
    return f"{head}>{inside}</w:{kind}>" if inside else f"{head}/>"


def redrafted(draft: Draft) -> tuple[bytes, Draft]:
    """The bytes of a .docx file with the clauses of a draft, and the draft with its provisions placed in that file."""
    data = made(redlines(draft).values(), draft.document.name)
    document = read_docx(data, draft.document.name)
    original, accepted = (laid_out(document, v, draft.scheme) for v in (View.ORIGINAL, View.ACCEPTED))
    return data, evolve(draft, document=document, original=original, accepted=accepted)
