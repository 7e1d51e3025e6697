"""The invariants of a draft: the first three and those somebody adopted, and which others no longer hold, or did not
hold before either.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from attrs import evolve

from sec_rules.analysis.invariants.declarations import Invariant, Unchanged
from sec_rules.analysis.invariants.library import FIRST, INVARIANTS
from sec_rules.analysis.invariants.prover import invariant_named, prove, stated_of
from sec_rules.analysis.invariants.verdicts import Failure, Verdict
from sec_rules.engine.code import Code
from sec_rules.engine.linking import Ruleset
from sec_rules.engine.solver import Fact
from sec_rules.lang import Question
from sec_rules.lang.traversal import figures


def first_and_adopted(
    proposed: Code, ruleset: Ruleset, facts: Mapping[str, Fact], names: Collection[str] = ()
) -> tuple[Verdict, ...]:
    """The verdicts on what the Code with a draft in it is held to: the first three invariants, one's own that the Code
    brings along, and those of the library that somebody adopted, by `names`; as they are stated for the ruleset.

    Left out are those that `further` leaves out.
    """
    adopted = [one for one in stated_of(proposed) if one not in INVARIANTS or one.name in names]
    stated = [one for one in _of_one_day(adopted) if one.stated_for(ruleset.question, ruleset.day)]
    verdicts = prove(ruleset, facts, invariants=(*FIRST, *stated), code=proposed)
    kept = {one.name for one in FIRST}
    return tuple(
        v
        for v in verdicts
        if v.invariant in kept or v.holds is not False or not _moved(proposed, ruleset.question, ruleset.day, v)
    )


def further(proposed: Code, question: Question, on: date, beyond: Collection[str] = ()) -> tuple[Verdict, ...]:
    """The verdicts on the invariants stated for a day, of the Code with a draft in it, beyond the first three and those
    whose names are given.

    Invariants of two days and of other numbers are left out: no words of a draft can break them. So is an invariant
    about a figure where the draft moves the figure and the invariant holds of that one: the draft means to, and the
    change is reported. Beside open words those that fail whatever the words mean are given, and no others.
    """
    invariants = [one for one in _of_one_day(stated_of(proposed)) if one.name not in beyond]
    stated = [one for one in invariants if one.stated_for(question, on)]
    ruleset = proposed.ruleset(question, on)
    # An outcome that hangs on open words is then none, and of that nothing is said.
    verdicts = prove(evolve(ruleset, open=()), proposed.facts(on, question), invariants=stated, code=proposed)
    found = tuple(v for v in verdicts if v.holds is not False or not _moved(proposed, question, on, v))
    return tuple(v for v in found if v.holds is False) if ruleset.open and not ruleset.unread else found


def _of_one_day(invariants: Iterable[Invariant]) -> Iterator[Invariant]:
    return (one for one in invariants if one not in FIRST and not isinstance(one.says, Unchanged))


def _moved(proposed: Code, question: Question, on: date, failing: Verdict) -> bool:
    """Whether an invariant about a figure holds of another figure that the proposed text states."""
    stated = invariant_named(failing.invariant, stated_of(proposed))
    if stated.at is None:
        return False
    ruleset = proposed.ruleset(question, on)
    others = sorted({figure.value for rule in ruleset.rules for figure in figures(rule.rule)})
    elsewhere = [evolve(stated, says=stated.at(other)) for other in others]
    return any(v.holds for v in prove(ruleset, proposed.facts(on, question), invariants=elsewhere, code=proposed))


def known(base: Code, question: Question, on: date, verdicts: tuple[Verdict, ...]) -> frozenset[str]:
    """The messages of those failures in which the base text fails too, be it for another smallest case; looked for
    only where something fails.
    """
    failing = {v.invariant: v for v in verdicts if v.holds is False}
    if not failing:
        return frozenset()
    stated = [invariant_named(name, stated_of(base)) for name in failing]
    found = prove(base.ruleset(question, on), base.facts(on, question), invariants=stated, code=base)
    before = {(v.invariant, _way(f)) for v in found for f in v.failures}
    return frozenset(f.message for name, v in failing.items() for f in v.failures if (name, _way(f)) in before)


def _way(failure: Failure) -> tuple[str, str, tuple[str, ...]]:
    """In which way an invariant fails: of which count that grows, or of which limbs that never apply."""
    return failure.kind, failure.grown[0] if failure.grown else "", failure.labels if failure.kind == "never" else ()
