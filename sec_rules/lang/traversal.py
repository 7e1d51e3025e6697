"""Walking the nodes of a rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sec_rules.lang.expressions import (
    Amount,
    Both,
    Comparison,
    Condition,
    Count,
    Either,
    Figure,
    Not,
    Sum,
    Times,
    Turn,
    YesNo,
)
from sec_rules.lang.rules import Answers, Deems, Defines, Rule


def walk(node: Condition | Amount) -> Iterator[Condition | Amount]:
    """The node and every node below it, in reading order."""
    yield node
    below: tuple[Condition | Amount, ...] = ()
    match node:
        case Both() | Either():
            below = node.conditions
        case Not():
            below = (node.condition,)
        case Comparison():
            below = (node.left, node.right)
        case Sum():
            below = node.parts
        case Times():
            below = (node.figure, node.amount)
        case Turn():
            below = (node.count,)
    for child in below:
        yield from walk(child)


def of_rule(rule: Rule) -> Iterator[Condition | Amount]:
    """Every node of a rule, in reading order."""
    match rule:
        case Answers():
            yield from walk(rule.applies)
            yield from walk(rule.unless)
            for limb in rule.limbs:
                yield from walk(limb.when)
        case Deems():
            yield rule.count
            for part in (*rule.includes, *rule.excludes):
                yield from walk(part)
        case Defines():
            yield from walk(rule.amount)


def facts_of_rules(rules: Iterable[Rule]) -> Iterator[YesNo | Count]:
    """The facts that rules read, each once."""
    nodes = (node for rule in rules for node in of_rule(rule))
    yield from dict.fromkeys(node for node in nodes if isinstance(node, (YesNo, Count)))


def figures(rule: Rule) -> Iterator[Figure]:
    """The figures a rule states, in reading order."""
    yield from (node for node in of_rule(rule) if isinstance(node, Figure))
