"""Places marked in a text, read from the text itself, laid out like any other: they do not come from a check."""

from __future__ import annotations

import re

from sec_rules.documents.document import CrossReference, Document, Mark, Paragraph, Piece, Revision, View
from sec_rules.documents.readers.markdown import read_markdown
from sec_rules.drafting.layout.instructions import Edit
from sec_rules.drafting.layout.layout import lay_out

BRACES = re.compile(r"\{(?P<kind>number|bookmark|ref|by):(?P<name>[^|}]*)(?:\|(?P<words>[^}]*))?\}\s?")
DECORATED = re.compile(r"\{(?:number|bookmark|ref|by):")


def places(marked: str) -> list[tuple[str, int, int]]:
    """The provision, and the place in its own text, of everything between « and », in either view."""
    document = read(marked)
    found: list[tuple[str, int, int]] = []
    for view in (View.ACCEPTED, View.ORIGINAL):
        layout = lay_out(document.view(view), view)
        texts = [(p.label, p.text) for p in layout.walk()] + [("", p.text) for p in layout.loose]
        texts += [(e.at, i.text) for i in layout.instructions for e in i.acts if isinstance(e, Edit)]
        for label, text in texts:
            found.extend((label, start, end) for start, end in _marks(text))
    return found


def _marks(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    position = 0
    while (start := text.find("«", position)) >= 0:
        end = text.find("»", start)
        if end < 0:
            # A place that is whole in the other view only.
            break
        before = 2 * len(found)
        found.append((start - before, end - before - 1))
        position = end
    return found


def read(text: str) -> Document:
    document = read_markdown(text, "example.md")
    return decorated(text) if DECORATED.search(text) else document


def decorated(text: str) -> Document:
    """A document of Word, made of a text with its braces."""
    paragraphs: list[Paragraph] = []
    fields: list[tuple[int, int, int, str, str]] = []
    bookmarks: dict[str, int] = {}
    for number, line in enumerate(text.split("\n\n")):
        computed: str | None = None
        pieces: list[Piece] = []
        position = 0
        for match in BRACES.finditer(line):
            pieces.append(Piece(line[position : match.start()]))
            position = match.end()
            at = sum(len(p.text) for p in pieces)
            words = match["words"] or ""
            if match["kind"] == "number":
                computed = match["name"]
            elif match["kind"] == "bookmark":
                bookmarks[match["name"]] = number
            elif match["kind"] == "ref":
                fields.append((number, at, at + len(words), words, match["name"]))
                pieces.append(Piece(words))
                position -= match.group().endswith(" ")
            else:
                who = tuple(Revision(Mark.INSERTED, author) for author in match["name"].split(","))
                pieces.append(Piece(words, Mark.INSERTED, who))
                position -= match.group().endswith(" ")
        pieces.append(Piece(line[position:]))
        pieces = [p for p in pieces if p.text]
        numbers = (computed, computed, computed)
        paragraphs.append(Paragraph(tuple(pieces), place=f"paragraph {number + 1}", number=numbers))
    references = tuple(
        CrossReference(start, end, number, shown, name, bookmarks.get(name), "r")
        for number, start, end, shown, name in fields
    )
    revisions = sum(bool(p.revisions) for q in paragraphs for p in q.pieces)
    return Document("example.docx", "0" * 64, "docx", tuple(paragraphs), revisions, cross_references=references)
