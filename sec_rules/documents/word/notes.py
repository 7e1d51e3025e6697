"""What stands beside the text: comments, footnotes, and references that Word keeps up to date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from typing import Final
from xml.etree.ElementTree import Element

from attrs import field, frozen

from sec_rules.documents.document import Aside, CrossReference, Paragraph
from sec_rules.documents.word.elements import attribute, descendants, kind
from sec_rules.documents.word.fields import refers_to
from sec_rules.documents.word.package import Package
from sec_rules.documents.word.reading import SIGNS, Reading

_NOTES: Final = {"comment": "comments", "footnote": "footnotes", "endnote": "endnotes"}


def asides(package: Package, main: str, reading: Reading) -> Iterator[Aside]:
    """The comments and notes in the order in which the text refers to them."""
    held: dict[str, dict[str, list[Element]]] = {}
    met: Counter[tuple[str, str]] = Counter()
    offset = Offsets(reading.paragraphs)
    for name, identity, at in reading.references:
        if name not in held:
            part = package.related(main, _NOTES[name])
            held[name] = {}
            for e in descendants(package.root(part), name) if part is not None else ():
                held[name].setdefault(attribute(e, "id"), []).append(e)
        # Of two with one id the text refers to the first of them first.
        nth = met[name, identity]
        met[name, identity] += 1
        alike = held[name].get(identity)
        if not alike:
            continue
        element = alike[min(nth, len(alike) - 1)]
        start, end = at, at
        starts, ends = reading.starts.get(identity), reading.ends.get(identity)
        if name == "comment" and starts and ends:
            start, end = starts[min(nth, len(starts) - 1)], ends[min(nth, len(ends) - 1)]
        paragraphs = reading.paragraphs
        words = _between(paragraphs, start, end)
        start, end = offset(start), offset(end)
        yield Aside(
            name,
            plain(element),
            attribute(element, "author") or None,
            attribute(element, "date") or None,
            start,
            end,
            paragraphs[start[0]].place if paragraphs else "",
            words,
            identity,
        )


@frozen
class Offsets:
    """Gives a position as a stored paragraph and an offset in its markup text.

    What lies after the last paragraph is at its end.
    """

    paragraphs: list[Paragraph]
    _lengths: dict[int, list[int]] = field(factory=dict, init=False)

    def __call__(self, at: tuple[int, int]) -> tuple[int, int]:
        if not self.paragraphs:
            return 0, 0
        number = min(at[0], len(self.paragraphs) - 1)
        if number not in self._lengths:
            pieces = self.paragraphs[number].pieces
            self._lengths[number] = list(accumulate((len(piece.text) for piece in pieces), initial=0))
        lengths = self._lengths[number]
        return number, lengths[-1] if number < at[0] else lengths[min(at[1], len(lengths) - 1)]


def _between(paragraphs: list[Paragraph], start: tuple[int, int], end: tuple[int, int]) -> str:
    """The words between two positions, each a stored paragraph and how many pieces of it stand before."""
    if start >= end or start[0] >= len(paragraphs):
        return ""
    shown = paragraphs[start[0] : end[0] + 1]
    if start[0] == end[0]:
        return "".join(piece.text for piece in shown[0].pieces[start[1] : end[1]])
    texts = [paragraph.text for paragraph in shown[1:]]
    if end[0] < len(paragraphs):
        texts[-1] = "".join(piece.text for piece in shown[-1].pieces[: end[1]])
    return "\n".join(("".join(piece.text for piece in shown[0].pieces[start[1] :]), *texts))


def cross_references(reading: Reading) -> Iterator[CrossReference]:
    """The references by field to places in the text, each with the paragraph in which its bookmark begins."""
    offset = Offsets(reading.paragraphs)
    for reference in reading.fields:
        if reference.paragraph >= len(reading.paragraphs):
            continue
        target, switches = refers_to(reference.code)
        # Word does not tell capitals apart in the names of bookmarks.
        name = target.casefold()
        leads_to = reading.bookmarks.get(name)
        if leads_to is None and name in reading.bookmarked_apart:
            continue
        if leads_to is not None and leads_to >= len(reading.paragraphs):
            leads_to = None
        pieces = reading.paragraphs[reference.paragraph].pieces[reference.start : reference.end]
        shown = "".join(p.text for p in pieces)
        start = offset((reference.paragraph, reference.start))[1]
        yield CrossReference(start, start + len(shown), reference.paragraph, shown, target, leads_to, switches)


def plain(element: Element) -> str:
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
