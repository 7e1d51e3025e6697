"""Two files compared as a draft: the older one is the text before the changes, the newer one the text with them.

Paragraphs are paired by their words, else by their labels; within a pair words are compared. Pieces of the newer file
keep their place in it, so that comments can be put there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from attrs import evolve, frozen

from sec_rules.documents.document import Document, Mark, Paragraph, Piece, Unread, View, ViewedParagraph

_WORD: Final = re.compile(r"\w+|\s+|[^\w\s]")
_LABEL: Final = re.compile(
    r"^\s*(?:(?:Section|Clause)\s+)?([A-Z]\d{1,2}\.\d{1,3}[A-Z]{0,3}|\([a-z0-9]{1,4}\))(?=[\s.:])"
)
_ALIKE: Final = 0.4


@frozen
class _Side:
    """One paragraph of a side: what it says, its words with white space made alike, and its label."""

    shown: ViewedParagraph
    pieces: tuple[Piece, ...]
    key: str
    label: str


@frozen
class _Merged:
    """A paragraph of the comparison, and its place in the older and in the newer document, "" where it has none."""

    paragraph: Paragraph
    old: str = ""
    new: str = ""


def compared(old: Document, new: Document) -> Document:
    """The newer document with its differences from the older one as changes.

    Tracked changes of either are taken as accepted, and a note says so.
    """
    before, after = _sides(old), _sides(new)
    merged = tuple(_paragraphs(before, after))
    paragraphs = tuple(m.paragraph for m in merged)
    notes = tuple(
        f"The tracked changes of {d.name} were taken as accepted before the two files were compared."
        for d in (old, new)
        if d.revisions
    )
    changes = sum(p.mark is not Mark.KEPT for q in paragraphs for p in q.pieces)
    caution = " ".join(d.caution for d in (old, new) if d.caution)
    unread = tuple(_unread(old, new, merged))
    numbers = _numbers(m.new for m in merged)
    return evolve(
        new,
        paragraphs=tuple(paragraphs),
        revisions=changes,
        notes=(*new.notes, *notes),
        asides=(),
        cross_references=(),
        base=old.name,
        caution=caution,
        unread=unread,
        unseen=tuple(evolve(u, paragraph=numbers.get(u.place)) for u in new.unseen),
        # Of the older file only its text stands here.
        counted=(None, None, new.counted[2]),
        sides=(old, new),
    )


def _unread(old: Document, new: Document, merged: Sequence[_Merged]) -> Iterator[Unread]:
    """What the pages of both show beside their paragraphs: kept where both show the same, else inserted or deleted."""
    before, after = ([u for u in document.unread if u.stands_in(View.ACCEPTED)] for document in (old, new))
    kept = Counter(_shows(u) for u in before) & Counter(_shows(u) for u in after)
    places = (m.old for m in merged), (m.new for m in merged)
    for side, mark, at in zip((before, after), (Mark.DELETED, Mark.INSERTED), places, strict=True):
        numbers, left = _numbers(at), Counter(kept)
        for each in side:
            stays = left[_shows(each)] > 0
            left[_shows(each)] -= 1
            if stays and mark is Mark.DELETED:
                continue
            words = each.words_in(View.ACCEPTED)
            number = None if each.paragraph is None else numbers.get(each.place)
            added = (each.added[tuple(View).index(View.ACCEPTED)],) * 3
            yield Unread(each.kind, (words,) * 3, each.place, number, Mark.KEPT if stays else mark, added)


def _shows(unread: Unread) -> tuple[str, str]:
    return unread.kind, unread.words_in(View.ACCEPTED)


def _numbers(places: Iterable[str]) -> dict[str, int]:
    """The number of the paragraph at each place of one of the two documents."""
    return {place: i for i, place in enumerate(places) if place}


def _sides(document: Document) -> list[_Side]:
    found: list[_Side] = []
    for shown in document.view(View.ACCEPTED):
        if not shown.text.strip():
            continue
        pieces = tuple(
            evolve(p, mark=Mark.KEPT, revisions=())
            for s in shown.spans
            for p in (document.paragraphs[s.paragraph].pieces[s.piece],)
        )
        typed = _LABEL.match(shown.text)
        label = shown.number or (typed[1] if typed else "")
        found.append(_Side(shown, pieces, " ".join(shown.text.split()), label))
    return found


def _paragraphs(before: Sequence[_Side], after: Sequence[_Side]) -> Iterator[_Merged]:
    matcher = SequenceMatcher(None, [s.key for s in before], [s.key for s in after], autojunk=False)
    for what, i, j, k, m in matcher.get_opcodes():
        if what == "equal":
            yield from (_both(one, two) for one, two in zip(before[i:j], after[k:m], strict=True))
        else:
            yield from _differing(before[i:j], after[k:m])


def _differing(before: Sequence[_Side], after: Sequence[_Side]) -> Iterator[_Merged]:
    """Paragraphs that differ: paired in order where their labels or most of their words are the same."""
    at = 0
    for two in after:
        partner = next((n for n in range(at, len(before)) if _pairs(before[n], two)), None)
        if partner is not None:
            yield from (_one(one, Mark.DELETED) for one in before[at:partner])
            yield _both(before[partner], two)
            at = partner + 1
        else:
            yield _one(two, Mark.INSERTED)
    yield from (_one(one, Mark.DELETED) for one in before[at:])


def _pairs(one: _Side, two: _Side) -> bool:
    if one.label or two.label:
        # Letters stand in every list, so that those must have words in common too.
        same = one.label == two.label
        return same and (not one.label.startswith("(") or _ratio(one, two) >= _ALIKE / 2)
    return _ratio(one, two) >= _ALIKE


def _ratio(one: _Side, two: _Side) -> float:
    a, b = one.key.casefold().split()[:400], two.key.casefold().split()[:400]
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _ALIKE / 2 else 0.0


def _one(side: _Side, mark: Mark) -> _Merged:
    """A paragraph that stands on one side only."""
    shown = side.shown
    if mark is Mark.DELETED:
        gone = (Piece(shown.text, mark),)
        before = (shown.level, shown.level, None)
        return _Merged(_paragraph(side, gone, mark, (shown.number, shown.number, None), before), old=shown.place)
    pieces = tuple(evolve(p, mark=mark) for p in side.pieces)
    after = (None, shown.level, shown.level)
    return _Merged(_paragraph(side, pieces, mark, (None, shown.number, shown.number), after), new=shown.place)


def _both(one: _Side, two: _Side) -> _Merged:
    old, new = one.shown, two.shown
    numbers, levels = (old.number, new.number, new.number), (old.level, new.level, new.level)
    pieces = two.pieces if old.text == new.text else tuple(_words(old.text, two))
    return _Merged(_paragraph(two, pieces, Mark.KEPT, numbers, levels), old.place, new.place)


def _paragraph(
    side: _Side,
    pieces: tuple[Piece, ...],
    end: Mark,
    numbers: tuple[str | None, str | None, str | None],
    levels: tuple[int | None, int | None, int | None],
) -> Paragraph:
    shown = side.shown
    return Paragraph(
        pieces,
        end,
        shown.heading,
        shown.place,
        numbers,
        levels,
        operative=shown.operative,
        cell=shown.cell,
        run_in=shown.run_in,
    )


def _words(old: str, two: _Side) -> Iterator[Piece]:
    """The pieces of the newer paragraph, and between them the words of the older one that are gone."""
    a, b = _WORD.findall(old), _WORD.findall(two.shown.text)
    position = 0
    for what, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        length = sum(map(len, b[k:m]))
        if what in ("delete", "replace"):
            yield Piece("".join(a[i:j]), Mark.DELETED)
        if length:
            mark = Mark.KEPT if what == "equal" else Mark.INSERTED
            yield from (evolve(p, mark=mark) for p in _cut(two.pieces, position, position + length))
        position += length


def _cut(pieces: Sequence[Piece], start: int, end: int) -> Iterator[Piece]:
    position = 0
    for piece in pieces:
        first, last = max(start, position), min(end, position + len(piece.text))
        if first < last:
            yield evolve(
                piece, text=piece.text[first - position : last - position], begins=piece.begins + first - position
            )
        position += len(piece.text)
