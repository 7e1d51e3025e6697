"""One way through the nodes of a rule: what stands below a node, every node in turn, a tree made anew.

What a kind of node holds is read from the types of its fields, so that a new kind needs no line here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any, Final, get_args, get_origin, get_type_hints, overload

from attrs import evolve

from sec_rules.lang.expressions import Amount, Condition, Count, Figure, Open, OpenCount, YesNo
from sec_rules.lang.rules import Answers, Deems, Defines, Rule

Node = Condition | Amount

_SORTS: Final = (Condition, Amount)


def children(node: Node) -> tuple[Node, ...]:
    """The nodes straight below a node, in reading order."""
    return tuple(child for name, _ in _held(node) for child in _several(getattr(node, name)))


def walk(node: Node) -> Iterator[Node]:
    """The node and every node below it, in reading order."""
    ahead = [node]
    while ahead:
        met = ahead.pop()
        yield met
        ahead.extend(reversed(children(met)))


def operands(node: Node) -> tuple[Node, ...]:
    """The nodes straight below that any other of their sort could stand for, in reading order.

    The figure of a product and the count of a turn are none of them: no amount but a figure, or a count, fits there.
    """
    return tuple(child for name, any_fits in _held(node) if any_fits for child in _several(getattr(node, name)))


def with_operands(node: Node, given: Sequence[Node]) -> Node:
    """The node with other operands in place of its own, in the same order; itself where they are the same objects."""
    if all(new is old for new, old in zip(given, operands(node), strict=True)):
        return node
    ahead = iter(given)
    changed: dict[str, Node | tuple[Node, ...]] = {}
    for name in (name for name, any_fits in _held(node) if any_fits):
        old = getattr(node, name)
        changed[name] = tuple(next(ahead) for _ in old) if isinstance(old, tuple) else next(ahead)
    whole: Any = node  # every kind of node is an attrs class, which its two sorts are not
    made: Node = evolve(whole, **changed)
    return made


@overload
def transform(node: Condition, change: Callable[[Node], Node]) -> Condition: ...
@overload
def transform(node: Amount, change: Callable[[Node], Node]) -> Amount: ...
def transform(node: Node, change: Callable[[Node], Node]) -> Node:
    """The tree with `change` of each node in its place, operands first; the very same object where nothing changes.

    `TypeError` where a condition would stand for an amount, or an amount for a condition.
    """
    made = change(with_operands(node, [transform(operand, change) for operand in operands(node)]))
    if isinstance(made, Amount) is not isinstance(node, Amount):
        raise TypeError(f"{made!r} is of another sort than {node!r}, for which it should stand.")
    return made


def _several(held: Node | tuple[Node, ...]) -> tuple[Node, ...]:
    return held if isinstance(held, tuple) else (held,)


def _held(node: Node) -> tuple[tuple[str, bool], ...]:
    """The fields of a node that hold a node or several, in order, and whether any of its sort would fit there."""
    kind: Any = type(node)  # a class can be hashed, which mypy does not see
    return _held_by(kind)


@cache
def _held_by(kind: type[Any]) -> tuple[tuple[str, bool], ...]:
    hints = ((name, get_args(h)[0] if get_origin(h) is tuple else h) for name, h in get_type_hints(kind).items())
    return tuple((name, h in _SORTS) for name, h in hints if isinstance(h, type) and issubclass(h, _SORTS))


def of_rule(rule: Rule) -> Iterator[Node]:
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


def transform_answers(rule: Answers, change: Callable[[Node], Node]) -> Answers:
    """The rule with each of its conditions transformed."""
    return evolve(
        rule,
        applies=transform(rule.applies, change),
        unless=transform(rule.unless, change),
        limbs=tuple(evolve(limb, when=transform(limb.when, change)) for limb in rule.limbs),
    )


def facts_of_rules(rules: Iterable[Rule]) -> Iterator[YesNo | Count]:
    """The facts that rules read, each once; what words leave open is none."""
    nodes = (node for rule in rules for node in of_rule(rule))
    facts = (n for n in nodes if isinstance(n, (YesNo, Count)) and not isinstance(n, (Open, OpenCount)))
    yield from dict.fromkeys(facts)


def figures(rule: Rule) -> Iterator[Figure]:
    """The figures a rule states, in reading order."""
    yield from (node for node in of_rule(rule) if isinstance(node, Figure))
