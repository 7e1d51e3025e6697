"""Invariants of several Users: what goes against one is found whether or not the tree is cut where none can."""

from __future__ import annotations

from datetime import date

import pytest

from sec_rules.analysis.atlas import build
from sec_rules.analysis.invariants import relational
from sec_rules.analysis.invariants.declarations import ForEach, Related
from sec_rules.analysis.invariants.library import INVARIANTS
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
