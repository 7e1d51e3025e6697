"""What the page shows of other parts than the main one: notes, headers and footers, charts, documents brought in."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from attrs import evolve, frozen

from sec_rules._patterns import compiled
from sec_rules.documents.document import Unread
from sec_rules.documents.word.elements import W, attribute, children, descendants, first, kind, on
from sec_rules.documents.word.graphics import Leads, Shown, related
from sec_rules.documents.word.new_file import storable
from sec_rules.documents.word.package import Package, open_package
from sec_rules.documents.word.reading import Reading
from sec_rules.documents.word.surroundings import hidden
from sec_rules.errors import DocumentError

# What a header is made of that says nothing of its own: the number of the page, and fields that repeat what is known.
_PAGES: Final = compiled(r"(?:\s|[-\u2010-\u2015/|.\[\]()]|\b(?:page|pages|of|\d{1,4}|[ivxlc]{1,7})\b)*", re.IGNORECASE)
_REPEATS: Final = frozenset(
    {
        "PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "DATE", "TIME", "SAVEDATE", "PRINTDATE", "CREATEDATE",
        "FILENAME", "FILESIZE", "STYLEREF", "TITLE", "SUBJECT", "AUTHOR", "LASTSAVEDBY", "DOCPROPERTY", "REVNUM",
        "KEYWORDS",
    }
)  # fmt: skip


def led_to_from(package: Package, part: str) -> Leads:
    """What the relationships of a part lead to, as elements; None for what is not there, is outside or is broken."""
    targets: dict[str, str] = {}
    found: dict[str, Element | None] = {}

    def leads(identity: str) -> Element | None:
        if not targets:
            targets.update({r.id: r.target for r in package.relations(part)})
        if identity not in found:
            target = targets.get(identity, "")
            found[identity] = _root(package, target) if package.has(target) else None
        return found[identity]

    return leads


def _root(package: Package, part: str) -> Element | None:
    """A part as an element: as it is, or a web page, a text or another document as paragraphs."""
    kind_of_part = posixpath.splitext(part)[1].casefold()
    try:
        if kind_of_part == ".xml":
            return package.root(part)
        data = package.read(part)
        if kind_of_part in (".htm", ".html", ".xhtml"):
            return _as_paragraphs(_words_of_page(data))
        if kind_of_part == ".txt":
            return _as_paragraphs(data.decode("utf-8", "replace"))
        if kind_of_part == ".docx":
            other = open_package(data, package.name, package.limits)
            return first(other.root(other.main()), "body")
    except (DocumentError, ValueError):
        pass
    return None


class _Page(HTMLParser):
    """The texts of a web page, but for its head and for scripts and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._within: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes that a head, a script or a style begins; a body ends the head that was left open."""
        if tag == "body":
            self._within.clear()
        elif tag in ("head", "script", "style"):
            self._within.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Notes that a head, a script or a style ends."""
        if tag in self._within:
            self._within.remove(tag)

    def handle_data(self, data: str) -> None:
        """Keeps what is a text of the page."""
        text = " ".join(data.split())
        if text and not self._within:
            self.texts.append(text)


def _words_of_page(data: bytes) -> str:
    page = _Page()
    page.feed(data.decode("utf-8", "replace"))
    page.close()
    return "\n".join(page.texts)


def _as_paragraphs(text: str) -> Element:
    """A body with a paragraph for each line."""
    body = Element(f"{{{W}}}body")
    for line in text.splitlines():
        run = SubElement(SubElement(body, f"{{{W}}}p"), f"{{{W}}}r")
        SubElement(run, f"{{{W}}}t").text = storable(line, keeping="\t")
    return body


def read_notes(package: Package, main: str, reading: Reading) -> None:
    """Lists each footnote and endnote with the paragraph in which its sign stands; others stand on no page."""
    for name in ("footnote", "endnote"):
        part = package.related(main, f"{name}s")
        if part is None:
            continue
        held = {attribute(e, "id"): e for e in descendants(package.root(part), name)}
        leads = led_to_from(package, part)
        noted = [n for n in reading.noted if n.kind == name and n.id in held]
        for each in noted:
            shown = Shown(name, holds=held[each.id])
            reading.apart(shown, each.paragraph, each.place, each.mark, leads=leads)
        for identity in held.keys() - {n.id for n in noted}:
            # What separates notes from the text is such a note too, and holds no words.
            shown = Shown(name, holds=held[identity])
            reading.apart(shown, None, name, hides="a note that nothing refers to", leads=leads)


@frozen
class _Margin:
    """A header or a footer, and the part that holds it."""

    kind: str
    part: str


def read_margins(package: Package, main: str, reading: Reading, body: Element) -> None:
    """Lists the headers and footers that say something of their own; those that stand on no page as unseen."""
    targets = {r.id: r.target for r in package.relations(main)}
    margins = [_Margin(r.kind, r.target) for r in package.relations(main) if r.kind in ("header", "footer")]
    named = {targets.get(related(e), "") for e in descendants(body, "headerReference", "footerReference")}
    on_a_page = set(_on_a_page(package, main, body, targets))
    counts: dict[str, int] = {}
    for margin in dict.fromkeys(m for m in margins if package.has(m.part)):
        counts[margin.kind] = counts.get(margin.kind, 0) + 1
        place = f"{margin.kind} {counts[margin.kind]}"
        inner = Reading(reading.styles, {}, led_to_from(package, margin.part))
        inner.read(package.root(margin.part))
        texts = inner.texts()
        own = [Unread(margin.kind, texts, place, None)] if any(texts) else []
        within = [evolve(u, place=place, paragraph=None) for u in inner.unread]
        reading.unseen.extend(evolve(u, place=place, paragraph=None) for u in inner.unseen)
        if _says_nothing(inner):
            reading.furniture.extend(own)
            own = []
        # One that no section names is no page's, but a reader may put it on all.
        if margin.part in named and margin.part not in on_a_page:
            why = f"a {margin.kind} that stands on no page"
            reading.unseen.extend(u for each in (*own, *within) for u in hidden(each, why))
        else:
            reading.unread.extend((*own, *within))


def read_comments(package: Package, main: str, reading: Reading) -> None:
    """Lists the words of comments, which stand beside the text and are none of it."""
    part = package.related(main, "comments")
    if part is None:
        return
    inner = Reading(reading.styles, {}, led_to_from(package, part))
    for comment in descendants(package.root(part), "comment"):
        inner.apart(Shown("comment", holds=comment), None, "a comment")
    reading.furniture.extend(inner.unread)
    reading.unseen.extend(inner.unseen)


def _says_nothing(inner: Reading) -> bool:
    """Whether there are only numbers of pages and fields that repeat what is known."""
    own = " ".join(piece.text for p in inner.paragraphs for piece in p.pieces if not piece.field)
    return _PAGES.fullmatch(own) is not None and all(c.upper().strip('"') in _REPEATS for c in inner.codes)


def _on_a_page(package: Package, main: str, body: Element, targets: Mapping[str, str]) -> Iterator[str]:
    """The parts of the headers and footers that some page has; a section that names none has those before it."""
    settings = package.related(main, "settings")
    alternate = settings is not None and on(first(package.root(settings), "evenAndOddHeaders"))
    held: dict[tuple[str, str], str] = {}
    for section in _sections(body):
        for name in ("header", "footer"):
            for reference in children(section, f"{name}Reference"):
                held[name, attribute(reference, "type") or "default"] = targets.get(related(reference), "")
        shown = {"default": True, "first": on(first(section, "titlePg")), "even": alternate}
        yield from (part for (_, pages), part in held.items() if shown.get(pages))


def _sections(body: Element) -> Iterator[Element]:
    """The properties of each section, in order."""
    places = (e for e in body.iter() if e is body or kind(e) == "pPr")
    properties = {section for place in places for section in children(place, "sectPr")}
    return (e for e in descendants(body, "sectPr") if e in properties)
