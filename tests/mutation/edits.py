"""Every single edit of a condition or an amount, each with what was done to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from sec_rules.lang import (
    Amount,
    Both,
    Comparison,
    Condition,
    Count,
    Either,
    Figure,
    Not,
    Relation,
    Sum,
    Times,
    Turn,
    YesNo,
)
from sec_rules.lang.traversal import Node, operands, with_operands
from sec_rules.rulebook.facts import (
    domestic_premises,
    network_party,
    network_premises,
    non_domestic_premises,
    shared_network_premises,
    shared_supplier_premises,
    supplier_party,
)

# A kind of slip, and what it was in words.
Slip = tuple[str, str]

_STRICT_AND_WEAK: Final = {
    Relation.EXCEEDS: Relation.AT_LEAST,
    Relation.AT_LEAST: Relation.EXCEEDS,
    Relation.AT_MOST: Relation.LESS_THAN,
    Relation.LESS_THAN: Relation.AT_MOST,
    Relation.EXACTLY: Relation.AT_LEAST,
}
_OPPOSITE: Final = {
    Relation.EXCEEDS: Relation.AT_MOST,
    Relation.AT_MOST: Relation.EXCEEDS,
    Relation.AT_LEAST: Relation.LESS_THAN,
    Relation.LESS_THAN: Relation.AT_LEAST,
    Relation.EXACTLY: Relation.AT_MOST,
}
# The fact that a slip would most likely put in its place.
_MISTAKEN: Final[Mapping[str, Count]] = {
    domestic_premises.name: non_domestic_premises,
    non_domestic_premises.name: domestic_premises,
    network_premises.name: domestic_premises,
    shared_supplier_premises.name: shared_network_premises,
    shared_network_premises.name: shared_supplier_premises,
}
_OTHER_PARTY: Final[Mapping[str, YesNo]] = {supplier_party.name: network_party, network_party.name: supplier_party}


def of_condition(condition: Condition) -> Iterator[tuple[Slip, Condition]]:
    """The condition with one slip in it."""
    yield from ((slip, changed) for slip, changed in _anywhere(condition) if isinstance(changed, Condition))


def of_amount(amount: Amount) -> Iterator[tuple[Slip, Amount]]:
    """The amount with one slip in it."""
    yield from ((slip, changed) for slip, changed in _anywhere(amount) if isinstance(changed, Amount))


def _anywhere(node: Node) -> Iterator[tuple[Slip, Node]]:
    """The node with one slip in itself, then in each of its operands."""
    yield from _in_itself(node)
    inner = operands(node)
    for number, operand in enumerate(inner):
        for slip, changed in _anywhere(operand):
            yield slip, with_operands(node, (*inner[:number], changed, *inner[number + 1 :]))


def _in_itself(node: Node) -> Iterator[tuple[Slip, Node]]:
    match node:
        case Comparison(left, relation, right):
            for how, other in (("strict or weak", _STRICT_AND_WEAK[relation]), ("turned round", _OPPOSITE[relation])):
                slip = ("comparison", f"'{other.value}' for '{relation.value}' ({how})")
                yield slip, Comparison(left, other, right)
        case Both(parts):
            yield from _joined(parts, Both)
        case Either(parts):
            yield from _joined(parts, Either)
        case Not(inner):
            yield ("dropped condition", "'not' dropped"), inner
        case YesNo(name):
            yield ("dropped condition", f"{name} negated"), Not(node)
            if name in _OTHER_PARTY:
                yield ("fact", f"{_OTHER_PARTY[name].name} for {name}"), _OTHER_PARTY[name]
        case Turn(count, turn, of):
            yield ("figure", f"turn {turn % of + 1} for {turn}"), Turn(count, turn % of + 1, of)
        case Figure(value):
            for near in (value - 1, value + 1):
                yield ("figure", f"{near:,} for {value:,}"), Figure(near)
        case Count(name):
            if name in _MISTAKEN:
                yield ("fact", f"{_MISTAKEN[name].name} for {name}"), _MISTAKEN[name]
        case Times(figure, amount):
            for near in (figure.value - 1, figure.value + 1):
                yield ("weight", f"{near} for {figure.value}"), Times(Figure(near), amount)
            yield ("weight", f"the weight {figure.value} dropped"), amount
        case Sum(addends):
            for number in range(len(addends)):
                slip = ("dropped condition", f"addend {number + 1} dropped")
                yield slip, Sum((*addends[:number], *addends[number + 1 :]))


def _joined(parts: tuple[Condition, ...], kind: type[Both] | type[Either]) -> Iterator[tuple[Slip, Condition]]:
    other: type[Both] | type[Either] = Either if kind is Both else Both
    words = ("or", "and") if kind is Both else ("and", "or")
    if len(parts) > 1:
        yield ("and/or", f"'{words[0]}' for '{words[1]}'"), other(parts)
        for number in range(len(parts)):
            slip = ("dropped condition", f"condition {number + 1} dropped")
            yield slip, kind((*parts[:number], *parts[number + 1 :]))
