"""Which node of the notation each place of a clause's words became."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sec_rules.engine.english.rules import rule_in_words, years_in_words
from sec_rules.lang import Answers, Comparison, Count, Deems, Figure, Limb, Outcome, Place, Repeats, Rule, YesNo
from sec_rules.lang.traversal import of_rule, walk

# A provision, and the code points of its own text.
At = tuple[str, int, int]


def nodes_at(rules: Iterable[Rule]) -> dict[At, str]:
    """What stands in the rules for each place of the words they were read from, in words."""
    return dict(_found(rules))


def _found(rules: Iterable[Rule]) -> Iterator[tuple[At, str]]:
    for rule in rules:
        for node in of_rule(rule):
            place = getattr(node, "place", None)
            if place is not None:
                match node:
                    case Figure(value):
                        yield _at(place), f"the figure {value:,}"
                    case Count(name):
                        yield _at(place), name
                    case YesNo(_, meaning):
                        yield _at(place), meaning
                    case Comparison(_, relation):
                        yield _at(place), f"the comparison '{relation.value}'"
        if isinstance(rule, Answers):
            for limb in rule.limbs:
                yield from _limb(limb)
        elif isinstance(rule, Deems) and rule.place is not None:
            yield _at(rule.place), rule_in_words(rule)


def _limb(limb: Limb) -> Iterator[tuple[At, str]]:
    if limb.place is not None:
        match limb.outcome:
            case Outcome(name):
                yield _at(limb.place), name
            case Repeats(first, last):
                yield _at(limb.place), f"what {first} to {last} say, repeating"
    for node in walk(limb.when):
        place = getattr(node, "place", None)
        if isinstance(node, Comparison) and place is not None:
            yield _at(place), years_in_words(node)


def _at(place: Place) -> At:
    return (place.provision, place.start, place.end)
