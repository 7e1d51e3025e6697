"""Conditions put together as the words between them say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from sec_rules.drafting.grammar.choices import MOST_READINGS, Choices
from sec_rules.drafting.grammar.parser import Node
from sec_rules.drafting.grammar.sentences import Phrase
from sec_rules.errors import LanguageError
from sec_rules.lang import Both, Condition, Either, Not, Place

_AND: Final = "and"
_OR: Final = "or"
_WRITE: Final = "nothing says which is meant; 'either ... or', 'both ... and' or a list of paragraphs would"
# More conditions are not put together in every way that their joints allow.
_MOST_JOINED: Final = 6
_DENIED: Final = re.compile(r"\b(?:not|no)\b", re.IGNORECASE)
_WITHOUT_A_VERB: Final = re.compile(
    r"(?:more|greater|higher|larger|less|fewer|lower|smaller|above|below|under|over|at|equal|in excess)\b",
    re.IGNORECASE,
)
_ALTERNATIVES: Final = frozenset(("OR", "ANDOR", "NEXT_OR", "NEXT_ANDOR"))


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


def _kind_of(joint: Phrase) -> str:
    return _OR if is_alternative(joint) else _AND


def is_alternative(joint: Phrase) -> bool:
    """Whether one will do of what a joining word joins."""
    return joint.kind in _ALTERNATIVES


def by_words(parts: Sequence[Condition], words: Sequence[str], place: Place, choices: Choices) -> Condition:
    """Conditions joined by "and" and by "or", as the words between them are given in order, in one of the ways."""
    if len(words) != len(parts) - 1:
        raise LanguageError("'and' and 'or' join conditions, and it is not settled which first")
    return choices.of(place, _groupings(parts, words))


def by_joints(relations: Node, parts: Sequence[Condition], choices: Choices) -> Condition:
    """Comparisons of one quantity, joined as the words between them say; where those differ, in one of the ways."""
    joints = [p for p in relations.phrases() if p.kind in _ALTERNATIVES or p.kind in ("AND", "BUT")]
    kinds = {_kind_of(joint) for joint in joints}
    if kinds == {_OR} and _goes_on_denied(relations):
        ways = (either(parts), both([parts[0], *map(Not, parts[1:])]))
        return choices.of(_span_of(joints), ways)
    if len(kinds) < 2:
        return either(parts) if _OR in kinds else both(parts)
    if len(joints) != len(parts) - 1:
        raise LanguageError("'and' and 'or' join comparisons of one quantity, and it is not settled which first")
    return put_together(parts, joints, choices)


def _goes_on_denied(relations: Node) -> bool:
    """Whether "not" before the first of several comparisons may deny the others: "not less than 5 or more than 9"."""
    first, *others = (next(relation.all_phrases()).text for relation in relations.nodes())
    return _DENIED.search(first) is not None and all(_WITHOUT_A_VERB.match(other) for other in others)


def joined(inner: Sequence[Condition], joints: Node, *, heading: Sequence[Phrase], choices: Choices) -> Condition:
    """Listed conditions, joined as the list says."""
    words = [p for j in joints.nodes("joint") for p in j.phrases()]
    said = {"any" if _kind_of(p) == _OR else "all" for p in words}
    named = {"any" if p.kind in ("ANY_OF", "EITHER") else "all" for p in heading}
    if named and said and said != named:
        raise LanguageError("the words before the list and those between its items join it differently")
    if len(said) == 2:
        if len(words) != len(inner) - 1:
            raise LanguageError("the list joins its items with 'and' and with 'or', and it is not settled which first")
        return put_together(inner, words, choices)
    if not said and not named and len(inner) > 1:
        raise LanguageError("the list does not say whether its conditions are joined with 'and' or with 'or'")
    return either(inner) if "any" in (said or named) else both(inner)


def put_together(
    parts: Sequence[Condition], joints: Sequence[Phrase], choices: Choices, *, denied: int | None = None
) -> Condition:
    """Conditions in a row, joined as the words between them say; where those differ, in one of the ways.

    `denied` is the number of one that stands behind "it is not so that", which may deny all that follows.
    """
    kinds = [_kind_of(joint) for joint in joints]
    ways = list(_groupings(parts, kinds))
    if denied is not None and denied < len(joints) and isinstance(inner := parts[denied], Not):
        for said in _groupings([inner.condition, *parts[denied + 1 :]], kinds[denied:]):
            ways.extend(_groupings([*parts[:denied], Not(said)], kinds[:denied]))
    return ways[0] if len(ways) == 1 else choices.of(_span_of(joints), tuple(dict.fromkeys(ways)))


def _span_of(joints: Sequence[Phrase]) -> Place:
    """From the first joining word to the last; in several paragraphs the first that joins otherwise than before it."""
    places = [joint.place for joint in joints]
    second = next((joint for joint in joints if _kind_of(joint) != _kind_of(joints[0])), joints[0])
    return places[0].to(places[-1]) if len({place.provision for place in places}) == 1 else second.place


def ends_in_alternatives(node: Node) -> bool:
    """Whether a comparison compares one amount with several numbers of which any will do, without a bracket."""
    relations = next(iter(node.nodes("relations")), None)
    joints = {p.kind for p in relations.parts if isinstance(p, Phrase)} if relations is not None else set()
    heads = {p.kind for p in node.parts if isinstance(p, Phrase)} | joints
    return bool(joints & {"OR", "ANDOR"}) and not heads & {"EITHER", "ANY_OF"}


def joint_behind(node: Node, at: int) -> Phrase | None:
    """What joins the part of a node that has this number to the next; None where that goes on with it, or is none."""
    members = [*map(id, node.parts)]
    behind = members.index(id(node.nodes()[at])) + 1
    found = (p for p in node.parts[behind : behind + 2] if isinstance(p, Phrase) and p.kind in ("AND", "BUT"))
    return next(found, None) if at + 1 < len(node.nodes()) else None


def goes_on_with_and(node: Node, at: int) -> bool:
    """Whether "and" stands behind the part of a node that has this number, and no relative behind it."""
    joint = joint_behind(node, at)
    if joint is None or joint.kind != "AND":
        return False
    following: Node | Phrase = node.nodes()[at + 1]
    while isinstance(following, Node):
        following = following.parts[0]
    return following.kind not in ("WHICH", "OF_WHOSE")


def _groupings(parts: Sequence[Condition], joints: Sequence[str]) -> Sequence[Condition]:
    """The ways to put together conditions with "and" and "or" between them and no bracket.

    The first takes "and" to bind closer. `LanguageError` where there are more than are compared.
    """
    if len(set(joints)) < 2:
        return (either(parts) if _OR in joints else both(parts),)
    if len(parts) > _MOST_JOINED:
        raise LanguageError(f"'and' and 'or' join {len(parts)} conditions here, and {_WRITE}")
    found = dict.fromkeys((_and_closer(parts, joints), *_bracketed(tuple(parts), tuple(joints))))
    if len(found) > MOST_READINGS:
        raise LanguageError(f"'and' and 'or' can be read in {len(found):,} ways here, and {_WRITE}")
    return tuple(found)


def _and_closer(parts: Sequence[Condition], joints: Sequence[str]) -> Condition:
    groups: list[list[Condition]] = [[parts[0]]]
    for joint, part in zip(joints, parts[1:], strict=True):
        if joint == _OR:
            groups.append([part])
        else:
            groups[-1].append(part)
    return either([both(group) for group in groups])


def _bracketed(parts: tuple[Condition, ...], joints: tuple[str, ...]) -> Iterator[Condition]:
    if len(parts) == 1:
        yield parts[0]
    for at, joint in enumerate(joints):
        for left in _bracketed(parts[: at + 1], joints[:at]):
            for right in _bracketed(parts[at + 1 :], joints[at + 1 :]):
                yield either([left, right]) if joint == _OR else both([left, right])
