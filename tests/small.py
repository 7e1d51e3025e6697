"""A Code with small figures, so that a test can go through every value there is."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Final

from attrs import evolve

from sec_rules.engine.code import Code
from sec_rules.lang import Answers, Figure, Rule
from sec_rules.lang.traversal import Node, transform_answers
from sec_rules.loading import load

SMALL_DAY: Final = date(2020, 1, 1)
# Above this no count changes anything: the figure is 10.
LARGEST: Final = 12


@cache
def small_code() -> Code:
    """The Code of `SMALL_DAY` with 10 for 250,000."""
    held = load().as_of(SMALL_DAY)
    return Code(
        tuple(
            evolve(c, versions=tuple(evolve(v, rules=tuple(_small(r) for r in v.rules)) for v in c.versions))
            for c in held.clauses
        )
    )


def _small(rule: Rule) -> Rule:
    return transform_answers(rule, _ten) if isinstance(rule, Answers) else rule


def _ten(node: Node) -> Node:
    return Figure(10) if node == Figure(250_000) else node
