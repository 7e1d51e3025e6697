"""What a draft renumbers: clauses and paragraphs that stand under another label.

A redline shows which paragraph is which, whatever was changed in it: what it keeps of one is the same text of the file
in both views. Where nothing is kept, or nothing is marked, the same words tell.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from sec_rules._patterns import compiled
from sec_rules.documents.document import Document, Mark
from sec_rules.documents.word.locations import in_paragraph
from sec_rules.drafting.draft import Draft
from sec_rules.drafting.layout.provisions import Layout, Provision
from sec_rules.lang.citations import clause_of, parent_of

# Fewer alike words than this, and it is another clause.
_ALIKE: Final = 0.8
# A part of a text that has a number itself: of "Schedule 8, 3" that may change.
_NUMBERED: Final = compiled(r"[A-Z][a-z]+ (?:\d+[A-Z]*|[IVXLC]+|[A-Z])")
# A draft that changes more clauses than this is a new Section, not an amendment.
_MOST: Final = 200


def renumbered(draft: Draft) -> Iterator[tuple[Provision, Provision]]:
    """The clauses that have another number after the draft, as they were and as they will be."""
    return ((old, new) for old, new in _relabelled(draft) if not keeps_its_number(old.label, new.label))


def keeps_its_number(old: str, new: str) -> bool:
    """Whether two labels of another text differ only in what tells clauses of one number apart: "line 7, 1", "1"."""
    before, after = old.rpartition(", "), new.rpartition(", ")
    return before[2] == after[2] and not (_NUMBERED.fullmatch(before[0]) and _NUMBERED.fullmatch(after[0]))


def _relabelled(draft: Draft) -> Iterator[tuple[Provision, Provision]]:
    before = {p.label: p for p in draft.original.provisions}
    after = {p.label: p for p in draft.accepted.provisions}
    kept = kept_labels(draft)
    gone = [p for p in before.values() if p.label not in after or not _same(p, after[p.label])]
    come = [p for p in after.values() if p.label not in before or not _same(before[p.label], p)]
    if len(gone) > _MOST or len(come) > _MOST:
        return
    for old in gone:
        if old.label in kept:
            if kept[old.label] != old.label and kept[old.label] in after:
                yield old, after[kept[old.label]]
            continue
        new = max(come, key=lambda p: _alikeness(old, p), default=None)
        # Of a clause that is given anew as a whole, nothing but the same words tells that it is an old one.
        least = _ALIKE if draft.document.is_redline else 1.0
        if new is not None and _alikeness(old, new) >= least and new.label != old.label:
            standing = after.get(old.label)
            if standing is None or _alikeness(old, standing) < _alikeness(old, new):
                yield old, new


def kept_labels(draft: Draft) -> dict[str, str]:
    """The labels of the provisions whose text the redline keeps in part, to those under which it then stands.

    Of what is joined or divided, the larger share counts each way. A paragraph that Word numbers is the same one also
    where nothing of its text is kept.
    """
    old, new = _stored(draft.original), _stored(draft.accepted)
    shares = Counter(dict.fromkeys(_same_paragraphs(draft.document, old, new), 0))
    for piece in old.keys() & new.keys():
        for one, two, length in _common(old[piece], new[piece]):
            shares[one, two] += length
    forth: dict[str, str] = {}
    back: dict[str, str] = {}
    for (one, two), _ in shares.most_common():
        forth.setdefault(one, two)
        back.setdefault(two, one)
    return {one: two for one, two in forth.items() if back[two] == one}


# Stored text that is a provision's own: where it begins and ends in its piece, and the label.
_Held = list[tuple[int, int, str]]


def _stored(layout: Layout) -> dict[tuple[int, int], _Held]:
    """What the provisions of a view have of each stored piece, by paragraph and piece."""
    found: dict[tuple[int, int], _Held] = {}
    for provision in layout.walk():
        for source in provision.sources:
            wanted = source.shifted(source.offset - source.start)
            for stretch in in_paragraph(source.paragraph, wanted):
                held = found.setdefault((stretch.paragraph, stretch.piece), [])
                held.append((stretch.start, stretch.end, provision.label))
    return found


def _same_paragraphs(
    document: Document, old: Mapping[tuple[int, int], _Held], new: Mapping[tuple[int, int], _Held]
) -> Iterator[tuple[str, str]]:
    """The labels, before and after, of the paragraphs that have a computed number in both views."""
    before, after = ({at: held[0][2] for (at, _), held in sorted(view.items(), reverse=True)} for view in (old, new))
    for at in before.keys() & after.keys():
        paragraph = document.paragraphs[at]
        if paragraph.end is Mark.KEPT and None not in paragraph.number:
            yield before[at], after[at]


def _common(old: _Held, new: _Held) -> Iterator[tuple[str, str, int]]:
    """The labels under which the same stored text stands in both, and how much of it."""
    one, two = sorted(old), sorted(new)
    i = j = 0
    while i < len(one) and j < len(two):
        length = min(one[i][1], two[j][1]) - max(one[i][0], two[j][0])
        if length > 0:
            yield one[i][2], two[j][2], length
        if one[i][1] <= two[j][1]:
            i += 1
        else:
            j += 1


def _same(one: Provision, two: Provision) -> bool:
    return " ".join(one.whole.split()) == " ".join(two.whole.split())


def _alikeness(one: Provision, two: Provision) -> float:
    if _same(one, two):
        return 1.0
    a, b = Counter(one.whole.casefold().split()), Counter(two.whole.casefold().split())
    return 0.99 * (a & b).total() / max(1, (a | b).total()) if min(a.total(), b.total()) >= 8 else 0.0


def new_labels(draft: Draft, clauses: Iterable[tuple[Provision, Provision]]) -> dict[str, str]:
    """The labels under which clauses and paragraphs stood, to those that they have after the draft.

    `clauses` are those that `renumbered` gives.
    """
    moved = {old.label: new.label for old, new in clauses}
    return moved | dict(_paragraphs(draft, moved)) | kept_labels(draft)


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


def deleted_paragraphs(draft: Draft) -> tuple[str, ...]:
    """The paragraphs that a draft takes out of clauses that it keeps, where no other has their labels."""
    stand = {provision.label for provision in draft.accepted.walk()}
    return tuple(
        p.label
        for p in draft.original.walk()
        if p.label not in stand and p.label != clause_of(p.label) and parent_of(p.label) in stand
    )
