"""Invariants of several Users: what goes against one is found whether or not the tree is cut where none can."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import product

import pytest
from attrs import evolve

from sec_rules.analysis.atlas import build
from sec_rules.analysis.invariants import relational
from sec_rules.analysis.invariants.declarations import ForEach, Related, Standpoint
from sec_rules.analysis.invariants.library import INVARIANTS
from sec_rules.engine.linking import Ruleset
from sec_rules.lang import Condition
from sec_rules.lang.formulas import All, Any
from sec_rules.loading import load
from sec_rules.rulebook.assumptions import ASSUMPTIONS
from sec_rules.rulebook.questions import assessment

ON = date(2019, 2, 28)


def found(monkeypatch: pytest.MonkeyPatch, most: int) -> list[tuple[str, relational.Breach]]:
    """All that goes against each invariant, on a day for which it is stated or not."""
    monkeypatch.setattr(relational, "_MOST_TRIED", most)
    atlas = build(load().ruleset(assessment, ON))
    stated = [
        (one.name, related)
        for one in INVARIANTS
        for related in (
            [one.says]
            if isinstance(one.says, Related)
            else [r for _, r in one.says.relations(atlas.ruleset)]
            if isinstance(one.says, ForEach)
            else []
        )
    ]
    return [(name, breach) for name, related in stated for breach in relational.breaches(atlas, related, ASSUMPTIONS)]


def test_a_tree_is_cut_only_where_no_breach_is_to_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    cut, whole = found(monkeypatch, 256), found(monkeypatch, 0)
    assert cut == whole
    assert len({name for name, _ in whole}) > 1
    assert any(not breach.breaks for _, breach in whole)


# Where years are weighed together, and in each of them by itself.


def over_three_years(ruleset: Ruleset) -> list[Related]:
    """The relations of the invariant about three years together, one for each count that grows."""
    (says,) = (one.says for one in INVARIANTS if one.name == "more-never-lighter-over-three-years")
    assert isinstance(says, ForEach)
    return [related for _, related in says.relations(ruleset)]


def test_what_holds_in_each_year_holds_of_the_years_together() -> None:
    ruleset = load().ruleset(assessment, ON)
    for related in over_three_years(ruleset):
        assert related.each_year is not None
        for outcomes in product((None, *assessment.outcomes), repeat=len(related.users)):
            years = zip(outcomes[:3], outcomes[3:], strict=True)
            if all(related.each_year.says(year) for year in years):
                assert related.says(outcomes), outcomes


@pytest.mark.parametrize("grown", [True, False])
def test_years_together_are_proved_of_those_of_whom_one_year_does_not_follow(grown: bool) -> None:
    atlas = build(load().ruleset(assessment, ON))
    broken = set()
    for related in over_three_years(atlas.ruleset):
        more = related.where

        def fewer(*users: Standpoint, more: Callable[..., Condition] = more) -> Condition:
            half = len(users) // 2
            return more(*users[half:], *users[:half])

        assert related.each_year is not None
        if not grown:
            related = evolve(related, where=fewer, each_year=evolve(related.each_year, where=fewer))
        narrowed = relational.breaches(atlas, related, ASSUMPTIONS)
        whole = relational.breaches(atlas, evolve(related, each_year=None), ASSUMPTIONS)
        for key in {(b.breaks, b.sure) for b in (*narrowed, *whole)}:
            one, two = (
                Any(tuple(All(b.literals) for b in found if (b.breaks, b.sure) == key)) for found in (narrowed, whole)
            )
            assert atlas.solver.equivalent(one, two)
            broken.add(key)
    assert bool(broken) is not grown
