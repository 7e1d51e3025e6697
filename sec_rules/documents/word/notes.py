"""What stands beside the text: comments, footnotes, and references that Word keeps up to date."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from sec_rules.documents.document import Aside, CrossReference, Paragraph
from sec_rules.documents.word.elements import attribute, descendants, kind
from sec_rules.documents.word.fields import refers_to
from sec_rules.documents.word.package import Package
from sec_rules.documents.word.reading import SIGNS, Reading

_NOTES: Final = {"comment": "comments", "footnote": "footnotes", "endnote": "endnotes"}


def asides(package: Package, main: str, reading: Reading) -> Iterator[Aside]:
    """The comments and notes in the order in which the text refers to them."""
    held: dict[str, dict[str, etree._Element]] = {}
    for name, identity, at in reading.references:
        if name not in held:
            part = package.related(main, _NOTES[name])
            root = package.root(part) if part is not None else None
            held[name] = {attribute(e, "id"): e for e in descendants(root, name)} if root is not None else {}
        element = held[name].get(identity)
        if element is None:
            continue
        start, end = at, at
        if name == "comment" and identity in reading.starts and identity in reading.ends:
            start, end = reading.starts[identity], reading.ends[identity]
        paragraphs = reading.paragraphs
        start, end = offset(paragraphs, start), offset(paragraphs, end)
        yield Aside(
            name,
            plain(element),
            attribute(element, "author") or None,
            attribute(element, "date") or None,
            start,
            end,
            paragraphs[start[0]].place if paragraphs else "",
            _between(paragraphs, start, end),
        )


def offset(paragraphs: list[Paragraph], at: tuple[int, int]) -> tuple[int, int]:
    """A position as a stored paragraph and an offset in its markup text; what lies after the last one is at its end."""
    if at[0] >= len(paragraphs):
        at = (len(paragraphs) - 1, len(paragraphs[-1].pieces)) if paragraphs else (0, 0)
    return at[0], sum(len(p.text) for p in paragraphs[at[0]].pieces[: at[1]]) if paragraphs else 0


def _between(paragraphs: list[Paragraph], start: tuple[int, int], end: tuple[int, int]) -> str:
    if start == end:
        return ""
    texts = ["".join(p.text for p in paragraphs[i].pieces) for i in range(start[0], end[0] + 1)]
    texts[-1] = texts[-1][: end[1]]
    texts[0] = texts[0][start[1] :]
    return "\n".join(texts)


def cross_references(reading: Reading) -> Iterator[CrossReference]:
    """The references by field, each with the paragraph in which its bookmark begins."""
    for field in reading.fields:
        if field.paragraph >= len(reading.paragraphs):
            continue
        target, switches = refers_to(field.code)
        leads_to = reading.bookmarks.get(target)
        if leads_to is not None and leads_to >= len(reading.paragraphs):
            leads_to = None
        shown = "".join(p.text for p in reading.paragraphs[field.paragraph].pieces[field.start : field.end])
        start = offset(reading.paragraphs, (field.paragraph, field.start))[1]
        yield CrossReference(start, start + len(shown), field.paragraph, shown, target, leads_to, switches)


def plain(element: etree._Element) -> str:
    """The words of a comment or a note, a line for each paragraph."""
    lines: list[str] = []
    for paragraph in descendants(element, "p"):
        signs = (
            (e.text or "") if kind(e) == "t" else SIGNS.get(kind(e), "")
            for e in paragraph.iter()
            if kind(e) in ("t", "tab", "br", "cr", "noBreakHyphen")
        )
        lines.append("".join(signs))
    return "\n".join(lines).strip()
