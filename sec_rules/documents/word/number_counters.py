"""The numbers of paragraphs, counted as Word counts them, in one view at a time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from attrs import define, field, frozen

from sec_rules._patterns import compiled
from sec_rules.documents.word.number_formats import BULLETS, written
from sec_rules.documents.word.numbering import BUILT_IN, LEVELS, Level, Numbering
from sec_rules.documents.word.styles import Numbered, Styles

# "Legal style" turns letters and Roman numbers into figures; it keeps nought before a figure.
_KEPT_IN_LEGAL_STYLE: Final = frozenset({"none", "decimalZero"})
_PLACE: Final = compiled(r"%([1-9])")


@frozen
class Item:
    """That a paragraph is an item: of which list, and how deep."""

    list: int
    depth: int


def item_of(direct: Numbered, style: str, styles: Styles, lists: Mapping[int, Numbering]) -> Item | None:
    """Of which list, and how deep in it, a paragraph is an item; None where it is none.

    What the paragraph says itself goes before what its style says; a style is linked to a level by what it says, or
    by what the level says of it. List 0 is no list.
    """
    identity, level = direct.list, direct.level
    if identity is None:
        identity = next((s.numbered.list for s in styles.line(style) if s.numbered.list is not None), None)
    if not identity or identity not in lists:
        return None
    if level is None:
        level = _level_of(style, identity, styles, lists)
    return Item(identity, max(0, min(level, LEVELS - 1)))


def _level_of(style: str, identity: int, styles: Styles, lists: Mapping[int, Numbering]) -> int:
    for each in styles.line(style):
        linked = lists[identity].linked(each.id)
        if linked is not None:
            return linked
        if each.numbered.level is not None:
            return each.numbered.level
        if each.numbered.list is not None:
            # The style is an item by itself, of the first level.
            return 0
    return 0


@define
class Counter:
    """Counts the items of one view, in order."""

    lists: Mapping[int, Numbering]
    notes: dict[str, None] = field(factory=dict)
    _counts: dict[int, list[int | None]] = field(factory=dict, init=False)
    _begun: set[int] = field(factory=set, init=False)

    def next(self, item: Item) -> str | None:
        """The label of the next item; None where it shows a bullet or nothing."""
        numbering = self.lists[item.list]
        counts = self._counts.setdefault(numbering.abstract, [None] * LEVELS)
        self._start_anew(item, numbering, counts)
        return self._counted(numbering, item.depth, counts, None)

    def inside(self, item: Item | None, name: str, level: int | None, start: int | None) -> str:
        """The number that a field counts inside a paragraph, which may itself be an item.

        Without a name it is of the paragraph's list, one level deeper where none is given; of Word's own list where
        the paragraph is no item.
        """
        if not name and item is not None:
            numbering = self.lists[item.list]
            depth = item.depth + 1 if level is None else level - 1
        else:
            numbering = self._named(name or "numberdefault")
            depth = 0 if level is None else level - 1
        counts = self._counts.setdefault(numbering.abstract, [None] * LEVELS)
        return self._counted(numbering, max(0, min(depth, LEVELS - 1)), counts, start) or ""

    def _named(self, name: str) -> Numbering:
        wanted = name.casefold()
        known = (*self.lists.values(), *BUILT_IN)
        return next((n for n in known if n.name == wanted), BUILT_IN[0])

    def _counted(self, numbering: Numbering, depth: int, counts: list[int | None], start: int | None) -> str | None:
        now = counts[depth]
        counts[depth] = (_start(numbering, depth) if now is None else now + 1) if start is None else start
        for below in range(depth + 1, LEVELS):
            restart = numbering.level(below).restart
            if restart is None or (restart > 0 and depth < restart):
                counts[below] = None
        for above in range(depth):
            if counts[above] is None:
                counts[above] = _start(numbering, above)
        return self._label(numbering, depth, counts)

    def _start_anew(self, item: Item, numbering: Numbering, counts: list[int | None]) -> None:
        """A list that starts levels anew does so at its first item, at that item's level and below."""
        if item.list in self._begun:
            return
        self._begun.add(item.list)
        for depth in numbering.starts:
            if depth >= item.depth:
                counts[depth] = None

    def _label(self, numbering: Numbering, depth: int, counts: list[int | None]) -> str | None:
        level = numbering.level(depth)
        if level.form in BULLETS:
            return None

        def put(match: re.Match[str]) -> str:
            of = int(match[1]) - 1
            return self._written(counts[of] or 0, numbering.level(of), level.legal) if of <= depth else ""

        label = _PLACE.sub(put, level.text).strip()
        return label or None

    def _written(self, value: int, level: Level, legal: bool) -> str:
        form = "decimal" if legal and level.form not in _KEPT_IN_LEGAL_STYLE else level.form
        text = written(value, form)
        if text is None:
            self.notes[f"Numbers of the format '{form}' were written as decimals."] = None
            return str(value)
        return text


def _start(numbering: Numbering, depth: int) -> int:
    start = numbering.starts.get(depth)
    return numbering.level(depth).start if start is None else start
