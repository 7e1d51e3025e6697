"""What a draft gives itself, beside instructions that would take it out or give it again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from sec_rules.documents.document import ViewedParagraph
from sec_rules.drafting.layout.instructions import Edit
from sec_rules.drafting.layout.provisions import Layout, Provision
from sec_rules.lang.citations import Range, clause_of, path_of, stands_in

# Of words that an instruction gives in quotation marks it is not known where they stand.
_NOWHERE: Final = -1


def given_twice(layout: Layout) -> dict[str, str]:
    """The clauses of which a draft gives the whole, or one part, more than once: it is not settled which stands."""
    whole = Counter(p.label for p in layout.provisions if not p.partial and p.whole.strip())
    parts = Counter(part.label for p in layout.provisions if p.partial for part in p.walk() if not part.partial)
    said = {clause_of(label): f"the draft gives {label} {count} times" for label, count in parts.items() if count > 1}
    return said | {label: f"the draft gives it {count} times" for label, count in whole.items() if count > 1}


def place_of(paragraph: ViewedParagraph) -> int:
    """Which of the stored paragraphs of its document it stands in first."""
    return min((span.paragraph for span in paragraph.spans), default=_NOWHERE)


def given_anew(
    label: str, given: Iterable[Provision], held: Mapping[str, Provision], place: int, *, named: bool = True
) -> list[Provision]:
    """The provisions at or below a label that a draft gives itself, where they are not the text that it amends.

    That is what stands above the stored paragraph of the instruction, and says nothing else than what is held. What is
    not held is so only where the instruction has `named` it, and not taken it in with others.
    """
    found: list[Provision] = []
    for provision in given:
        clause = held.get(provision.label)
        same = named if clause is None else clause.whole.split() == provision.whole.split()
        other = not same and not provision.partial
        parts = (p for p in provision.walk() if (not p.partial or p.text.strip()) and stands_in(p.label, label))
        found += (p for p in parts if other or not all(_stands_above(s.paragraph, place) for s in p.sources))
    return found


def each_given_anew(
    reached: Iterable[str],
    ranges: Iterable[Range],
    given: Sequence[Provision],
    held: Mapping[str, Provision],
    place: int,
) -> Iterator[tuple[str, list[Provision]]]:
    """Each of the provisions that some ranges reach, with what the draft gives anew of it; a range names its ends."""
    ends = {end for each in ranges for end in each.ends}
    for label in reached:
        yield label, given_anew(label, given, held, place, named=label in ends or bool(path_of(label)))


def without_those_given(
    reached: Iterable[str],
    ranges: Iterable[Range],
    given: Sequence[Provision],
    held: Mapping[str, Provision],
    place: int,
) -> tuple[str, ...] | str:
    """The provisions of which to delete what is held; in words, why it is open whether what the draft gives goes.

    A clause that is given whole below the instruction comes in the place of the one deleted.
    """
    going: list[str] = []
    for label, anew in each_given_anew(reached, ranges, given, held, place):
        if not anew:
            going.append(label)
        elif path_of(label) or not any(part.label == label and _is_below(part, place) for part in anew):
            return given_too(label)
    return tuple(going)


def lost(edited: Edit, before: Provision, after: Provision, anew: Iterable[Provision]) -> bool:
    """Whether an edit takes out words that the draft itself gives, other than those that it names."""
    was, will_be = (" ".join(p.whole.split()) for p in (before, after))
    named = edited.up_to is None and not edited.from_start
    texts = (" ".join(p.text.split()) for p in anew if not (named and edited.old in p.text))
    return any(text in was and text not in will_be for text in texts)


def _is_below(provision: Provision, place: int) -> bool:
    return not any(_stands_above(source.paragraph, place) for source in provision.sources)


def given_too(label: str) -> str:
    """Why an instruction is not carried out that would take out words of a provision that the draft gives itself."""
    return f"the draft gives words of {label} itself, and does not say whether they are to stand"


def _stands_above(paragraph: ViewedParagraph, place: int) -> bool:
    return bool(paragraph.spans) and place_of(paragraph) <= place
