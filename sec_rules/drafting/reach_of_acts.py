"""Which provisions the acts of an instruction are done to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sec_rules.drafting.layout.instructions import Act, Placing, Renumbering
from sec_rules.lang.citations import Range, clause_of, order, path_of


def ranges_of(act: Act) -> tuple[Range, ...]:
    """The provisions that an act is done to."""
    if isinstance(act, Placing):
        return act.replaces or (Range(act.at, act.at),)
    if isinstance(act, Renumbering):
        return tuple(Range(label, label) for pair in act.pairs for label in pair)
    return (Range(act.at, getattr(act, "to", "") or act.at),)


def clauses_of(act: Act, known: Iterable[str]) -> tuple[str, ...]:
    """The clauses that an act is done to: the ends of its ranges, and of those known what lies between."""
    ends = [(clause_of(each.first), clause_of(each.last)) for each in ranges_of(act)]
    between = (label for first, last in ends for label in known if order(first) < order(label) < order(last))
    return tuple(dict.fromkeys((*(end for pair in ends for end in pair), *between)))


def stands_beside(act: Act) -> bool:
    """Whether an act only says beside which clause a new one goes."""
    return isinstance(act, Placing) and act.where in ("after", "before") and not path_of(act.at)


def ends_of(act: Act) -> Iterator[str]:
    """The ends of the provisions that an act changes."""
    if not stands_beside(act):
        yield from (end for each in ranges_of(act) for end in each.ends)
