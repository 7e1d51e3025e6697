"""Notes of what a document says of itself, and of what its pages do not show."""

from __future__ import annotations

from attrs import evolve

from sec_rules.documents.document import Document, Unseen, View
from sec_rules.drafting.grammar.parser import shortened
from sec_rules.drafting.layout.front_matter import stated_base


def saying_its_base(document: Document) -> Document:
    """The document with a note of what it says its changes are marked against."""
    stated = stated_base(document.view(View.MARKUP))
    if stated is None:
        return document
    note = f"Whether its changes are in fact marked against {stated}, as the document says."
    return evolve(document, notes=(*document.notes, note))


def saying_what_is_unseen(document: Document) -> Document:
    """The document with a note of each run of words that the page does not show."""
    notes = (in_words(unseen) for unseen in document.unseen if unseen.words.strip())
    return evolve(document, notes=(*document.notes, *notes))


def in_words(unseen: Unseen) -> str:
    """What is said of words that the page does not show."""
    return (
        f"The file contains '{shortened(unseen.words)}', which cannot be seen on the page ({unseen.why}; "
        f"{unseen.place}), so it was not read."
    )


def with_its_base(document: Document) -> Document:
    """The newer of two documents that were compared, which amends the older by instructions."""
    older, newer = document.sides
    note = f"Its instructions were carried out on {older.name}."
    return evolve(newer, notes=(*newer.notes, note))
