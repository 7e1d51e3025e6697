"""AM905: text inserted outside any numbered provision."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from sec_rules.documents.document import Mark, View
from sec_rules.drafting.layout.provisions import Provision
from sec_rules.review.findings import Case, Check, Finding, FixKind, Found, Scope, Severity, finding
from sec_rules.review.text.definitions import definitions
from sec_rules.review.text.provision_index import omits
from sec_rules.span import Span


def _look(case: Case, check: Check) -> Iterator[Finding]:
    if not case.draft.document.is_redline:
        return
    layout = case.draft.accepted
    for paragraph in layout.loose:
        words = paragraph.text.strip()
        put_in = sum(s.end - s.start for s in paragraph.stretches if s.mark is Mark.INSERTED)
        if put_in * 2 > len(words) and len(words.split()) > 3 and not omits(words) and not words.startswith("["):
            message = "These words are inserted outside any numbered provision."
            start = len(paragraph.text) - len(paragraph.text.lstrip())
            end = len(paragraph.text.rstrip())
            snippet = paragraph.text[start:end]
            yield Finding(
                start, end, check.code, check.severity, "", View.ACCEPTED, snippet, message, place=paragraph.place
            )
    for clause in layout.provisions:
        yield from (finding(check, clause, found) for found in _unnumbered(clause))


def _unnumbered(clause: Provision) -> Iterator[Found]:
    """Paragraphs put in after a sentence of a clause has ended, without a number of their own."""
    for before, part in pairwise(clause.order):
        if not isinstance(part, Span):
            continue
        words = part.words_in(clause.text)
        ended = before.whole if isinstance(before, Provision) else before.words_in(clause.text)
        new = all(s.mark is Mark.INSERTED for s in clause.stretches if s.overlaps(part))
        sentence = ended.rstrip().endswith(".") and re.match(r"\s*[A-Z]", words) and len(words.split()) > 3
        defines = any(d.listed for d in definitions(clause) if d.place.start in part)
        if new and clause.stretches and sentence and not defines:
            message = f"These words are inserted after {clause.label} has ended, without a number."
            yield Found(part.start, part.end, message)


CHECK: Final = Check(
    code="AM905",
    title="text inserted outside any numbered provision",
    severity=Severity.WARNING,
    fix=FixKind.NONE,
    scope=Scope.CHANGES,
    why="What has no number cannot be cited, and may belong to the clause above or to none.",
    bad=(
        "{++«Each Network Party shall keep a record of its premises.»++}\n"
        "\n"
        "G8.45 The Panel shall publish a summary of the assessments of the year."
    ),
    good=(
        "{++G8.44A Each Network Party shall keep a record of its premises.++}\n"
        "\n"
        "G8.45 The Panel shall publish a summary of the assessments of the year."
    ),
    look=_look,
)
