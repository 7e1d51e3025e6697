"""Where a ruleset changes its answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sec_rules.engine.linking import Ruleset
from sec_rules.engine.reference import holds
from sec_rules.lang import Count, YesNo
from sec_rules.lang.formulas import Bound, Formula, atoms, facts_of_atom, formula
from sec_rules.lang.rulebooks import Assumption

Facts = dict[str, bool | int]


def boundaries(ruleset: Ruleset) -> tuple[Bound, ...]:
    """The weighted counts and the figures at which the ruleset, or a doubt on it, changes, each once."""
    found = (atom for f in formulas(ruleset) for atom in atoms(f) if isinstance(atom, Bound))
    return tuple(dict.fromkeys(found))


def formulas(ruleset: Ruleset) -> Iterator[Formula]:
    """The formulas on which the answer and its doubts hang."""
    yield from (branch.when for branch in ruleset.branches)
    yield from (doubt.when for doubt in ruleset.doubts)


def facts_read(ruleset: Ruleset) -> tuple[YesNo | Count, ...]:
    """The facts that the answer and its doubts hang on, each once."""
    return tuple(dict.fromkeys(fact for f in formulas(ruleset) for atom in atoms(f) for fact in facts_of_atom(atom)))


def within_assumptions(facts: Mapping[str, bool | int], assumptions: Iterable[Assumption]) -> bool:
    """Whether facts break none of the assumptions."""
    return not any(holds(formula(a.holds), facts) is False for a in assumptions)
