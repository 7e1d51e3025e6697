"""The comparisons that decide an answer, worked out in figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from sec_rules.engine.english.regions import figure_in_words
from sec_rules.engine.linking import Branch, LinkedRule, Ruleset
from sec_rules.engine.reference import FactValue, holds
from sec_rules.lang import DAY, Amount, Comparison, Condition, Count, Figure, Relation, Sum, Times
from sec_rules.lang.formulas import formula, linear
from sec_rules.lang.traversal import walk

Facts = Mapping[str, FactValue]


def arithmetic_of(ruleset: Ruleset, branches: Iterable[Branch], facts: Facts) -> Iterator[str]:
    """Each comparison of the clauses that answer, with the User's own numbers; left out where one is missing."""
    clauses = dict.fromkeys(branch.clause for branch in branches)
    labels = {branch.limb for branch in branches}
    for rule in ruleset.rules:
        if rule.clause in clauses:
            yield from (said for c in _comparisons(rule, labels, facts) if (said := _worked(c, facts)) is not None)


def _comparisons(rule: LinkedRule, labels: set[str], facts: Facts) -> Iterator[Comparison]:
    conditions: list[Condition] = [rule.rule.applies, rule.rule.unless]
    limbs = (limb for limb in rule.rule.limbs if limb.label in labels)
    conditions += [limb.when for limb in limbs if holds(formula(limb.when), facts) is not False]
    for condition in conditions:
        yield from (node for node in walk(condition) if isinstance(node, Comparison))


def _worked(comparison: Comparison, facts: Facts) -> str | None:
    """Such as "200,000 + 5 x 12,000 = 260,000, which exceeds 250,000"; None where a number is missing."""
    counts = {c for side in (comparison.left, comparison.right) for c in linear(side)[0]}
    if not counts or any(c.counts_years for c in counts) or any(c.name not in facts for c in counts):
        return None
    only = next(iter(counts)) if len(counts) == 1 else None
    if only is not None and only.names:
        return None
    of_days = all(c.unit == DAY for c in counts)
    left, right = _value(comparison.left, facts), _value(comparison.right, facts)
    said = _in_numbers(comparison.left, facts)
    unit = next(iter(counts)) if of_days else None
    if said != figure_in_words(left, unit):
        said = f"{said} = {figure_in_words(left, unit)}"
    true = holds(formula(comparison), facts)
    words = (_DAYS if of_days else _NUMBERS)[comparison.relation][0 if true else 1]
    if of_days and not isinstance(comparison.right, Figure):
        return f"{said} {words} {figure_in_words(right, unit)}"
    return f"{said}, which {words} {figure_in_words(right, unit)}"


_NUMBERS: Final = {
    Relation.EXCEEDS: ("exceeds", "does not exceed"),
    Relation.AT_MOST: ("is at most", "is more than"),
    Relation.AT_LEAST: ("is at least", "is less than"),
    Relation.LESS_THAN: ("is less than", "is not less than"),
    Relation.EXACTLY: ("is exactly", "is not"),
}

_DAYS: Final = {
    Relation.EXCEEDS: ("is after", "is not after"),
    Relation.AT_MOST: ("is no later than", "is later than"),
    Relation.AT_LEAST: ("is no earlier than", "is earlier than"),
    Relation.LESS_THAN: ("is before", "is not before"),
    Relation.EXACTLY: ("is", "is not"),
}


def _value(amount: Amount, facts: Facts) -> int:
    weights, constant = linear(amount)
    return constant + sum(weight * int(facts[count.name]) for count, weight in weights.items())


def _in_numbers(amount: Amount, facts: Facts) -> str:
    match amount:
        case Figure(value):
            return f"{value:,}"
        case Count(name):
            return figure_in_words(int(facts[name]), amount)
        case Times(figure, inner):
            inside = _in_numbers(inner, facts)
            return f"{figure.value:,} x {f'({inside})' if isinstance(inner, Sum) else inside}"
        case Sum(parts):
            return " + ".join(_in_numbers(part, facts) for part in parts)
    raise TypeError(f"{amount!r} is no amount this version knows.")
