"""AM904: revisions of several authors nested in one place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sec_rules.review.findings import Case, Check, Finding, FixKind, Found, Scope, Severity, finding
from sec_rules.review.text.stored_locations import stored_in
from sec_rules.span import Span


def _look(case: Case, check: Check) -> Iterator[Finding]:
    document = case.draft.document
    for number, paragraph in enumerate(document.paragraphs):
        position = 0
        for piece in paragraph.pieces:
            authors = list(dict.fromkeys(r.author for r in piece.revisions if r.author))
            if len(authors) > 1 and piece.text.strip():
                words = Span(position, position + len(piece.text))
                place = stored_in(case.draft.accepted, document, number, words)
                message = f"{' and '.join(authors)} both change these words: '{piece.text.strip()[:60]}'."
                if place is not None:
                    provision, at = place
                    yield finding(check, provision, Found(at.start, at.end, message))
            position += len(piece.text)


CHECK: Final = Check(
    code="AM904",
    title="revisions of several authors nested in one place",
    severity=Severity.NOTE,
    fix=FixKind.NONE,
    scope=Scope.CHANGES,
    why="Whether one or both of such changes are accepted makes three texts, of which only one was looked at.",
    bad="G8.44A Each Network Party shall keep a record {by:Ann,Ben|«of its premises»}.",
    good="G8.44A Each Network Party shall keep a record {by:Ann|of its premises}.",
    on=False,
    look=_look,
)
