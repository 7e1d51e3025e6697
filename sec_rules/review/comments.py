"""What is to be said at which words of a Word file: the cards of a draft placed in it, and the fixes to be made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from attrs import field, frozen

from sec_rules.documents.document import Document, View
from sec_rules.documents.word.locations import Stretch, in_paragraph
from sec_rules.review.cards import Card
from sec_rules.review.decisions import Decisions
from sec_rules.review.fixes.new_document import redrafted
from sec_rules.review.fixes.word import Fixed, fixes
from sec_rules.review.fixes.word_locations import places
from sec_rules.review.review import Review
from sec_rules.review.summary import Summary
from sec_rules.span import Span

_NO_FIXES = Fixed((), (), frozenset())


# So many characters of the first paragraph carry the verdict.
_FIRST_WORDS: Final = 40


@frozen
class Placed:
    """The bytes of a Word file, its text as it was read, the cards with their places in it, and the fixes.

    `decided` is what was decided of the cards, `rows` how many rows of a portfolio each moves, by its id, where one was
    given. `verdict` is what the first words are to say of the whole, with their
    place, where not all was read or somebody has still to confirm something.
    """

    data: bytes
    document: Document
    cards: tuple[tuple[Card, tuple[Stretch, ...]], ...]
    fixed: Fixed
    verdict: tuple[str, tuple[Stretch, ...]] | None = None
    decided: Decisions = field(factory=Decisions)
    rows: Mapping[str, str] = field(factory=dict)


def placed(given: Summary, data: bytes, *, fix: bool = False, unsafe: bool = False, caution: str = "") -> Placed:
    """The cards of a draft in its own file, a .docx; with `fix` its safe fixes, with `unsafe` all of them.

    `caution` is said at its first words.
    """
    result, draft = given.result, given.result.draft
    fixed = fixes(draft, result.findings, unsafe=unsafe) if fix or unsafe else _NO_FIXES
    found = tuple((card, places(draft, card.leading)) for card in given.cards)
    verdict = _verdict(result, draft.document, caution)
    return Placed(data, draft.document, found, fixed, verdict, given.decisions, _rows(given))


def placed_in_new(given: Summary, *, caution: str = "") -> Placed:
    """The cards of a draft that is no Word file in one made of its clauses, with tracked changes from the base.

    `caution` is said at its first words.
    """
    result = given.result
    data, shown = redrafted(result.draft)
    found = tuple((card, places(shown, card.leading)) for card in given.cards)
    verdict = _verdict(result, shown.document, caution)
    return Placed(data, shown.document, found, _NO_FIXES, verdict, given.decisions, _rows(given))


def _rows(given: Summary) -> dict[str, str]:
    return {card.id: said for card in given.cards if (said := given.rows_of(card))}


def _verdict(result: Review, document: Document, caution: str) -> tuple[str, tuple[Stretch, ...]] | None:
    """What the first words of a document say of the whole: a caution, and the verdict where not all was read."""
    verdict = result.verdict if result.state in ("not-all-read", "nothing-read") else ""
    said = " ".join(part for part in (caution, verdict) if part)
    first = next((p for p in document.view(View.MARKUP) if p.text.strip() and p.spans), None)
    if not said or first is None:
        return None
    return said, tuple(in_paragraph(first, Span(0, min(len(first.text), _FIRST_WORDS))))
