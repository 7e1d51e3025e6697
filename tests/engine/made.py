"""Clauses made up for a test, from rules written in it."""

from __future__ import annotations

from datetime import date

from sec_rules.lang import Clause, Doubt, Rule, Standing, TextSource, Version, Words


def clause(label: str, *rules: Rule, doubts: tuple[Doubt, ...] = ()) -> Clause:
    """A clause of these rules, in force from the first day held."""
    version = Version(
        in_force=date(2017, 1, 1),
        brought_in_by="a test",
        words=Words("a test", "", TextSource.DRAFT),
        standing=Standing.PROPOSED,
        evidence=(),
        rules=rules,
        doubts=doubts,
    )
    return Clause(label=label, title="", versions=(version,))
