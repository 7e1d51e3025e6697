"""Conditions put together as the words between them say."""

from __future__ import annotations

from collections.abc import Sequence

from sec_rules.drafting.grammar.parser import Node
from sec_rules.drafting.grammar.sentences import Phrase
from sec_rules.errors import LanguageError
from sec_rules.lang import Both, Condition, Either


def both(conditions: Sequence[Condition]) -> Condition:
    """All of the conditions, without needless brackets."""
    return _flat(conditions, Both)


def either(conditions: Sequence[Condition]) -> Condition:
    """Any of the conditions, without needless brackets."""
    return _flat(conditions, Either)


def _flat(conditions: Sequence[Condition], kind: type[Both | Either]) -> Condition:
    flat: list[Condition] = []
    for condition in conditions:
        flat.extend(condition.conditions if isinstance(condition, kind) else (condition,))
    return flat[0] if len(flat) == 1 else kind(tuple(flat))


def by_joints(relations: Node, parts: Sequence[Condition]) -> Condition:
    """Comparisons of one quantity, joined as the words between them say. `LanguageError` where those differ."""
    joints = {p.kind for p in relations.phrases()}
    if joints & {"OR", "ANDOR"} and joints & {"AND", "BUT"}:
        raise LanguageError("'and' and 'or' join comparisons of one quantity, and it is not settled which first")
    return either(parts) if joints & {"OR", "ANDOR"} else both(parts)


def joined(inner: Sequence[Condition], joints: Node, *, heading: Sequence[Phrase]) -> Condition:
    """Listed conditions, joined as the list says."""
    kinds = [p.kind for j in joints.nodes("joint") for p in j.phrases()]
    said = {"any" if k in ("NEXT_OR", "NEXT_ANDOR") else "all" for k in kinds}
    named = {"any" if p.kind in ("ANY_OF", "EITHER") else "all" for p in heading}
    if named and said and said != named:
        raise LanguageError("the words before the list and those between its items join it differently")
    if len(said) == 2:
        return _and_closer(inner, kinds)
    if not said and not named and len(inner) > 1:
        raise LanguageError("the list does not say whether its conditions are joined with 'and' or with 'or'")
    return either(inner) if "any" in (said or named) else both(inner)


def _and_closer(inner: Sequence[Condition], kinds: Sequence[str]) -> Condition:
    """A list that joins its items with "and" and with "or", each time saying which: "and" binds closer."""
    if len(kinds) != len(inner) - 1:
        raise LanguageError("the list joins its items with 'and' and with 'or', and it is not settled which first")
    groups: list[list[Condition]] = [[inner[0]]]
    for kind, condition in zip(kinds, inner[1:], strict=True):
        if kind in ("NEXT_OR", "NEXT_ANDOR"):
            groups.append([condition])
        else:
            groups[-1].append(condition)
    return either([both(group) for group in groups])


def refuse_unsettled(node: Node) -> None:
    """Refuses "exceeds 50, or is 20 or more and ...", where "and" may join the last comparison alone, or both."""
    for i, part in enumerate(node.nodes()[:-1]):
        if _ends_in_alternatives(part) and _joins_next(node, i):
            raise LanguageError("it is not settled whether 'and' joins both comparisons or the last of them alone")


def _ends_in_alternatives(node: Node) -> bool:
    """Whether a comparison compares one amount with several numbers of which any will do, without a bracket."""
    relations = next(iter(node.nodes("relations")), None)
    joints = {p.kind for p in relations.parts if isinstance(p, Phrase)} if relations is not None else set()
    heads = {p.kind for p in node.parts if isinstance(p, Phrase)} | joints
    return bool(joints & {"OR", "ANDOR"}) and not heads & {"EITHER", "ANY_OF"}


def _joins_next(node: Node, at: int) -> bool:
    """Whether "and" stands behind the part of a node that has this number, and no relative behind it."""
    members = list(node.parts)
    behind = members.index(node.nodes()[at]) + 1
    joint = members[behind] if behind < len(members) else None
    if not isinstance(joint, Phrase) or joint.kind != "AND":
        return False
    following: Node | Phrase = node.nodes()[at + 1]
    while isinstance(following, Node):
        following = following.parts[0]
    return following.kind not in ("WHICH", "OF_WHOSE")
