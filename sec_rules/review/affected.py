"""Which way changes go, and for whom, in a few words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from attrs import frozen

from sec_rules.analysis.comparison import Change
from sec_rules.analysis.invariants import Failure
from sec_rules.engine.english.years import split_years
from sec_rules.lang import Question
from sec_rules.lang.formulas import Literal


@frozen
class Beside:
    """How two texts held beside each other are called in a sentence; `in_force` where neither is a proposal."""

    old: str = "the existing text"
    new: str = "the draft"
    in_force: bool = False


_DRAFT_BESIDE_THE_CODE: Final = Beside()


def affected(
    changes: Sequence[Change],
    question: Question,
    failures: Sequence[Failure] = (),
    beside: Beside = _DRAFT_BESIDE_THE_CODE,
    unclear: str = "could not be interpreted",
) -> Iterator[str]:
    """Which way it goes, and for whom, in a few words; `failures` are those of the draft, where it has some.

    `unclear` says what is so of the words on which it depends, where it depends on any.
    """
    due = question.due
    ways = {c.direction for c in changes}
    some = f"Some Users {'face' if beside.in_force else 'would face'}"
    if not changes:
        yield f"No User's {due} {'changes' if beside.in_force else 'would change'}."
    elif any(c.depends_on for c in changes):
        yield f"Who is affected depends on words that {unclear}."
    elif {"heavier", "lighter"} <= ways and _the_same_users(changes):
        yield (
            f"The same Users {'face' if beside.in_force else 'would face'} a more onerous {due} in some years and a "
            "less onerous one in others."
        )
    elif {"heavier", "lighter"} <= ways:
        yield f"{some} a more onerous {due}, and some a less onerous one."
    elif "heavier" in ways:
        yield f"{some} a more onerous {due}{'; none a less onerous one' if len(ways) == 1 else ''}."
    elif "lighter" in ways:
        yield f"{some} a less onerous {due}{'; none a more onerous one' if len(ways) == 1 else ''}."
    told = {
        "undecided": _undecided(failures, beside, question),
        "decided": f"For some Users {beside.new} gives one answer, where {beside.old} does not.",
        "other": "For some Users the outcome is another, no more and no less onerous.",
    }
    yield from (said for way, said in told.items() if way in ways and not any(c.depends_on for c in changes))


def _the_same_users(changes: Iterable[Change]) -> bool:
    """Whether those to whom more falls due in some years are those to whom less does in others."""
    of_whom: dict[str, set[frozenset[Literal]]] = {"heavier": set(), "lighter": set()}
    for change in changes:
        of_whom.get(change.direction, set()).update(frozenset(split_years(cell)[0]) for cell in change.cells)
    return bool(of_whom["heavier"]) and of_whom["heavier"] == of_whom["lighter"]


def _undecided(failures: Iterable[Failure], beside: Beside, question: Question) -> str:
    """What is said of Users who would have no single answer: why, where all of them have none for the same reason."""
    given, noun = [f for f in failures if f.kind in ("gap", "overlap")], question.noun
    if given and all(f.agreed for f in given):
        return "Two or more provisions would apply to some Users where one does now, with the same result."
    if given and all(f.kind == "gap" and ', unless "' in f.where for f in given):
        return f"For some Users {beside.old} states {noun}; {beside.new} states one only on a condition."
    if given and all(f.kind == "gap" for f in given):
        return f"For some Users {beside.old} states {noun}; {beside.new} states none."
    if any(f.kind == "gap" for f in given):
        return f"For some Users {beside.old} states {noun}; {beside.new} states none, or more than one."
    if given:
        several = "two provisions" if all(len(f.clauses) == 2 for f in given) else "two or more provisions"
        for_whom = "for some of them " if any(f.agreed for f in given) else ""
        return f"Some Users would fall under {several} at once, which {for_whom}state different {question.due}s."
    return f"For some Users {beside.old} gives one answer; {beside.new} gives no single one."
