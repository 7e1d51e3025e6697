"""What a new version of a draft mends, adds and leaves, beside an older one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from attrs import frozen

from sec_rules.engine.english.numerals import in_full
from sec_rules.review.cards import Card
from sec_rules.review.review import Review

_NOT_READ: Final = "not read"


@frozen
class Since:
    """What a draft does beside an older version of it, by the name of that one, in sentences.

    `mends`, `adds` and `leaves` are of what is wrong or was not read; `unsure` of faults that are no longer found and
    may still be there, since not all was read. `no_longer` and `newly` are of what changes for whom. `beside` says what
    else is not the same in the two checks.
    """

    old: str
    mends: tuple[str, ...] = ()
    adds: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    no_longer: tuple[str, ...] = ()
    newly: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """All that there is to say, each part under its title."""
        return (
            ("Mended", self.mends),
            ("Added", self.adds),
            ("Left", self.leaves),
            ("No longer found, which may be because not all was read", self.unsure),
            ("No longer done", self.no_longer),
            ("Newly done", self.newly),
        )

    @property
    def says(self) -> str:
        """How much it mends, adds and leaves, in a sentence."""
        told = {"mends": self.mends, "adds": self.adds, "leaves": self.leaves}
        if not any(told.values()) and not self.unsure:
            return f"Nothing was wrong in {self.old}, and nothing is now."
        counted = (f"{verb} {len(said) or 'nothing'}" for verb, said in told.items())
        return f"Since {self.old}: {', '.join(counted)}."


@frozen
class _Item:
    """Something wrong: what tells it from others while it is the same, what is said of it, and which kinds of fault are
    proved.
    """

    key: tuple[object, ...]
    says: str
    kinds: frozenset[str] = frozenset()


def since(old: Review, old_cards: Sequence[Card], new: Review, new_cards: Sequence[Card]) -> Since:
    """What the newer of two checked drafts mends, adds and leaves, by their cards."""
    before, after = _numbered(_items(old, old_cards)), _numbered(_items(new, new_cards))
    did, does = (tuple(dict.fromkeys(_effects(cards))) for cards in (old_cards, new_cards))
    left = {key for key in before.keys() & after.keys() if _is_the_same(before[key], after[key])}
    gone = [item for key, item in before.items() if key not in left]
    unclaimed = new.drafting_only or new.state in ("not-all-read", "nothing-read") or bool(new.draft.open)
    return Since(
        old.draft.document.name,
        mends=tuple(item.says for item in gone if not (item.kinds and unclaimed)),
        adds=tuple(item.says for key, item in after.items() if key not in left),
        leaves=tuple(_left(before[key], item) for key, item in after.items() if key in left),
        unsure=tuple(item.says for item in gone if item.kinds and unclaimed),
        no_longer=tuple(said for said in did if said not in does),
        newly=tuple(said for said in does if said not in did),
        beside=tuple(_beside(old, new)),
    )


def _is_the_same(before: _Item, after: _Item) -> bool:
    """Whether what is wrong in one place is still of a kind that was: an overlap that became a gap is mended."""
    return not (before.kinds and after.kinds) or not before.kinds.isdisjoint(after.kinds)


def _left(before: _Item, after: _Item) -> str:
    return after.says if before.says == after.says else f"{after.says} (The older version: {before.says})"


def _numbered(items: Iterable[_Item]) -> dict[tuple[object, ...], _Item]:
    """The items by their keys, those alike told apart by number."""
    seen: Counter[tuple[object, ...]] = Counter()
    found: dict[tuple[object, ...], _Item] = {}
    for item in items:
        found[(*item.key, seen[item.key])] = item
        seen[item.key] += 1
    return found


def _items(result: Review, cards: Iterable[Card]) -> Iterator[_Item]:
    for card in cards:
        wrong = card.wrong
        if card.is_of_edits:
            if wrong:
                yield _Item(
                    (card.id,), " ".join(card.wrong_by_kind(card.where)), frozenset(f.kind for f in card.failures)
                )
            continue
        # Of words alone each finding is a thing by itself: others may come to stand on the same words, or go.
        for finding in card.findings:
            if finding.message in wrong:
                yield _Item((finding.id,), f"{finding.clause or 'The draft'}: {finding.message}")
    for place in result.draft.open:
        words = " ".join(place.text.split())
        said = f"{place.clause or place.place or 'The draft'}: not read: \u201c{words}\u201d"
        yield _Item((_NOT_READ, place.clause, words), said)


def _effects(cards: Iterable[Card]) -> Iterator[str]:
    for card in cards:
        yield from (f"{card.where}: {said}" for said in card.newly)


def _beside(old: Review, new: Review) -> Iterator[str]:
    one, two = old.draft, new.draft
    if one.document.sha256 == two.document.sha256:
        yield "Both are the same file."
    if one.base_on != two.base_on:
        yield (
            f"{one.document.name} is held against {one.held_as}, {two.document.name} against that "
            f"of {in_full(two.base_on)}."
        )
