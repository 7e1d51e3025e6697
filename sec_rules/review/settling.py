"""What a project settles of the open places of a draft: in its settings, and in comments where they let comments.

A comment says "sec-rules: settle e2a752a5 as no-effect because it only describes". One that does not say why, or that
the settings do not heed, settles nothing and is a finding.
"""

from __future__ import annotations

from collections.abc import Iterator

from sec_rules.documents.document import Aside, Document
from sec_rules.drafting.grammar.settlements import Settlement, settled_in_comment
from sec_rules.review.selection import Selection


def settled_for(document: Document, chosen: Selection) -> tuple[Settlement, ...]:
    """What is settled of a document by the settings, and then by its comments where they may settle."""
    comments = (one for _, one in settling_comments(document) if one.because) if chosen.settle_by_comment else ()
    return (*chosen.settle, *comments)


def settling_comments(document: Document) -> Iterator[tuple[Aside, Settlement]]:
    """The comments of a document that settle an open place, each with what it says; heeded or not."""
    for aside in document.asides:
        if aside.kind == "comment":
            author = f" of {aside.author}" if aside.author else ""
            one = settled_in_comment(aside.text, f"a comment{author} at {aside.place}")
            if one is not None:
                yield aside, one
