"""To what words belong that stand beside several: the years of one assessment, a case at the end, "and where"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import evolve

from sec_rules.drafting.grammar.joining import both, either
from sec_rules.drafting.grammar.sentences import Phrase
from sec_rules.lang import ALWAYS, Both, Condition, Either, Limb, Outcome, Place


def span_of(phrases: Iterable[Phrase]) -> Place:
    """Where phrases stand; of several paragraphs the part in the first."""
    places = [phrase.place for phrase in phrases]
    return places[0].to([place for place in places if place.provision == places[0].provision][-1])


def in_shared_years(limbs: Sequence[Limb]) -> tuple[Limb, ...]:
    """The limbs, one that is given no year in those of the next that is, or else of the last before it.

    "To A and B in the first year" may say of A that it falls due in every year, or in the first.
    """
    found: list[Limb] = []
    for number, limb in enumerate(limbs):
        near = (*limbs[number + 1 :], *reversed(limbs[:number]))
        years = next((each.when for each in near if each.when != ALWAYS), ALWAYS)
        bare = limb.when == ALWAYS and isinstance(limb.outcome, Outcome)
        found.append(evolve(limb, when=years) if bare else limb)
    return tuple(found)


def on_the_last(conditions: Condition, further: Condition) -> Condition | None:
    """Conditions with one more of the last alternative alone; None where they are no alternatives.

    "Where A or B, and where C" may ask for C whichever of A and B is so, or beside B.
    """
    match conditions:
        case Either((*others, last)) if others:
            return either([*others, both([last, further])])
        case Both((*others, last)) if others:
            inner = on_the_last(last, further)
            return None if inner is None else Both((*others, inner))
    return None
