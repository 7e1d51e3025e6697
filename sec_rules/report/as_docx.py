"""The draft again, with a comment for each card and fixes as tracked changes."""

from __future__ import annotations

from collections.abc import Iterator

from sec_rules.documents.word.annotation import Note, annotate
from sec_rules.documents.word.limits import DEFAULT, Limits
from sec_rules.lang.lists import joined
from sec_rules.report.layout import visible
from sec_rules.review.cards import Card
from sec_rules.review.comments import Placed
from sec_rules.review.fixes.word import Fixed


def dumps(given: Placed, *, limits: Limits = DEFAULT) -> bytes:
    """The bytes of the Word file with comments, and with its fixes as tracked changes.

    Every card becomes one comment, on the words of its cause, and the verdict one on the first words where not all was
    read. What an earlier run put in is replaced. Raises `DocumentError` for a file that cannot be read.
    """
    notes = [Note(places, tuple(map(visible, _lines(card, given)))) for card, places in given.cards]
    if given.verdict is not None:
        said, at = given.verdict
        notes.insert(0, Note(at, (visible(said),)))
    return annotate(given.data, given.document, notes, given.fixed.corrections, limits=limits)


def _lines(card: Card, given: Placed) -> Iterator[str]:
    first, *others = card.told
    where = f"{joined(card.provisions)}: " if card.provisions and not card.is_named_by(first) else ""
    yield f"{where}{first}"
    yield from others
    if card.intended:
        yield card.intended
    if card.leading.known:
        yield "The text in force has this too."
    yield from card.follows
    if card.id in given.rows:
        yield given.rows[card.id]
    yield from card.accepted
    yield from _of_findings(card, given.fixed)
    yield from (each.in_words for each in given.decided.of(card.id))
    if card.codes:
        yield f"{card.severity.value.capitalize()}: {', '.join(card.codes)}"


def _of_findings(card: Card, fixed: Fixed) -> Iterator[str]:
    """Which findings are fixed, or not."""
    for finding in card.findings:
        if finding.id in fixed.fixed:
            yield "Fixed as a tracked change."
        yield from (f"Not fixed: {r.why}." for r in fixed.refused if r.finding.id == finding.id)
