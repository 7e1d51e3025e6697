"""What a draft renumbers: clauses and paragraphs that keep their words and stand under another label."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from sec_rules.drafting.draft import Draft
from sec_rules.drafting.layout.provisions import Provision

# Fewer alike words than this, and it is another clause.
_ALIKE: Final = 0.8
# A draft that changes more clauses than this is a new Section, not an amendment.
_MOST: Final = 200


def renumbered(draft: Draft) -> Iterator[tuple[Provision, Provision]]:
    """The clauses that stand under another label after the draft, as they were and as they will be."""
    before = {p.label: p for p in draft.original.provisions}
    after = {p.label: p for p in draft.accepted.provisions}
    gone = [p for p in before.values() if p.label not in after or not _same(p, after[p.label])]
    come = [p for p in after.values() if p.label not in before or not _same(before[p.label], p)]
    if len(gone) > _MOST or len(come) > _MOST:
        return
    for old in gone:
        new = max(come, key=lambda p: _alikeness(old, p), default=None)
        # Of a clause that is given anew as a whole, nothing but the same words tells that it is an old one.
        least = _ALIKE if draft.document.is_redline else 1.0
        if new is not None and _alikeness(old, new) >= least and new.label != old.label:
            standing = after.get(old.label)
            if standing is None or _alikeness(old, standing) < _alikeness(old, new):
                yield old, new


def _same(one: Provision, two: Provision) -> bool:
    return " ".join(one.whole.split()) == " ".join(two.whole.split())


def _alikeness(one: Provision, two: Provision) -> float:
    if _same(one, two):
        return 1.0
    a, b = Counter(one.whole.casefold().split()), Counter(two.whole.casefold().split())
    return 0.99 * (a & b).total() / max(1, (a | b).total()) if min(a.total(), b.total()) >= 8 else 0.0


def new_labels(draft: Draft, clauses: Iterable[tuple[Provision, Provision]]) -> dict[str, str]:
    """The labels under which clauses and paragraphs stood, to those that their words have after the draft.

    `clauses` are those that `renumbered` gives.
    """
    moved = {old.label: new.label for old, new in clauses}
    return moved | dict(_paragraphs(draft, moved))


def _paragraphs(draft: Draft, moved: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The paragraphs that keep their words and stand under another label after the draft."""
    for clause in draft.original.provisions:
        after = draft.accepted.find(moved.get(clause.label, clause.label))
        if after is None or not clause.children:
            continue
        now: dict[str, list[Provision]] = {}
        for provision in after.walk():
            now.setdefault(_words(provision), []).append(provision)
        for provision in clause.walk():
            if provision is clause:
                continue
            same = draft.accepted.find(after.label + provision.label[len(clause.label) :])
            found = now.get(_words(provision), [])
            if len(found) == 1 and (clause.label in moved or same is None or _words(same) != _words(provision)):
                yield provision.label, found[0].label


def _words(provision: Provision) -> str:
    return re.sub(r"[;,.]?\s*(?:\b(?:and|or))?\s*$", "", " ".join(provision.whole.split()))
